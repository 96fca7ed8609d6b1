"""Dates and periods in Korean and English text against a reference date.

``find_dates`` runs the rules (days, periods, offsets, holidays), joins two readings into a range
(2026~2029년, 9월 4일부터 8일까지), adds 초·중순·말, and notes open sides (까지, 부터, 이후).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from ieum.text import english_dates
from ieum.text.beside_days import beside, span_from
from ieum.text.calendar_days import Days
from ieum.text.date_ranges import Range, range_at
from ieum.text.date_reading import DateReading, Grain, Mod
from ieum.text.date_rules import Rule, longest
from ieum.text.date_words import DAY, S
from ieum.text.day_rules import DAY_RULES
from ieum.text.holidays import HOLIDAY_RULES
from ieum.text.lunar_rules import LUNAR_RULES
from ieum.text.normalise import fold
from ieum.text.nth_days import NTH_RULES
from ieum.text.offset_rules import OFFSET_RULES
from ieum.text.patterns import lazy
from ieum.text.period_parts import with_part
from ieum.text.period_rules import PERIOD_RULES
from ieum.text.span import Span

Side = Literal["until", "from", "before", "after"]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date or period in a text.

    ``start`` and ``end`` are the days it covers, ``end`` *exclusive* (the day after the last);
    for a range the last day of its upper end is covered. ``last`` is inclusive. A date that leaves
    the year or month open is read within the reference's own; ``future`` and ``past`` are the next
    and the latest such day.
    """

    span: Span
    text: str
    start: date
    end: date
    grain: Grain
    timex: str
    """TIMEX3 value (ISO 8601 with X for what is left open)."""
    side: Side | None
    """까지 until, 부터 from, 이전 before, 이후 after: which way the statement is open."""
    future: Days
    past: Days
    is_period: bool
    """A stretch of days rather than one day."""
    is_relative: bool
    """It counts from the reference date (내년, 지난 3일)."""
    mod: Mod | None = None
    """초, 중순, 말 of the period."""
    ends: tuple["DateExpression", "DateExpression"] | None = None
    """The two ends of a range."""

    @property
    def last(self) -> date:
        """The last day it covers."""
        return Days(self.start, self.end).last

    @property
    def ambiguous(self) -> bool:
        """The words leave open whether the next or the latest such day is meant."""
        return self.future != self.past


_SIDES: tuple[tuple[Side, str], ...] = (
    ("until", "까지"),
    ("from", "부터|이래"),
    ("before", " ?이전| 전(?![가-힣])"),
    ("after", " ?이후| 후(?![가-힣])| 뒤(?![가-힣])"),
)
_ENGLISH_SIDES: dict[str, Side] = {
    "by": "until", "until": "until", "till": "until", "since": "from", "from": "from",
    "before": "before", "after": "after",
}  # fmt: skip
_ENGLISH_SIDE = lazy(rf"\b({'|'.join(_ENGLISH_SIDES)}) $", re.IGNORECASE)


@cache
def _rules() -> list[Rule]:
    return [
        *DAY_RULES,
        *NTH_RULES,
        *PERIOD_RULES,
        *OFFSET_RULES,
        *HOLIDAY_RULES,
        *LUNAR_RULES,
        *english_dates.RULES,
    ]


@cache
def _side_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{words})" for name, words in _SIDES))


_STARTS = lazy(r"(?<![0-9A-Za-z.,/-])['\d]|(?<=FY)\d|(?<![A-Za-z가-힣0-9])[A-Za-z가-힣]")


_DAY_AFTER = lazy(rf"{S}의?{S}{DAY}")


def find_dates(text: str, reference: date) -> list[DateExpression]:
    """All dates and periods of ``text``, in order, not overlapping."""
    plain = fold(text)
    found: list[DateExpression] = []
    at = 0
    while (match := _STARTS.search(plain, at)) is not None:
        expression = _at(text, plain, match.start(), reference)
        if expression is None:
            at = match.start() + 1
            continue
        missing = _DAY_AFTER.match(plain, expression.span.end)
        if missing is not None and expression.grain == "month":
            at = missing.end()  # a day that its month does not have: 2월 30일
            continue
        found.append(expression)
        at = max(expression.span.end, match.start() + 1)
    return found


def parse_date(text: str, reference: date) -> DateExpression | None:
    """The date or period that the whole of ``text`` is, a final particle apart; else ``None``."""
    bare = text.strip()
    for expression in find_dates(bare, reference):
        rest = bare[expression.span.end :]
        if expression.span.start == 0 and re.fullmatch(
            r"(?:에|까지|부터|의|은|는| ?이후| ?이전)?\.?", rest
        ):
            return expression
    return None


def reading_at(text: str, at: int, reference: date) -> DateReading | None:
    """The single date or period that starts at ``at`` in folded text, 초 and 말 included."""
    reading = longest(_rules(), text, at, reference)
    return None if reading is None else beside(text, with_part(text, reading))


def _at(text: str, plain: str, at: int, reference: date) -> DateExpression | None:
    reading = reading_at(plain, at, reference)
    lasting = span_from(plain, reading) if reading else None
    if lasting is not None:
        return _expression(text, plain, at, lasting)
    joined = range_at(plain, at, reference, reading, reading_at)
    if joined is not None:
        return _range_expression(text, plain, at, joined)
    return None if reading is None else _expression(text, plain, at, reading)


def _side(plain: str, start: int, end: int) -> Side | None:
    """까지 and the like after the date, by and since before it."""
    after = _side_pattern().match(plain, end)
    if after is not None:
        return after.lastgroup  # type: ignore[return-value]
    before = _ENGLISH_SIDE.search(plain[max(0, start - 12) : start])
    return _ENGLISH_SIDES[before.group(1).lower()] if before else None


def _expression(text: str, plain: str, at: int, reading: DateReading) -> DateExpression:
    return DateExpression(
        Span(at, reading.end),
        text[at : reading.end],
        reading.near.start,
        reading.near.end,
        reading.grain,
        reading.timex,
        _side(plain, at, reading.end),
        reading.future,
        reading.past,
        reading.period,
        reading.relative,
        reading.mod,
    )


def _range_expression(text: str, plain: str, at: int, joined: Range) -> DateExpression:
    lower = _expression(text, plain, at, joined.lower)
    upper = _expression(text, plain, joined.upper_start, joined.upper)
    return DateExpression(
        Span(at, joined.end),
        text[at : joined.end],
        lower.start,
        max(upper.end, lower.end),
        upper.grain,
        joined.timex,
        None,
        Days(joined.lower.future.start, max(joined.future_end, joined.lower.future.start)),
        Days(joined.lower.past.start, max(joined.past_end, joined.lower.past.start)),
        True,
        joined.lower.relative or joined.upper.relative,
        None,
        (lower, upper),
    )
