"""Sums and lists of amounts over a tree of programmes, narrowed to regions."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.overview.amounts import store as amounts
from ieum.services.programme.overview.budget_sums import Grouping
from ieum.services.programme.overview.store import Filters
from ieum.services.programme.register import store as register
from ieum.services.programme.register.values import Amount, Names, Subject

pytestmark = pytest.mark.django_db
DAY = date(2031, 5, 1)


def made(name: str, won: int, *regions: str, lead: str = "", parent: str = "") -> str:
    """A programme with an annual amount and one for the whole."""
    code = register.add_programme(name, parent=parent).code
    annual = Amount(won=won, basis=Basis.ANNUAL, first_year=2031, last_year=2031)
    for value in (
        annual,
        Amount(won=won, basis=Basis.TOTAL),
        Names(subject=Subject.REGIONS, names=regions),
        *([Names(subject=Subject.LEAD, names=(lead,))] if lead else []),
    ):
        register.state(code, value, DAY, source="다솜 보도자료")
    return code


def sums(by: Grouping, filters: Filters) -> tuple[dict[str, tuple[int, int]], int]:
    found, further = amounts.AnnualAmounts(2031, filters).sums(by)
    return {group.group: (group.won, group.left_out) for group in found.groups}, further


def test_an_amount_is_left_out_when_one_two_steps_above_it_stands_in_its_group() -> None:
    whole = made("온실", 100, "광주", lead="다솜부")
    part = made("온실 1동", 60, "광주", lead="한빛부", parent=whole)
    made("온실 1동 지붕", 20, "광주", lead="다솜부", parent=part)
    by_lead = {"다솜부": (100, 1), "한빛부": (60, 0)}
    assert sums(Grouping.LEAD, Filters()) == (by_lead, 0)
    region = frozenset({"광주"})
    assert sums(Grouping.LEAD, Filters(regions=region, inside=region)) == (by_lead, 0)
    assert sums(Grouping.REGION, Filters(regions=region, inside=region)) == ({"광주": (100, 2)}, 0)


def test_a_whole_that_reaches_beyond_the_region_does_not_hold_back_its_part() -> None:
    whole = made("온실", 100, "광주", "전남")
    made("온실 1동", 60, "광주", parent=whole)
    region = frozenset({"광주"})
    found = sums(Grouping.REGION, Filters(regions=region, inside=region))
    assert found == ({"광주": (60, 0)}, 1)


@pytest.mark.parametrize("many", [0, 10_000], ids=["one by one", "programmes first"])
def test_totals_of_a_region_are_the_same_however_they_are_looked_up(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amounts, "_MANY", many)
    codes = [made(f"온실 {won}", won, "광주") for won in (300, 200, 100)]
    made("등대", 900, "부산")
    found, count = amounts.totals(None, Filters(regions=frozenset({"광주", "전남"})), 2)
    assert [statement.programme for statement in found] == codes[:2]
    assert count == 3
    assert amounts.totals(None, Filters(regions=frozenset({"제주"})), 2) == ([], 0)
