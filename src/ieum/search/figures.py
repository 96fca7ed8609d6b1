"""The figures a passage states: amounts of money, dates, periods, counts, shares; and regions.

``ieum.text`` reads them; here they get the one form that answering and storing need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ieum.text.dates import DateExpression, find_dates
from ieum.text.durations import find_durations
from ieum.text.money import find_money
from ieum.text.normalise import fold
from ieum.text.numerals import find_numbers
from ieum.text.percent import find_percents
from ieum.text.qualifiers import qualifier_after, qualifier_before
from ieum.text.quantities import find_quantities
from ieum.text.regions import find_regions


class FigureKind(StrEnum):
    """What a figure measures; a region is kept beside them, for it is found the same way."""

    AMOUNT = "amount"
    DATE = "date"
    PERIOD = "period"
    COUNT = "count"
    SHARE = "share"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text: [start, end) with its qualifier's words; ``text`` is that stretch.

    ``value`` is won (or units of ``unit``, an ISO 4217 code) for an amount, a number for a count
    (``unit`` is then its counter: 개, 명), a percentage for a share, a year for a date or period.
    ``first`` and ``last`` are the days a date or period covers; ``unit`` is then how exact it is
    (day, month, year). The ``unit`` of a region is its code in ISO 3166-2.
    """

    kind: FigureKind
    start: int
    end: int
    text: str
    value: Decimal | None = None
    unit: str = ""
    first: date | None = None
    last: date | None = None


#: Stands in where a document shows no day of its own; what counts from it is then left out. Years of
#: two digits are read within 30 years after it: plans go on to ’31.
_NO_DAY = date(2020, 1, 1)
_SIDE = re.compile(r"\s?(?:까지|부터|이후|이전)")
_HANGUL = re.compile(r"[가-힣]")
_ENGLISH_COUNT = re.compile(r"\s(?:[a-z-]+\s){0,2}?([a-z]{3,})", re.IGNORECASE)
_ORDINAL = re.compile(r"제?\s?(\d+)\s?(회|차|호)(?![가-힣]*기)")


def find_figures(text: str, issued: date | None) -> list[Figure]:
    """All figures of a text in its order, not overlapping.

    ``issued`` is the day that 내년, 올해 or "지난 3일" count from.
    """
    plain = fold(text)
    figures: list[Figure] = []
    for found in (
        _amounts(plain),
        _times(plain, issued),
        _shares(plain),
        _counts(plain),
        _regions(plain),
    ):
        for figure in found:
            if not any(figure.start < f.end and f.start < figure.end for f in figures):
                figures.append(figure)
    return sorted(figures, key=lambda figure: figure.start)


def _amounts(text: str) -> Iterator[Figure]:
    for money in find_money(text):
        if not money.bare or any(map(str.isdigit, money.text)):
            span = money.span
            yield _qualified(
                text, FigureKind.AMOUNT, span.start, span.end, money.amount, money.currency
            )


def _times(text: str, issued: date | None) -> Iterator[Figure]:
    for found in find_dates(text, issued or _NO_DAY):
        if issued is None and (found.is_relative or found.timex.startswith("X")):
            continue
        yield _time(text, found)
    for duration in find_durations(text):
        span = duration.span
        start, end = qualifier_before(text, span.start)[1], qualifier_after(text, span.end)[1]
        yield Figure(FigureKind.PERIOD, start, end, text[start:end], unit="duration")


def _time(text: str, found: DateExpression) -> Figure:
    start, end = found.span.start, found.span.end
    end = start + len(text[start:end].rstrip())
    side = _SIDE.match(text, end)
    end = side.end() if side else end
    return Figure(
        FigureKind.PERIOD if found.ends else FigureKind.DATE,
        start,
        end,
        text[start:end],
        Decimal(found.last.year),
        found.grain,
        found.start,
        found.last,
    )


def _shares(text: str) -> Iterator[Figure]:
    for share in find_percents(text):
        value = _decimal(share.percent)
        yield _qualified(text, FigureKind.SHARE, share.span.start, share.span.end, value, "%")


def _counts(text: str) -> Iterator[Figure]:
    for quantity in find_quantities(text):
        span, value = quantity.span, _decimal(quantity.value)
        yield _qualified(text, FigureKind.COUNT, span.start, span.end, value, quantity.unit.code)
    for match in _ORDINAL.finditer(text):
        yield Figure(
            FigureKind.COUNT, match.start(), match.end(), match[0], Decimal(match[1]), match[2]
        )
    if _HANGUL.search(text):
        return
    for number in find_numbers(text):
        noun = _ENGLISH_COUNT.match(text, number.span.end)
        if noun:
            start, end = number.span.start, number.span.end
            yield Figure(
                FigureKind.COUNT, start, end, text[start:end], number.decimal, noun[1].lower()
            )


def _regions(text: str) -> Iterator[Figure]:
    for region in find_regions(text):
        span = region.span
        yield Figure(
            FigureKind.REGION, span.start, span.end, text[span.start : span.end], unit=region.code
        )


def _qualified(
    text: str, kind: FigureKind, start: int, end: int, value: Decimal, unit: str
) -> Figure:
    start, end = qualifier_before(text, start)[1], qualifier_after(text, end)[1]
    return Figure(kind, start, end, text[start:end].strip(), value, unit)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
