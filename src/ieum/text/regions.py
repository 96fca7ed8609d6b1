"""Regions of Korea in text: provinces with older names, municipalities, customary regions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ieum.text.hangul import romanise
from ieum.text.normalise import fold
from ieum.text.patterns import lazy, left_of
from ieum.text.region_table import (
    FORMER_MUNICIPALITIES,
    MUNICIPALITIES,
    PROVINCES,
    SUPER_REGIONS,
)
from ieum.text.span import Span

Level = Literal["country", "super_region", "province", "municipality"]


@dataclass(frozen=True, slots=True)
class Place:
    """A region, apart from any text."""

    level: Level
    name: str
    """Current full Korean name."""
    name_en: str
    code: str
    """ISO 3166-2:KR for a province and the province of a municipality; empty for others."""
    members: tuple[str, ...] = ()
    """Codes of the provinces that make up a customary region."""

    @property
    def short(self) -> str:
        """The usual short name: 전북, 수원시, 호남권."""
        return _shorts().get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class Region:
    """A region named in a text. Where a name fits several, ``others`` holds the rest."""

    place: Place
    others: tuple[Place, ...]
    span: Span
    text: str

    @property
    def name(self) -> str:
        """Current full Korean name."""
        return self.place.name

    @property
    def name_en(self) -> str:
        """English name."""
        return self.place.name_en

    @property
    def code(self) -> str:
        """ISO 3166-2:KR code of the province; empty for customary regions and while ambiguous."""
        return "" if self.ambiguous else self.place.code

    @property
    def ambiguous(self) -> bool:
        """Several regions have this name and the text does not say which."""
        return bool(self.others)


_EDGE = (
    r"(?=[^가-힣A-Za-z]|$|은|는|이(?!라크)|가(?!스)|을|를|과(?!학)|와|의(?!료|과)|에|로(?!봇)|으로|도(?!시|로|서|심)|만|까지|"
    r"부터|보다|엔|권|지역|형|산(?!업|단)|발|시민|도민|시장|지사|군민|구민|시청|도청|군청|구청|시의회|도의회|지방|본부|특구|"
    r"특별|인(?=[^가-힣]|$)|뿐|및|처럼|내|일대|출신|전역|관내|소재|서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)"
)
# 경기 (also economy and match) and the like need a neighbour that says place.
_PLACE_AFTER = lazy(
    r"도(?=[^가-힣]|$|[가-힣]?)|권|지역|남부|북부|동부|서부|[·,∙/]| 지역| 남부| 북부|에서| [가-힣]{1,4}[시군구](?=[^가-힣]|$|에|의|는|가)"
)
_AND_PLACE = lazy(
    "(?:와|과|및|,) ?(?:서울|인천|강원|부산|대구|충북|충남|전북|전남|경북|경남|제주|수도권)"
)
_PLACE_BEFORE = lazy(r"(?:서울|인천|강원|부산|대구|충북|충남|수도권)[·,∙/ ]{1,2}$")


@cache
def places() -> dict[str, list[Place]]:
    """Every name that finds a place, with the places it may mean."""
    table: dict[str, list[Place]] = {}
    for province in provinces():
        for name in _province_names()[province.code]:
            table.setdefault(name, []).append(province)
    for code, row in MUNICIPALITIES.items():
        for entry in row.split():
            name = entry.replace("*", "")
            english = f"{romanise(name[:-1])}-{romanise(name[-1]).lower()}"
            place = Place("municipality", name, english, code)
            table.setdefault(name, []).append(place)
            if "*" not in entry and len(name) > 2 and name not in ("제주시",):
                table.setdefault(name[:-1], []).append(place)
    for name, place in _former(table):
        if place not in table.setdefault(name, []):
            table[name].append(place)
    for place, names in _super_regions():
        for name in names:
            table.setdefault(name, []).append(place)
    table["전국"] = [Place("country", "대한민국", "Korea", "KR")]
    return table


def _former(table: dict[str, list[Place]]) -> list[tuple[str, Place]]:
    """Older names of municipalities, each with the place of today."""
    found = []
    for row in filter(None, FORMER_MUNICIPALITIES.split("\n")):
        code, name, today = row.split("|")
        options = table[today]
        found.append((name, next((p for p in options if p.code == code), options[0])))
    return found


@cache
def provinces() -> tuple[Place, ...]:
    """The seventeen provinces and metropolitan cities."""
    return tuple(
        Place("province", row.split("|")[2], row.split("|")[4], row.split("|")[0])
        for row in PROVINCES.split("\n")
        if row
    )


@cache
def _province_names() -> dict[str, list[str]]:
    names = {}
    for row in filter(None, PROVINCES.split("\n")):
        code, _, full, short, english, others = row.split("|")
        names[code] = [full, short, english, *filter(None, others.split(","))]
    return names


@cache
def _shorts() -> dict[str, str]:
    return {row.split("|")[2]: row.split("|")[3] for row in PROVINCES.split("\n") if row}


@cache
def _super_regions() -> tuple[tuple[Place, tuple[str, ...]], ...]:
    found = []
    for row in filter(None, SUPER_REGIONS.split("\n")):
        name, english, members, others = row.split("|")
        place = Place("super_region", name, english, "", tuple(members.split()))
        found.append((place, (name, *filter(None, others.split(",")))))
    return tuple(found)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted(places(), key=len, reverse=True)
    korean = "|".join(n for n in names if not n.isascii())
    english = "|".join(n for n in names if n.isascii())
    first = rf"(?P<name>(?<![가-힣])(?:{korean}){_EDGE}|\b(?:{english})\b)"
    return re.compile(first), re.compile(rf"(?P<name>(?:{korean}){_EDGE})")


def find_regions(text: str) -> list[Region]:
    """All regions named in ``text``, in order; a municipality takes its province's name with it only
    to tell which one is meant (부산 중구 gives 부산 and the 중구 of 부산)."""
    plain = fold(text)
    found: list[Region] = []
    for match in _mentions(plain):
        name, start, end = match.group("name"), match.start(), match.end()
        candidates = places()[name]
        if not _is_place(plain, name, start, end):
            continue
        chosen, others = _choose(candidates, found, plain, start)
        if name == "광주시" or name == "광주":
            chosen, others = _gwangju(plain, start, found)
        span = Span(start, end)
        found.append(Region(chosen, others, span, span.of(text)))
    return found


def _mentions(text: str) -> Iterator[re.Match[str]]:
    """Names at the start of a word, and those that follow another directly (광주전남전북)."""
    first, further = _patterns()
    at = 0
    while (match := first.search(text, at)) is not None:
        while match is not None:
            yield match
            at = match.end()
            match = further.match(text, at)


def _is_place(text: str, name: str, start: int, end: int) -> bool:
    if name not in ("경기", "대경", "동남", "서남"):
        return True
    if (
        _AND_PLACE.match(text, end)
        or _PLACE_AFTER.match(text, end)
        or (text[start - 1 : start] in "·,/∙" and start)
    ):
        return True
    return _PLACE_BEFORE.search(left_of(text, start)) is not None


def _choose(
    candidates: list[Place], found: list[Region], text: str, start: int
) -> tuple[Place, tuple[Place, ...]]:
    """Of several places with one name, that of the province named right before."""
    if len(candidates) == 1:
        return candidates[0], ()
    if (
        found
        and found[-1].place.level == "province"
        and text[found[-1].span.end : start].strip() in ("", "의", "시")
    ):
        inside = [p for p in candidates if p.code == found[-1].place.code]
        if inside:
            return inside[0], ()
    best = next((p for p in candidates if p.level == "province"), candidates[0])
    return best, tuple(p for p in candidates if p is not best)


def _gwangju(text: str, start: int, found: list[Region]) -> tuple[Place, tuple[Place, ...]]:
    """광주 is the metropolitan city unless 경기 stands before it."""
    small = next(p for p in places()["광주시"] if p.level == "municipality")
    large = next(p for p in provinces() if p.code == "KR-29")
    if re.search(r"경기(?:도)? ?$", left_of(text, start)):
        return small, ()
    return large, ()


def province_of(name: str) -> Place | None:
    """The province that any of its names means (전라북도, 전북, 전북특별자치도), else ``None``."""
    return next((p for p in places().get(name.strip(), []) if p.level == "province"), None)


def members_of(name: str) -> tuple[Place, ...]:
    """The provinces of a customary region (호남 → 광주, 전북, 전남); empty for an unknown name."""
    region = next((p for p in places().get(name.strip(), []) if p.level == "super_region"), None)
    if region is None:
        return ()
    return tuple(p for p in provinces() if p.code in region.members)


FIVE_POLES = ("수도권", "동남권", "대경권", "충청권", "호남권")
"""The five poles of 5극 3특, the government's plan for balanced regions of 2025; it calls the
Chungcheong region 중부권."""
THREE_SPECIALS = ("제주", "강원", "전북")
"""The three special self-governing provinces of 5극 3특."""
