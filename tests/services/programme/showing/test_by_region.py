"""Amounts and programmes by province, and the divisions of the country."""

from __future__ import annotations

import pytest

from ieum.services.programme.register.regions import provinces_named
from ieum.services.programme.showing.by_region import (
    RegionAmount,
    programmes_by_province,
    sums_by_province,
)
from ieum.services.programme.showing.divisions import Division, parts
from ieum.text.regions import provinces


def amount(id: int, regions: str, won: int, held_by: int | None = None) -> RegionAmount:
    return RegionAmount(id, held_by, tuple(regions.split("·")), won, "exact", False, id)


def test_an_amount_that_another_of_the_province_holds_is_not_added_again() -> None:
    sums, shared = sums_by_province(
        [amount(1, "광주", 100), amount(2, "전국", 90), amount(3, "광주", 40, held_by=1)]
    )
    assert {code: one.won for code, one in sums.items()} == {"KR-29": 100}
    assert shared == []


def test_a_holder_in_the_same_province_is_found_through_one_elsewhere() -> None:
    sums, _shared = sums_by_province(
        [amount(1, "광주", 100), amount(2, "", 80, held_by=1), amount(3, "광산구", 40, held_by=2)]
    )
    assert sums["KR-29"].won == 100


def test_a_part_for_one_province_of_an_amount_for_several_counts_there() -> None:
    sums, shared = sums_by_province(
        [amount(1, "호남권", 100), amount(2, "전북", 30, held_by=1), amount(3, "대경·동남", 5)]
    )
    assert {code: one.won for code, one in sums.items()} == {"KR-45": 30}
    assert [one.id for one in shared] == [1, 3]


@pytest.mark.parametrize("regions", ["광주·전국", "광주·해외"])
def test_an_amount_that_is_also_for_elsewhere_is_not_a_provinces_alone(regions: str) -> None:
    sums, shared = sums_by_province([amount(1, regions, 100)])
    assert (sums, [one.id for one in shared]) == ({}, [1])


def test_a_programme_counts_once_in_each_province_that_it_concerns() -> None:
    found = programmes_by_province({"광주": {1, 2}, "광산구": {2}, "호남": {2, 3}, "해외": {4}})
    assert {code: len(ids) for code, ids in found.items()} == {
        "KR-29": 3,
        "KR-45": 2,
        "KR-46": 2,
    }


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("전라북도", ("KR-45",)),
        ("수원시", ("KR-41",)),
        ("서남권", ("KR-29", "KR-46")),
        ("광주", ("KR-29",)),
        ("전국", ()),
        ("화성시", ("KR-41",)),
        ("없는 곳", ()),
    ],
)
def test_the_provinces_of_a_name(name: str, codes: tuple[str, ...]) -> None:
    assert provinces_named(name) == codes


@pytest.mark.parametrize("division", list(Division))
def test_a_division_puts_no_province_into_two_regions(division: Division) -> None:
    codes = [code for part in parts(division) for code in part.codes]
    assert len(set(codes)) == len(codes)


def test_2021_and_the_poles_cover_the_country_and_2025_does_not() -> None:
    country = {province.code for province in provinces()}
    covered = {
        division: {code for part in parts(division) for code in part.codes} for division in Division
    }
    assert covered[Division.OF_2021] == covered[Division.POLES] == country
    assert covered[Division.OF_2025] < country


def test_jeonbuk_is_in_honam_in_2021_and_apart_from_it_since() -> None:
    of_2021 = {part.name: part.codes for part in parts(Division.OF_2021)}
    poles = {part.name: part.codes for part in parts(Division.POLES)}
    assert "KR-45" in of_2021["호남권"]
    assert "KR-45" not in poles["호남권"]
