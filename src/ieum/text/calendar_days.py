"""Calendar arithmetic on half-open stretches of days. Weeks begin on Monday."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``start`` up to, and without, ``end``."""

    start: date
    end: date

    @classmethod
    def one(cls, day: date) -> "Days":
        """A single day."""
        return cls(day, day + DAY)

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.end - DAY


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_days(year: int, month: int) -> Days:
    """One calendar month; ``month`` may run over into other years."""
    first = add_months(date(year, 1, 1), month - 1)
    return Days(first, add_months(first, 1))


def months_days(year: int, month: int, count: int) -> Days:
    """``count`` calendar months from ``month`` on: quarters, half-years, seasons."""
    first = add_months(date(year, 1, 1), month - 1)
    return Days(first, add_months(first, count))


def year_days(year: int, count: int = 1) -> Days:
    """``count`` calendar years."""
    return Days(date(year, 1, 1), date(year + count, 1, 1))


def monday(day: date) -> date:
    """The Monday of the week that holds ``day``."""
    return day - timedelta(days=day.weekday())


def week_days(day: date, shift: int = 0) -> Days:
    """The week of ``day``, ``shift`` weeks on."""
    start = monday(day) + timedelta(weeks=shift)
    return Days(start, start + timedelta(days=7))


def weekday_in_week(day: date, weekday: int, shift: int = 0) -> date:
    """Weekday 0 (Monday) to 6 of the week ``shift`` weeks from that of ``day``."""
    return monday(day) + timedelta(weeks=shift, days=weekday)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The ``nth`` (-1: last) such weekday of a month, or ``None`` when there is none."""
    days = month_days(year, month)
    if nth < 0:
        last = days.last
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    day = days.start + timedelta(days=(weekday - days.start.weekday()) % 7, weeks=nth - 1)
    return day if day < days.end else None


def first_week_of_year(year: int) -> date:
    """The Monday of ISO week 1."""
    return date.fromisocalendar(year, 1, 1)


def first_week_of_month(year: int, month: int) -> date:
    """The Monday of the month's first week: the one with the month's first Thursday."""
    first = month_days(year, month).start
    start = monday(first)
    return start if first.weekday() <= 3 else start + timedelta(days=7)


def shift(day: date, unit: str, count: int) -> date:
    """``day`` moved by ``count`` of ``Y``, ``M``, ``W`` or ``D``."""
    if unit == "Y":
        return add_months(day, 12 * count)
    if unit == "M":
        return add_months(day, count)
    return day + timedelta(days=count * (7 if unit == "W" else 1))


def valid(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where the calendar has none."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None
