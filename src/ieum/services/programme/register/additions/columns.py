"""What lists read of a programme to which statements come, told from what counts; pure functions.

It is what ``register/lists/columns.py`` works out of all statements, without reading them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ieum.services.programme.register.history import Matter, counting, matter_of
from ieum.services.programme.register.lists.columns import (
    StatementColumns,
    Turn,
    due_of,
    is_over,
)
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import ReviewState, StatementValue, Subject


@dataclass(frozen=True, slots=True)
class Beside:
    """The statements on one matter between which a new one stands."""

    before: StatementRecord | None = None
    after: StatementRecord | None = None


@dataclass(frozen=True, slots=True)
class AddedColumns:
    """The columns of new statements, and what changes in those of earlier ones, by number."""

    new: dict[int, StatementColumns]
    no_longer_count: frozenset[int]
    turns: dict[int, str]


def concerns_all(statements: Sequence[StatementRecord]) -> bool:
    """Whether new statements may change the columns of any other one: a status ends deadlines, and
    what people decided on counts before what is newer."""
    return any(
        s.subject is Subject.STATUS or s.state is not ReviewState.EXTRACTED for s in statements
    )


def added_columns(
    counted: Sequence[StatementRecord],
    new: Sequence[StatementRecord],
    beside: Callable[[Matter], Beside],
) -> AddedColumns:
    """The columns after new statements of one day that nobody decided on.

    ``counted`` is what counted of the programme before them, and ``beside`` tells between which
    statements of a matter that day lies.
    """
    counts = counting([*counted, *new])
    now, over = {statement.id for statement in counts}, is_over(counts)
    by_matter: dict[Matter, list[StatementRecord]] = defaultdict(list)
    for statement in new:
        by_matter[matter_of(statement)].append(statement)
    columns: dict[int, StatementColumns] = {}
    turns: dict[int, str] = {}
    known = {matter_of(statement) for statement in counted}
    for matter, group in by_matter.items():
        # Where nothing counts of a matter, nothing was stated of it that still stands.
        between = beside(matter) if matter in known else Beside()
        last = between.before.value if between.before else None
        for statement in group:
            columns[statement.id] = StatementColumns(
                counts=statement.id in now,
                turn=_turn(last, statement.value),
                due=due_of(statement.value, is_over=over),
            )
            last = statement.value
        if between.after:
            turns[between.after.id] = _turn(last, between.after.value)
    gone = frozenset(statement.id for statement in counted) - now
    return AddedColumns(columns, gone, turns)


def _turn(before: StatementValue | None, value: StatementValue) -> str:
    if before is None:
        return str(Turn.FIRST)
    return str(Turn.SAME if before == value else Turn.CHANGED)
