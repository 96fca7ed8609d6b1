"""What concerns a region, across the divisions that documents use."""

from __future__ import annotations

import pytest

from ieum.services.programme.overview.divisions import reach_of


@pytest.mark.parametrize("name", ["호남", "호남권", "호남지역", "Honam"])
def test_honam_holds_its_provinces_and_the_regions_of_later_divisions(name: str) -> None:
    reach = reach_of(name)
    assert reach is not None
    assert {
        "호남",
        "호남권",
        "광주",
        "전북",
        "전라북도",
        "전남",
        "서남",
        "서남권",
        "나주시",
    } <= reach.within
    assert not {"영남", "대경", "전국", "충청"} & reach.names
    assert [place.short for place in reach.provinces] == ["광주", "전북", "전남"]


def test_a_province_is_concerned_by_the_wider_regions_it_lies_in() -> None:
    reach = reach_of("전북")
    assert reach is not None
    assert {"호남", "호남권"} <= reach.wider
    assert "서남" not in reach.names
    assert "전주시" in reach.within


def test_gwangju_is_the_city_and_not_the_town_of_the_same_name() -> None:
    reach = reach_of("광주")
    assert reach is not None
    assert reach.place.code == "KR-29"
    assert {"서남", "호남"} <= reach.wider


def test_a_municipality_is_itself_alone() -> None:
    reach = reach_of("수원시")
    assert reach is not None
    assert "용인시" not in reach.names
    assert {"경기", "수도권"} <= reach.wider


@pytest.mark.parametrize("name", ["전국", "대한민국", "없는고장", ""])
def test_the_country_and_an_unknown_name_are_no_region(name: str) -> None:
    assert reach_of(name) is None
