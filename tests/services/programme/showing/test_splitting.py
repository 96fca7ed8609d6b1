"""Which amounts of a tree are drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ieum.services.programme.showing.splitting import Amount, Mismatch, pieces


def amount(id: int, won: int, held_by: int | None = None) -> Amount:
    return Amount(id, f"사업 {id}", "", won, "exact", False, id, held_by)


def test_an_amount_whose_parts_make_it_up_is_taken_apart() -> None:
    whole, one, two = amount(1, 100), amount(2, 60, 1), amount(3, 40, 1)
    found, wrong = pieces([whole], {1: [one, two]})
    assert [(piece.amount, piece.group) for piece in found] == [(one, whole), (two, whole)]
    assert wrong == []


def test_an_amount_of_which_little_is_itemised_stays_whole() -> None:
    whole = amount(1, 100)
    found, wrong = pieces([whole], {1: [amount(2, 10, 1)]})
    assert [piece.amount for piece in found] == [whole]
    assert wrong == []


def test_the_one_that_is_asked_for_is_taken_apart_whatever_its_parts_make() -> None:
    whole, part = amount(1, 100), amount(2, 10, 1)
    found, wrong = pieces([whole], {1: [part]}, open_tops=True)
    assert [piece.amount for piece in found] == [part]
    assert wrong == [Mismatch(whole, 10)]


def test_a_total_that_its_parts_miss_by_a_little_is_told() -> None:
    whole = amount(1, 1634)
    parts = [amount(n, won, 1) for n, won in enumerate((208, 302, 136, 280, 628, 81), 2)]
    found, wrong = pieces([whole], {1: parts})
    assert len(found) == 6
    assert wrong == [Mismatch(whole, 1635)]


@given(st.lists(st.integers(0, 8), min_size=1, max_size=12))
def test_nothing_is_drawn_beside_what_holds_it(holders: list[int]) -> None:
    tree: dict[int, list[Amount]] = {}
    amounts = [amount(0, 100)]
    for id, holder in enumerate(holders, 1):
        amounts.append(amount(id, 50, min(holder, id - 1)))
        tree.setdefault(min(holder, id - 1), []).append(amounts[-1])
    found, _wrong = pieces([amounts[0]], tree, open_tops=True)
    drawn = {piece.amount.id for piece in found}
    for id in drawn:
        above = amounts[id].held_by
        while above is not None:
            assert above not in drawn
            above = amounts[above].held_by
