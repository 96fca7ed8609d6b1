"""Our results in the words of Recognizers-Text's specifications."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from ieum.text.dates import DateExpression, find_dates
from ieum.text.durations import Duration, find_durations
from ieum.text.money import Money, find_money
from ieum.text.number_ranges import NumberRange, find_number_ranges
from ieum.text.numerals import Number, find_numbers
from ieum.text.percent import Percent, find_percents

Result = dict[str, Any]
# Units that the specification names without an ISO code although we know one.
_WITHOUT_CODE = {
    "Finnish markka", "Korean won", "German mark", "French franc", "Italian lira", "Irish pound",
    "Spanish peseta", "Belgian franc",
}  # fmt: skip


def results(dimension: str, text: str, reference: date) -> list[Result]:
    """Results of one dimension of the specification."""
    find: dict[str, Callable[[], list[Result]]] = {
        "number": lambda: [_number(n) for n in find_numbers(text)],
        "percent": lambda: [_percent(p) for p in find_percents(text)],
        "number_range": lambda: [_range(r) for r in find_number_ranges(text)],
        "currency": lambda: [_money(m) for m in find_money(text) if not m.bare],
        "date": lambda: [_date(d) for d in find_dates(text, reference) if not d.is_period],
        "date_period": lambda: [_period(d) for d in find_dates(text, reference) if d.is_period],
        "duration": lambda: [_duration(d) for d in find_durations(text)],
    }
    return [dict(result, dimension=dimension) for result in find[dimension]()]


def decimal_text(value: Fraction) -> str:
    """Fifteen significant digits without an exponent, as the specification prints numbers."""
    if value.denominator == 1:
        return str(value.numerator)
    printed = f"{float(value):.15g}"
    if "e" not in printed:
        return printed
    places = 14 - int(printed.split("e")[1])
    return f"{float(value):.{places}f}".rstrip("0")


def _placed(item: Number | Percent | NumberRange | Money | DateExpression | Duration) -> Result:
    return {"start": item.span.start, "end": item.span.end, "text": item.text}


def _number(number: Number) -> Result:
    subtype = "integer" if number.kind == "ordinal" else number.kind
    return _placed(number) | {"value": {"subtype": subtype, "value": decimal_text(number.value)}}


def _percent(percent: Percent) -> Result:
    return _placed(percent) | {"value": {"value": decimal_text(percent.percent) + "%"}}


def _range(found: NumberRange) -> Result:
    low = "" if found.low is None else decimal_text(found.low)
    high = "" if found.high is None else decimal_text(found.high)
    opening = "[" if found.low is not None and found.low_included else "("
    closing = "]" if found.high is not None and found.high_included else ")"
    return _placed(found) | {"value": {"value": f"{opening}{low},{high}{closing}"}}


def _money(money: Money) -> Result:
    amount = Fraction(money.amount) * money.unit.parts
    value = {"value": decimal_text(amount), "unit": money.unit.name}
    if not money.unit.assumed and money.unit.name not in _WITHOUT_CODE:
        value["isoCurrency"] = money.unit.code
    return _placed(money) | {"value": value}


def _date(found: DateExpression) -> Result:
    return _placed(found) | {
        "value": {
            "Timex": found.timex,
            "FutureResolution": {"date": found.future.start.isoformat()},
            "PastResolution": {"date": found.past.start.isoformat()},
        }
    }


def _period(found: DateExpression) -> Result:
    """The specification ends a range with the first day of its upper end."""
    value: Result = {"Timex": found.timex}
    if found.mod:
        value["Mod"] = found.mod
    for name in ("future", "past"):
        days = getattr(found, name)
        end = days.end
        if found.ends:
            width = found.ends[1].end - found.ends[1].start
            end = days.end - width
        value[f"{name.title()}Resolution"] = {
            "startDate": days.start.isoformat(),
            "endDate": end.isoformat(),
        }
    return _placed(found) | {"value": value}


def _duration(found: Duration) -> Result:
    seconds = decimal_text(found.seconds)
    resolution = {"duration": seconds}
    return _placed(found) | {
        "value": {
            "Timex": found.timex,
            "FutureResolution": resolution,
            "PastResolution": resolution,
        }
    }
