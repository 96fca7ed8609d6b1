"""The rows of the programme service and the search index that follows them; nothing else does."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from ieum.search import passages as search_passages
from ieum.search.answering import ask
from ieum.search.figures import Figure, FigureKind
from ieum.search.finding import Finding
from ieum.search.index import PassageIndex
from ieum.search.passages import Block, Role, cut, unheard
from ieum.search.reading_version import reading_version
from ieum.search.tokens import Unpacked, packed
from ieum.services.programme.document_rows import Document, Mention, Passage
from ieum.services.programme.reading.reader import ReadDocument
from ieum.services.programme.register.readings import store as readings

_LONGEST_MENTION = 200
_LARGEST_VALUE = Decimal(10) ** 28


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a stored document beside its text."""

    id: int
    name: str
    title: str
    publisher: str
    issued: date | None
    language: str
    added_at: datetime
    is_built_in: bool
    sha256: str
    passages: int


def find_by_digest(sha256: str) -> Record | None:
    """The document with this content, if it is there."""
    document = _with_counts().filter(sha256=sha256).first()
    return _record(document) if document else None


def add(
    read: ReadDocument,
    added_by: int | None = None,
    built_in: str = "",
    progress: Callable[[float], None] = unheard,
    also: Callable[[int, search_passages.Document], object] | None = None,
) -> tuple[Record, bool]:
    """Store a document whole, or not at all; ``False`` if its content was there already.

    ``progress`` is told the share done, and may raise to stop before anything is stored. ``also`` is
    called with the new document's number and the document, and what it stores is stored with it: a
    machine that stops leaves neither without the other.

    The tokens and figures are found here, once; nothing later tokenises the text again.
    """
    known = find_by_digest(read.sha256)
    if known:
        return known, False
    passages = cut(read.text, read.blocks, read.issued, progress)
    try:
        with transaction.atomic():
            document = Document.objects.create(
                sha256=read.sha256,
                name=read.name[-255:],
                media_type=read.media_type,
                encoding=read.encoding,
                language=read.language,
                title=read.title[:200],
                publisher=read.publisher[:200],
                issued=read.issued,
                text=_storable(read.text),
                reading=reading_version(),
                built_in=built_in,
                added_by=_account(added_by),
            )
            _add_passages(document, passages)
            if also is not None:
                also(document.pk, _as_search_sees(document, passages))
    except IntegrityError:
        # Somebody else stored the same content in this moment.
        known = find_by_digest(read.sha256)
        if known is None:
            raise
        return known, False
    return _record(_with_counts().get(pk=document.pk)), True


def _account(id: int | None) -> AbstractBaseUser | None:
    """The account of a caller; the operator on the command line has none."""
    return get_user_model().objects.filter(pk=id).first() if id is not None else None


def _add_passages(document: Document, passages: Sequence[search_passages.Passage]) -> None:
    rows = Passage.objects.bulk_create(
        [_passage_row(document, passage) for passage in passages], batch_size=200
    )
    _add_mentions(rows, passages)


def _passage_row(document: Document, passage: search_passages.Passage) -> Passage:
    return Passage(
        document=document,
        ordinal=passage.ordinal,
        role=passage.role,
        locator=passage.locator,
        start=passage.start,
        end=passage.end,
        path=list(passage.path),
        text=_storable(passage.text),
        tokens=_storable(packed(passage.tokens)),
    )


def _add_mentions(rows: Sequence[Passage], passages: Sequence[search_passages.Passage]) -> None:
    Mention.objects.bulk_create(
        [
            Mention(
                passage=row,
                kind=figure.kind,
                start=figure.start,
                end=figure.end,
                text=_storable(figure.text)[:_LONGEST_MENTION],
                value=figure.value if _fits(figure.value) else None,
                unit=figure.unit[:20],
                first=figure.first,
                last=figure.last,
            )
            for row, passage in zip(rows, passages, strict=True)
            for figure in passage.figures
        ],
        batch_size=500,
    )


def read_again(progress: Callable[[int, int], None]) -> int:
    """Read anew what another release read; gives how many documents were.

    ``progress`` is told, before each, how many are done and how many there are. Each document is
    stored whole before the next begins, so a call that is stopped goes on where it was when it is
    made again.
    """
    stale = list(Document.objects.exclude(reading=reading_version()).values_list("id", flat=True))
    for done, id in enumerate(stale):
        progress(done, len(stale))
        _read_one_again(id)
    return len(stale)


def _read_one_again(id: int) -> None:
    """Cut a document's own text again, where its reader had found passages."""
    document = Document.objects.get(pk=id)
    rows = list(document.passages.all())
    blocks = [Block(row.start, row.end, Role(row.role)) for row in rows]
    passages = cut(document.text, blocks, document.issued)
    with transaction.atomic():
        if [(row.start, row.end) for row in rows] == [(p.start, p.end) for p in passages]:
            # In place, for other rows may point at a passage.
            Mention.objects.filter(passage__document=document).delete()
            for row, passage in zip(rows, passages, strict=True):
                row.locator, row.path = passage.locator, list(passage.path)
                row.tokens = _storable(packed(passage.tokens))
            Passage.objects.bulk_update(rows, ["locator", "path", "tokens"], batch_size=100)
            _add_mentions(rows, passages)
        else:
            document.passages.all().delete()
            _add_passages(document, passages)
        Document.objects.filter(pk=id).update(reading=reading_version())


