"""What lists and sums read of a programme's statements, worked out from them; pure functions.

A list of a hundred thousand programmes cannot read a million statements. So the rows repeat what
counts of them; nothing here is a fact of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.history import changes, counting
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    ReviewState,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)


class Turn(StrEnum):
    """What a statement is to the one before it on the same matter."""

    FIRST = "first"
    """Nothing was stated of the matter before."""
    CHANGED = "changed"
    """It says something else than the one before."""
    SAME = "same"
    """It says again what was said before."""


@dataclass(frozen=True, slots=True)
class StatementColumns:
    """The columns of a statement that lists read."""

    counts: bool
    turn: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The columns of a programme that repeat the statements that count."""

    budget: Amount | None
    amounts: tuple[StatementRecord, ...]
    """Every amount that counts, one a matter."""
    lead: str
    regions: tuple[str, ...]
    starts: date | None
    ends: date | None
    status: str
    status_as_of: date | None
    is_confirmed: bool
    last_heard: date | None


def summary_of(statements: Iterable[StatementRecord]) -> Summary:
    """The summary of one programme's statements."""
    counts = counting(statements)
    amounts = tuple(s for s in counts if isinstance(s.value, Amount))
    headline = _headline(amounts)
    budget = headline.value if headline else None
    assert budget is None or isinstance(budget, Amount)
    by_subject = {s.subject: s for s in counts}
    lead = by_subject.get(Subject.LEAD)
    starts, ends = by_subject.get(Subject.START), by_subject.get(Subject.END)
    stage = by_subject.get(Subject.STATUS)
    regions = by_subject.get(Subject.REGIONS)
    return Summary(
        budget=budget,
        amounts=amounts,
        lead="·".join(lead.value.names) if lead and isinstance(lead.value, Names) else "",
        regions=regions.value.names if regions and isinstance(regions.value, Names) else (),
        starts=starts.value.first if starts and isinstance(starts.value, Time) else None,
        ends=ends.value.last if ends and isinstance(ends.value, Time) else None,
        status=str(stage.value.status) if stage and isinstance(stage.value, Stage) else "",
        status_as_of=stage.as_of if stage else None,
        is_confirmed=bool(counts) and all(s.is_settled for s in counts),
        last_heard=max((s.as_of for s in counts), default=None),
    )


def statement_columns(statements: Sequence[StatementRecord]) -> dict[int, StatementColumns]:
    """The columns of each of one programme's statements, by its number."""
    counts = counting(statements)
    counted = {statement.id for statement in counts}
    over = is_over(counts)
    turns = {
        change.after.id: Turn.FIRST if change.before is None else Turn.CHANGED
        for change in changes(statements)
    }
    return {
        s.id: StatementColumns(
            counts=s.id in counted,
            turn="" if s.state is ReviewState.REJECTED else str(turns.get(s.id, Turn.SAME)),
            due=due_of(s.value, is_over=over),
        )
        for s in statements
    }


def is_over(counts: Iterable[StatementRecord]) -> bool:
    """Whether what counts of a programme says that it is done or was stopped."""
    over = (Status.DONE, Status.STOPPED)
    return any(isinstance(s.value, Stage) and s.value.status in over for s in counts)


def due_of(value: StatementValue, *, is_over: bool = False) -> date | None:
    """The day by which something is still promised: a milestone that is not reached, a target with
    a day, the end of a programme that is not over."""
    if isinstance(value, Step):
        return None if value.met else value.due
    if isinstance(value, Time) and value.subject is Subject.END:
        return None if is_over else value.last
    if isinstance(value, Measured):
        return value.by
    return None


def _headline(amounts: Sequence[StatementRecord]) -> StatementRecord | None:
    """The amount a list shows: the whole programme's, else that of the latest year stated."""

    def rank(statement: StatementRecord) -> tuple[bool, date, int, int]:
        value = statement.value
        assert isinstance(value, Amount)
        first, last = value.first_year or 0, value.last_year or 0
        return value.basis is Basis.TOTAL, statement.as_of, -first, last

    return max(amounts, key=rank, default=None)


def number_of(value: StatementValue) -> Decimal | None:
    """What lists filter and sort by: won, the number of a figure, the ordinal of a day."""
    if isinstance(value, Amount):
        return Decimal(value.won)
    if isinstance(value, Measured):
        return Decimal(str(value.number)) if value.number is not None else None
    if isinstance(value, Time):
        return Decimal(value.last.toordinal())
    if isinstance(value, Step):
        return Decimal(value.due.toordinal())
    return None
