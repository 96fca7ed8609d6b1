"""What counts of a programme's statements: the newest, the baseline, the changes.

Plain functions on records: the register is its own history, so all of these are computed, never kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ieum.services.programme.register.records import Change, StatementRecord
from ieum.services.programme.register.values import Amount, Measured, ReviewState, Step, Subject


def sorting_key(statement: StatementRecord) -> tuple[object, ...]:
    """Statements in the order in which they came to hold: by their day, then as they were added."""
    return statement.as_of, statement.id


Matter = tuple[Subject, *tuple[object, ...]]
"""What a statement is about: its subject, and what else tells two of one subject apart."""


def matter_of(statement: StatementRecord) -> Matter:
    """What two statements must share to be about the same thing, and so to change or contradict
    each other: for amounts the basis and the years, for a figure what it measures."""
    value = statement.value
    if isinstance(value, Amount):
        return Subject.BUDGET, value.basis, value.first_year, value.last_year
    if isinstance(value, Measured):
        return Subject(value.subject), value.what, value.unit
    if isinstance(value, Step):
        return Subject.MILESTONE, value.what
    return (statement.subject,)


def counting(statements: Iterable[StatementRecord]) -> list[StatementRecord]:
    """Of each matter the statement that counts now: the newest settled one, else the newest
    extracted one; rejected ones never."""
    by_matter: dict[Matter, list[StatementRecord]] = defaultdict(list)
    for statement in statements:
        if statement.state is not ReviewState.REJECTED:
            by_matter[matter_of(statement)].append(statement)
    return [_newest(group) for group in by_matter.values()]


def _newest(group: Sequence[StatementRecord]) -> StatementRecord:
    settled = [statement for statement in group if statement.is_settled]
    return max(settled or group, key=sorting_key)


def baseline(statements: Iterable[StatementRecord]) -> dict[Matter, StatementRecord]:
    """Of each matter the first settled statement. Later ones never move it."""
    first: dict[Matter, StatementRecord] = {}
    for statement in sorted(statements, key=sorting_key):
        if statement.is_settled:
            first.setdefault(matter_of(statement), statement)
    return first


def changes(statements: Iterable[StatementRecord]) -> list[Change]:
    """Each statement whose value differs from the one before it on the same matter, and each that
    opens a matter (``before`` is None), in order of time; rejected ones left out."""
    last: dict[Matter, StatementRecord] = {}
    found = []
    for statement in sorted(statements, key=sorting_key):
        if statement.state is ReviewState.REJECTED:
            continue
        matter = matter_of(statement)
        before = last.get(matter)
        if before is None or before.value != statement.value:
            found.append(Change(before, statement))
        last[matter] = statement
    return found
