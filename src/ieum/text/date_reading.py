"""What a rule for dates and periods reads, and the reference that relative words count from."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ieum.text.calendar_days import Days

Grain = Literal[
    "day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century"
]
Mod = Literal["start", "mid", "end"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """One date or period before open sides are looked at.

    Words that leave the year or month open (8월 2일, 목요일) have two readings: ``future``, the
    next one from the reference on, and ``past``, the latest before it. Elsewhere both are equal.
    """

    end: int
    """Index in the text where the expression ends."""
    grain: Grain
    timex: str
    """TIMEX3 value: ``2026-03``, ``XXXX-08-02``, ``2016-W45-WE``."""
    future: Days
    past: Days
    near: Days
    """The reading within the reference's own year (or month): what an official text means."""
    year: int | None = None
    """The year, where the words settle it; what the other end of a range may inherit."""
    month: int | None = None
    mod: Mod | None = None
    relative: bool = False
    """It counts from the reference (내일, 지난 3주)."""
    period: bool = False
    """A stretch, not a day."""

    def ending(self, end: int) -> "DateReading":
        """The same with another end in the text."""
        return replace(self, end=end)


def settled(end: int, grain: Grain, timex: str, days: Days, **more: object) -> DateReading:
    """A reading without ambiguity."""
    return DateReading(end, grain, timex, days, days, days, **more)  # type: ignore[arg-type]


def day_reading(end: int, day: date, **more: object) -> DateReading:
    """A single settled day."""
    return settled(
        end, "day", day.isoformat(), Days.one(day), year=day.year, month=day.month, **more
    )


def open_day(
    end: int, timex: str, future: date, past: date, near: date, month: int | None = None
) -> DateReading:
    """A single day whose year, month or week the words leave open."""
    return DateReading(
        end, "day", timex, Days.one(future), Days.one(past), Days.one(near), month=month
    )


def stretch(end: int, grain: Grain, days: Days, length: str, **more: object) -> DateReading:
    """Some days whose TIMEX3 names their first, the day after the last, and their length."""
    timex = f"({days.start.isoformat()},{days.end.isoformat()},{length})"
    return settled(end, grain, timex, days, period=True, year=days.start.year, **more)
