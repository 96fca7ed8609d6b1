"""Rules for dates in English sentences: March 2026, 7 December, next month, by 2030, in 3 days."""

import re
from datetime import date, timedelta
from fractions import Fraction

from ieum.text.calendar_days import (
    add_months,
    month_days,
    months_days,
    week_days,
    weekday_in_week,
    year_days,
)
from ieum.text.date_reading import DateReading, day_reading, open_day, settled
from ieum.text.date_rules import rule_set
from ieum.text.day_rules import month_day, month_end
from ieum.text.durations import moved
from ieum.text.patterns import lazy, left_of
from ieum.text.period_rules import month_of

RULES, rule = rule_set()

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_M = r"(?P<m>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
_Y = r"(?P<y>(?:19|20)\d{2})"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_ENDS = r"(?![A-Za-z\d])"


def _month(match: re.Match[str]) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(match["m"].lower()[:3]))


@rule(
    rf"(?:{_M} {_D}(?:,? {_Y})?|{_D.replace('<d>', '<d2>')} (?:of )?{_M.replace('<m>', '<m2>')}(?:,? {_Y.replace('<y>', '<y2>')})?){_ENDS}"
)
def month_and_day(match: re.Match[str], reference: date) -> DateReading | None:
    """December 7, 2026; 7 December."""
    name = match["m"] or match["m2"]
    number = next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(name.lower()[:3]))
    year = match["y"] or match["y2"]
    return month_day(
        match.end(), int(year) if year else None, number, int(match["d"] or match["d2"]), reference
    )


@rule(rf"{_M},? (?:of )?{_Y}{_ENDS}")
def month_and_year(match: re.Match[str], reference: date) -> DateReading:
    """March 2026."""
    return month_of(match.end(), int(match["y"]), _month(match), reference)


_BEFORE_YEAR = lazy(
    r"(?i:\b(?:in|by|until|since|from|during|of|for|before|after|through|to|year|early|late|mid|"
    r"fiscal|and|FY))[ -]?$"
)


@rule(
    rf"(?:(?P<rel>(?i:next|last|this)) )?(?P<m>(?i:{'|'.join(_MONTHS)}))(?:,? (?:of )?{_Y})?{_ENDS}"
)
def month_alone(match: re.Match[str], reference: date) -> DateReading | None:
    """next March, in December; May and March alone are too often something else."""
    if (
        not match["rel"]
        and not match["y"]
        and not _BEFORE_YEAR.search(left_of(match.string, match.start()))
    ):
        return None
    word = {"last": "지난", "this": "이번", "next": "다음"}.get((match["rel"] or "").lower())
    year = int(match["y"]) if match["y"] else None
    return month_of(match.end(), year, _month(match), reference, word)


@rule(rf"{_Y}{_ENDS}(?!\s?(?:년|%)|[.,-]\d)")
def year_after_word(match: re.Match[str], reference: date) -> DateReading | None:
    """by 2030, in 2026, FY2026: four digits after a word that asks for a year."""
    if not _BEFORE_YEAR.search(left_of(match.string, match.start())):
        return None
    value = int(match["y"])
    return settled(match.end(), "year", f"{value:04d}", year_days(value), year=value, period=True)


