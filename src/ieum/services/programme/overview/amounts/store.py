"""Sums over the amounts that count, read from their rows; nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.lookups import IsNull

from ieum.services.programme.overview.budget_sums import Grouping, Part, Sums
from ieum.services.programme.overview.store import Filters, capped
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import ProgrammeRegion, Statement

_PER_READ = 500


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
    return [found[id] for id in ids], capped(rows)


def largest_annual(year: int, filters: Filters, count: int) -> list[StatementRecord]:
    """The largest annual amounts of a year, parts included: what the sums of the year rest on."""
    rows = _annual(year, filters)
    ids = list(rows.order_by("-won", "pk").values_list("statement_id", flat=True)[:count])
    found = {s.id: s for s in register.read(Statement.objects.filter(pk__in=ids))}
    return [found[id] for id in ids]


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
