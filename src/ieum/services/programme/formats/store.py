"""Programmes and documents out of the rows, in portions, and what a table changes into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from ieum.services.programme.document_rows import Document
from ieum.services.programme.formats.entries import Entry, SourceDocument
from ieum.services.programme.overview.arguments import region_named
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.regions import COUNTRY, is_nationwide
from ieum.services.programme.register.rows import Programme, Statement
from ieum.services.programme.register.values import StatementValue

#: Programmes that are in memory at a time.
PORTION = 500


@dataclass(frozen=True, slots=True)
class Selection:
    """Which programmes: the one with a ``code`` and its parts, those with ``about`` in a name, those
    for a ``region`` or a part of it."""

    code: str = ""
    about: str = ""
    region: str = ""
    only_confirmed: bool = False


def public_address() -> str:
    """Where people reach the hub; the address of this machine where nobody has set one."""
    return str(getattr(settings, "PUBLIC_URL", "") or "http://localhost:8000").rstrip("/")


def count(selection: Selection) -> int:
    """How many programmes are selected."""
    return _selected(selection).count()


def entries(selection: Selection) -> Iterator[Entry]:
    """The selected programmes in the order in which they were added, a portion at a time."""
    last = 0
    while True:
        rows = list(
            _selected(selection)
            .filter(pk__gt=last)
            .select_related("parent")
            .prefetch_related("names", "regions", "parts")
            .order_by("pk")[:PORTION]
        )
        if not rows:
            return
        yield from _entries(rows, only_confirmed=selection.only_confirmed)
        last = rows[-1].pk


def entries_of(codes: Iterable[str]) -> dict[str, Entry]:
    """The programmes with these codes, by code."""
    rows = (
        Programme.objects.filter(code__in=set(codes))
        .select_related("parent")
        .prefetch_related("names", "regions", "parts")
    )
    return {entry.programme.code: entry for entry in _entries(list(rows))}


def _entries(rows: Sequence[Programme], *, only_confirmed: bool = False) -> Iterator[Entry]:
    by_code: dict[str, list[StatementRecord]] = defaultdict(list)
    for statement in register.read(Statement.objects.filter(programme__in=rows)):
        if statement.is_settled or not only_confirmed:
            by_code[statement.programme].append(statement)
    held = ProgrammeAmount.objects.filter(programme__in=rows, held_by__isnull=False)
    held_ids = frozenset(held.values_list("statement_id", flat=True))
    for row in rows:
        statements = tuple(by_code[row.code])
        yield Entry(
            register.record(row),
            statements,
            tuple(part.code for part in row.parts.all()),
            held_ids & {statement.id for statement in statements},
        )


def documents() -> Iterator[SourceDocument]:
    """The documents of the library, by number."""
    rows = Document.objects.defer("text").order_by("pk")
    for row in rows.iterator(chunk_size=PORTION):
        yield SourceDocument(
            id=row.pk,
            title=row.title,
            publisher=row.publisher,
            issued=row.issued,
            language=row.language,
            name=row.name,
            sha256=row.sha256,
        )


def _selected(selection: Selection) -> QuerySet[Programme]:
    rows = Programme.objects.all()
    if selection.code:
        rows = rows.filter(pk__in=_tree(selection.code))
    if selection.about:
        named = Programme.objects.filter(names__name__icontains=selection.about)
        rows = rows.filter(pk__in=named.values("pk"))
    if selection.region:
        within = Programme.objects.filter(regions__region__in=names_within(selection.region))
        rows = rows.filter(pk__in=within.values("pk"))
    if selection.only_confirmed:
        rows = rows.filter(is_confirmed=True)
    return rows


def _tree(code: str) -> set[int]:
    """A programme and its parts, and theirs; ``NotFound`` where the code is nobody's."""
    # A programme that was merged into another is found by its former code.
    found = set(
        Programme.objects.filter(code=register.programme(code).code).values_list("pk", flat=True)
    )
    newest = found
    while newest:
        parts = Programme.objects.filter(parent__in=newest).values_list("pk", flat=True)
        newest = set(parts) - found
        found = found | newest
    return found


def names_within(region: str) -> frozenset[str]:
    """The names that the register has for a region and for what lies in it, or for the whole country;
    ``WrongArgument`` where no place has the name."""
    if is_nationwide(region):
        return COUNTRY
    reach = region_named(region)
    return reach.within if reach else frozenset()


def with_name(name: str) -> list[str]:
    """Codes of the programmes that bear a name, spelt in any way."""
    return [programme.code for programme in register.with_name(name)]


def add_programme(name: str, added_by: int | None) -> str:
    """Put a programme into the register; its code."""
    return register.add_programme(name, added_by=added_by).code


def state(
    code: str, value: StatementValue, as_of: date, source: str, added_by: int | None
) -> StatementRecord:
    """Put a statement of a table into the register; nobody has confirmed it."""
    return register.state(code, value, as_of, source=source, added_by=added_by)
