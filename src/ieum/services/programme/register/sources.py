"""What an answer says of the statements it rests on: where they stand, and whether a person stands
behind them."""

from __future__ import annotations

from collections.abc import Iterable

from ieum.kernel.answer import Source, SourceKind, Span
from ieum.kernel.messages import Message, _
from ieum.services.programme.register.records import StatementRecord

#: More sources than this nobody reads; the page of a programme has all of its own.
MOST_SOURCES = 30


def sources_of(statements: Iterable[StatementRecord]) -> list[Source]:
    """The places of statements, each place once, in their order; ``MOST_SOURCES`` at most."""
    found: dict[tuple[object, ...], Source] = {}
    for statement in statements:
        found.setdefault(
            (statement.document, statement.place, statement.source), _source(statement)
        )
        if len(found) == MOST_SOURCES:
            break
    return list(found.values())


def _source(statement: StatementRecord) -> Source:
    at = statement.place
    return Source(
        kind=SourceKind.DOCUMENT,
        title=statement.document_title or statement.source or _("출처가 적히지 않은 진술"),
        publisher=statement.document_publisher,
        published=statement.document_issued or statement.as_of,
        span=Span(start=at[0], end=at[1]) if at and statement.document else None,
        quote=statement.quote,
        page=f"/s/programme/document?id={statement.document}" if statement.document else "",
    )


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
