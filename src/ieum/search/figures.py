"""The figures a passage states: amounts of money, dates, periods, counts, shares.

``ieum.text`` reads them; here they get the one form that answering and storing need.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ieum.text.money import find_money
from ieum.text.normalise import fold
from ieum.text.numerals import find_numbers
from ieum.text.qualifiers import qualifier_after, qualifier_before


class FigureKind(StrEnum):
    """What a figure measures."""

    AMOUNT = "amount"
    DATE = "date"
    PERIOD = "period"
    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text: [start, end) with its qualifier's words; ``text`` is that stretch.

    ``value`` is won (or units of ``unit``, an ISO 4217 code) for an amount, a number for a count
    (``unit`` is then its counter: 개, 명), a percentage for a share, a year for a date or period.
    ``first`` and ``last`` are the days a date or period covers.
    """

    kind: FigureKind
    start: int
    end: int
    text: str
    value: Decimal | None = None
    unit: str = ""
    first: date | None = None
    last: date | None = None


_COUNTERS = (
    "개소|개사|개교|개월|개국|개|명|인|곳|대|건|가지|호|차|회|위권|위|장|종|호기|척|기|동|만장|가구|마리|권역|점|톤|㎏|kg|"
    "시간|분|년|일|주|배|기가|MW|GW"
)
_COUNTER = re.compile(rf"(?:여\s?)?\s?({_COUNTERS})(?![가-힣]*구형)")
_SHARE = re.compile(r"\s?(?:%\s?(?:포인트|p)?|퍼센트|프로(?!젝|그))")
_ENGLISH_COUNT = re.compile(r"\s(?:[a-z-]+\s){0,2}?([a-z]{3,})", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]")


def find_figures(text: str, issued: date | None) -> list[Figure]:
    """All figures of a text in its order. ``issued`` is the day relative dates count from."""
    plain = fold(text)
    amounts = [
        _qualified(plain, FigureKind.AMOUNT, m.span.start, m.span.end, m.amount, m.currency)
        for m in find_money(plain)
        if m.amount and not (m.bare and not any(map(str.isdigit, m.text)))
    ]
    times = find_times(plain, issued)
    taken = [(f.start, f.end) for f in [*amounts, *times]]
    figures = [*amounts, *times, *_numbers(plain, taken)]
    return sorted(figures, key=lambda figure: (figure.start, figure.end))


def _qualified(
    text: str, kind: FigureKind, start: int, end: int, value: Decimal, unit: str
) -> Figure:
    start, end = qualifier_before(text, start)[1], qualifier_after(text, end)[1]
    return Figure(kind, start, end, text[start:end].strip(), value, unit)


def _numbers(text: str, taken: Sequence[tuple[int, int]]) -> list[Figure]:
    figures = []
    for number in find_numbers(text):
        start, end = number.span.start, number.span.end
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        share = _SHARE.match(text, end)
        if share:
            figures.append(
                _qualified(text, FigureKind.SHARE, start, share.end(), number.decimal, "%")
            )
            continue
        counter = _COUNTER.match(text, end)
        if counter:
            figure = _qualified(
                text, FigureKind.COUNT, start, counter.end(), number.decimal, counter[1]
            )
            figures.append(figure)
        elif not _HANGUL.search(text) and (noun := _ENGLISH_COUNT.match(text, end)):
            figures.append(
                Figure(
                    FigureKind.COUNT, start, end, text[start:end], number.decimal, noun[1].lower()
                )
            )
    return figures


# --- dates, until ieum.text.dates carries them ------------------------------------------------

_RELATIVE_YEARS = {"내년": 1, "올해": 0, "금년": 0, "지난해": -1, "작년": -1, "내후년": 2}
_YEAR = r"(?:(?P<y{n}>(?:19|20)\d\d)년?도?|(?P<r{n}>내년|올해|금년|지난해|작년|내후년)|['’‘](?P<s{n}>\d\d)\.?년?)"
_RANGE = re.compile(
    r"(?P<a>(?:19|20)\d\d)년?\s?(?:~|-|부터|에서)\s?(?P<b>(?:19|20)\d\d)년?(?:\s?까지|\s?사이)?(?![-.\d])"
)
_DATE = re.compile(
    r"(?:(?P<iso>(?:19|20)\d\d)\s?[-./]\s?(?P<im>\d{1,2})(?:\s?[-./]\s?(?P<id>\d{1,2}))?(?!\d))|"
    r"(?:(?:(?P<year>(?:19|20)\d\d)년도?|(?P<rel>내년|올해|금년|지난해|작년|내후년)|'(?P<short>\d\d)\.)\s?)?"
    r"(?:(?P<month>\d{1,2})월(?:\s?(?P<day>\d{1,2})일)?)|"
    r"(?:(?P<year2>(?:19|20)\d\d)년도?|(?P<rel2>내년|올해|금년|지난해|작년|내후년))(?:도)?"
    r"(?:\s?(?P<half>상반기|하반기|말|초))?"
)
_UNTIL = re.compile(r"\s?(?:까지|부터|이후|이전|내)")


def find_times(text: str, issued: date | None) -> list[Figure]:
    """Dates and periods of a text."""
    found = []
    taken: list[tuple[int, int]] = []
    for match in _RANGE.finditer(text):
        first, last = int(match["a"]), int(match["b"])
        if first <= last:
            found.append(
                Figure(
                    FigureKind.PERIOD,
                    match.start(),
                    match.end(),
                    match[0],
                    Decimal(last),
                    "",
                    date(first, 1, 1),
                    date(last, 12, 31),
                )
            )
            taken.append(match.span())
    for match in _DATE.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        figure = _date_figure(text, match, issued)
        if figure:
            found.append(figure)
    return found


def _date_figure(text: str, match: re.Match[str], issued: date | None) -> Figure | None:
    year = match["iso"] or match["year"] or match["year2"]
    relative = match["rel"] or match["rel2"]
    if year:
        number = int(year)
    elif match["short"]:
        number = 2000 + int(match["short"])
    elif issued is None:
        return None
    else:
        number = issued.year + _RELATIVE_YEARS.get(relative or "올해", 0)
    month = match["im"] or match["month"]
    day = match["id"] or match["day"]
    try:
        first = date(number, int(month or 1), int(day or 1))
    except ValueError:
        return None
    until = _UNTIL.match(text, match.end())
    end = until.end() if until else match.end()
    return Figure(
        FigureKind.DATE,
        match.start(),
        end,
        text[match.start() : end],
        Decimal(number),
        "day" if day else "month" if month else "year",
        first,
        first if day else None,
    )
