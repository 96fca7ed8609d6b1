"""Everything with a value in a text, in order: amounts, dates, shares, measures, numbers, regions.

Readers overlap (2026년 is a date and a number, 30만원 an amount and a number); of two that share a
character, the one that says more wins: a date or an amount before a bare number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ieum.kernel.messages import Message, _
from ieum.text.dates import DateExpression, find_dates
from ieum.text.durations import find_durations
from ieum.text.money import Money, find_money
from ieum.text.numerals import find_numbers
from ieum.text.percent import find_percents
from ieum.text.quantities import Quantity, find_quantities
from ieum.text.regions import find_regions
from ieum.text.span import Span, Taken


class FindingKind(StrEnum):
    """What a stretch of text states."""

    AMOUNT = "amount"
    DATE = "date"
    SHARE = "share"
    DURATION = "duration"
    MEASURE = "measure"
    NUMBER = "number"
    REGION = "region"

    @property
    def words(self) -> Message:
        """Its name for people."""
        return _NAMES[self]


_NAMES = {
    FindingKind.AMOUNT: _("금액"),
    FindingKind.DATE: _("날짜·기간"),
    FindingKind.SHARE: _("비율"),
    FindingKind.DURATION: _("길이"),
    FindingKind.MEASURE: _("수와 단위"),
    FindingKind.NUMBER: _("수"),
    FindingKind.REGION: _("지역"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One stretch, what it means, and its exact value; a range has both ends.

    Amounts are in units of the ISO 4217 currency, dates and lengths of time as in ISO 8601, a
    region by its full name with its ISO 3166-2 code as the unit.
    """

    span: Span
    kind: FindingKind
    value: str
    value_to: str = ""
    unit: str = ""


def find_all(text: str, reference: date) -> list[Finding]:
    """All findings of a text, in order, not overlapping."""
    kept: list[Finding] = []
    taken = Taken()
    for found in (
        map(_amount, find_money(text)),
        (_date(expression) for expression in find_dates(text, reference)),
        (
            Finding(one.span, FindingKind.SHARE, _exact(one.percent), unit="%")
            for one in find_percents(text)
        ),
        map(_measure, find_quantities(text)),
        (Finding(one.span, FindingKind.DURATION, one.timex) for one in find_durations(text)),
        (
            Finding(one.span, FindingKind.REGION, one.name, unit=one.code)
            for one in find_regions(text)
        ),
        (Finding(one.span, FindingKind.NUMBER, _exact(one.value)) for one in find_numbers(text)),
    ):
        for one in found:
            if not taken.overlaps(one.span):
                taken.add(one.span)
                kept.append(one)
    return sorted(kept, key=lambda finding: finding.span)


def _amount(money: Money) -> Finding:
    return Finding(
        money.span,
        FindingKind.AMOUNT,
        f"{money.amount:f}",
        "" if money.amount_to is None else f"{money.amount_to:f}",
        money.currency,
    )


def _date(expression: DateExpression) -> Finding:
    one_day = expression.start == expression.last
    return Finding(
        expression.span,
        FindingKind.DATE,
        expression.start.isoformat(),
        "" if one_day else expression.last.isoformat(),
    )


def _measure(quantity: Quantity) -> Finding:
    return Finding(
        quantity.span,
        FindingKind.MEASURE,
        _exact(quantity.value),
        "" if quantity.value_to is None else _exact(quantity.value_to),
        quantity.unit.code,
    )


def _exact(value: Fraction) -> str:
    """A decimal where it ends within six places, else a fraction: 3.5, 1/3."""
    scaled = value * 10**6
    if scaled.denominator != 1:
        return str(value)
    return f"{Decimal(scaled.numerator).scaleb(-6).normalize():f}"
