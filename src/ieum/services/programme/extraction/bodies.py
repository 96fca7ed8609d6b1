"""Bodies that act for the state in a text: ministries and agencies, provinces, cities, institutes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ieum.search.passages import Document
from ieum.text.regions import Place, find_regions, provinces

_TABLE = Path(__file__).parent / "bodies.csv"
_OFFICE = re.compile(r"(?:[시도군구](?![가-힣])|[시도군구]?청|[시도군구](?=[은는이가의]))")
_NOT_A_BODY = re.compile(
    r"\s?(?:장관|차관|부총리|출신|산하|대변인|관계자|시장|도지사|군수|구청장|의회|Minister|Governor|Mayor)"
)
#: The desk of a newspaper, not the ministry it is named like: 산업부 기자.
_WRITES = re.compile(r"\s(?:[가-힣]{2,4}\s)?(?:기자|특파원|차장|데스크)(?![가-힣])")
_MUNICIPALITY = re.compile(
    r"\s?([가-힣]{2,4}[시군구])(?=청?(?:[은는이가의,(]|에서|와\s|과\s|\s|$))"
)
_INSTITUTE = re.compile(
    r"(?<![가-힣])([가-힣]{2,16}(?:진흥원|연구원|공사|공단|재단|개발원|평가원|관리원|정보원|교육원|기술원|진흥회|지원단|협력단|사업단|진흥센터))"
    r"(?=[\s,(/은는이가]|$)"
)
#: An institute of the state, known by its first word.
_NATIONAL = re.compile(
    r"(?<![가-힣])(?:한국|국립|국가|국토|대한|서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)[가-힣]{2,16}(?:진흥원|연구원|공사|공단|재단|개발원|평가원|관리원|정보원|교육원|기술원|진흥회|"
    r"협력단|진흥센터|진흥회|테크노파크|협회|본부|센터|사무소|과학원|연구소|병원|관측소|검역소)"
)
_ACTS = re.compile(
    r"[은는이가도]\s(?!참여|함께|신청|들어서|들어선|문을|개관|개원|개소|건립|착공|준공|완공|생긴)|\s?(?:주관|주도|총괄|전담)(?:으로|로|해|하여|하는|한다|하고|하며)|\)"
)
_UNCOMMON = r"본부|센터|사무소|과학원|연구소|과학관|박물관|도서관|병원|관측소|검역소"
#: 산림항공본부는 … 밝혔다: who makes something known is a body, whatever its name ends in.
_ANNOUNCES = re.compile(
    rf"(?:^|(?<=[.]\s))(?:[가-힣]{{2,6}}\s)?(?P<name>[가-힣]{{2,16}}(?:{_UNCOMMON}))"
    r"(?:\s?\(이하[^()]*\))?[은는]\s[^.]*(?:밝혔다|발표했다|발표하였다|공고했다|전했다|설명했다|모집한다)"
)
#: 산림항공본부, 산불 감시에 나서: whom a title begins with, if the text tells what it does.
_TITLED = re.compile(rf"([가-힣]{{2,16}}(?:{_UNCOMMON})),\s")
_DOES = r"[은는이가]\s[^.]*(?:들여|투입|투자|쓴다|쓰고|추진|시행|모집|공모|지원|보급)"
#: (산림항공본부, 30억원)
_BESIDE_MONEY = re.compile(
    r"(?<=\()([가-힣]{2,16}(?:본부|사무소|과학원|연구소|관측소|검역소))(?=,\s?(?:총\s|약\s)?\d)"
)
_SERVES = re.compile(r"(?:주관|전담|총괄|수행|시행|추진|사업)\s?(?:기관|부처|주체)?\s*[:：)\t]\s?$")
_SPEAKS = re.compile(r"\s?\(이하|[은는이가]\s|,\s|\s?보도자료|\s?/|\s?$")


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a text: its full name, [start, end), and the region it governs, if local."""

    name: str
    start: int
    end: int
    region: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    since: date
    until: date


def find_bodies(
    text: str, issued: date | None, lesser: Mapping[str, str] | None = None
) -> list[Body]:
    """The bodies a text names, in order, under their full names on the day it was issued.

    A short name that two ministries bore one after the other (산업부) means the one of that day.
    ``lesser`` are bodies of this document that no list holds, with the region each governs.
    """
    found = [*_central(text, issued or date.max), *_local(text), *_lesser(text, lesser or {})]
    return sorted(_longest(found), key=lambda body: (body.start, -body.end))


def is_one_body(one: str, other: str) -> bool:
    """Whether two full names are one body's: the same, or of a ministry before and after it was
    renamed, which kept its short name (산업통상자원부, 산업통상부)."""
    if one == other:
        return True
    bearers = ({known.name for known in bodies} for bodies in _table().values())
    return any({one, other} <= names for names in bearers)


def english_name(name: str) -> str:
    """The English name of a central body by its full Korean one; blank where the list has none."""
    return _english_names().get(name, "")


