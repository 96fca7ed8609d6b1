"""What a region is: its provinces, in whichever division of the country it was named.

A plan of 2021 speaks of 호남권, one of 2025 of 전북 and 서남권, 5극 3특 of 호남권 and 전북. No document
says how these divisions relate; what is joined here follows the provinces that each name covers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from ieum.text.regions import Place, places, provinces

NATIONWIDE = "KR"
#: Names of the whole country.
COUNTRY = frozenset({"전국", "대한민국", "국내", "한국", NATIONWIDE})


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


def is_nationwide(name: str) -> bool:
    """Whether a name means the whole country (전국, KR)."""
    return name.strip() in COUNTRY


def reach_of(name: str) -> Reach | None:
    """What concerns the region of that name (호남, 전라북도, 광주, 수원시); None for no region."""
    place = place_named(name)
    if place is None or place.level == "country":
        return None
    covers = frozenset(provinces_of(place))
    within: set[str] = set()
    wider: set[str] = set()
    for other, named in places().items():
        options = [p for p in named if p.level == "province"] or named
        if all(_lies_in(option, place, covers) for option in options):
            within.add(other)
        elif any(
            o.level in ("super_region", "province") and covers & set(provinces_of(o))
            for o in options
        ):
            wider.add(other)
    short = tuple(province for province in provinces() if province.code in covers)
    return Reach(place, frozenset(within | {name.strip()}), frozenset(wider), short)


def _lies_in(inner: Place, outer: Place, covers: frozenset[str]) -> bool:
    if outer.level == "municipality":
        return inner == outer
    held = frozenset(provinces_of(inner))
    return bool(held) and held <= covers


def provinces_of(place: Place) -> tuple[str, ...]:
    """The codes of the provinces that a place covers or lies in; none for the whole country."""
    return place.members or ((place.code,) if place.code not in ("", NATIONWIDE) else ())


@lru_cache(4096)
def provinces_named(name: str) -> tuple[str, ...]:
    """The same for a name as documents write it; none for a name that is no region of Korea."""
    place = place_named(name)
    return provinces_of(place) if place else ()


def kept_region(name: str) -> str | None:
    """How the region of a task or a role is kept: a province's ISO 3166-2 code, ``KR`` for the whole
    country, or a customary region's name; a municipality counts as its province. None for an
    unknown name."""
    place = place_named(name)
    if place is None:
        return None
    return place.name if place.level == "super_region" else place.code


@cache
def touching(region: str) -> frozenset[str]:
    """Every kept region that shares a province with one: for 호남권 its three provinces, 서남권,
    the whole country; none for an unknown one."""
    own = _covered(region)
    customary = {p.name for named in places().values() for p in named if p.level == "super_region"}
    every = {province.code for province in provinces()} | customary | {NATIONWIDE}
    return frozenset(name for name in every if _covered(name) & own)


def _covered(region: str) -> frozenset[str]:
    """The codes of the provinces of a kept region, all of them for the whole country."""
    if region == NATIONWIDE:
        return frozenset(province.code for province in provinces())
    return frozenset(provinces_named(region))


def region_name(region: str, language: str) -> str:
    """A region as readers of a language call it: a kept one, or one as documents write it."""
    place = place_named(region)
    if place is None:
        return region
    if place.level == "country":
        return "전국" if language == "ko" else "Nationwide"
    if language != "ko":
        return place.name_en
    return place.short if region == place.code else region


def place_named(name: str) -> Place | None:
    """The place of a Korean or English name or of a province's code; of several places with one name
    the largest: 광주 is the city, not the town in Gyeonggi."""
    name = name.strip()
    if name in COUNTRY:
        return places()["전국"][0]
    coded = next((province for province in provinces() if province.code == name), None)
    found = [coded] if coded else places().get(name, []) or _english().get(name.lower(), [])
    ranks = ("province", "super_region", "municipality", "country")
    return min(found, key=lambda place: ranks.index(place.level), default=None)


@cache
def _english() -> dict[str, list[Place]]:
    """Places by their English name in small letters (honam, south jeolla)."""
    found: dict[str, list[Place]] = {}
    for named in places().values():
        for place in named:
            found.setdefault(place.name_en.lower(), []).append(place)
    return found
