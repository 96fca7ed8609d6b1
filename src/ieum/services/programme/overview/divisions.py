"""Which regions' names concern a region, across the divisions of the country that documents use.

A plan of 2021 speaks of 호남권, one of 2025 of 전북 and 서남권, 5극 3특 of 호남권 and 전북. No document
says how these divisions relate; what is joined here follows the provinces that each name covers.
"""

from __future__ import annotations

from dataclasses import dataclass

from ieum.text.regions import Place, places, provinces

_COUNTRY = frozenset({"전국", "대한민국", "국내", "한국"})


@dataclass(frozen=True, slots=True)
class Reach:
    """The names that concern a region."""

    place: Place
    within: frozenset[str]
    """Names of what lies in it whole, its own names included."""
    wider: frozenset[str]
    """Names of customary regions that reach over it but also further."""
    provinces: tuple[Place, ...]
    """The provinces that it covers or lies in."""

    @property
    def names(self) -> frozenset[str]:
        """All names that concern it; those of the whole country are none of them."""
        return self.within | self.wider


def reach_of(name: str) -> Reach | None:
    """What concerns the region of that name (호남, 전라북도, 광주, 수원시); None for no region."""
    found = places().get(name.strip(), []) or _english(name.strip().lower())
    if not found or name.strip() in _COUNTRY:
        return None
    place = _first(found)
    if place.level == "country":
        return None
    covers = _covers(place)
    within: set[str] = set()
    wider: set[str] = set()
    for other, named in places().items():
        options = [p for p in named if p.level == "province"] or named
        if all(_lies_in(option, place, covers) for option in options):
            within.add(other)
        elif any(o.level in ("super_region", "province") and _covers(o) & covers for o in options):
            wider.add(other)
    short = tuple(province for province in provinces() if province.code in covers)
    return Reach(place, frozenset(within | {name.strip()}), frozenset(wider), short)


def _english(name: str) -> list[Place]:
    """The places of an English name (Honam, south jeolla)."""
    return [p for named in places().values() for p in named if p.name_en.lower() == name]


def _first(found: list[Place]) -> Place:
    """Of several places with one name the largest: 광주 is the city, not the town in Gyeonggi."""
    ranks = ("province", "super_region", "municipality", "country")
    return min(found, key=lambda place: ranks.index(place.level))


def _covers(place: Place) -> frozenset[str]:
    return frozenset(place.members or ((place.code,) if place.code != "KR" else ()))


def _lies_in(inner: Place, outer: Place, covers: frozenset[str]) -> bool:
    if outer.level == "municipality":
        return inner == outer
    held = _covers(inner)
    return bool(held) and held <= covers
