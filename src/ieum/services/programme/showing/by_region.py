"""Amounts and programmes by province, from what documents say of regions; pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ieum.services.programme.register.regions import provinces_named


@dataclass(frozen=True, slots=True)
class RegionAmount:
    """An annual amount with the names of its regions."""

    id: int
    held_by: int | None
    regions: tuple[str, ...]
    won: int
    qualifier: str
    is_settled: bool
    statement: int


@dataclass(slots=True)
class ProvinceSum:
    """The annual amounts for one province alone, none held by another of them."""

    won: int = 0
    amounts: list[RegionAmount] = field(default_factory=list)


def programmes_by_province(by_name: Mapping[str, set[int]]) -> dict[str, set[int]]:
    """The programmes that concern each province, by its code: those that name it, a place in it,
    or a region that reaches over it."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, programmes in by_name.items():
        for code in provinces_named(name):
            found[code] |= programmes
    return found


def sums_by_province(
    amounts: Sequence[RegionAmount],
) -> tuple[dict[str, ProvinceSum], list[RegionAmount]]:
    """The sum of each province, and the amounts for several provinces at once, which no document
    divides. An amount that another amount of the same province holds is in that already."""
    province: dict[int, str] = {}
    shared = []
    for amount in amounts:
        named = [provinces_named(name) for name in amount.regions]
        codes = set().union(*named)
        # What is also for the whole country, or for abroad, is not for the province alone.
        if len(codes) == 1 and all(named):
            province[amount.id] = codes.pop()
        elif codes:
            shared.append(amount)
    holders = {amount.id: amount.held_by for amount in amounts}
    sums: dict[str, ProvinceSum] = defaultdict(ProvinceSum)
    for amount in amounts:
        code = province.get(amount.id)
        if code is None or code in _above(amount.held_by, holders, province):
            continue
        sums[code].won += amount.won
        sums[code].amounts.append(amount)
    return sums, shared


def _above(
    holder: int | None, holders: Mapping[int, int | None], province: Mapping[int, str]
) -> Iterable[str]:
    """The provinces of the amounts that hold one, from the nearest up."""
    while holder is not None:
        if holder in province:
            yield province[holder]
        holder = holders.get(holder)
