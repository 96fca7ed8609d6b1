"""Our results in the words of Duckling's corpus, as the shared CSV lays it out.

A value is ``{kind, value, value_to, unit_or_grain, holiday}``. Parts of the day (저녁, 아침) and
spans of hours are outside ``ieum.text``; where a phrase is one, no result is given.
"""

from datetime import date, datetime, timedelta
from typing import Any

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


def results(dimension: str, text: str, moment: datetime) -> list[Result]:
    """Results of one dimension of the corpus."""
    if dimension == "Time":
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
