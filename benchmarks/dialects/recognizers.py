"""Our results in the words of Recognizers-Text's specifications."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from ieum.text.currencies import Currency
from ieum.text.dates import DateExpression, find_dates
from ieum.text.durations import Duration, find_durations
from ieum.text.money import Money, find_money
from ieum.text.number_ranges import NumberRange, find_number_ranges
from ieum.text.numeral_reading import read_numeral
from ieum.text.numerals import Number, find_numbers
from ieum.text.percent import Percent, find_percents
from ieum.text.span import Span
from ieum.text.vague_money import find_currency_names, find_vague_money

Result = dict[str, Any]
# Units that the specification names without an ISO code although we know one.
_WITHOUT_CODE = {
    "Finnish markka", "Korean won", "German mark", "French franc", "Italian lira", "Irish pound",
    "Spanish peseta", "Belgian franc", "Dutch guilder",
}  # fmt: skip


_AMBIGUOUS = {"원", "원화", "엔", "엔화", "센트", "프랑", "란드", "길더", "휠던", "마르크", "리라"}


def results(dimension: str, text: str, reference: date) -> list[Result]:
    """Results of one dimension of the specification."""
    find: dict[str, Callable[[], list[Result]]] = {
        "number": lambda: [_number(n) for n in find_numbers(text)],
        "percent": lambda: [_percent(p) for p in find_percents(text)],
        "number_range": lambda: [_range(r) for r in find_number_ranges(text)],
        "currency": lambda: _currency(text),
        "date": lambda: [_date(d) for d in find_dates(text, reference) if not d.is_period],
        "date_period": lambda: [_period(d) for d in find_dates(text, reference) if d.is_period],
        "duration": lambda: [_duration(d) for d in find_durations(text)],
    }
    return [dict(result, dimension=dimension) for result in find[dimension]()]


def decimal_text(value: Fraction) -> str:
    """Integers in full, others as the specification's doubles print."""
    return str(value.numerator) if value.denominator == 1 else double_text(float(value))


def double_text(value: float) -> str:
    """Fifteen significant digits; an exponent of two digits below 1E-05 and from 1E+15 on."""
    digits, _, exponent = f"{value:.14e}".partition("e")
    power = int(exponent)
    if -5 <= power < 15:
        places = max(0, 14 - power)
        printed = f"{value:.{places}f}"
        return printed.rstrip("0").rstrip(".") if "." in printed else printed
    return f"{digits.rstrip('0').rstrip('.')}E{power:+03d}"


def _placed(item: Number | Percent | NumberRange | DateExpression | Duration) -> Result:
    return {"start": item.span.start, "end": item.span.end, "text": item.text}


def _number(number: Number) -> Result:
    subtype = "integer" if number.kind == "ordinal" else number.kind
    value = decimal_text(number.value)
    if number.kind == "power":
        value = double_text(_power(number))
    return _placed(number) | {"value": {"subtype": subtype, "value": value}}


def _power(number: Number) -> float:
    """The specification raises doubles; ours is exact, and differs in the fifteenth digit."""
    base, caret, exponent = number.text.lstrip("+-").partition("^")
    if not caret:
        return float(number.value)
    size = float(base) ** int(exponent.replace("--", "").replace("++", ""))
    return -size if number.value < 0 else size


def _percent(percent: Percent) -> Result:
    return _placed(percent) | {"value": {"value": decimal_text(percent.percent) + "%"}}


def _range(found: NumberRange) -> Result:
    low = "" if found.low is None else decimal_text(found.low)
    high = "" if found.high is None else decimal_text(found.high)
    opening = "[" if found.low is not None and found.low_included else "("
    closing = "]" if found.high is not None and found.high_included else ")"
    return _placed(found) | {"value": {"value": f"{opening}{low},{high}{closing}"}}


def _currency(text: str) -> list[Result]:
    """Amounts, and currencies without a figure, which the specification lists without a value.

    Of an amount that is not counted (수백만 달러) it keeps the unit; it leaves out the currencies
    whose names it holds to be ambiguous.
    """
    amounts = [r for m in find_money(text) if not m.bare for r in _money(text, m)]
    lone = [(vague.unit, vague.unit_span) for vague in find_vague_money(text)]
    lone += [(name.unit, name.span) for name in find_currency_names(text)]
    for unit, span in {span: (unit, span) for unit, span in lone}.values():
        if span.of(text).split()[-1] not in _AMBIGUOUS:
            value = {"value": None, "unit": unit.name} | _code(unit)
            amounts.append(
                {"start": span.start, "end": span.end, "text": span.of(text), "value": value}
            )
    return sorted(amounts, key=lambda result: int(result["start"]))


def _code(unit: Currency) -> dict[str, str]:
    if unit.assumed or unit.parts > 1 or unit.name in _WITHOUT_CODE:
        return {}
    return {"isoCurrency": unit.code}


def _money(text: str, money: Money) -> list[Result]:
    """The specification knows no ranges of money: each end with a unit stands for itself."""
    ends = [(money.span, money.amount)]
    if money.end_spans and money.amount_to is not None:
        ends = list(zip(money.end_spans, (money.amount, money.amount_to), strict=True))
    return [
        {"start": span.start, "end": span.end, "text": span.of(text), "value": value}
        for span, amount in ends
        if not (money.end_spans and _is_numeral(text, span))
        for value in [_amount(Fraction(amount) * money.unit.parts, money.unit)]
    ]


def _is_numeral(text: str, span: Span) -> bool:
    """The end of a range carries no unit of its own: 3 in 3~5달러, 100만 in 100만-200만 달러."""
    reading = read_numeral(text, span.start)
    return reading is not None and reading.end == span.end


def _amount(amount: Fraction, unit: Currency) -> Result:
    return {"value": decimal_text(amount), "unit": unit.name} | _code(unit)


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
    if found.timex in ("SP", "SU", "FA", "WI"):
        return _placed(found) | {"value": value | {"FutureResolution": {}, "PastResolution": {}}}
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
    """더 (longer) belongs to the expression there."""
    seconds = decimal_text(found.seconds)
    resolution = {"duration": seconds}
    return _placed(found) | {
        "value": {
            "Timex": found.timex,
            "FutureResolution": resolution,
            "PastResolution": resolution,
        }
    }