@rule(r"(?P<word>(?i:today|tomorrow|yesterday|the day after tomorrow|the day before yesterday))\b")
def relative_day(match: re.Match[str], reference: date) -> DateReading:
    """today, tomorrow."""
    shifts = {"today": 0, "tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2}
    day = reference + timedelta(days=shifts.get(match["word"].lower(), -2))
    return day_reading(match.end(), day, relative=True)


@rule(
    rf"(?:the )?(?P<edge>(?i:first|last)) day of (?:(?P<rel>(?i:next|last|this)) month|(?:the )?(?P<year>(?i:next|last|this)) year"
    rf"|(?P<m>(?i:{'|'.join(_MONTHS)}))(?:,? {_Y})?|{_Y.replace('<y>', '<y2>')}){_ENDS}"
)
def edge_day(match: re.Match[str], reference: date) -> DateReading | None:
    """the last day of next month, the first day of March 2026, the last day of this year."""
    steps = {"next": 1, "last": -1, "this": 0}
    last = match["edge"].lower() == "last"
    if match["year"] or match["y2"]:
        year = int(match["y2"] or reference.year + steps[(match["year"] or "this").lower()])
        return day_reading(match.end(), date(year, 12, 31) if last else date(year, 1, 1))
    if match["rel"]:
        first = add_months(reference.replace(day=1), steps[match["rel"].lower()])
        year_number, month = first.year, first.month
    elif match["y"]:
        year_number, month = int(match["y"]), _month(match)
    elif last:
        return month_end(match.end(), _month(match), reference)
    else:
        return month_day(match.end(), None, _month(match), 1, reference)
    days = month_days(year_number, month)
    return day_reading(match.end(), days.last if last else days.start)


@rule(r"(?P<rel>(?i:next|last|this|the coming|the past)) (?P<unit>(?i:week|month|quarter|year))\b")
def relative_period(match: re.Match[str], reference: date) -> DateReading:
    """next month, last year, this quarter."""
    step = {"next": 1, "the coming": 1, "last": -1, "the past": -1}.get(match["rel"].lower(), 0)
    unit = match["unit"].lower()
    if unit == "year":
        value = reference.year + step
        return settled(
            match.end(),
            "year",
            f"{value}",
            year_days(value),
            year=value,
            relative=True,
            period=True,
        )
    if unit == "month":
        first = add_months(reference.replace(day=1), step)
        return settled(
            match.end(), "month", f"{first:%Y-%m}", month_days(first.year, first.month),
            year=first.year, month=first.month, relative=True, period=True,
        )  # fmt: skip
    if unit == "quarter":
        days = months_days(reference.year, 3 * ((reference.month - 1) // 3 + step) + 1, 3)
        timex = f"({days.start},{days.end},P3M)"
        return settled(match.end(), "quarter", timex, days, relative=True, period=True)
    week = week_days(reference, step)
    iso = week.start.isocalendar()
    return settled(
        match.end(), "week", f"{iso.year}-W{iso.week:02d}", week, relative=True, period=True
    )


@rule(rf"(?:(?P<rel>(?i:next|last|this)) )?(?P<w>(?i:{'|'.join(_WEEKDAYS)}))\b")
def weekday(match: re.Match[str], reference: date) -> DateReading:
    """next Friday, Monday."""
    number = _WEEKDAYS.index(match["w"].lower())
    if match["rel"]:
        step = {"next": 1, "last": -1}.get(match["rel"].lower(), 0)
        return day_reading(match.end(), weekday_in_week(reference, number, step), relative=True)
    here = weekday_in_week(reference, number)
    future = here if here >= reference else here + timedelta(days=7)
    past = here if here < reference else here - timedelta(days=7)
    return open_day(match.end(), f"XXXX-WXX-{number + 1}", future, past, here)


@rule(
    r"(?:(?P<in>(?i:in)) )?(?P<n>\d{1,6}|(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten)) (?P<u>(?i:day|week|month|year))s?(?P<way>(?i: ago| from now| later| before))?\b"
)
def away(match: re.Match[str], reference: date) -> DateReading | None:
    """in 3 days, two weeks ago."""
    if bool(match["in"]) == bool(match["way"]):
        return None
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    raw = match["n"].lower()
    count = int(raw) if raw.isdecimal() else words.index(raw) + 1 if raw in words else 1
    sign = -1 if (match["way"] or "").strip().lower() in ("ago", "before") else 1
    parts = ((match["u"][0].upper(), Fraction(count)),)
    return day_reading(match.end(), moved(reference, parts, sign), relative=True)


@rule(
    rf"(?:the )?(?P<n>(?i:first|second|third|fourth)) (?P<u>(?i:half|quarter))(?: of {_Y})?{_ENDS}|(?P<q>[QH][1-4])(?: |/)?{_Y.replace('<y>', '<y2>')}{_ENDS}"
)
def part_of_year(match: re.Match[str], reference: date) -> DateReading:
    """the first half of 2026, Q3 2026."""
    if match["q"]:
        months = 3 if match["q"][0] == "Q" else 6
        number, value = int(match["q"][1]), int(match["y2"])
    else:
        months = 3 if match["u"].lower() == "quarter" else 6
        number = ["first", "second", "third", "fourth"].index(match["n"].lower()) + 1
        value = int(match["y"]) if match["y"] else reference.year
    days = months_days(value, months * (number - 1) + 1, months)
    timex = f"({days.start},{days.end},P{months}M)"
    grain = "quarter" if months == 3 else "half"
    return settled(match.end(), grain, timex, days, year=value, period=True)  # type: ignore[arg-type]
