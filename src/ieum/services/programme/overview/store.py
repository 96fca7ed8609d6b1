"""Lists and sums over the register, read from its rows; nothing here writes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.lookups import IsNull

from ieum.services.programme.document_rows import Document
from ieum.services.programme.overview.budget_sums import Grouping, Part, Sums
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
_PER_READ = 500


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
        rows = rows.filter(_touches(filters.year))
    return rows


def _in_regions(names: Collection[str]) -> Q:
    return Q(pk__in=ProgrammeRegion.objects.filter(region__in=list(names)).values("programme"))


def _of_programme_in(names: Collection[str]) -> Exists:
    """For statements: asked row by row, since lists of them stop after a page."""
    # A region has some dozens of names, of which a register holds a few.
    held = ProgrammeRegion.objects.filter(region__in=list(names)).order_by().distinct()
    inside = ProgrammeRegion.objects.filter(programme=OuterRef("programme"))
    return Exists(inside.filter(region__in=list(held.values_list("region", flat=True))))


def _touches(year: int) -> Q:
    """Programmes whose time, or that of the amount shown, touches a year."""
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    runs = (
        (Q(starts__lte=ends) | Q(starts=None))
        & (Q(ends__gte=begins) | Q(ends=None))
        & ~Q(starts=None, ends=None)
    )
    paid = (
        (Q(budget_first_year__lte=year) | Q(budget_first_year=None))
        & (Q(budget_last_year__gte=year) | Q(budget_last_year=None))
        & ~Q(budget_first_year=None, budget_last_year=None)
    )
    return runs | paid


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


# --- sums ---------------------------------------------------------------------------------------


def annual_sums(by: Grouping, year: int, filters: Filters) -> tuple[Sums, int]:
    """The annual amounts of a year by group; no amount is added to one that holds it.

    Beside the sums, how many amounts were left out because they reach beyond ``inside``.
    """
    rows = _annual(year, filters)
    column = by.column
    parts: list[Part] = []
    left_out: Counter[str] = Counter()
    further = 0
    held_rows = rows.filter(held_by__isnull=False)
    if _narrows(filters):
        for regions, *part, won, number in (
            rows.filter(held_by=None)
            .values_list("regions", column, "qualifier", "is_settled")
            .annotate(sum=Sum("won"), number=Count("pk"))
            .order_by()
        ):
            if _lies_inside(regions, filters.inside):
                parts.append(Part(*part, won, number))
            else:
                further += number
    else:
        _sum_in_database(rows, column, parts, left_out)
        # What two amounts hold, one above the other, of which the nearer is of another group.
        held_rows = held_rows.filter(held_by__held_by__isnull=False)
        held_rows = held_rows.exclude(**{f"held_by__{column}": F(column)})
    held = list(
        held_rows.values_list("regions", "held_by_id", column, "qualifier", "is_settled", "won")
    )
    above = _Above(column, filters)
    above.learn(holder for _regions, holder, *_rest in held if holder is not None)
    for regions, holder, group, qualifier, settled, won in held:
        if not _lies_inside(regions, filters.inside):
            further += 1
        elif above.counts_in(group, holder):
            left_out[group] += 1
        else:
            parts.append(Part(group, qualifier, settled, won, 1))
    return Sums.of(parts, left_out), further


def _lies_inside(regions: str, inside: Collection[str]) -> bool:
    """Whether none of an amount's regions is another than those asked for."""
    return not inside or all(name in inside for name in regions.split("·"))


def _sum_in_database(
    rows: QuerySet[ProgrammeAmount], column: str, parts: list[Part], left_out: Counter[str]
) -> None:
    """Sum what at most one amount holds, and count what an amount of the same group holds."""
    each = ("qualifier", "is_settled")
    reckoned = {"sum": Sum("won"), "number": Count("pk")}
    for group, qualifier, settled, won, number in (
        rows.filter(held_by=None).values_list(column, *each).annotate(**reckoned).order_by()
    ):
        parts.append(Part(group, qualifier, settled, won, number))
    held = rows.filter(held_by__isnull=False)
    kinds = (column, f"held_by__{column}", *each)
    is_once = IsNull(F("held_by__held_by"), True)
    for group, holder, qualifier, settled, once, won, number in (
        held.annotate(once=is_once).values_list(*kinds, "once").annotate(**reckoned).order_by()
    ):
        if holder == group:
            left_out[group] += number
        elif once:
            parts.append(Part(group, qualifier, settled, won, number))


