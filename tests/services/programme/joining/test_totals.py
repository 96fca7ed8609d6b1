"""Totals against their parts."""

from __future__ import annotations

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Basis, Budget, Years
from ieum.services.programme.joining.totals import check_totals
from tests.services.programme.extraction.documents import CITY_BUDGET, document

ANNUAL = {"basis": Basis.ANNUAL, "years": Years(2031, 2031), "name_at": (0, 1), "amount_at": (2, 3)}


def budget(won: int, parent: int | None = None, **more: object) -> Budget:
    return Budget(**{"name": "a", "won": won, "parent": parent, **ANNUAL, **more})  # type: ignore[arg-type]


def test_parts_that_exceed_an_exact_total_disagree_with_it() -> None:
    (wrong,) = [c for c in check_totals(budgets_of(document(CITY_BUDGET))) if c.disagrees]
    assert (wrong.stated, wrong.computed) == (30_000_000_000, 30_500_000_000)


def test_parts_that_add_up_agree() -> None:
    (check,) = check_totals([budget(30), budget(10, 0), budget(20, 0)])
    assert not check.disagrees


def test_a_list_that_names_less_than_the_total_leaves_a_rest_and_no_fault() -> None:
    (check,) = check_totals([budget(30, qualifier="at_least"), budget(10, 0), budget(5, 0)])
    assert (check.disagrees, check.stated, check.computed) == (False, 30, 15)


def test_parts_above_a_minimum_or_a_round_figure_do_not_disagree() -> None:
    for qualifier in ("at_least", "approximately"):
        (check,) = check_totals([budget(30, qualifier=qualifier), budget(20, 0), budget(20, 0)])
        assert not check.disagrees


def test_annual_amounts_are_never_added_to_a_total() -> None:
    total = budget(30, basis=Basis.TOTAL, years=Years(2031, 2033))
    assert check_totals([total, budget(20, 0), budget(20, 0)]) == []
