"""Statements that come to programmes of the register, many at once.

What lists read is brought up to date from what counts alone, so a statement more costs the same
whether ten documents spoke of the programme before or ten thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db.models import QuerySet

from ieum.services.programme.register.additions.columns import (
    AddedColumns,
    Beside,
    added_columns,
    concerns_all,
)
from ieum.services.programme.register.from_rows import bare_record
from ieum.services.programme.register.history import Matter, matter_of
from ieum.services.programme.register.incoming import UNNUMBERED, NewStatement
from ieum.services.programme.register.lists import store as lists
from ieum.services.programme.register.lists.columns import (
    StatementColumns,
    Summary,
    summary_of,
)
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import Programme, Statement
from ieum.services.programme.register.values import ReviewState

_BATCH = 500
_SUMMARY = (
    "budget_won",
    "budget_qualifier",
    "budget_basis",
    "budget_first_year",
    "budget_last_year",
    "lead_name",
    "starts",
    "ends",
    "status",
    "status_as_of",
    "is_confirmed",
    "last_heard",
)
_OF_AMOUNT = (
    "statement_id",
    "won",
    "qualifier",
    "is_settled",
    "lead",
    "area",
    "kind",
    "regions",
)


@dataclass(frozen=True, slots=True)
class Addition:
    """What comes to a programme: statements as of one day, in the order in which they are stated.

    ``counted`` is what counts of the programme now, as ``counted_of`` gives it. Where other
    statements of it changed too, all that lists read is worked ``anew`` out of all of them.
    """

    row: Programme
    counted: Sequence[StatementRecord]
    new: Sequence[NewStatement]
    anew: bool = False

    def records(self, numbers: Iterable[int]) -> list[StatementRecord]:
        """What comes, under these numbers."""
        return [
            StatementRecord(number, self.row.code, new.value, new.as_of, new.state)
            for number, new in zip(numbers, self.new, strict=False)
        ]


def lock(programmes: Collection[int]) -> dict[int, Programme]:
    """The rows of programmes by number, which others who change them wait for from here on.

    All in one order, so that two documents that speak of the same ones never wait for each other.
    """
    rows = Programme.objects.select_for_update().filter(pk__in=programmes).order_by("pk")
    return {row.pk: row for row in rows}


def counted_of(rows: Collection[Programme]) -> dict[int, list[StatementRecord]]:
    """What counts of programmes, by their rows' numbers."""
    codes = {row.pk: row.code for row in rows}
    found: dict[int, list[StatementRecord]] = {number: [] for number in codes}
    kept = Statement.objects.filter(programme__in=list(codes), counts=True)
    for row in kept.only("programme_id", "value", "as_of", "state"):
        found[row.programme_id].append(bare_record(row, codes[row.programme_id]))
    return found


def add(additions: Sequence[Addition]) -> list[int]:
    """Put statements into the register; gives the numbers of their rows, in order.

    The programmes' rows are locked, and nothing of it is there already.
    """
    made: list[list[Statement]] = []
    gone: list[int] = []
    turns: dict[str, list[int]] = defaultdict(list)
    for addition in additions:
        columns = _columns(addition)
        made.append(
            [
                lists.statement_row(addition.row, new, columns.new[number])
                for number, new in enumerate(addition.new, start=UNNUMBERED)
            ]
        )
        gone += columns.no_longer_count
        for number, turn in columns.turns.items():
            turns[turn].append(number)
    Statement.objects.bulk_create([row for rows in made for row in rows], batch_size=_BATCH)
    Statement.objects.filter(pk__in=gone).update(counts=False)
    for turn, numbers in turns.items():
        Statement.objects.filter(pk__in=numbers).update(turn=turn)
    _keep_lists(additions, made)
    return [row.pk for rows in made for row in rows]


def _columns(addition: Addition) -> AddedColumns:
    new = addition.records(count(UNNUMBERED))
    if addition.anew or concerns_all(new):
        # They are worked out anew from all statements when these are there.
        unknown = StatementColumns(counts=False, turn="", due=None)
        return AddedColumns(dict.fromkeys((s.id for s in new), unknown), frozenset(), {})
    as_of = new[0].as_of
    newest = {matter_of(s): s for s in addition.counted}

    def beside(matter: Matter) -> Beside:
        counts = newest[matter]
        if counts.state is ReviewState.EXTRACTED and counts.as_of <= as_of:
            # Nobody decided on the matter, so what counts is the last that was stated.
            return Beside(before=counts)
        return _beside(addition.row, matter, as_of)

    return added_columns(addition.counted, new, beside)


def _beside(row: Programme, matter: Matter, as_of: date) -> Beside:
    said = Statement.objects.filter(programme=row, subject=str(matter[0]))
    said = said.exclude(state=str(ReviewState.REJECTED)).only("value", "as_of", "state")
    before = said.filter(as_of__lte=as_of).order_by("-as_of", "-id")
    after = said.filter(as_of__gt=as_of).order_by("as_of", "id")
    return Beside(_first_on(matter, before, row.code), _first_on(matter, after, row.code))


def _first_on(matter: Matter, rows: QuerySet[Statement], code: str) -> StatementRecord | None:
    records = (bare_record(row, code) for row in _some_by_some(rows))
    return next((record for record in records if matter_of(record) == matter), None)


def _some_by_some(rows: QuerySet[Statement]) -> Iterator[Statement]:
    """Rows in their order: first a few, and ever more at once while they are asked for."""
    first, length = 0, 8
    while True:
        found = list(rows[first : first + length])
        yield from found
        if len(found) < length:
            return
        first, length = first + length, length * 2


def _keep_lists(additions: Sequence[Addition], made: Sequence[Sequence[Statement]]) -> None:
    amounts: dict[int, list[ProgrammeAmount]] = defaultdict(list)
    rows = [addition.row.pk for addition in additions]
    for amount in ProgrammeAmount.objects.filter(programme__in=rows):
        amounts[amount.programme_id].append(amount)
    for addition, statements in zip(additions, made, strict=True):
        row = addition.row
        new = addition.records(statement.pk for statement in statements)
        if addition.anew or concerns_all(new):
            lists.refresh(row)
            continue
        before, now = summary_of(addition.counted), summary_of([*addition.counted, *new])
        if now == before:
            continue
        lists.summarise(row, now)
        row.save(update_fields=_SUMMARY)
        if set(now.regions) != set(before.regions):
            lists.keep_regions(row, now.regions)
        if _keep_amounts(row, now, amounts[row.pk]):
            lists.hold_parts(row)


def _keep_amounts(row: Programme, summary: Summary, kept: Sequence[ProgrammeAmount]) -> bool:
    """Write the amounts that count; whether one of them is for a time that had none."""
    known = {lists.period_of(amount): amount for amount in kept}
    is_new = False
    for statement in summary.amounts:
        amount = lists.amount_row(row, summary, statement)
        old = known.get(lists.period_of(amount))
        if old is None:
            is_new = True
        elif all(getattr(old, name) == getattr(amount, name) for name in _OF_AMOUNT):
            continue
        else:
            # The same row, for the amounts of its parts point at it.
            amount.pk, amount.held_by_id = old.pk, old.held_by_id
        amount.save()
    return is_new
