"""Figures in text: value, unit, and whether they are bounds; and the dates they make up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest

from ieum.language.number_words import is_word
from ieum.language.units import BARE, unit_at
from ieum.text.numerals import find_numbers


@dataclass(frozen=True)
class Figure:
    """A number with what it counts. `bound` (at least, about …) is empty for the number itself."""

    start: int
    end: int
    value: Fraction
    unit: str
    bound: str = ""


@dataclass(frozen=True)
class Day:
    """A date as far as it is said: any of year, month and day may be missing."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def within(self, known: Day) -> bool:
        """Whether all that is said holds of `known`."""
        return all(
            said is None or said == other
            for said, other in (
                (self.year, known.year),
                (self.month, known.month),
                (self.day, known.day),
            )
        )


# Bounds, with the words after and before a figure that make it one.
_AFTER = (
    ("at least", r"이상|or more|or above|and above"),
    ("at most", r"이하|이내|(?:을|를)? ?(?:넘|초과하)지 (?:않|아니)|or less|or fewer"),
    ("more than", r"초과|(?:을|를)? ?(?:넘|웃도|상회)"),
    ("less than", r"미만|(?:에|을|를)? ?(?:못 ?미치|밑도|하회)"),
    ("rather more", r"남짓"),
    ("about", r"가량|정도|내외|안팎|쯤|or so"),
    ("up to", r"까지|(?:을|를)? ?한도|(?:이|가)? ?(?:상한|최대)"),
)
_BEFORE = (
    ("not", r"no more than|not more than|not exceeding|not less than|no less than|no fewer than"),
    ("at least", r"최소|최저|적어도|at least|a minimum of"),
    ("at most", r"최대|최고|많아야|at most|up to|a maximum of"),
    ("more than", r"more than|over|above|exceeding|greater than"),
    ("less than", r"less than|under|below|fewer than"),
    ("about", r"약|대략|어림잡아|얼추|about|around|approximately|roughly|some"),
    ("almost", r"거의|nearly|almost"),
)
_AFTER_RE = [
    (name, re.compile(rf"\)? ?(?:인 ?|의 ?|[을를이가에] )?(?:{words})")) for name, words in _AFTER
]
_BEFORE_RE = [
    (name, re.compile(rf"(?:^|[\s(,])(?:{words}) ?(?:₩|\$)?$")) for name, words in _BEFORE
]
_ODD = re.compile(r"여(?= ?(?:원|달러|명|개|곳|건|대|년|일|가지|회|호|억|만|[^가-힣]|$))")
_RANGE = re.compile(r" ?(?:~|-|∼|에서|부터|to) ?")
_ENGLISH_NOT = {"no more than": "at most", "not more than": "at most", "not exceeding": "at most"}

_DIGIT_DAYS = (
    re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d|'\d\d) ?[./-] ?(?P<m>\d{1,2}) ?[./-] ?(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d.,])(?P<y>(?:19|20)\d\d|'\d\d) ?[./-] ?(?P<m>0?[1-9]|1[0-2])(?:월|(?![\d%]|\.\d))"),
)  # fmt: skip
_KOREAN_DAY = re.compile(
    r"(?:(?P<y>(?<!\d)(?:19|20)\d\d|'\d\d) ?년도? ?)?(?<![\d.,])(?P<m>\d{1,2}) ?월"
    r"(?!간)(?: ?(?P<d>\d{1,2}) ?일(?!간|째| ?(?:이내|동안|안에)))?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ENGLISH_DAYS = (
    re.compile(rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>(?:19|20)\d\d))?(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? (?P<y>(?:19|20)\d\d))?\b", re.I),
    re.compile(rf"\b{_MONTH},? (?P<y>(?:19|20)\d\d)(?!\d)", re.I),
)  # fmt: skip
_KOREAN_MONTHS = {"유월": 6, "시월": 10, "동짓달": 11, "섣달": 12}


def find_days(text: str) -> list[Day]:
    """Dates of year and month, month, or day: 2026년 3월 5일, 2026-03-05, '25.12, March 5, 2026.

    A year alone, and dates spelt in words, are figures first; see `gather_days`.
    """
    found: list[Day] = []
    for pattern in (_KOREAN_DAY, *_DIGIT_DAYS, *_ENGLISH_DAYS):
        for match in pattern.finditer(text):
            day = _day(match)
            if day and not any(day.start < other.end and other.start < day.end for other in found):
                found.append(day)
    return sorted(found, key=lambda day: day.start)


