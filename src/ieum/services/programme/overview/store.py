"""Lists and sums over the register, read from its rows; nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from ieum.services.programme.overview.limits import MOST_COUNTED
from ieum.services.programme.overview.name_index import NameIndex, best
from ieum.services.programme.overview.names import name_in
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists.columns import Turn
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.rows import (
    Programme,
    ProgrammeName,
    ProgrammeRegion,
    Statement,
)
from ieum.services.programme.register.values import ReviewState, Subject

#: Names looked at for one search; nobody reads on.
_MOST_NAMES = 300


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is empty or ``None`` narrows nothing."""

    query: str = ""
    lead: str = ""
    regions: frozenset[str] = frozenset()
    """Names of regions of which a programme must have one."""
    inside: frozenset[str] = frozenset()
    """Names of regions beside which an amount that is summed must have no other."""
    area: str = ""
    kind: str = ""
    status: str = ""
    year: int | None = None
    is_confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme in a list, with the statement that its amount rests on."""

    programme: ProgrammeRecord
    amount: StatementRecord | None


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list, and how long the whole list is."""

    rows: Sequence[Listed]
    total: int


def programmes(filters: Filters, order: Sequence[str], first: int, count: int) -> Page:
    """Programmes that fit, from the ``first`` (0-based) on; without an order by likeness or code."""
    rows = _narrowed(filters)
    if filters.query:
        likeness = _by_name(filters.query)
        rows = rows.filter(pk__in=list(likeness))
        if not order:
            ids = sorted(rows.values_list("pk", flat=True), key=lambda pk: -likeness[pk])
            found = {row.pk: row for row in _whole(rows.filter(pk__in=ids[first : first + count]))}
            chosen = [found[pk] for pk in ids[first : first + count]]
            return Page(_listed(chosen), len(ids))
    total = rows.count()
    nulls_last = [
        (F(name[1:]).desc(nulls_last=True) if name[0] == "-" else F(name).asc(nulls_last=True))
        for name in order
    ]
    ids = list(
        rows.order_by(*nulls_last, "code").values_list("pk", flat=True)[first : first + count]
    )
    found = {row.pk: row for row in _whole(Programme.objects.filter(pk__in=ids))}
    return Page(_listed([found[pk] for pk in ids]), total)


def _narrowed(filters: Filters) -> QuerySet[Programme]:
    rows = Programme.objects.all()
    if filters.lead:
        rows = rows.filter(lead_name__contains=filters.lead)
    if filters.regions:
        rows = rows.filter(_in_regions(filters.regions))
    if filters.area:
        rows = rows.filter(area=filters.area)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.is_confirmed is not None:
        rows = rows.filter(is_confirmed=filters.is_confirmed)
    if filters.year is not None:
        rows = rows.filter(touches(filters.year))
    return rows


def _in_regions(names: Collection[str]) -> Q:
    return Q(pk__in=ProgrammeRegion.objects.filter(region__in=list(names)).values("programme"))


def of_programme_in(names: Collection[str]) -> Exists:
    """For statements and amounts: asked row by row, since lists of them stop after a page."""
    # A region has some dozens of names, of which a register holds a few.
    held = ProgrammeRegion.objects.filter(region__in=list(names)).order_by().distinct()
    inside = ProgrammeRegion.objects.filter(programme=OuterRef("programme"))
    return Exists(inside.filter(region__in=list(held.values_list("region", flat=True))))


def touches(year: int, to: str = "") -> Q:
    """Programmes whose time, or that of the amount shown, touches a year; for other rows ``to`` is
    the way to their programme (``programme__``)."""
    runs = _reaches(f"{to}starts", f"{to}ends", date(year, 1, 1), date(year, 12, 31))
    return runs | _reaches(f"{to}budget_first_year", f"{to}budget_last_year", year, year)


def _reaches(start: str, end: str, first: object, last: object) -> Q:
    """Where something stated of a beginning and an end, open sides included, lies in a time."""
    begun = Q(**{f"{start}__lte": last}) | Q(**{start: None})
    lasts = Q(**{f"{end}__gte": first}) | Q(**{end: None})
    return begun & lasts & ~Q(**{start: None, end: None})


def _whole(rows: QuerySet[Programme]) -> QuerySet[Programme]:
    return rows.select_related("parent").prefetch_related("names", "regions")


def _listed(rows: Sequence[Programme]) -> list[Listed]:
    amounts: dict[int, StatementRecord] = {}
    records = [register.record(row) for row in rows]
    shown = {row.pk: record.budget for row, record in zip(rows, records, strict=True)}
    ids = ProgrammeAmount.objects.filter(programme__in=list(shown)).values("statement")
    for statement in register.read(Statement.objects.filter(pk__in=ids)):
        amounts.setdefault(statement.id, statement)
    by_code: dict[tuple[str, object], StatementRecord] = {
        (statement.programme, statement.value): statement for statement in amounts.values()
    }
    return [Listed(record, by_code.get((record.code, record.budget))) for record in records]


