"""Two dates joined into a range: 2026~2029년, '26~'29, 1월 4일부터 22일까지, 수요일과 금요일 사이."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ieum.text.calendar_days import Days, months_days, valid, year_days
from ieum.text.date_reading import DateReading, day_reading, settled
from ieum.text.date_words import S, month_number, small_number, year_number
from ieum.text.day_rules import month_day
from ieum.text.patterns import lazy
from ieum.text.period_rules import month_of

ReadAt = Callable[[str, int, date], DateReading | None]


@dataclass(frozen=True, slots=True)
class Range:
    """A lower and an upper end, and where the whole stops."""

    lower: DateReading
    upper: DateReading
    upper_start: int
    end: int
    timex: str
    future_end: date
    past_end: date


_JOINT = lazy(
    rf"{S}(?:(?P<strong>[~-]|부터|에서부터|에서)|(?P<pair>[과와](?=.{{1,30}}?사이))|(?P<comma>,(?={S}\d{{1,2}}일)))[ ]?"
)
_CLOSE = lazy(rf"{S}(?:사이|까지|간(?![가-힣]))")
_SHORT_DAY = lazy(
    r"(?P<d>3[01]|[12]\d|0?[1-9]|[일이삼사오육칠팔구십]{1,3})[ ]?일(?:[ ]?[월화수목금토일]요일|\([월화수목금토일]\)|(?![가-힣]{0,16}요일))|(?P<n>\d{1,2})(?=\.?\)|\.(?!\d)|\((?:월|화|수|목|금|토|일)\))"
)
_YEARS = lazy(
    rf"(?P<a>\d{{4}}|'\d{{2}}){S}년?{S}[~-]{S}(?P<b>\d{{4}}|'?\d{{2}})(?:{S}년(?:도)?|(?![\d.월일/-]|[ ]?(?:월|명|개|억|만|원|%)))"
)
_MONTHS = lazy(
    rf"(?:(?P<y>\d{{4}}|'\d{{2}}|\d{{2}}(?={S}년)){S}(?:년|\.){S})?(?P<a>1[0-2]|0?[1-9]){S}월?{S}[~-]{S}(?P<b>1[0-2]|0?[1-9]){S}월(?!{S}\d)"
)
_QUARTERS = lazy(
    rf"(?:(?P<y>\d{{4}}|'?\d{{2}}){S}년{S})?(?P<a>[1-3]){S}(?:분기)?{S}[~·-]{S}(?P<b>[2-4]){S}분기"
)
_NUMERIC_MONTH = lazy(rf"(?P<y>\d{{4}}|'\d{{2}})\.{S}(?P<m>1[0-2]|0?[1-9])(?:{S}월|\.?(?![\d.]))")
_IN_YEAR = lazy(
    rf"(?P<m>1[0-2]|0?[1-9])(?:{S}월{S}(?P<d>3[01]|[12]\d|0?[1-9]){S}일|"
    rf"{S}\.{S}(?P<d2>3[01]|[12]\d|0?[1-9])\.?(?!\d)|{S}월|(?P<dot>\.)(?!{S}\d))(?:\([월화수목금토일]\))?"
)
_DAYS = lazy(
    rf"(?:(?:(?P<y>\d{{4}}|'?\d{{2}}){S}년{S})?(?P<m>1[0-2]|0?[1-9]){S}월{S})?(?P<a>3[01]|[12]\d|0?[1-9]){S}[~·-]{S}(?P<b>3[01]|[12]\d|0?[1-9]){S}일"
    rf"(?!{S}(?:간|동안|이내|정도|가량|만에|전|후|뒤|걸|소요))"
)


def range_at(
    text: str, at: int, reference: date, first: DateReading | None, read: ReadAt
) -> Range | None:
    """The range that starts at ``at`` with ``first``; ``read`` reads one date or period."""
    for pattern, build in (
        (_YEARS, _years),
        (_MONTHS, _months),
        (_QUARTERS, _quarters),
        (_DAYS, _days),
    ):
        match = pattern.match(text, at)
        found = build(match, reference) if match else None
        if found is not None:
            return _closed(text, found)
    return _joined(text, first, reference, read) if first else None


def _closed(text: str, found: Range) -> Range:
    close = re.compile(rf"{S}까지|{S}사이").match(text, found.end)
    return replace(found, end=close.end()) if close else found


def _years(match: re.Match[str], reference: date) -> Range | None:
    """2026~2029년, '26~'29, 2014-2018."""
    first = year_number(match["a"], reference)
    raw = match["b"]
    last = year_number(raw if len(raw) != 2 else "'" + raw, reference)
    if first is None or last is None or not first < last <= first + 200:
        return None
    if not (1000 <= first <= 2200):
        return None
    lower, upper = (
        settled(end, "year", f"{y:04d}", year_days(y), year=y, period=True)
        for y, end in ((first, match.end("a")), (last, match.end()))
    )
    return _range(lower, upper, match.start("b"), match.end())


def _months(match: re.Match[str], reference: date) -> Range | None:
    """3~5월, 2026년 3월~5월."""
    a, b = month_number(match["a"]), month_number(match["b"])
    year = year_number(match["y"], reference) if match["y"] else None
    if a is None or b is None:
        return None
    lower = month_of(match.end("a"), year, a, reference)
    upper = month_of(match.end(), year + (b < a) if year else None, b, reference)
    return _range(lower, _after(lower, upper), match.start("b"), match.end())


def _days(match: re.Match[str], reference: date) -> Range | None:
    """2026년 12월 3~5일, 24~26일; 2~3일 alone is a length."""
    if not match["m"] and int(match["b"]) <= 10:
        return None
    year = year_number(match["y"], reference) if match["y"] else None
    month = int(match["m"]) if match["m"] else reference.month
    if not match["m"]:
        year = reference.year
    lower = month_day(match.end("a"), year, month, int(match["a"]), reference)
    upper = month_day(match.end(), year, month, int(match["b"]), reference)
    if lower is None or upper is None:
        return None
    return _range(lower, _after(lower, upper), match.start("b"), match.end())


def _quarters(match: re.Match[str], reference: date) -> Range | None:
    """1~3분기, 2026년 1~2분기."""
    year = year_number(match["y"], reference) if match["y"] else reference.year
    first, last = int(match["a"]), int(match["b"])
    if year is None or first >= last:
        return None
    lower, upper = (
        settled(end, "quarter", f"{year}-Q{n}", months_days(year, 3 * n - 2, 3), period=True)
        for n, end in ((first, match.end("a")), (last, match.end()))
    )
    return _range(lower, upper, match.start("b"), match.end())


def _joined(text: str, lower: DateReading, reference: date, read: ReadAt) -> Range | None:
    joint = _JOINT.match(text, lower.end)
    if joint is None:
        return None
    start = joint.end()
    upper = _inheriting(text, start, lower, reference) or read(text, start, reference)
    if upper is None or (joint["comma"] and (lower.grain != "day" or upper.grain != "day")):
        return None
    if joint["comma"] and upper.future.start - lower.future.start != timedelta(days=1):
        return None
    upper = _after(lower, upper)
    if upper.near.start < lower.near.start:
        return None
    close = _CLOSE.match(text, upper.end)
    loose = joint.group().strip() in ("에서", "과", "와")
    mixed = lower.grain != upper.grain and joint.group().strip() == "부터"
    if close is None and (loose or mixed):
        return None
    return _range(lower, upper, start, close.end() if close else upper.end)


def _inheriting(text: str, at: int, lower: DateReading, reference: date) -> DateReading | None:
    """The upper end where it leaves out what the lower end said: 9월 4일부터 8일, 2026.3.1.~5.31."""
    within = _in_year(text, at, lower) if lower.year is not None else None
    if within is not None:
        return within
    numeric = _NUMERIC_MONTH.match(text, at) if lower.grain == "month" else None
    if numeric:
        year = year_number(numeric["y"], reference)
        return month_of(numeric.end(), year, int(numeric["m"]), reference) if year else None
    if lower.grain == "day" and lower.month:
        short = _SHORT_DAY.match(text, at)
        if short:
            day = small_number(short["d"] or short["n"])
            if day is None:
                return None
            if lower.year is None:
                return month_day(short.end(), None, lower.month, day, reference)
            exact = valid(lower.year, lower.month, day)
            return day_reading(short.end(), exact) if exact else None
    return None


def _in_year(text: str, at: int, lower: DateReading) -> DateReading | None:
    """A month and day, or a month, in the lower end's year or the next."""
    assert lower.year is not None
    match = _IN_YEAR.match(text, at)
    if match is None:
        return None
    if match["dot"] and lower.grain != "month":
        return None
    month = int(match["m"])
    day = match["d"] or match["d2"]
    year = lower.year
    if day is None:
        if lower.month and month < lower.month:
            year += 1
        days = months_days(year, month, 1)
        return settled(
            match.end(),
            "month",
            f"{year:04d}-{month:02d}",
            days,
            year=year,
            month=month,
            period=True,
        )
    exact = valid(year, month, int(day))
    if exact and exact < lower.near.start:
        exact = valid(year + 1, month, int(day))
    return day_reading(match.end(), exact) if exact else None


