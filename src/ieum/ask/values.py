"""Typed values in an utterance: amounts, percentages, dates, numbers, regions, quotations.

They are found once and used twice: masked, they let an utterance be compared with others that hold
other values; and they fill the arguments of the tool that is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ieum.text.dates import DateExpression, find_dates
from ieum.text.money import find_money
from ieum.text.normalise import fold
from ieum.text.numerals import find_numbers
from ieum.text.percent import find_percents
from ieum.text.regions import find_regions
from ieum.text.span import Span


class ValueKind(StrEnum):
    """What a value is, and the slot that stands for it."""

    WON = "won"
    PERCENT = "percent"
    DATE = "date"
    NUMBER = "number"
    REGION = "region"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands. ``number`` is exact; a date has ``days``."""

    kind: ValueKind
    span: Span
    text: str
    number: Fraction | None = None
    days: DateExpression | None = None
    bare: bool = False
    """An amount without 원, taken for won because of its size (350만, 3억)."""


_QUOTES = re.compile(
    r"\"([^\"]+)\"|(?<![A-Za-z])'([^']+)'(?![A-Za-z])|「([^」]+)」|『([^』]+)』|“([^”]+)”|‘([^’]+)’|<([^<>]+)>"
)
_LARGE = re.compile(r"[만억조]|million|billion|thousand|(?<=\d)k$", re.I)
#: 1억 2천 says 만 no second time: in speech it is 1억 2천만.
_CLIPPED = re.compile(r"(?P<head>.*억) ?(?P<rest>\d{1,4}|[일이삼사오육칠팔구])(?P<place>천|백)$")
_PLACES = {"천": 1000, "백": 100}
_COUNTER = re.compile(
    r" ?(?:명|개|건|대|곳|장|톤|배|번|인|㎡|km|kg|평|세|살|시|분|초|호|층|회|년|월|일|주|달|도)"
)


def find_values(text: str, today: date) -> list[Found]:
    """The values of an utterance in order, not overlapping; a longer reading wins."""
    plain = fold(text)
    candidates = [
        *_dates(plain, today),
        *_amounts(plain),
        *_percentages(plain),
        *_numbers(plain),
        *_places(plain),
    ]
    kept: list[Found] = []
    for one in sorted(candidates, key=lambda f: (-len(f.span), f.kind is ValueKind.NUMBER)):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    kept = _with_quotes(plain, kept)
    return sorted(kept, key=lambda found: found.span)


def _dates(text: str, today: date) -> Iterable[Found]:
    for days in find_dates(text, today):
        if days.ends is not None:
            # Both ends of a range are values of their own: 3월 1일부터 5월 10일까지.
            for end in days.ends:
                yield Found(ValueKind.DATE, end.span, end.text, days=end)
        else:
            yield Found(ValueKind.DATE, days.span, days.text, days=days)


def _amounts(text: str) -> Iterable[Found]:
    for money in find_money(text):
        if money.won is not None and money.amount_to is None:
            number = Fraction(money.won)
            if money.bare:
                number = _unclipped(money.text, number)
            yield Found(ValueKind.WON, money.span, money.text, number, bare=money.bare)


def _places(text: str) -> Iterable[Found]:
    for region in find_regions(text):
        yield Found(ValueKind.REGION, region.span, region.text)


def _percentages(text: str) -> Iterable[Found]:
    for percent in find_percents(text):
        yield Found(ValueKind.PERCENT, percent.span, percent.text, percent.percent)


def _numbers(text: str) -> Iterable[Found]:
    for number in find_numbers(text):
        if _LARGE.search(number.text) and not _COUNTER.match(text, number.span.end):
            value = _unclipped(number.text, number.value)
            yield Found(ValueKind.WON, number.span, number.text, value, bare=True)
        else:
            yield Found(ValueKind.NUMBER, number.span, number.text, number.value)


def _unclipped(written: str, value: Fraction) -> Fraction:
    match = _CLIPPED.fullmatch(written.strip())
    if match is None:
        return value
    rest = value % 10**8
    return value - rest + rest * 10_000 if rest < 10_000 else value


def _with_quotes(text: str, values: list[Found]) -> list[Found]:
    """Quotations in place of the values within them, unless a quotation is one value."""
    for match in _QUOTES.finditer(text):
        outer = Span(match.start(), match.end())
        inside = [v for v in values if v.span.start >= outer.start and v.span.end <= outer.end]
        words = next(group for group in match.groups() if group is not None)
        if any(len(v.span) >= len(words.strip()) for v in inside):
            continue
        values = [v for v in values if not v.span.overlaps(outer)]
        values.append(Found(ValueKind.QUOTE, outer, words))
    return values
