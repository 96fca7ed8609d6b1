"""Typed values in an utterance: amounts, percentages, dates, lengths of time, numbers, regions,
quotations.

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

from ieum.search.tokens import HANGUL
from ieum.text.dates import DateExpression, find_dates
from ieum.text.durations import Duration, find_durations
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
    DURATION = "duration"
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
#: So many characters may stand between a day and what is counted from it.
_NEAR = 16
_LARGE = re.compile(r"[만억조]|million|billion|thousand|(?<=\d)k$", re.I)
#: 1억 2천 says 만 no second time: in speech it is 1억 2천만.
_CLIPPED = re.compile(r"(?P<head>.*억) ?(?P<rest>\d{1,4}|[일이삼사오육칠팔구])(?P<place>천|백)$")
_PLACES = {"천": 1000, "백": 100}
_COUNTER = re.compile(
    r" ?(?:명|개|건|대|곳|장|톤|배|번|인(?![데지가])|㎡|km|kg|평|세|살|시|분|초|호|층|회|년|월|일|주|달|도)"
)

#: A unit of time behind a number, where no month stands before it.
_LENGTH = re.compile(
    r" ?(?:일|주일?|개월|달|년)(?=[^가-힣]|$|[째간동이은는을를의만에후뒤전차더빼지])"
)
#: Numbers that count such units; one syllable of Chinese origin makes other words (사주, 이달).
_COUNTED = re.compile(
    r"[\d,]+|[일이삼사오육칠팔구십백천]{2,}|[백천]|한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉|열[가-힣]{0,2}"
)
_NO_LENGTH = re.compile(r"몇|[일이삼사오육칠팔구십] ?[주년일달]")
#: What makes a length a day counted from another: 100일 뒤, 90 days before.
_OFFSET = re.compile(r" ?(?:뒤|후|전|이후|이전|(?:after|before|from|later|earlier)\b)", re.I)
_UNTIL = re.compile(r" ?까지")
#: A place of a number alone is none: 만 of 만 나이.
_PLACE_ALONE = re.compile(r"[십백천만억조](?! ?원)")


def find_values(text: str, today: date) -> list[Found]:
    """The values of an utterance in order, not overlapping; a longer reading wins."""
    plain = fold(text)
    days, lengths = _days_and_lengths(plain, today)
    candidates = [
        *days,
        *lengths,
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


def _days_and_lengths(text: str, today: date) -> tuple[list[Found], list[Found]]:
    """The dates, and the lengths of time that are none.

    3주 뒤 alone is a date, counted from today. Beside a day of its own (3월 5일부터 3주 뒤) it is a
    length counted from that day.
    """
    days: list[Found] = []
    lengths: list[Found] = []
    offsets: list[tuple[Found, Found]] = []
    for found in _dates(text, today):
        length = _offset_in(found, text)
        if length is None:
            days.append(found)
            continue
        anchor = _day_at_start(text[found.span.start : length.span.start], today)
        if anchor is None:
            offsets.append((found, length))
        else:
            span = Span(found.span.start, found.span.start + len(anchor.text))
            days.append(Found(ValueKind.DATE, span, span.of(text), days=anchor))
            lengths.append(length)
    for found, length in offsets:
        if any(_counts_from(day.span, found.span, text) for day in days):
            lengths.append(length)
        else:
            days.append(found)
    hidden = _blanked(text, [*days, *lengths])
    lengths += [_length(found.span, text) for found in find_durations(hidden) if _whole(found)]
    hidden = _blanked(hidden, lengths)
    for number in find_numbers(hidden):
        unit = _LENGTH.match(hidden, number.span.end)
        if unit and _COUNTED.fullmatch(number.text):
            lengths.append(_length(Span(number.span.start, unit.end()), text))
    return days, lengths


def _offset_in(found: Found, text: str) -> Found | None:
    """The length in a date that is counted from another day: 백일 of 백일 뒤."""
    for length in find_durations(found.text):
        end = found.span.start + length.span.end
        if _whole(length) and _OFFSET.match(text, end) and not _UNTIL.match(text, found.span.end):
            return _length(Span(found.span.start + length.span.start, end), text)
    return None


def _day_at_start(text: str, today: date) -> DateExpression | None:
    return next((day for day in find_dates(text, today) if day.span.start == 0), None)


def _counts_from(day: Span, offset: Span, text: str) -> bool:
    """Whether a length is counted from a day near it; in Korean the day stands first."""
    if offset.start < day.start and HANGUL.search(offset.of(text)):
        return False
    between = text[min(day.end, offset.end) : max(day.start, offset.start)]
    return len(between) <= _NEAR and not re.search(r"[.?!,]", between)


def _whole(found: Duration) -> bool:
    """Whether it is a number of whole days, weeks, months or years."""
    counted = all(unit in "YMWD" and count.denominator == 1 for unit, count in found.parts)
    return counted and found.parts_to is None and not _NO_LENGTH.match(found.text)


def _length(span: Span, text: str) -> Found:
    return Found(ValueKind.DURATION, span, span.of(text))


def _blanked(text: str, values: Iterable[Found]) -> str:
    for found in values:
        text = text[: found.span.start] + "\n" * len(found.span) + text[found.span.end :]
    return text


def _amounts(text: str) -> Iterable[Found]:
    for money in find_money(text):
        if _PLACE_ALONE.fullmatch(money.text):
            continue
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
        if _PLACE_ALONE.fullmatch(text, number.span.start, number.span.end):
            continue
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
