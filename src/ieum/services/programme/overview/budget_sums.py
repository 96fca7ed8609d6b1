"""Sums of amounts that may be added: one kind of time, no part beside its whole; pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ieum.kernel.messages import Message, _
from ieum.text.qualifiers import Qualifier

_LOW: frozenset[str] = frozenset({"at_least", "more_than"})
_HIGH: frozenset[str] = frozenset({"at_most", "less_than"})


class Grouping(StrEnum):
    """What sums are made by."""

    LEAD = "lead"
    REGION = "region"
    AREA = "area"
    KIND = "kind"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Grouping.LEAD: _("주관"),
            Grouping.REGION: _("지역"),
            Grouping.AREA: _("분야"),
            Grouping.KIND: _("종류"),
        }[self]

    @property
    def column(self) -> str:
        """The column of the rows of amounts that it groups by."""
        return "regions" if self is Grouping.REGION else str(self)


@dataclass(frozen=True, slots=True)
class Part:
    """Amounts of one group that are meant equally exactly: their sum in won and their number."""

    group: str
    qualifier: str
    is_settled: bool
    won: int
    number: int


@dataclass(slots=True)
class GroupSum:
    """The sum of a group, with what is true of all amounts in it."""

    group: str
    won: int = 0
    number: int = 0
    confirmed: int = 0
    left_out: int = 0
    qualifiers: set[str] = field(default_factory=set)

    @property
    def qualifier(self) -> Qualifier:
        """How exactly the sum is meant, from how exactly its amounts are."""
        return merged(self.qualifiers)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of all groups, the largest first."""

    groups: tuple[GroupSum, ...]

    @property
    def number(self) -> int:
        """How many amounts were added."""
        return sum(group.number for group in self.groups)

    @property
    def confirmed(self) -> int:
        """How many of them a person stands behind."""
        return sum(group.confirmed for group in self.groups)

    @property
    def left_out(self) -> int:
        """How many amounts were left out, since one that holds them was added."""
        return sum(group.left_out for group in self.groups)

    @classmethod
    def of(cls, parts: Iterable[Part], left_out: Mapping[str, int]) -> Sums:
        """The sums of parts."""
        groups: dict[str, GroupSum] = {}
        by_group: dict[str, list[Part]] = defaultdict(list)
        for part in parts:
            by_group[part.group].append(part)
        for name in {*by_group, *left_out}:
            group = groups[name] = GroupSum(name, left_out=left_out.get(name, 0))
            for part in by_group.get(name, ()):
                group.won += part.won
                group.number += part.number
                group.confirmed += part.number if part.is_settled else 0
                group.qualifiers.add(part.qualifier)
        ordered = sorted(groups.values(), key=lambda group: (-group.won, group.group))
        return cls(tuple(ordered))


def merged(qualifiers: Iterable[str]) -> Qualifier:
    """How exactly a sum is meant: exact and at least make at least; what points both ways is
    approximate."""
    kinds = set(qualifiers) - {"exact"}
    if not kinds:
        return "exact"
    if kinds <= _LOW:
        return "at_least"
    if kinds <= _HIGH:
        return "at_most"
    return "approximately"
