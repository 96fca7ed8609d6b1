"""Totals against the parts that a document lists under them, and their number against the one stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ieum.services.programme.extraction.findings import Budget

_AT_MOST = ("exact", "at_most", "less_than")
_AT_LEAST = ("exact", "at_least", "more_than")


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A stated total and the sum of its parts, in won. Indexes count in the budgets given.

    ``disagrees`` only where no reading of the words lets both be true: parts that are more than an
    exact total or than a maximum. Parts that are less may be a list that names only some, so they
    disagree only if the list is whole: it has as many entries as the text says.
    """

    whole: int
    parts: tuple[int, ...]
    stated: int
    computed: int
    disagrees: bool


@dataclass(frozen=True, slots=True)
class CountCheck:
    """How many parts a total is said to have, and how many of them the document lists.

    Fewer may be a list that names only some; more than stated is a fault.
    """

    whole: int
    stated: int
    listed: int

    @property
    def disagrees(self) -> bool:
        """Whether more parts are listed than there are said to be."""
        return self.listed > self.stated


def check_totals(budgets: Sequence[Budget]) -> list[TotalCheck]:
    """Each total that has two parts or more of its own kind, in the order of the text.

    Only amounts for the same kind of time are added: annual ones of one year, or totals.
    """
    checks = []
    for whole, total in enumerate(budgets):
        parts = _parts(budgets, whole)
        if len(parts) < 2:
            continue
        computed = sum(budgets[at].won for at in parts)
        exact = all(budgets[at].qualifier == "exact" for at in parts)
        over = total.qualifier in _AT_MOST and computed > total.won
        under = total.qualifier in _AT_LEAST and computed < total.won and len(parts) in total.counts
        checks.append(TotalCheck(whole, parts, total.won, computed, exact and (over or under)))
    return checks


def check_counts(budgets: Sequence[Budget]) -> list[CountCheck]:
    """Each budget that is said to have a number of parts and of which parts are listed.

    Of several numbers (3대 과제 8개 사업) the one nearest to what is listed at each level is meant.
    """
    checks = []
    for whole, total in enumerate(budgets):
        parts = _parts(budgets, whole)
        if not total.counts or not parts:
            continue
        below = sum(len(_parts(budgets, part)) for part in parts)
        stated = list(total.counts)
        nearest = min(stated, key=lambda count: abs(count - len(parts)))
        checks.append(CountCheck(whole, nearest, len(parts)))
        others = [count for count in stated if count != nearest]
        if below and others:
            checks.append(CountCheck(whole, min(others, key=lambda c: abs(c - below)), below))
    return checks


def _parts(budgets: Sequence[Budget], whole: int) -> tuple[int, ...]:
    total = budgets[whole]
    return tuple(
        at
        for at, part in enumerate(budgets)
        if part.parent == whole
        and part.basis is total.basis
        and (part.years == total.years or total.basis.value != "annual")
    )
