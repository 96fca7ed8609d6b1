"""A length of days, weeks, months and years, and the day on which it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar

from pydantic import Field

from ieum.kernel.messages import _
from ieum.kernel.shapes import Flat
from ieum.kernel.text_form import TextForm
from ieum.text.calendar_days import add_months
from ieum.text.durations import find_durations

_FIELDS = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
_SATURDAY = 5
#: Longer than any period of law; keeps every sum within the calendar's reach of a day near today.
MOST = 100_000


def read_length(text: str) -> dict[str, int]:
    """``100일``, ``1년 6개월`` or ``3 weeks`` as whole numbers by unit.

    Raises ``ValueError`` for anything else: hours, halves, a range.
    """
    text = text.strip()
    # Without 동안 behind it, 5일 is a day of the month.
    for written in (text, f"{text} 동안"):
        for found in find_durations(written):
            whole = all(unit in _FIELDS and count.denominator == 1 for unit, count in found.parts)
            if found.text.strip() == text and found.parts_to is None and whole:
                return {_FIELDS[unit]: int(count) for unit, count in found.parts}
    raise ValueError(
        _(
            "'{text}'{text:-은/는} 날·주·달·해의 길이로 읽히지 않습니다. '100일'처럼 써 주세요.",
            text=text,
        )
    )


def write_length(length: Any) -> str:
    """The length as ``read_length`` takes it back."""
    given = length if isinstance(length, dict) else length.model_dump()
    units = {"years": "년", "months": "개월", "weeks": "주", "days": "일"}
    said = [f"{given[name]}{unit}" for name, unit in units.items() if given.get(name)]
    return " ".join(said) or "0일"


_Count = Annotated[int, Field(ge=0, le=MOST)]


class Length(Flat):
    """A length of time in whole years, months, weeks and days, which add up."""

    text_form: ClassVar[TextForm] = TextForm(
        read_length, write_length, _("날·주·달·해의 길이입니다. 예: 100일, 1년 6개월")
    )

    years: Annotated[_Count, Field(description=_("해"))] = 0
    months: Annotated[_Count, Field(description=_("달"))] = 0
    weeks: Annotated[_Count, Field(description=_("주"))] = 0
    days: Annotated[_Count, Field(description=_("날"))] = 0

    @property
    def in_months(self) -> int:
        """Its years and months in months."""
        return self.years * 12 + self.months

    @property
    def in_days(self) -> int:
        """Its weeks and days in days."""
        return self.weeks * 7 + self.days


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A length counted from a day, as the Civil Act counts periods (articles 157 to 161).

    Beyond the calendar, the days raise ``OverflowError`` or ``ValueError``.
    """

    start: date
    length: Length
    backwards: bool = False
    start_counts: bool = False
    """The period begins at midnight, so that its first day counts (article 157)."""

    @property
    def first(self) -> date:
        """The first day that counts."""
        step = 0 if self.start_counts else -1 if self.backwards else 1
        return self.start + timedelta(days=step)

    @property
    def day(self) -> date:
        """The day so much later or earlier; the end of a month that has no such day."""
        sign = -1 if self.backwards else 1
        day = add_months(self.start, sign * self.length.in_months)
        return day + timedelta(days=sign * (self.length.in_days - self.start_counts))

    @property
    def last(self) -> date:
        """The last day of the period forward, before weekends are looked at.

        Months and years end on the day before the same day of the last month, or with that month
        where it has no such day (article 160).
        """
        day = add_months(self.first, self.length.in_months)
        whole = self.length.in_months == 0 or day.day == self.first.day
        return day + timedelta(days=self.length.in_days - whole)

    @property
    def expires(self) -> date:
        """The last day, or the Monday after it: no period ends on a weekend (article 161)."""
        last = self.last
        return last + timedelta(days=7 - last.weekday() if last.weekday() >= _SATURDAY else 0)
