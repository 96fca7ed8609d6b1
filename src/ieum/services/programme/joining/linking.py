"""The same programme in two lists, renamed ones too.

Record linkage after Fellegi and Sunter (JASA 64, 1969): each field that agrees or differs adds the
logarithm of how much likelier that is for one programme than for two. How often values occur is
counted in the lists at hand, so that a start on an odd day tells more than one on 1 April, and a
department that was renamed in most pairs counts as the same. Each row is linked at most once, the
surest pairs first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ieum.services.programme.joining.names import Likeness

#: Least weight (log 2) of a link: odds of about 500 to 1 over the prior of one in a list.
_LEAST = 9.0
_FEWEST_SEEN = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme as a list shows it. Dates are ISO; what the list does not say is empty."""

    row: str
    name: str
    department: str = ""
    category: str = ""
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows that are one programme, and how sure that is: log 2 of the odds."""

    earlier: Listed
    later: Listed
    weight: float


@dataclass
class _Frequencies:
    """How common values are, and which department and category follows which."""

    starts: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    follows: dict[tuple[str, str], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )


def link(earlier: Sequence[Listed], later: Sequence[Listed]) -> list[Link]:
    """The pairs of rows that are the same programme, the surest first."""
    likeness = Likeness([listed.name for listed in (*earlier, *later)])
    seen = _frequencies(earlier, later, likeness)
    weighed = [
        Link(a, b, weight)
        for a in earlier
        for b in later
        if (weight := _weight(a, b, likeness, seen)) >= _LEAST
    ]
    weighed.sort(key=lambda pair: (-pair.weight, pair.earlier.row, pair.later.row))
    taken: set[tuple[str, str]] = set()
    links = []
    for pair in weighed:
        sides = {("earlier", pair.earlier.row), ("later", pair.later.row)}
        if not taken & sides:
            taken |= sides
            links.append(pair)
    return links


def _frequencies(
    earlier: Sequence[Listed], later: Sequence[Listed], likeness: Likeness
) -> _Frequencies:
    seen = _Frequencies(rows=max(len(earlier), len(later)))
    by_name = {listed.name.strip().lower(): listed for listed in earlier}
    for listed in (*earlier, *later):
        seen.starts[listed.starts] += 1
        seen.ends[listed.ends] += 1
    for listed in later:
        same = by_name.get(listed.name.strip().lower())
        if same:
            seen.follows["department", _key(same.department)][_key(listed.department)] += 1
            seen.follows["category", _key(same.category)][_key(listed.category)] += 1
    return seen


def _weight(a: Listed, b: Listed, likeness: Likeness, seen: _Frequencies) -> float:
    alike = likeness.of(a.name, b.name)
    return (
        _of_name(alike)
        + _of_start(a.starts, b.starts, seen)
        + _of_end(a.ends, b.ends, seen)
        + _of_label("department", a.department, b.department, seen, same=2.0, other=-3.0)
        + _of_label("category", a.category, b.category, seen, same=0.7, other=-2.0)
    )


def _of_name(alike: float) -> float:
    if alike >= 1.0:
        return 13.0
    return 16.0 * alike - 5.0


def _of_start(a: str, b: str, seen: _Frequencies) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return _rarity(seen.starts[a], seen.rows)
    apart = abs(_month(a) - _month(b))
    return 0.0 if apart <= 2 else -1.5 if apart <= 12 else -4.0


def _of_end(a: str, b: str, seen: _Frequencies) -> float:
    if not a or not b:
        return 0.0
    return _rarity(seen.ends[a], seen.rows) if a == b else -0.3


def _rarity(count: int, rows: int) -> float:
    """Log 2 of how much rarer a value is by chance than in one programme seen twice."""
    return math.log2(max(2 * rows / max(count, 1), 1.0)) * 0.95


def _of_label(kind: str, a: str, b: str, seen: _Frequencies, same: float, other: float) -> float:
    first, second = _key(a), _key(b)
    if not first or not second:
        return 0.0
    if first == second:
        return same
    follows: Mapping[str, int] = seen.follows.get((kind, first), {})
    if follows.get(second, 0) >= _FEWEST_SEEN:
        return same
    return other if follows else other / 2


def _key(text: str) -> str:
    return "".join(text.lower().split())


def _month(day: str) -> int:
    try:
        return int(day[:4]) * 12 + int(day[5:7] or 1)
    except ValueError:
        return 0