class _Above:
    """The chains of amounts that hold others, read level by level."""

    def __init__(self, column: str, filters: Filters) -> None:
        self._column = column
        self._filters = filters
        self._known: dict[int, tuple[int | None, str, bool]] = {}

    def learn(self, ids: Iterable[int]) -> None:
        """Read the amounts of these numbers and all above them."""
        wanted = set(ids) - self._known.keys()
        fields = ("pk", "held_by_id", self._column, "lead", "area", "kind", "regions")
        while wanted:
            batch = sorted(wanted)
            for at in range(0, len(batch), _PER_READ):
                rows = ProgrammeAmount.objects.filter(pk__in=batch[at : at + _PER_READ])
                for pk, held_by, group, *rest in rows.values_list(*fields):
                    self._known[pk] = (held_by, group, self._is_listed(*rest))
            above = {self._known[pk][0] for pk in batch}
            wanted = {pk for pk in above if pk is not None} - self._known.keys()

    def _is_listed(self, lead: str, area: str, kind: str, regions: str) -> bool:
        """Whether an amount is among those that the filters leave."""
        wanted = self._filters
        return (
            wanted.lead in lead
            and wanted.area in ("", area)
            and wanted.kind in ("", kind)
            and (not wanted.regions or not wanted.regions.isdisjoint(regions.split("·")))
            and _lies_inside(regions, wanted.inside)
        )

    def counts_in(self, group: str, holder: int | None) -> bool:
        """Whether any of the holders from this one up is listed in the group."""
        while holder is not None:
            above, its_group, is_listed = self._known[holder]
            if is_listed and its_group == group:
                return True
            holder = above
        return False


def totals(year: int | None, filters: Filters, count: int) -> tuple[list[StatementRecord], int]:
    """The largest amounts for a whole programme that reach over a year, and how many there are."""
    rows = _amounts(filters).filter(basis="total")
    if year is not None:
        rows = rows.filter(
            (Q(first_year__lte=year) | Q(first_year=None))
            & (Q(last_year__gte=year) | Q(last_year=None))
        )
    ids = list(rows.order_by("-won", "pk").values_list("statement_id", flat=True)[:count])
    found = {s.id: s for s in register.read(Statement.objects.filter(pk__in=ids))}
    return [found[id] for id in ids], _capped(rows)


def largest_annual(year: int, filters: Filters, count: int) -> list[StatementRecord]:
    """The largest annual amounts of a year, parts included: what the sums of the year rest on."""
    rows = _annual(year, filters)
    ids = list(rows.order_by("-won", "pk").values_list("statement_id", flat=True)[:count])
    found = {s.id: s for s in register.read(Statement.objects.filter(pk__in=ids))}
    return [found[id] for id in ids]


def _capped(rows: QuerySet[Any]) -> int:
    """How many there are, up to ``MOST_COUNTED``: counting a million takes longer than answering."""
    return int(rows.order_by()[:MOST_COUNTED].count())


def _annual(year: int, filters: Filters) -> QuerySet[ProgrammeAmount]:
    of_year = {"basis": "annual", "first_year": year, "last_year": year}
    rows = _amounts(replace(filters, regions=frozenset())).filter(**of_year)
    if not filters.regions:
        return rows
    # Which regions go together stands in the index that sums read; their programmes do not.
    together = ProgrammeAmount.objects.filter(**of_year).order_by().distinct()
    concerned = [
        regions
        for regions in together.values_list("regions", flat=True)
        if not filters.regions.isdisjoint(regions.split("·"))
    ]
    return rows.filter(regions__in=concerned)


def years_with_amounts(filters: Filters) -> list[int]:
    """The years for which an annual amount counts, in order."""
    rows = _amounts(filters).filter(basis="annual").exclude(first_year=None)
    return sorted(rows.order_by().values_list("first_year", flat=True).distinct())


def _amounts(filters: Filters) -> QuerySet[ProgrammeAmount]:
    rows = ProgrammeAmount.objects.all()
    if filters.lead:
        rows = rows.filter(lead__contains=filters.lead)
    if filters.area:
        rows = rows.filter(area=filters.area)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.regions:
        rows = rows.filter(
            programme__in=ProgrammeRegion.objects.filter(region__in=list(filters.regions)).values(
                "programme"
            )
        )
    return rows


def _narrows(filters: Filters) -> bool:
    return bool(filters.lead or filters.area or filters.kind or filters.regions)


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
    return [found[id] for id in ids], _capped(rows)


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
    return [found[id] for id in ids], _capped(rows)


def count_turned(turn: Turn, since: date, until: date | None, filters: Filters) -> int:
    """How many statements ``turned`` could list."""
    return _capped(_turned(turn, since, until, filters))


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
        rows = rows.filter(_of_programme_in(filters.regions))
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


def documents_of(statements: Iterable[StatementRecord]) -> Mapping[int, Document]:
    """The kept documents that statements come from, without their texts."""
    ids = {statement.document for statement in statements if statement.document is not None}
    return Document.objects.defer("text").in_bulk(ids)
