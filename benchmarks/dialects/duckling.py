"""Our results in the words of Duckling's corpus, as the shared CSV lays it out.

A value is ``{kind, value, value_to, unit_or_grain, holiday}``. Parts of the day (저녁, 아침) and
spans of hours are outside ``ieum.text``; where a phrase is one, no result is given.
"""

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from ieum.text.calendar_days import add_months
from ieum.text.dates import DateExpression, find_dates
from ieum.text.durations import find_durations
from ieum.text.holidays import holiday_name
from ieum.text.money import find_money
from ieum.text.numerals import find_numbers, parse_number
from ieum.text.quantities import find_quantities
from ieum.text.span import Span
from ieum.text.times import find_times

Result = dict[str, Any]
_OPEN = {"at_least": "above", "more_than": "above", "at_most": "under", "less_than": "under"}
_GRAINS = {
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
    "D": "day",
    "W": "week",
    "M": "month",
    "Y": "year",
}

_FINER = {
    "TS": "second",
    "TM": "second",
    "TH": "minute",
    "D": "hour",
    "W": "day",
    "M": "day",
    "Y": "month",
}
_COUNTED = re.compile(
    "(?:약 )?(?:(?P<way>지난|다음) ?)?(?P<length>.+?)(?(way)|(?: ?(?P<after>안에?|이내에|내에?|전에?|이전|후|이후)))"
)


def results(dimension: str, text: str, moment: datetime) -> list[Result]:
    """Results of one dimension of the corpus."""
    if dimension == "Time":
        counted = _counted(text, moment.replace(tzinfo=None))
        if counted is not None:
            return [counted]
        today = moment.date()
        dates = [_time(text, d, today) for d in find_dates(text, today) if _whole(text, d.span)]
        return dates or _clock(text, moment)
    if dimension == "AmountOfMoney":
        return [_money(text, m) for m in find_money(text)]
    if dimension in ("Numeral", "Ordinal"):
        number = parse_number(text)
        found = [number] if number else find_numbers(text)
        return [_result(dimension, text, n.span, value=_plain(n.decimal)) for n in found]
    if dimension == "Duration":
        return [
            _result(
                dimension, text, d.span, value=_plain(d.parts[0][1]), grain=_GRAINS[d.parts[0][0]]
            )
            for d in find_durations(text)
        ]
    return [
        _result(dimension, text, q.span, value=_plain(q.value), grain=q.unit.name)
        for q in find_quantities(text)
    ]


def _result(
    dimension: str,
    text: str,
    span: Span,
    kind: str = "value",
    value: str = "",
    value_to: str = "",
    grain: str = "",
    holiday: str = "",
) -> Result:
    fields = {
        "kind": kind,
        "value": value,
        "value_to": value_to,
        "unit_or_grain": grain,
        "holiday": holiday,
    }
    return {
        "dimension": dimension,
        "start": span.start,
        "end": span.end,
        "text": span.of(text),
        "value": fields,
    }


def _plain(value: Any) -> str:
    number = float(value)
    return str(int(number)) if number == int(number) else f"{number:.15g}"


def _money(text: str, money: Any) -> Result:
    unit = money.unit.name if money.unit.assumed else money.currency
    kind = "between" if money.amount_to is not None else _OPEN.get(money.qualifier, "value")
    amount = money.amount * money.unit.parts if money.amount_to is None else money.amount
    upper = "" if money.amount_to is None else _plain(money.amount_to)
    return _result("AmountOfMoney", text, money.span, kind, _plain(amount), upper, unit)


def _whole(text: str, span: Span) -> bool:
    """The date is all of the phrase, a particle apart; else the rest is a clock time."""
    rest = text[: span.start] + text[span.end :]
    return rest.strip() in (
        "",
        "에",
        "까지",
        "부터",
        "이후",
        "이전",
        "간",
        "동안",
        "안에",
        "내에",
        "날",
    )


