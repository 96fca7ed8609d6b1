"""What a region is and what concerns it, across the divisions that documents use."""

from __future__ import annotations

import pytest

from ieum.services.programme.register.regions import (
    kept_region,
    provinces_named,
    reach_of,
    region_name,
    touching,
)


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


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("호남", "호남권"),
        ("전라북도", "KR-45"),
        ("광주", "KR-29"),
        ("KR-29", "KR-29"),
        ("전국", "KR"),
        ("수원시", "KR-41"),
        (" 서남 ", "서남권"),
        ("Honam", "호남권"),
        ("South Jeolla", "KR-46"),
        ("달나라", None),
    ],
)
def test_a_region_is_kept_under_one_name(name: str, kept: str | None) -> None:
    assert kept_region(name) == kept


def test_honam_touches_its_parts_in_every_division() -> None:
    found = touching("호남권")
    assert {"KR-29", "KR-45", "KR-46", "서남권", "호남권", "KR"} <= found
    assert not found & {"영남권", "KR-42", "수도권", "강원권"}


def test_to_touch_is_mutual() -> None:
    for one in touching("호남권"):
        assert "호남권" in touching(one)


def test_an_unknown_region_touches_nothing() -> None:
    assert provinces_named("달나라") == ()
    assert touching("달나라") == frozenset()


@pytest.mark.parametrize(
    ("region", "korean", "english"),
    [
        ("KR-46", "전남", "South Jeolla"),
        ("호남권", "호남권", "Honam"),
        ("광주", "광주", "Gwangju"),
        ("전국", "전국", "Nationwide"),
        ("KR", "전국", "Nationwide"),
        ("해외", "해외", "해외"),
    ],
)
def test_a_region_is_told_in_the_readers_language(region: str, korean: str, english: str) -> None:
    assert (region_name(region, "ko"), region_name(region, "en")) == (korean, english)