def _after(lower: DateReading, upper: DateReading) -> DateReading:
    """``upper`` with each of its readings after that of ``lower``."""

    def pick(low: Days, own: Days) -> Days:
        options = [d for d in (own, upper.past, upper.near, upper.future) if d.start >= low.start]
        return min(options, key=lambda d: d.start, default=own)

    if upper.timex.startswith("XXXX-WXX") and lower.timex.startswith("XXXX-WXX"):
        future, past, near = (
            Days.one(low.start + timedelta(days=(upper.near.start - low.start).days % 7))
            for low in (lower.future, lower.past, lower.near)
        )
        return replace(upper, future=future, past=past, near=near)
    if upper.timex.startswith("XXXX-WXX") and upper.near.start < lower.near.start:
        ahead = (upper.near.start - lower.near.start).days % 7
        return day_reading(upper.end, lower.near.start + timedelta(days=ahead))
    return replace(
        upper,
        future=pick(lower.future, upper.future),
        past=pick(lower.past, upper.past),
        near=pick(lower.near, upper.near),
    )


def _range(lower: DateReading, upper: DateReading, upper_start: int, end: int) -> Range:
    """Its TIMEX3 counts from the start of the lower to the start of the upper end."""
    days = (upper.future.start - lower.future.start).days
    months = (upper.future.start.year - lower.future.start.year) * 12
    months += upper.future.start.month - lower.future.start.month
    if lower.grain == upper.grain == "year":
        length = f"P{months // 12}Y"
    elif lower.grain == upper.grain == "month":
        length = f"P{months}M"
    elif lower.grain == upper.grain == "week":
        length = f"P{days // 7}W"
    else:
        length = f"P{days}D"
    first, last = (_first_day(r) for r in (lower, upper))
    timex = f"({first},{last},{length})"
    return Range(lower, upper, upper_start, end, timex, upper.future.end, upper.past.end)


def _first_day(reading: DateReading) -> str:
    if reading.timex.startswith("XXXX"):
        month_only = len(reading.timex) == 7
        return reading.timex + "-01" if month_only else reading.timex
    return reading.future.start.isoformat()
