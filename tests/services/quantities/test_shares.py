"""Percentages are exact up to the one rounding at the end."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ieum.services.quantities.shares import Rounding, percent_of, percentage, rounded


def test_a_share_is_rounded_as_asked() -> None:
    assert percentage(1, 3, Rounding.HALF_UP, 1) == Decimal("33.3")
    assert percentage(1, 3, Rounding.UP, 2) == Decimal("33.34")
    assert percentage(2, 3, Rounding.DOWN, 2) == Decimal("66.66")
    assert percentage(1, 8, Rounding.HALF_UP, 0) == Decimal("13")


def test_a_percentage_means_the_decimal_that_was_written() -> None:
    # In binary 3.3 is below 33/10, and 3,500,000 x 3.3 % would lose a won.
    assert percent_of(3_500_000, 3.3, Rounding.DOWN) == 115_500
    assert percent_of(3_500_001, 3.3, Rounding.UP) == 115_501


@given(st.fractions(), st.integers(0, 6))
def test_roundings_enclose_the_value(value: Fraction, places: int) -> None:
    down, up = (
        Fraction(rounded(value, rounding, places)) for rounding in (Rounding.DOWN, Rounding.UP)
    )
    assert abs(down) <= abs(value) <= abs(up)
    assert abs(up - down) in (0, Fraction(1, 10**places))
    assert Fraction(rounded(value, Rounding.HALF_UP, places)) in (down, up)
