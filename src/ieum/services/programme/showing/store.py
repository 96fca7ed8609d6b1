"""What the pictures read of the rows; nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F, Q

from ieum.services.programme.document_rows import Document
from ieum.services.programme.overview.store import touches
from ieum.services.programme.register import store as register
from ieum.services.programme.register.from_rows import record
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.regions import COUNTRY
from ieum.services.programme.register.rows import Programme, ProgrammeRegion, Statement
from ieum.services.programme.showing.by_region import RegionAmount
from ieum.services.programme.showing.splitting import Amount

#: Names that stand for the whole country or for none of it: no province can be told.
NO_PROVINCE = (*COUNTRY, "해외")
#: Amounts beyond the largest so many are too small to be seen.
MOST_AMOUNTS = 500
_AMOUNT = (
    "pk",
    "programme__name",
    "programme__name_en",
    "won",
    "qualifier",
    "is_settled",
    "statement_id",
    "held_by_id",
)


def built_in_pages(keys: Iterable[str], language: str) -> dict[str, str]:
    """The page of each built-in document that is kept, in the language or in Korean, by its key."""
    names = {f"{key}.{written}.txt": key for key in keys for written in ("ko", language)}
    found = Document.objects.filter(built_in__in=names).values_list("built_in", "pk")
    pages: dict[str, str] = {}
    for name, id in sorted(found, key=lambda row: row[0].endswith(f".{language}.txt")):
        pages[names[name]] = f"/s/programme/document?id={id}"
    return pages


def programmes_by_region(year: int | None) -> dict[str, set[int]]:
    """The programmes (by row) of each region's name; with a year, those that it touches."""
    rows = ProgrammeRegion.objects.exclude(region__in=NO_PROVINCE)
    if year is not None:
        rows = rows.filter(touches(year, "programme__"))
    found: dict[str, set[int]] = defaultdict(set)
    for region, programme in rows.values_list("region", "programme_id").order_by():
        found[region].add(programme)
    return found


def programmes_of_no_province(year: int | None) -> int:
    """How many programmes are for the whole country, or name no region of it."""
    rows = Programme.objects.all()
    if year is not None:
        rows = rows.filter(touches(year))
    named = ProgrammeRegion.objects.exclude(region__in=NO_PROVINCE).values("programme")
    return rows.exclude(pk__in=named).count()


def amounts_with_regions(year: int) -> list[RegionAmount]:
    """The annual amounts of a year whose regions are stated, the largest first."""
    rows = ProgrammeAmount.objects.filter(basis="annual", first_year=year, last_year=year)
    return [
        RegionAmount(pk, held_by, tuple(regions.split("·")), won, qualifier, settled, statement)
        for pk, held_by, regions, won, qualifier, settled, statement in rows.exclude(regions="")
        .order_by("-won", "pk")
        .values_list(
            "pk", "held_by_id", "regions", "won", "qualifier", "is_settled", "statement_id"
        )
    ]


def top_amounts(year: int) -> list[Amount]:
    """The largest annual amounts of a year that no other holds."""
    rows = ProgrammeAmount.objects.filter(
        basis="annual", first_year=year, last_year=year, held_by=None
    )
    return _amounts(rows.order_by("-won", "pk").values_list(*_AMOUNT)[:MOST_AMOUNTS])


def smallest_amounts(year: int, names: frozenset[str]) -> tuple[list[Amount], dict[int, Amount]]:
    """The annual amounts of a year for regions of these names that hold no other, the largest
    first, and the amounts that hold them, by number."""
    inside = ProgrammeRegion.objects.filter(region__in=names).values("programme")
    rows = ProgrammeAmount.objects.filter(
        basis="annual", first_year=year, last_year=year, programme__in=inside, holds=None
    )
    found = _amounts(rows.order_by("-won", "pk").values_list(*_AMOUNT)[:MOST_AMOUNTS])
    above = {amount.held_by for amount in found if amount.held_by is not None}
    holders = _amounts(ProgrammeAmount.objects.filter(pk__in=above).values_list(*_AMOUNT))
    return found, {holder.id: holder for holder in holders}


def amounts_of(code: str) -> dict[int, Amount]:
    """The annual amounts of a programme by year."""
    rows = ProgrammeAmount.objects.filter(programme__code=code, basis="annual").exclude(
        first_year=None
    )
    found = _amounts(rows.order_by("pk").values_list(*_AMOUNT))
    years = dict(rows.values_list("pk", "first_year"))
    return {years[amount.id]: amount for amount in found}


def parts_below(tops: Collection[Amount]) -> dict[int, list[Amount]]:
    """The amounts that each amount from ``tops`` down holds, the largest first."""
    found: dict[int, list[Amount]] = defaultdict(list)
    level = [top.id for top in tops]
    while level:
        rows = ProgrammeAmount.objects.filter(held_by__in=level).order_by("-won", "pk")
        inside = _amounts(rows.values_list(*_AMOUNT)[:MOST_AMOUNTS])
        for amount in inside:
            assert amount.held_by is not None
            found[amount.held_by].append(amount)
        level = [amount.id for amount in inside]
    return found


def _amounts(rows: Iterable[tuple[object, ...]]) -> list[Amount]:
    return [Amount(*row) for row in rows]  # type: ignore[arg-type]


def years_with_amounts() -> list[int]:
    """The years for which annual amounts count, in order."""
    rows = ProgrammeAmount.objects.filter(basis="annual").exclude(first_year=None)
    return sorted(rows.order_by().values_list("first_year", flat=True).distinct())


def with_times(
    names: frozenset[str], since: date | None, until: date | None, count: int
) -> tuple[list[ProgrammeRecord], int]:
    """Programmes of which a start or an end is stated, the next to end first, and how many there
    are; ``names`` of regions narrow them, as do the first and last day that their time touches."""
    rows = Programme.objects.exclude(starts=None, ends=None)
    if names:
        inside = ProgrammeRegion.objects.filter(region__in=names).values("programme")
        rows = rows.filter(pk__in=inside)
    if since is not None:
        rows = rows.filter(Q(ends__gte=since) | Q(ends=None))
    if until is not None:
        rows = rows.filter(Q(starts__lte=until) | Q(starts=None))
    # Whole rows are read of those alone that are shown: sorting a hundred thousand is slow.
    order = (F("ends").asc(nulls_last=True), F("starts").asc(nulls_last=True), "pk")
    ids = list(rows.order_by(*order).values_list("pk", flat=True)[:count])
    chosen = Programme.objects.filter(pk__in=ids).select_related("parent")
    found = {row.pk: record(row) for row in chosen.prefetch_related("names", "regions")}
    return [found[id] for id in ids], rows.count()


def statements(ids: Collection[int]) -> list[StatementRecord]:
    """Statements by their numbers, in the order of ``ids``."""
    found = {one.id: one for one in register.read(Statement.objects.filter(pk__in=list(ids)))}
    return [found[id] for id in ids if id in found]


def times_of(codes: Collection[str]) -> dict[str, list[StatementRecord]]:
    """The statements of starts and ends of programmes, by code."""
    found: dict[str, list[StatementRecord]] = defaultdict(list)
    # By the rows of the programmes: through their codes, SQLite reads every start and end there is.
    ids = list(Programme.objects.filter(code__in=list(codes)).values_list("pk", flat=True))
    rows = Statement.objects.filter(programme__in=ids, subject__in=("start", "end"))
    for one in register.read(rows):
        found[one.programme].append(one)
    return found