def _day(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS.index(parts["name"][:3].lower()) + 1
    number = int(parts["d"]) if parts.get("d") else None
    year = parts.get("y")
    if not 1 <= month <= 12 or (number is not None and not 1 <= number <= 31):
        return None
    return Day(match.start(), match.end(), _year(year) if year else None, month, number)


def _year(written: str) -> int:
    return 2000 + int(written[1:]) if written.startswith("'") else int(written)


_HUNDREDTHS = re.compile(r"(?:100|1,?000|10,?000|백|천|만) ?분의 ?")
_DIGITS = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![A-Za-z]|[.,]\d)")


def find_figures(text: str) -> list[Figure]:
    """Every number of `text` with its unit and bound, in order.

    Digits that `find_numbers` leaves to others, as parts of dates, are figures here as well.
    """
    read = [
        (number.span.start + number.text.startswith("제"), number.span.end, number.value)
        for number in find_numbers(text)
    ]
    read += [
        (match.start(), match.end(), Fraction(match.group().replace(",", "")))
        for match in _DIGITS.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end, _ in read)
    ]
    figures = [_figure(text, *one) for one in sorted(read)]
    return list(_ranges(text, [figure for figure in figures if figure is not None]))


def _figure(text: str, start: int, end: int, value: Fraction) -> Figure | None:
    odd = _ODD.match(text, end)
    unit, stop = unit_at(text, start, odd.end() if odd else end)
    if unit == BARE and _HUNDREDTHS.match(text, start):
        # The law's way of writing percent: 100분의 80.
        value, unit = value * 100, "%"
    spelt = not any(character.isdigit() for character in text[start:end])
    if spelt and is_word(text, start, end, unit):
        return None
    bound = "rather more" if odd else _bound(text, start, stop)
    return Figure(start, stop, value, unit, bound)


def _ranges(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """In 6~45 % and 2026~2029년 the first figure counts what the second one does."""
    for figure, following in zip_longest(figures, figures[1:]):
        joined = following and _RANGE.fullmatch(text[figure.end : following.start])
        if following and joined and figure.unit == BARE:
            yield replace(figure, unit=following.unit)
        else:
            yield figure


def _bound(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 20) : start]
    for name, pattern in _BEFORE_RE:
        match = pattern.search(before)
        if match and name == "not":
            return _ENGLISH_NOT.get(match.group().strip(" ,("), "at least")
        if match:
            return name
    for name, pattern in _AFTER_RE:
        if pattern.match(text, end):
            return name
    return ""


_YEARS_SAID = range(1900, 2101)


def gather_days(text: str, figures: Iterable[Figure]) -> tuple[list[Day], list[Figure]]:
    """Joins 2026년, 3월 and 5일 that stand together into dates; gives them and the rest."""
    days: list[Day] = []
    rest: list[Figure] = []
    for figure in figures:
        part = _part(text, figure)
        if part is None:
            rest.append(figure)
        elif days and _continue(text, days[-1], part):
            last = days[-1]
            days[-1] = replace(last, end=part.end, month=last.month or part.month,
                               day=last.day or part.day)  # fmt: skip
        elif part.day is not None:
            rest.append(figure)  # 5일 alone is five days or a fifth; it stays a figure
        else:
            days.append(part)
    days += [
        Day(match.start(), match.end(), month=month)
        for word, month in _KOREAN_MONTHS.items()
        for match in re.finditer(rf"(?<![가-힣]){word}(?=에|의|까지|부터|\s|$|[,.)])", text)
    ]
    return days, rest


def _part(text: str, figure: Figure) -> Day | None:
    if figure.value.denominator != 1:
        return None
    value = figure.value.numerator
    short = figure.start and text[figure.start - 1] == "'"
    if figure.unit == "years" and (value in _YEARS_SAID or (short and value < 100)):
        start = figure.start - 1 if short else figure.start
        return Day(start, figure.end, year=value + 2000 if short else value)
    if figure.unit == "month" and 1 <= value <= 12:
        return Day(figure.start, figure.end, month=value)
    if figure.unit == "days" and 1 <= value <= 31 and text[figure.end - 1] == "일":
        return Day(figure.start, figure.end, day=value)
    return None


def _continue(text: str, last: Day, part: Day) -> bool:
    between = text[last.end : part.start]
    if between.strip(" 도") or len(between) > 2 or part.year is not None:
        return False
    if part.month is not None:
        return last.month is None and last.day is None
    return last.month is not None and last.day is None