def with_korean_names(text: str) -> str:
    """A text in which central bodies that are named in English have their Korean names instead."""
    for name, english in _english_names().items():
        text = text.replace(english, name)
    return text


def lesser_bodies(document: Document) -> dict[str, str]:
    """Institutes, and cities and counties named after their province, that a document speaks of,
    with the region of each (empty for an institute)."""
    found: dict[str, str] = {}
    for passage in document.passages:
        for named in _NATIONAL.finditer(passage.text):
            before = passage.text[: named.start()]
            if _ACTS.match(passage.text, named.end()) or _SERVES.search(before):
                found.setdefault(named[0], "")
    for passage in document.passages[:8]:
        for region in find_regions(passage.text):
            if region.place.level != "province":
                continue
            match = _MUNICIPALITY.match(passage.text, region.span.end)
            if match:
                found.setdefault(match[1], region.place.short)
        found.update((match["name"], "") for match in _ANNOUNCES.finditer(passage.text))
    found.update(dict.fromkeys(_uncommon(document), ""))
    for passage in document.passages[:3]:
        for match in _INSTITUTE.finditer(passage.text):
            if passage.ordinal == 0 or _SPEAKS.match(passage.text, match.end()):
                found.setdefault(match[1], "")
    return found


def _uncommon(document: Document) -> Iterator[str]:
    """The offices whose names end in no common way, that a document begins with or names beside money."""
    for passage in document.passages:
        yield from _BESIDE_MONEY.findall(passage.text)
    titled = _TITLED.match(document.title)
    does = re.compile(rf"{titled[1]}{_DOES}") if titled else None
    if titled and does and any(does.search(passage.text) for passage in document.passages):
        yield titled[1]


def short_name(place: Place) -> str:
    """The region of a place as the register keeps it: its province, or the customary region."""
    if place.level == "municipality":
        return next((p.short for p in provinces() if p.code == place.code), place.short)
    return place.short.removesuffix("권") if place.level == "super_region" else place.short


def _longest(bodies: list[Body]) -> list[Body]:
    return [
        body
        for body in bodies
        if not any(
            other is not body
            and other.start <= body.start
            and body.end <= other.end
            and other.end - other.start > body.end - body.start
            for other in bodies
        )
    ]


def _lesser(text: str, known: Mapping[str, str]) -> Iterator[Body]:
    for name, region in known.items():
        for match in re.finditer(rf"(?<![가-힣]){re.escape(name)}(?!수[는은가])", text):
            if not _NOT_A_BODY.match(text, match.end()):
                yield Body(name, match.start(), match.end(), region)


def _central(text: str, day: date) -> Iterator[Body]:
    for match in _names().finditer(text):
        if _WRITES.match(text, match.end()):
            continue
        known = _table()[match[0]]
        current = [k for k in known if k.since <= day <= k.until] or known[-1:]
        yield Body(current[0].name, match.start(), match.end())


def _local(text: str) -> Iterator[Body]:
    for region in find_regions(text):
        if region.place.level not in ("province", "municipality") or region.ambiguous:
            continue
        start, end = region.span.start, region.span.end
        if text[start].isascii():
            office = _ENGLISH_OFFICE.match(text, end)
            if office or _ENGLISH_ACTS.match(text, end):
                end = office.end() if office else end
                yield Body(region.place.name, start, end, short_name(region.place))
            continue
        if text[end - 1] not in "시도군구":
            office = _OFFICE.match(text, end)
            if office is None or (text[end] == "도" and region.place.level != "province"):
                continue  # 울릉도 is an island.
            end = office.end()
        if not _NOT_A_BODY.match(text, end):
            yield Body(region.place.name, start, end, short_name(region.place))


_ENGLISH_OFFICE = re.compile(
    r"\s(?:(?:Metropolitan|Special|Provincial|Self-Governing|City|Province|State)\s){0,3}[Gg]overnment\b"
)
_ENGLISH_ACTS = re.compile(
    r"(?:'s)?\s(?:Metropolitan\s)?(?:City|Province|State|government|said|announced|will|plans|to\s(?:spend|invest)|spent|has|is)\b"
)


@cache
def _table() -> dict[str, list[_Known]]:
    table: dict[str, list[_Known]] = {}
    for row in _rows():
        known = _Known(
            row["name"],
            date.fromisoformat(row["since"]) if row["since"] else date.min,
            date.fromisoformat(row["until"]) if row["until"] else date.max,
        )
        names = [row["name"], row["name_en"], *row["short"].split("|")]
        for name in filter(None, names):
            table.setdefault(name, []).append(known)
    return table


@cache
def _english_names() -> dict[str, str]:
    """English names by Korean ones, the longest first, since one may begin another."""
    named = [(row["name"], row["name_en"]) for row in _rows() if row["name_en"]]
    return dict(sorted(named, key=lambda pair: -len(pair[1])))


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_table(), key=len, reverse=True)
    return re.compile(
        rf"(?<![가-힣A-Za-z])(?:{'|'.join(map(re.escape, names))})(?![A-Za-z]|[가-힣]*(?:장관))"
    )
