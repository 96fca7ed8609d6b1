"""What statements say against each other: things of one matter that cannot all be right.

Two places that speak as of the same day contradict each other; of two days the later is a change.
Only where two public bodies name different amounts for the same years does the day not matter: a
body revises its own words and not another's. Newspapers are no such bodies, for they tell what
others say at the time.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from ieum.services.programme.extraction.bodies import find_bodies, is_one_body
from ieum.services.programme.register.history import Matter, matter_of, sorting_key
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    ReviewState,
    StatementValue,
    Subject,
    Time,
)
from ieum.text.qualifiers import Qualifier

#: "About" and the like leave this share of a figure open, either way.
_ABOUT = 0.1
#: Figures this close are one if the rounder of them is the other rounded: 3.1조 for 3조 1,024억.
_ROUNDED = 0.01

Pair = tuple[StatementRecord, StatementRecord]


def contradictions(statements: Iterable[StatementRecord]) -> list[Pair]:
    """Pairs that cannot both be right, in order of time; rejected statements are left out."""
    groups: dict[tuple[str, Matter], list[StatementRecord]] = defaultdict(list)
    for statement in sorted(statements, key=sorting_key):
        if statement.state is not ReviewState.REJECTED and _says_of_what(statement.value):
            groups[statement.programme, matter_of(statement)].append(statement)
    pairs = [
        pair for group in groups.values() for pair in (*_of_one_day(group), *_of_two_bodies(group))
    ]
    return sorted(pairs, key=lambda pair: (sorting_key(pair[1]), sorting_key(pair[0])))


def _says_of_what(value: StatementValue) -> bool:
    """Whether two figures alike can be told to be of the same thing at all."""
    return not isinstance(value, Measured) or bool(value.what)


def _of_one_day(group: Sequence[StatementRecord]) -> Iterator[Pair]:
    for one, other in combinations(group, 2):
        if (
            one.as_of == other.as_of
            and not _corrects(other, one)
            and disagree(one.value, other.value)
        ):
            yield one, other


def _corrects(later: StatementRecord, earlier: StatementRecord) -> bool:
    """Whether who stated something without a document has stated it anew: a report sent again."""
    without_document = later.document is None and earlier.document is None
    return without_document and bool(later.source) and later.source == earlier.source


def _of_two_bodies(group: Sequence[StatementRecord]) -> Iterator[Pair]:
    """The newest words of each public body on an amount of stated years, against each other's."""
    newest: dict[str, StatementRecord] = {}
    for statement in group:
        value = statement.value
        body = _body(statement)
        if not body or not isinstance(value, Amount) or value.first_year is value.last_year is None:
            continue
        known = next((name for name in newest if is_one_body(name, body)), body)
        newest[known] = statement
    for one, other in combinations(sorted(newest.values(), key=sorting_key), 2):
        if one.as_of != other.as_of and disagree(one.value, other.value):
            yield one, other


def _body(statement: StatementRecord) -> str:
    """The public body that published the document of a statement; empty where none is known."""
    found = {body.name for body in find_bodies(statement.document_publisher, statement.as_of)}
    return found.pop() if len(found) == 1 else ""


def disagree(one: StatementValue, other: StatementValue) -> bool:
    """Whether two values of one matter cannot both be right, as exactly as each of them is meant."""
    match one, other:
        case Amount(), Amount():
            return _apart(one.won, one.qualifier, other.won, other.qualifier)
        case Measured(number=float() as a, by=by), Measured(number=float() as b, by=other_by):
            return by == other_by and _apart(a, one.qualifier, b, other.qualifier)
        case Time(), Time():
            return one.last < other.first or other.last < one.first
        case Names(subject=Subject.PARTNERS, names=names), Names(names=others):
            # Nobody names all who help; a shorter list leaves out.
            return not (set(names) <= set(others) or set(others) <= set(names))
        case Names(names=names), Names(names=others):
            return set(names) != set(others)
    return one != other


def _apart(one: float, how: Qualifier, other: float, other_how: Qualifier) -> bool:
    (low, high), (other_low, other_high) = _reach(one, how), _reach(other, other_how)
    return (high < other_low or other_high < low) and not _is_rounded(one, other)


def _reach(number: float, qualifier: Qualifier) -> tuple[float, float]:
    """From where to where a figure may lie."""
    match qualifier:
        case "approximately":
            margin = abs(number) * _ABOUT
            return number - margin, number + margin
        case "at_least" | "more_than":
            return number, math.inf
        case "at_most" | "less_than":
            return -math.inf, number
    return number, number


def _is_rounded(one: float, other: float) -> bool:
    """Whether the rounder of two whole numbers is the other, rounded off."""
    if one != int(one) or other != int(other) or not one or not other:
        return False
    unit = max(_unit(int(one)), _unit(int(other)))
    return abs(one - other) < unit and abs(one - other) <= _ROUNDED * max(abs(one), abs(other))


def _unit(number: int) -> int:
    """The place of the last figure of a number that is not zero: 100 for 1,200."""
    return int(10 ** (len(str(number)) - len(str(number).rstrip("0"))))
