"""What a region reaches: names of the 2021, 2025 and 5극 3특 divisions compared by their provinces."""

from __future__ import annotations

from functools import cache

from ieum.text.regions import Place, places, provinces

NATIONWIDE = "KR"


def read_region(name: str) -> str | None:
    """How a region is kept: a province's ISO 3166-2 code, ``KR`` for the whole country, or a
    customary region's name; a municipality counts as its province. None for an unknown name."""
    name = name.strip()
    if name == NATIONWIDE or any(place.code == name for place in provinces()):
        return name
    found = places().get(name, [])
    order = ("country", "super_region", "province", "municipality")
    best = min(found, key=lambda place: order.index(place.level), default=None)
    if best is None:
        return None
    return best.name if best.level == "super_region" else best.code


@cache
def provinces_in(region: str) -> frozenset[str]:
    """The codes of the provinces that a kept region covers."""
    if region == NATIONWIDE:
        return frozenset(place.code for place in provinces())
    if any(place.code == region for place in provinces()):
        return frozenset({region})
    return frozenset(_customary().get(region, Place("super_region", "", "", "")).members)


@cache
def touching(region: str) -> frozenset[str]:
    """Every kept region that shares a province with one: for 호남권 its three provinces, 서남권,
    the whole country."""
    own = provinces_in(region)
    every = {place.code for place in provinces()} | set(_customary()) | {NATIONWIDE}
    return frozenset(name for name in every if provinces_in(name) & own)


def region_words(region: str, language: str) -> str:
    """A kept region as people call it."""
    known = {place.code: place for place in provinces()} | _customary()
    if region == NATIONWIDE:
        return "전국" if language == "ko" else "Nationwide"
    place = known.get(region)
    if place is None:
        return region
    return place.short if language == "ko" else place.name_en


@cache
def _customary() -> dict[str, Place]:
    return {
        place.name: place
        for found in places().values()
        for place in found
        if place.level == "super_region"
    }
