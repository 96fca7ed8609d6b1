"""Which amounts of a tree to draw as areas: the finest that together make up their wholes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: Parts make up a whole if their sum is within this share of it: totals are often rounded.
TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class Amount:
    """An annual amount of a programme; ``held_by`` is the amount that holds it."""

    id: int
    name: str
    name_en: str
    won: int
    qualifier: str
    is_settled: bool
    statement: int
    held_by: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """An amount to draw, under the programme that it is a part of."""

    amount: Amount
    group: Amount | None = None


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A whole whose parts do not add up to it, to the won."""

    whole: Amount
    parts_won: int


def pieces(
    tops: Iterable[Amount], parts: Mapping[int, Sequence[Amount]], *, open_tops: bool = False
) -> tuple[list[Piece], list[Mismatch]]:
    """The pieces below ``tops``, none a part of another, and the wholes that were taken apart
    though their parts make a little more or less. ``open_tops`` takes the tops apart whatever
    their parts make."""
    found: list[Piece] = []
    wrong: list[Mismatch] = []

    def take(amount: Amount, group: Amount | None, is_open: bool) -> None:
        inside = parts.get(amount.id, ())
        total = sum(part.won for part in inside)
        if not inside or not (is_open or abs(total - amount.won) <= TOLERANCE * amount.won):
            found.append(Piece(amount, group))
            return
        if total != amount.won:
            wrong.append(Mismatch(amount, total))
        for part in inside:
            take(part, amount, False)

    for top in tops:
        take(top, None, open_tops)
    return found, wrong