def _time(text: str, found: DateExpression, today: date) -> Result:
    """Duckling reads ahead; an instant has a grain, a range ends after its last day."""
    days = found.future
    start = days.start
    if found.timex.startswith("XXXX-WXX") and start == today:
        start += timedelta(days=7)
    holiday = holiday_name(text) or ""
    if (
        found.ends
        or found.grain == "season"
        or (found.is_period and found.is_relative and found.grain == "day")
    ):
        return _result("Time", text, found.span, "interval", _stamp(start), _stamp(days.end), "day")
    kind = "holiday" if holiday else "instant"
    return _result("Time", text, found.span, kind, _stamp(start), "", found.grain, holiday)


def _counted(text: str, now: datetime) -> Result | None:
    """7일내, 3주 이전, 지난 두 달: Duckling moves the present moment and cuts it at a grain."""
    match = _COUNTED.fullmatch(text)
    lengths = find_durations((match["length"] if match else "") + " 동안")
    if match is None or len(lengths) != 1 or lengths[0].span.of(match["length"]) != match["length"]:
        return None
    unit, count = lengths[0].parts[0]
    span = Span(0, len(text))
    if match["way"]:
        grain = _GRAINS[unit]
        start = _cut(now, grain)
        first = _moved(start, unit, -count) if match["way"] == "지난" else _moved(start, unit, 1)
        end = start if match["way"] == "지난" else _moved(first, unit, count)
        return _result("Time", text, span, "interval", _iso(first), _iso(end), grain)
    sign = -1 if match["after"].startswith(("전", "이전")) else 1
    grain = "second" if count.denominator != 1 else _FINER[unit]
    value = _iso(_cut(_moved(now, unit, sign * count), grain))
    if match["after"] == "이내에":
        return _result("Time", text, span, "interval", _iso(now), value, "second")
    kind = "open_after" if match["after"] in ("후", "이후") else "instant"
    return _result("Time", text, span, kind, value, "", grain)


def _moved(moment: datetime, unit: str, count: Fraction | int) -> datetime:
    seconds = {"TS": 1, "TM": 60, "TH": 3600, "D": 86_400, "W": 604_800}
    if unit in seconds:
        return moment + timedelta(seconds=float(seconds[unit] * count))
    day = add_months(moment.date(), int(count * (12 if unit == "Y" else 1)))
    return datetime.combine(day, moment.time())


def _cut(moment: datetime, grain: str) -> datetime:
    """The start of the second, minute, hour, day, week, month or year."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "second": moment,
        "minute": moment.replace(second=0),
        "hour": moment.replace(minute=0, second=0),
        "day": day,
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }[grain]


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def _clock(text: str, moment: datetime) -> list[Result]:
    """One time of day, with or without a day before it; the next such time where it is open."""
    times = find_times(text)
    if len(times) != 1:
        return []
    clock = times[0]
    dates = [d for d in find_dates(text, moment.date()) if not d.is_period]
    rest = text
    for span in sorted([clock.span, *(d.span for d in dates)], reverse=True):
        rest = rest[: span.start] + rest[span.end :]
    after = rest.strip()
    if len(dates) > 1 or after not in ("", "에", "이후", "전", "이전", "까지"):
        return []
    if dates:
        day = dates[0].future.start
        value = datetime.combine(day, clock.value)
    else:
        now = moment.replace(tzinfo=None)
        options = [
            datetime.combine(now.date() + timedelta(days=n), t)
            for n in (0, 1)
            for t in clock.readings
        ]
        value = min(option for option in options if option > now)
    kinds = {"이후": "open_after", "전": "open_before", "이전": "open_before"}
    if after == "까지":
        now_text = moment.replace(tzinfo=None).isoformat()
        return [
            _result("Time", text, clock.span, "interval", now_text, value.isoformat(), "second")
        ]
    kind = kinds.get(after, "instant")
    return [_result("Time", text, clock.span, kind, value.isoformat(), "", clock.grain)]


def _stamp(day: date) -> str:
    return datetime(day.year, day.month, day.day).isoformat()
