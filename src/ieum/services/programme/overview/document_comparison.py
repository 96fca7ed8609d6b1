"""What two documents give money to, side by side: the same, renamed, changed, gone and new.

Plain functions on what was extracted; where people settled a statement, its value stands in place
of the extracted one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.joining.linking import Listed, link
from ieum.services.programme.joining.names import forms_of
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import Amount, amount_of


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a document gives an amount to."""

    name: str
    amount: Amount
    code: str = ""
    """The programme of the register that it belongs to; empty while it belongs to none."""
    is_settled: bool = False

    @property
    def time(self) -> tuple[object, ...]:
        """What amounts must share to be compared."""
        return self.amount.basis, self.amount.first_year, self.amount.last_year


@dataclass(frozen=True, slots=True)
class Pair:
    """The same thing in two documents."""

    a: Item
    b: Item

    @property
    def is_renamed(self) -> bool:
        """Whether it has another name, spelling aside."""
        return forms_of(self.a.name).letters != forms_of(self.b.name).letters

    @property
    def differs(self) -> bool:
        """Whether the documents give it different amounts, or amounts for different times."""
        return self.a.amount != self.b.amount


@dataclass(frozen=True, slots=True)
class DocumentsCompared:
    """The pairs, and what stands in one document only."""

    pairs: tuple[Pair, ...]
    only_a: tuple[Item, ...]
    only_b: tuple[Item, ...]


def items_of(budgets: Sequence[Budget], statements: Sequence[StatementRecord]) -> list[Item]:
    """What a document gives money to; ``statements`` are those that the register has from it."""
    stated: Mapping[tuple[int, int], StatementRecord] = {
        s.place: s for s in statements if s.place is not None and isinstance(s.value, Amount)
    }
    items = []
    for budget in budgets:
        statement = stated.get(budget.amount_at)
        amount = amount_of(budget)
        if statement is not None and isinstance(statement.value, Amount):
            amount = statement.value
        if amount is None:
            continue
        items.append(
            Item(
                name=budget.name,
                amount=amount,
                code=statement.programme if statement else "",
                is_settled=bool(statement and statement.is_settled),
            )
        )
    return items


def compare_items(a: Sequence[Item], b: Sequence[Item]) -> DocumentsCompared:
    """Pair what is the same: by the programme of the register for the same time, then by name."""
    left, right = list(range(len(a))), list(range(len(b)))
    pairs: list[tuple[int, int]] = []
    for for_the_same_time in (True, False):
        for at in list(left):
            match = next(
                (to for to in right if _is_one_programme(a[at], b[to], for_the_same_time)), None
            )
            if match is not None:
                pairs.append((at, match))
                left.remove(at)
                right.remove(match)
    links = link([_listed(at, a[at]) for at in left], [_listed(at, b[at]) for at in right])
    for found in links:
        first, second = int(found.earlier.row), int(found.later.row)
        if a[first].code and b[second].code and a[first].code != b[second].code:
            # The register knows them as two.
            continue
        pairs.append((first, second))
        left.remove(first)
        right.remove(second)
    pairs.sort()
    return DocumentsCompared(
        tuple(Pair(a[one], b[other]) for one, other in pairs),
        tuple(a[at] for at in left),
        tuple(b[at] for at in right),
    )


def _is_one_programme(a: Item, b: Item, for_the_same_time: bool) -> bool:
    """Whether the register knows both as one programme."""
    return bool(a.code) and a.code == b.code and (a.time == b.time or not for_the_same_time)


def _listed(row: int, item: Item) -> Listed:
    # An amount that stays the same speaks for one thing under two names.
    return Listed(str(row), item.name, category=str(item.amount.won))
