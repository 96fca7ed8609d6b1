"""The clocks of the law as dated data (``clocks.csv``), and the days they give.

Read from the Special Act on loss caused by telecommunications-based financial fraud (in ``clocks.csv``
"법", as in force on 4 August 2026), its Decree ("영", 12 May 2026) and the Telecommunications Business Act.
``in_force_from`` is the day on which an article's present period came into force, as its amendment notes
say. A change of the law is a new row, and the row before gets its ``in_force_to``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ieum.services.scamcall.due_process.calendar import Period, last_day, last_day_with_more


class ClockKind(StrEnum):
    """What a clock asks for."""

    AT_ONCE = "at_once"
    WITHOUT_DELAY = "without_delay"
    #: Before that which the clock is named by happens.
    BEFORE = "before"
    #: By the last day.
    WITHIN = "within"
    #: As long as the period is not over, and before it begins.
    UNTIL_OVER = "until_over"
    #: Not before the day after the last day.
    NOT_BEFORE_OVER = "not_before_over"
    #: By itself when the last day is over.
    ONCE_OVER = "once_over"
    LASTS = "lasts"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    #: From the shorter to the longer of two periods.
    BETWEEN = "between"
    #: Without any time.
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time for which a clock stood still; ``ended`` is None while it still does."""

    began: date
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A period of the law.

    ``periods``: by case; a clock without cases has one under ``""``, one without a time has none.
    """

    id: str
    subject: str
    starts_at: str
    kind: ClockKind
    periods: tuple[tuple[str, Period], ...]
    extension: Period | None
    pauses: bool
    effect: str
    article: str
    in_force_from: date
    in_force_to: date | None

    def period(self, case: str = "") -> Period:
        """The period of a case. Raises ``KeyError`` for a case that the clock does not know."""
        return dict(self.periods)[case]

    def last_day(
        self,
        start: date,
        case: str = "",
        *,
        pauses: Sequence[Pause] = (),
        extended: bool = False,
    ) -> date | None:
        """The last day of the period that begins with what happened on ``start``.

        None while the clock stands still. Raises ``ValueError`` where it can neither pause nor be
        extended and was.
        """
        if (pauses and not self.pauses) or (extended and self.extension is None):
            raise ValueError(f"{self.id} has no pause or no extension")
        period = self.period(case)
        stood_still = 0
        for pause in _apart(pauses):
            began = max(pause.began, start)
            if began > last_day_with_more(start, period, None, stood_still):
                # Only the period itself stands still, not its extension (영 제10조의2제3항).
                break
            if pause.ended is None:
                return None
            stood_still += max((pause.ended - began).days, 0)
        more = self.extension if extended else None
        return last_day_with_more(start, period, more, stood_still)

    def over_on(self, start: date, case: str = "") -> date:
        """The first day on which the period is over."""
        return last_day(start, self.period(case)) + timedelta(days=1)


def _apart(pauses: Sequence[Pause]) -> list[Pause]:
    """The pauses in order, those that overlap or touch as one."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.began):
        before = found[-1] if found else None
        if before is None or (before.ended is not None and before.ended < pause.began):
            found.append(pause)
        elif before.ended is not None:
            ended = None if pause.ended is None else max(before.ended, pause.ended)
            found[-1] = Pause(before.began, ended)
    return found


@cache
def all_clocks() -> tuple[Clock, ...]:
    """Every clock in every version, as shipped."""
    text = files(__package__).joinpath("clocks.csv").read_text(encoding="utf-8")
    return tuple(_clock(row) for row in csv.DictReader(text.splitlines()))


def clocks_on(day: date) -> tuple[Clock, ...]:
    """The clocks in force on a day."""
    return tuple(
        clock
        for clock in all_clocks()
        if clock.in_force_from <= day and (clock.in_force_to is None or day < clock.in_force_to)
    )


def clock(id: str, day: date) -> Clock:
    """A clock as in force on a day. Raises ``KeyError`` where the law knew none then."""
    for one in clocks_on(day):
        if one.id == id:
            return one
    raise KeyError(f"{id} on {day}")


def _clock(row: dict[str, str]) -> Clock:
    cases = row["cases"].split("|")
    periods = row["period"].split("|") if row["period"] else []
    return Clock(
        id=row["id"],
        subject=row["subject"],
        starts_at=row["starts_at"],
        kind=ClockKind(row["kind"]),
        periods=tuple(
            (case, Period.read(text)) for case, text in zip(cases, periods, strict=bool(periods))
        ),
        extension=Period.read(row["extension"]) if row["extension"] else None,
        pauses=row["pauses"] == "yes",
        effect=row["effect"],
        article=row["article"],
        in_force_from=date.fromisoformat(row["in_force_from"]),
        in_force_to=date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
    )
