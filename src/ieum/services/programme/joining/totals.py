"""Totals against the parts that a document lists under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ieum.services.programme.extraction.findings import Budget


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A stated total and the sum of its parts, in won. Indexes count in the budgets given.

    ``disagrees`` only where no reading of the words lets both be true: parts that are more than an
    exact total or than a maximum. Parts that are less may be a list that names only some, so they
    disagree only if the list is said to be whole.
    """

    whole: int
    parts: tuple[int, ...]
    stated: int
    computed: int
    disagrees: bool

    @property
    def unlisted(self) -> int:
        """Won of the total that no part accounts for; never below zero."""
        return max(self.stated - self.computed, 0)


def check_totals(budgets: Sequence[Budget]) -> list[TotalCheck]:
    """Each total that has two parts or more of its own kind, in the order of the text.

    Only amounts for the same kind of time are added: annual ones of one year, or totals.
    """
    checks = []
    for whole, total in enumerate(budgets):
        parts = tuple(
            at
            for at, part in enumerate(budgets)
            if part.parent == whole and part.basis is total.basis
        )
        if len(parts) < 2:
            continue
        computed = sum(budgets[at].won for at in parts)
        parts_are_exact = all(budgets[at].qualifier == "exact" for at in parts)
        disagrees = (
            parts_are_exact
            and total.qualifier in ("exact", "at_most", "less_than")
            and computed > total.won
        )
        checks.append(TotalCheck(whole, parts, total.won, computed, disagrees))
    return checks
