"""Lengths of time and the days on which periods end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.services.quantities.lengths import Length, Reckoning, read_length, write_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("100일", {"days": 100}),
        ("백일", {"days": 100}),
        ("열흘", {"days": 10}),
        ("1년 6개월", {"years": 1, "months": 6}),
        ("3 weeks", {"weeks": 3}),
        ("two months", {"months": 2}),
    ],
)
def test_a_length_is_read(text: str, length: dict[str, int]) -> None:
    assert read_length(text) == length


@pytest.mark.parametrize("text", ["", "5", "3시간", "이틀 반", "3~5년", "3월 5일", "강사료 30만원"])
def test_what_is_no_length_of_whole_days_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="100"):
        read_length(text)


@given(
    st.fixed_dictionaries(
        {unit: st.integers(1, 900) for unit in ("years", "months", "weeks", "days")}
    )
)
def test_what_is_written_reads_back(length: dict[str, int]) -> None:
    assert read_length(write_length(length)) == length


@pytest.mark.parametrize(
    ("start", "length", "last"),
    [
        # The first day counted is 1 March, so that a month ends with March.
        (date(2026, 2, 28), Length(months=1), date(2026, 3, 31)),
        (date(2026, 1, 31), Length(months=1), date(2026, 2, 28)),
        # The first day counted is 31 January; February has no such day.
        (date(2026, 1, 30), Length(months=1), date(2026, 2, 28)),
        (date(2026, 8, 31), Length(months=6), date(2027, 2, 28)),
        (date(2026, 9, 1), Length(years=2), date(2028, 9, 1)),
        (date(2026, 3, 5), Length(days=100), date(2026, 6, 13)),
        (date(2026, 3, 5), Length(months=1, days=10), date(2026, 4, 15)),
    ],
)
def test_a_period_ends_by_article_160(start: date, length: Length, last: date) -> None:
    assert Reckoning(start, length).last == last


@pytest.mark.parametrize(
    ("last", "expires"),
    [
        (date(2026, 6, 12), date(2026, 6, 12)),
        (date(2026, 6, 13), date(2026, 6, 15)),
        (date(2026, 6, 14), date(2026, 6, 15)),
    ],
)
def test_a_period_does_not_end_on_a_weekend(last: date, expires: date) -> None:
    assert Reckoning(last, Length(days=1), start_counts=True).expires == expires


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 5000))
def test_days_forward_and_back_meet(start: date, days: int) -> None:
    there = Reckoning(start, Length(days=days))
    assert there.day == there.last
    assert Reckoning(there.day, Length(days=days), backwards=True).day == start
