"""Everything with a value in a text, in order: amounts, dates and periods, numbers with units.

Readers overlap (2026년 is a date and a number, 30만원 an amount and a number); of two that share a
character, the one that says more wins: a date or an amount before a bare number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ieum.kernel.messages import Message, _
from ieum.text.dates import DateExpression, find_dates
from ieum.text.durations import find_durations
from ieum.text.money import Money, find_money
from ieum.text.numerals import find_numbers
from ieum.text.span import Span


class FindingKind(StrEnum):
    """What a stretch of text states."""

    AMOUNT = "amount"
    DATE = "date"
    DURATION = "duration"
    NUMBER = "number"

    @property
    def words(self) -> Message:
        """Its name for people."""
        return _NAMES[self]


_NAMES = {
    FindingKind.AMOUNT: _("금액"),
    FindingKind.DATE: _("날짜·기간"),
    FindingKind.DURATION: _("길이"),
    FindingKind.NUMBER: _("수"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One stretch, what it means, and its exact value; a range has both ends."""

    span: Span
    kind: FindingKind
    value: str
    value_to: str = ""
    unit: str = ""


def find_all(text: str, reference: date) -> list[Finding]:
    """All findings of a text, in order, not overlapping."""
    kept: list[Finding] = []
    for found in (
        [_amount(money) for money in find_money(text)],
        [_date(expression) for expression in find_dates(text, reference)],
        [
            Finding(duration.span, FindingKind.DURATION, duration.timex)
            for duration in find_durations(text)
        ],
        [
            Finding(number.span, FindingKind.NUMBER, str(number.value))
            for number in find_numbers(text)
        ],
    ):
        kept += _apart_from(kept, found)
    return sorted(kept, key=lambda finding: finding.span)


def _apart_from(kept: list[Finding], found: Iterable[Finding]) -> list[Finding]:
    return [one for one in found if not any(one.span.overlaps(other.span) for other in kept)]


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
