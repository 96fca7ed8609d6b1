"""Days between two dates and ages, as the Civil Act counts them (articles 155 to 161)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ieum.text.calendar_days import add_months


@dataclass(frozen=True, slots=True)
class Between:
    """The days from one date to another; ``start`` is not after ``end``."""

    start: date
    end: date

    @property
    def without_first(self) -> int:
        """Days without the first day: the rule of article 157."""
        return (self.end - self.start).days

    @property
    def with_both(self) -> int:
        """Days with the first and the last day: where the period begins at midnight."""
        return self.without_first + 1

    @property
    def workdays(self) -> int:
        """Days from Monday to Friday, both ends included; public holidays are not looked at."""
        weeks, rest = divmod(self.with_both, 7)
        first = self.start.weekday()
        return weeks * 5 + sum((first + day) % 7 < 5 for day in range(rest))

    @property
    def months(self) -> tuple[int, int]:
        """Whole months and the days left over, both ends as ``without_first`` counts them."""
        months = whole_months(self.start, self.end)
        return months, (self.end - add_months(self.start, months)).days


@dataclass(frozen=True, slots=True)
class Age:
    """How old somebody is on a day who was born on another, not later."""

    born: date
    on: date

    @property
    def months(self) -> int:
        """Full months since birth, the day of birth counted."""
        return whole_months(self.born, self.on)

    @property
    def years(self) -> int:
        """Full years: the age of article 158."""
        return self.months // 12

    @property
    def by_year(self) -> int:
        """Year of the day less year of birth: the age of the Military Service Act and the Youth
        Protection Act."""
        return self.on.year - self.born.year

    @property
    def grows_on(self) -> date | None:
        """When the age next grows by a year; ``None`` beyond the calendar.

        Born on 29 February, one grows older on 1 March in other years, since a period without its
        last day ends with the month (article 160(3)).
        """
        year = self.born.year + self.years + 1
        if year > date.max.year:
            return None
        if (self.born.month, self.born.day) == (2, 29) and not _is_leap(year):
            return date(year, 3, 1)
        return self.born.replace(year=year)


def whole_months(start: date, end: date) -> int:
    """Full months from ``start`` to ``end``: a month is full on the same day of a later month."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
