"""Bodies that act for the state in a text: ministries and agencies, provinces, cities."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ieum.text.regions import find_regions

_TABLE = Path(__file__).parent / "bodies.csv"
_OFFICE = re.compile(r"(?:[시도군구](?![가-힣])|[시도군구]?청|[시도군구](?=[은는이가의]))")
_NOT_A_BODY = re.compile(r"\s?(?:장관|차관|부총리|출신|산하|대변인|관계자)")


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


def find_bodies(text: str, issued: date | None) -> list[Body]:
    """The bodies a text names, in order, under their full names on the day it was issued.

    A short name that two ministries bore one after the other (산업부) means the one of that day.
    """
    found = [*_central(text, issued or date.max), *_local(text)]
    return sorted(found, key=lambda body: (body.start, -body.end))


def _central(text: str, day: date) -> Iterator[Body]:
    for match in _names().finditer(text):
        known = _table()[match[0]]
        current = [k for k in known if k.since <= day <= k.until] or known[-1:]
        yield Body(current[0].name, match.start(), match.end())


def _local(text: str) -> Iterator[Body]:
    for region in find_regions(text):
        if region.place.level not in ("province", "municipality") or region.ambiguous:
            continue
        start, end = region.span.start, region.span.end
        if text[end - 1] not in "시도군구":
            office = _OFFICE.match(text, end)
            if office is None:
                continue
            end = office.end()
        if not _NOT_A_BODY.match(text, end):
            yield Body(region.place.name, start, end, region.place.short)


@cache
def _table() -> dict[str, list[_Known]]:
    table: dict[str, list[_Known]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = _Known(
                row["name"],
                date.fromisoformat(row["since"]) if row["since"] else date.min,
                date.fromisoformat(row["until"]) if row["until"] else date.max,
            )
            for name in [row["name"], *filter(None, row["short"].split("|"))]:
                table.setdefault(name, []).append(known)
    return table


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_table(), key=len, reverse=True)
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(map(re.escape, names))})(?![가-힣]*(?:장관))")
