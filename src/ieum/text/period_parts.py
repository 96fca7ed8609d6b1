"""The beginning, middle and end of a period: 2026년 말, 12월 중순, 이번 주 초, 2010년대 후반."""

from dataclasses import replace
from datetime import date, timedelta

from ieum.text.calendar_days import Days, add_months
from ieum.text.date_reading import DateReading, Mod
from ieum.text.patterns import lazy

_PART = lazy(
    r" ?(?:(?P<start>상순|초순|초반|초(?!기|등|과|반|대|안)|전반(?!기|적))|(?P<mid>중순|중반|중기(?=[ ,.]|$))|"
    r"(?P<end>하순|말(?!하|씀|이 |레|까지도)|후반(?!기)))(?=[^가-힣]|$|에|까지|부터|의|은|는|쯤|경|께|로|부|기준|을|이|엔|무렵|인|입)"
)


def with_part(text: str, reading: DateReading) -> DateReading:
    """``reading`` narrowed by 초, 중순, 말 after it, or as it is."""
    if not reading.period or reading.grain in ("day", "quarter", "half", "weekend", "season"):
        return reading
    match = _PART.match(text, reading.end)
    if match is None:
        return reading
    mod: Mod = match.lastgroup  # type: ignore[assignment]
    return replace(
        reading,
        end=match.end(),
        mod=mod,
        future=_narrow(reading.future, reading.grain, mod),
        past=_narrow(reading.past, reading.grain, mod),
        near=_narrow(reading.near, reading.grain, mod),
    )


def _narrow(days: Days, grain: str, mod: Mod) -> Days:
    """Thirds of a month (상순, 중순, 하순) or of a week; quarters at a year's ends; thirds of more."""
    if grain == "month":
        cuts = [
            days.start,
            days.start + timedelta(days=10),
            days.start + timedelta(days=20),
            days.end,
        ]
    elif grain == "week":
        cuts = [
            days.start,
            days.start + timedelta(days=3),
            days.start + timedelta(days=3),
            days.end,
        ]
    elif grain == "year":
        cuts = [days.start, add_months(days.start, 3), add_months(days.start, 9), days.end]
    else:
        years = days.end.year - days.start.year
        cuts = [days.start, *(_years_on(days.start, years * n // 10) for n in (3, 7)), days.end]
    index = {"start": 0, "mid": 1, "end": 2}[mod]
    start, end = cuts[index], cuts[index + 1]
    return Days(start, end) if start < end else days


def _years_on(day: date, years: int) -> date:
    return add_months(day, 12 * years)