def _storable(text: str) -> str:
    """A null character, which PostgreSQL refuses, as a space of the same length."""
    return text.replace("\0", " ")


def _fits(value: Decimal | None) -> bool:
    return value is not None and abs(value) < _LARGEST_VALUE


def remove(id: int) -> Record | None:
    """Take a document away with its passages; None if there is none."""
    document = _with_counts().filter(pk=id).first()
    if document is None:
        return None
    record = _record(document)
    _delete(document)
    return record


def remove_built_in(name: str, keep_sha256: str) -> None:
    """Take away earlier contents of a document that this release ships under the name."""
    for document in Document.objects.filter(built_in=name).exclude(sha256=keep_sha256):
        _delete(document)


def _delete(document: Document) -> None:
    """Take away a document; what people decided of its statements stays in the register."""
    with transaction.atomic():
        readings.forget_document(document.pk, document.title)
        document.delete()


def records() -> list[Record]:
    """All documents, the newest first."""
    return [_record(document) for document in _with_counts()]


def find(id: int) -> tuple[Record, search_passages.Document, str] | None:
    """A document, its passages and its whole text; None if there is none."""
    document = _with_counts().filter(pk=id).first()
    if document is None:
        return None
    return (
        _record(document),
        _loaded(str(document.pk), _stamp(document.sha256, document.reading)),
        document.text,
    )


def asking(today: date) -> Callable[[str], Finding]:
    """What answers questions from the documents that are stored now."""
    index, stamps = _current_index()
    return lambda question: ask(question, index, lambda keys: _loaded_all(keys, stamps), today)


def known_words(words: Collection[str]) -> set[str]:
    """Those of the words (morphemes, in lower case) that stand in a stored document."""
    index, _stamps = _current_index()
    return {word for word in words if index.frequency(word)}


def _current_index() -> tuple[PassageIndex, dict[str, str]]:
    """The index, holding just the documents that are stored now, and their stamps by key."""
    stamps = {
        str(id): _stamp(sha256, reading)
        for id, sha256, reading in Document.objects.values_list("id", "sha256", "reading")
    }
    index = _index()
    index.bring_up_to_date(stamps, lambda key: _loaded(key, stamps[key]).passages)
    return index, stamps


@cache
def _index() -> PassageIndex:
    return PassageIndex(Path(settings.INDEXES_ROOT) / "programme")


def _stamp(sha256: str, reading: str) -> str:
    """Tells apart contents, and readings of one content."""
    return f"{sha256[:16]}-{reading}"


def _loaded(key: str, stamp: str) -> search_passages.Document:
    """A document as search sees it."""
    return _loaded_all([key], {key: stamp})[key]


#: How many documents are held in memory, the last used ones.
_MOST_HELD = 256
_held: OrderedDict[tuple[str, str], search_passages.Document] = OrderedDict()
_holding = threading.Lock()


def _loaded_all(
    keys: Sequence[str], stamps: Mapping[str, str]
) -> dict[str, search_passages.Document]:
    """Documents as search sees them, by key; those that are not held by three queries in all.

    A stamp is only there to tell contents apart. What was taken away meanwhile is left out.
    """
    with _holding:
        found = {key: _held[key, stamps[key]] for key in keys if (key, stamps[key]) in _held}
    missing = [int(key) for key in keys if key not in found]
    found |= {document.key: document for document in _from_rows(missing)}
    with _holding:
        for key in found:
            _held[key, stamps[key]] = found[key]
            _held.move_to_end((key, stamps[key]))
        while len(_held) > _MOST_HELD:
            _held.popitem(last=False)
    return found


def _from_rows(ids: Sequence[int]) -> Iterator[search_passages.Document]:
    if not ids:
        return
    figures: dict[int, list[Figure]] = {}
    for mention in Mention.objects.filter(passage__document__in=ids):
        figures.setdefault(mention.passage_id, []).append(_figure(mention))
    passages: dict[int, list[search_passages.Passage]] = {}
    for row in Passage.objects.filter(document__in=ids):
        passage = search_passages.Passage(
            ordinal=row.ordinal,
            locator=row.locator,
            start=row.start,
            end=row.end,
            text=row.text,
            role=Role(row.role),
            path=tuple(row.path),
            tokens=Unpacked(row.tokens),
            figures=figures.get(row.pk, []),
        )
        passages.setdefault(row.document_id, []).append(passage)
    for document in Document.objects.defer("text").filter(pk__in=ids):
        yield _as_search_sees(document, passages.get(document.pk, []))


def _as_search_sees(
    document: Document, passages: Sequence[search_passages.Passage]
) -> search_passages.Document:
    return search_passages.Document(
        key=str(document.pk),
        title=document.title,
        passages=passages,
        issued=document.issued,
        publisher=document.publisher,
        language=document.language,
    )


def _figure(mention: Mention) -> Figure:
    return Figure(
        FigureKind(mention.kind),
        mention.start,
        mention.end,
        mention.text,
        mention.value,
        mention.unit,
        mention.first,
        mention.last,
    )


def _with_counts() -> QuerySet[Document]:
    return Document.objects.defer("text").annotate(number=Count("passages"))


def _record(document: Document) -> Record:
    return Record(
        id=document.pk,
        name=document.name,
        title=document.title,
        publisher=document.publisher,
        issued=document.issued,
        language=document.language,
        added_at=document.added_at,
        is_built_in=bool(document.built_in),
        sha256=document.sha256,
        passages=document.number,
    )