def _by_name(query: str) -> dict[int, float]:
    """Programmes (by row) whose name is like the query, or whose code it is, and how like."""
    names = find_names(query)
    found = best(query, ((programme, name) for programme, name in names))
    exact = Programme.objects.filter(code=query.strip()).values_list("pk", flat=True)
    return {**found, **dict.fromkeys(exact, 2.0)}


def find_names(query: str) -> list[tuple[int, str]]:
    """Names that share letters with a query, each with the row of its programme; unsorted."""
    index = _index()
    newest = ProgrammeName.objects.aggregate(newest=Max("pk"))["newest"] or 0
    index.bring_up_to_date(
        newest,
        lambda above: (
            ProgrammeName.objects.filter(pk__gt=above)
            .order_by("pk")
            .values_list("pk", "name")
            .iterator(2000)
        ),
    )
    numbers = index.find(query, _MOST_NAMES)
    rows = ProgrammeName.objects.filter(pk__in=numbers)
    return list(rows.values_list("programme_id", "name"))


@cache
def _index() -> NameIndex:
    return NameIndex(Path(settings.INDEXES_ROOT) / "programme-names")


def capped(rows: QuerySet[Any]) -> int:
    """How many there are, up to ``MOST_COUNTED``: counting a million takes longer than answering."""
    return int(rows.order_by()[:MOST_COUNTED].count())


# --- time ---------------------------------------------------------------------------------------


def due(
    until: date, since: date | None, filters: Filters, latest_first: bool, first: int, count: int
) -> tuple[list[StatementRecord], int]:
    """What is promised for the days up to ``until`` and not said to be done, and how much of it."""
    rows = Statement.objects.filter(counts=True, due__lte=until)
    if since is not None:
        rows = rows.filter(due__gte=since)
    rows = _of_programmes(rows, filters)
    order = ("-due", "-id") if latest_first else ("due", "id")
    ids = list(rows.order_by(*order).values_list("pk", flat=True)[first : first + count])
    found = {s.id: s for s in register.read(Statement.objects.filter(pk__in=ids))}
    return [found[id] for id in ids], capped(rows)


def met(filters: Filters, count: int) -> list[StatementRecord]:
    """The milestones last said to be reached."""
    rows = Statement.objects.filter(counts=True, subject=Subject.MILESTONE, due=None)
    rows = _of_programmes(rows, filters).order_by("-as_of", "-id")
    ids = list(rows.values_list("pk", flat=True)[:count])
    found = {s.id: s for s in register.read(Statement.objects.filter(pk__in=ids))}
    return [found[id] for id in ids]


def turned(
    turn: Turn, since: date, until: date | None, filters: Filters, first: int, count: int
) -> tuple[list[StatementRecord], int]:
    """Statements as of the days from ``since`` that open a matter or change it, the latest first."""
    rows = _turned(turn, since, until, filters)
    ids = list(rows.order_by("-as_of", "-id").values_list("pk", flat=True)[first : first + count])
    found = {s.id: s for s in register.read(Statement.objects.filter(pk__in=ids))}
    return [found[id] for id in ids], capped(rows)


def count_turned(turn: Turn, since: date, until: date | None, filters: Filters) -> int:
    """How many statements ``turned`` could list."""
    return capped(_turned(turn, since, until, filters))


def _turned(turn: Turn, since: date, until: date | None, filters: Filters) -> QuerySet[Statement]:
    rows = Statement.objects.filter(turn=str(turn), as_of__gte=since)
    if until is not None:
        rows = rows.filter(as_of__lte=until)
    return _of_programmes(rows, filters)


def _of_programmes(rows: QuerySet[Statement], filters: Filters) -> QuerySet[Statement]:
    if filters.lead:
        rows = rows.filter(programme__lead_name__contains=filters.lead)
    if filters.area:
        rows = rows.filter(programme__area=filters.area)
    if filters.regions:
        rows = rows.filter(of_programme_in(filters.regions))
    return rows


# --- one by one ---------------------------------------------------------------------------------


def names_of(codes: Iterable[str], language: str) -> dict[str, str]:
    """The names of programmes by their codes; in English where they have such a name."""
    rows = Programme.objects.filter(code__in=set(codes)).values_list("code", "name", "name_en")
    return {code: name_in(language, name, english) for code, name, english in rows}


def statements_of_programmes(codes: Collection[str]) -> dict[str, list[StatementRecord]]:
    """All statements of some programmes, by code."""
    found: dict[str, list[StatementRecord]] = defaultdict(list)
    for statement in register.read(Statement.objects.filter(programme__code__in=codes)):
        found[statement.programme].append(statement)
    return found


def statements_of_document(document: int) -> list[StatementRecord]:
    """What a document says of programmes, in the order of its text; rejected ones left out."""
    rows = Statement.objects.filter(document=document).exclude(state=str(ReviewState.REJECTED))
    return register.read(rows.order_by("start", "id"))


def parts_of(code: str) -> list[ProgrammeRecord]:
    """The programmes directly under one, by code."""
    return [register.record(row) for row in _whole(Programme.objects.filter(parent__code=code))]
