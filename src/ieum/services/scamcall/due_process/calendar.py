"""Periods counted as the Civil Act counts them (민법 제155조–제161조), on the Korean calendar.

The first day is not counted (제157조); months and years go by the calendar (제160조); a period whose last
day is a Saturday or a public holiday ends with the next day that is neither (제161조). Public holidays and
their substitutes come from the package ``holidays``; days off that are declared after a release come with
the next version of that package.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays

from ieum.text.calendar_days import DAY, add_months, month_days

_SATURDAY = 5
_PART = re.compile(r"(\d{1,4})(bd|d|m|y)", re.ASCII)


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "d"
    BUSINESS_DAYS = "bd"
    MONTHS = "m"
    YEARS = "y"


@dataclass(frozen=True, slots=True)
class Period:
    """So many of a unit, one part after another: ``3bd+14d`` is three business days and then 14 days."""

    parts: tuple[tuple[int, Unit], ...]

    @classmethod
    def read(cls, text: str) -> Period:
        """The period of its written form. Raises ``ValueError``."""
        found = [_PART.fullmatch(part) for part in text.split("+")]
        if not all(found):
            raise ValueError(f"'{text}' is no period; expected such as 14d, 3bd+14d or 2m")
        return cls(tuple((int(match[1]), Unit(match[2])) for match in found if match))

    def __str__(self) -> str:
        return "+".join(f"{count}{unit}" for count, unit in self.parts)


def is_public_holiday(day: date) -> bool:
    """Whether it is a public holiday or the substitute of one; Sundays are not looked at."""
    return day in _days_off(day.year, "public")


def is_business_day(day: date) -> bool:
    """Whether banks and offices are open: Monday to Friday, no public holiday, no holiday of banks."""
    return (
        day.weekday() < _SATURDAY
        and not is_public_holiday(day)
        and day not in _days_off(day.year, "bank")
    )


def last_day(start: date, period: Period) -> date:
    """The last day of a period that begins with something that happened on ``start``."""
    return _next_ordinary(_unmoved(start, period))


def last_day_with_more(start: date, period: Period, more: Period | None, stood_still: int) -> date:
    """The last day where the period was extended, and days on which it stood still are left out.

    ``stood_still``: days. An extension goes on from the day on which the period would have ended had no
    holiday moved it, so that a holiday never counts twice.
    """
    end = _unmoved(start, period) + timedelta(days=stood_still)
    return _next_ordinary(_unmoved(end, more) if more else end)


def _unmoved(start: date, period: Period) -> date:
    """The last day before 제161조 looks at it; ``start`` itself is not counted."""
    day = start
    for count, unit in period.parts:
        day = _AFTER[unit](day, count)
    return day


def _after_business_days(day: date, count: int) -> date:
    while count:
        day += DAY
        count -= is_business_day(day)
    return day


def _after_months(day: date, count: int) -> date:
    """제160조: counted from the next day; the day before the same day of the last month.

    Where counting begins with the first of a month, whole months are counted, each as long as it is;
    where the last month has no such day, the period ends with the month.
    """
    first = day + DAY
    if first.day == 1:
        return month_days(first.year, first.month + count - 1).last
    end = add_months(first, count)
    return end - DAY if end.day == first.day else end


_AFTER: dict[Unit, Callable[[date, int], date]] = {
    Unit.DAYS: lambda day, count: day + timedelta(days=count),
    Unit.BUSINESS_DAYS: _after_business_days,
    Unit.MONTHS: _after_months,
    Unit.YEARS: lambda day, count: _after_months(day, 12 * count),
}


def _next_ordinary(day: date) -> date:
    while day.weekday() >= _SATURDAY or is_public_holiday(day):
        day += DAY
    return day


@cache
def _days_off(year: int, category: str) -> frozenset[date]:
    return frozenset(holidays.country_holidays("KR", years=year, categories=(category,)))
