"""Where what the register says was stated, as sources of an answer."""

from __future__ import annotations

from collections.abc import Iterable

from ieum.kernel.answer import Source, SourceKind, Span
from ieum.kernel.messages import Message, _
from ieum.services.programme.overview import store
from ieum.services.programme.register.records import StatementRecord

#: More sources than this nobody reads; the page of a programme has all of its own.
MOST_SOURCES = 30


def sources_of(statements: Iterable[StatementRecord]) -> list[Source]:
    """The places of statements, each place once, in their order."""
    kept = list(statements)
    documents = store.documents_of(kept)
    found: dict[tuple[object, ...], Source] = {}
    for statement in kept:
        key = (statement.document, statement.place, statement.source)
        if key in found or (statement.document is None and not statement.source):
            continue
        document = documents.get(statement.document) if statement.document else None
        found[key] = Source(
            kind=SourceKind.DOCUMENT,
            title=document.title if document else statement.source,
            publisher=document.publisher if document else "",
            published=document.issued if document else statement.as_of,
            span=Span(start=statement.place[0], end=statement.place[1])
            if statement.place
            else None,
            quote=statement.quote,
            page=f"/s/programme/document?id={document.pk}" if document else "",
        )
        if len(found) == MOST_SOURCES:
            break
    return list(found.values())


def unconfirmed_note(unconfirmed: int, total: int) -> list[Message]:
    """What to know where some of what is shown nobody has confirmed."""
    if not unconfirmed:
        return []
    if unconfirmed == total:
        return [
            _(
                "여기 적힌 값은 아직 확인되지 않았습니다. 사람이 확인하기 전에는 문서에서 찾은 그대로입니다."
            )
        ]
    return [
        _(
            "값 {total}개 가운데 {unconfirmed}개는 아직 확인되지 않았습니다. 확인된 것이 있으면 그것을 씁니다.",
            total=total,
            unconfirmed=unconfirmed,
        )
    ]
