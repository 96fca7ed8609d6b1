"""Shares and percentages of amounts, exact up to the one rounding at the end."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ieum.kernel.messages import Message, _


class Rounding(StrEnum):
    """What to do with the part behind the last place."""

    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"

    @property
    def words(self) -> Message:
        """What officials call it."""
        return {
            Rounding.HALF_UP: _("반올림"),
            Rounding.DOWN: _("버림(절사)"),
            Rounding.UP: _("올림(절상)"),
        }[self]


def percentage(part: int, whole: int, rounding: Rounding, places: int) -> Decimal:
    """``part`` as a percentage of ``whole`` (not zero), rounded to decimal ``places``."""
    return rounded(Fraction(part * 100, whole), rounding, places)


def percent_of(whole: int, percent: float, rounding: Rounding) -> int:
    """``percent`` of ``whole`` in whole won; 3.3 means exactly 33/1000."""
    return int(rounded(Fraction(repr(percent)) * whole / 100, rounding, 0))


def rounded(value: Fraction, rounding: Rounding, places: int) -> Decimal:
    """A fraction to decimal ``places``; down is towards zero and up away from it."""
    scaled = abs(value) * 10**places
    units, rest = divmod(scaled.numerator, scaled.denominator)
    if rounding is Rounding.HALF_UP:
        units += rest * 2 >= scaled.denominator
    elif rounding is Rounding.UP:
        units += rest > 0
    return Decimal(f"{'-' if value < 0 else ''}{units}E-{places}")
