"""Sums over the amounts that count, read from their rows; nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.lookups import IsNull

from ieum.services.programme.overview.budget_sums import Grouping, Part, Sums
from ieum.services.programme.overview.store import Filters, capped, of_programme_in
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import ProgrammeRegion, Statement

_PER_READ = 500
#: Of more programmes, one in ten or so is in the region: the first page of a list is soon full.
_MANY = 10_000


class AnnualAmounts:
    """The annual amounts of one fiscal year that filters leave."""

    def __init__(self, year: int, filters: Filters) -> None:
        self._filters = filters
        self._rows = _annual(year, filters)

    def sums(self, by: Grouping) -> tuple[Sums, int]:
        """The amounts by group; no amount is added to one that holds it.

        Beside the sums, how many amounts were left out because they reach beyond ``inside``.
        """
        column, inside = by.column, self._filters.inside
        parts: list[Part] = []
        left_out: Counter[str] = Counter()
        further = 0
        held_rows = self._rows.filter(held_by__isnull=False)
        if _narrows(self._filters):
            for regions, *part, won, number in (
                self._rows.filter(held_by=None)
                .values_list("regions", column, "qualifier", "is_settled")
                .annotate(sum=Sum("won"), number=Count("*"))
                .order_by()
            ):
                if _lies_inside(regions, inside):
                    parts.append(Part(*part, won, number))
                else:
                    further += number
        else:
            _sum_in_database(self._rows, column, parts, left_out)
            # What two amounts hold, one above the other, of which the nearer is of another group.
            held_rows = held_rows.filter(held_by__held_by__isnull=False)
            held_rows = held_rows.exclude(**{f"held_by__{column}": F(column)})
        own = ("regions", column, "qualifier", "is_settled", "won", "held_by_id")
        above = _Above(column, self._filters)
        held = list(held_rows.values_list(*own, *(f"held_by__{name}" for name in above.fields)))
        above.learn((row[5], *row[6:]) for row in held)
        for regions, group, qualifier, settled, won, holder, *_its in held:
            if not _lies_inside(regions, inside):
                further += 1
            elif above.counts_in(group, holder):
                left_out[group] += 1
            else:
                parts.append(Part(group, qualifier, settled, won, 1))
        return Sums.of(parts, left_out), further

    def largest(self, count: int) -> list[StatementRecord]:
        """The largest of them, parts included: what the sums rest on."""
        ids = list(self._rows.order_by("-won", "pk").values_list("statement_id", flat=True)[:count])
        found = {s.id: s for s in register.read(Statement.objects.filter(pk__in=ids))}
        return [found[id] for id in ids]


def _lies_inside(regions: str, inside: Collection[str]) -> bool:
    """Whether none of an amount's regions is another than those asked for."""
    return not inside or all(name in inside for name in regions.split("·"))


def _sum_in_database(
    rows: QuerySet[ProgrammeAmount], column: str, parts: list[Part], left_out: Counter[str]
) -> None:
    """Sum what at most one amount holds, and count what an amount of the same group holds."""
    each = ("qualifier", "is_settled")
    # Rows, not their numbers, which stand beside the index that sums read.
    reckoned = {"sum": Sum("won"), "number": Count("*")}
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
        self._filters = filters
        self._known: dict[int, tuple[int | None, str, bool]] = {}
        #: What is read of an amount that holds another.
        self.fields = ("held_by_id", column, "lead", "area", "kind", "regions")

    def learn(self, holders: Iterable[Sequence[Any]]) -> None:
        """Know amounts, given by their numbers and ``fields``, and read all above them."""
        above = self._know(holders)
        while above:
            level, above = sorted(above), set()
            for at in range(0, len(level), _PER_READ):
                rows = ProgrammeAmount.objects.filter(pk__in=level[at : at + _PER_READ])
                above |= self._know(rows.values_list("pk", *self.fields))

    def _know(self, holders: Iterable[Sequence[Any]]) -> set[int]:
        """The numbers of those above that are not known yet."""
        for pk, held_by, group, *rest in holders:
            if pk not in self._known:
                self._known[pk] = (held_by, group, self._is_listed(*rest))
        above = {held_by for held_by, _group, _is_listed in self._known.values()}
        return {pk for pk in above if pk is not None and pk not in self._known}

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
    return rows.filter(_in_regions(filters.regions)) if filters.regions else rows


def _in_regions(names: Collection[str]) -> Q:
    """Of the programmes of regions: these are looked up first where they are few, and else each
    amount is asked in its turn, for lists and counts stop soon."""
    inside = ProgrammeRegion.objects.filter(region__in=list(names)).order_by()
    if inside[:_MANY].count() < _MANY:
        return Q(programme__in=inside.values("programme"))
    return Q(of_programme_in(names))


def _narrows(filters: Filters) -> bool:
    return bool(filters.lead or filters.area or filters.kind or filters.regions)
