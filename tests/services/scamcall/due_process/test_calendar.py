"""Periods end where the Civil Act lets them end, on the calendar that Korea had and has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.services.scamcall.due_process.calendar import (
    Period,
    Unit,
    is_business_day,
    is_public_holiday,
    last_day,
    last_day_with_more,
)

#: Every public holiday of some years, from the official calendars: month and day.
KNOWN = {
    2021: "0101 0211 0212 0213 0301 0505 0519 0606 0815 0816 0920 0921 0922 1003 1004 1009 1011 1225",
    2022: "0101 0131 0201 0202 0301 0309 0505 0508 0601 0606 0815 0909 0910 0911 0912 1003 1009 1010 1225",
    2023: "0101 0121 0122 0123 0124 0301 0505 0527 0529 0606 0815 0928 0929 0930 1002 1003 1009 1225",
    2024: "0101 0209 0210 0211 0212 0301 0410 0505 0506 0515 0606 0815 0916 0917 0918 1001 1003 1009 1225",
    2025: "0101 0127 0128 0129 0130 0301 0303 0505 0506 0603 0606 0815 1003 1005 1006 1007 1008 1009 1225",
    2026: "0101 0216 0217 0218 0301 0302 0501 0505 0524 0525 0603 0606 0717 0815 0817 0924 0925 0926 1003 1005 1009 1225",
}
DAYS = st.dates(date(2012, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize("year", sorted(KNOWN))
def test_the_calendar_is_the_official_one(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    found = [f"{day:%m%d}" for day in days if is_public_holiday(day)]
    assert found == KNOWN[year].split()


def test_banks_were_closed_on_labour_day_before_it_was_a_public_holiday() -> None:
    assert not is_public_holiday(date(2025, 5, 1))
    assert not is_business_day(date(2025, 5, 1))
    # 제161조 knows public holidays alone, so a period of days could end on it.
    assert last_day(date(2025, 4, 17), Period.read("14d")) == date(2025, 5, 1)


@pytest.mark.parametrize(
    ("start", "period", "expected"),
    [
        # The first day is not counted.
        ("2026-11-02", "3d", "2026-11-05"),
        ("2026-11-02", "14d", "2026-11-16"),
        # The last day on a Saturday, a Sunday, a holiday, a row of them.
        ("2026-11-04", "3d", "2026-11-09"),
        ("2026-09-10", "14d", "2026-09-28"),
        ("2025-09-19", "14d", "2025-10-10"),
        ("2026-08-01", "14d", "2026-08-18"),
        # Months by the calendar: the day before the same day.
        ("2026-08-12", "2m", "2026-10-12"),
        # 10 October is a Saturday, 9 October Hangul Day.
        ("2026-08-10", "2m", "2026-10-12"),
        ("2026-08-09", "2m", "2026-10-12"),
        ("2026-12-30", "2m", "2027-03-02"),
        # Counting begins with the first of a month: whole months, each as long as it is.
        ("2023-02-28", "1m", "2023-03-31"),
        ("2026-02-28", "2m", "2026-04-30"),
        ("2024-02-28", "1m", "2024-03-28"),
        ("2023-08-31", "2m", "2023-10-31"),
        # The last month has no such day: the period ends with the month.
        ("2026-01-29", "1m", "2026-03-03"),
        ("2023-12-29", "2m", "2024-02-29"),
        ("2022-12-29", "2m", "2023-02-28"),
        # Years.
        ("2026-11-20", "1y", "2027-11-22"),
        ("2024-02-28", "1y", "2025-02-28"),
        ("2024-02-29", "1y", "2025-02-28"),
        ("2023-02-28", "1y", "2024-02-29"),
        # Business days, over a weekend and over Chuseok.
        ("2026-11-19", "3bd", "2026-11-24"),
        ("2026-09-22", "3bd", "2026-09-29"),
        ("2026-09-22", "3bd+14d", "2026-10-13"),
        ("2025-10-02", "3bd", "2025-10-14"),
    ],
)
def test_a_period_ends_by_the_civil_act(start: str, period: str, expected: str) -> None:
    found = last_day(date.fromisoformat(start), Period.read(period))
    assert found == date.fromisoformat(expected)


@given(DAYS, st.integers(1, 60), st.sampled_from(Unit))
def test_no_period_ends_on_a_saturday_sunday_or_holiday(day: date, count: int, unit: Unit) -> None:
    end = last_day(day, Period(((count, unit),)))
    assert end > day
    assert end.weekday() < 5
    assert not is_public_holiday(end)


@given(DAYS, st.integers(1, 40))
def test_between_there_are_as_many_business_days_as_the_period_has(day: date, count: int) -> None:
    end = last_day(day, Period(((count, Unit.BUSINESS_DAYS),)))
    between = (day + timedelta(days=number + 1) for number in range((end - day).days))
    assert sum(map(is_business_day, between)) == count


@given(DAYS, DAYS, st.integers(1, 40), st.sampled_from(Unit))
def test_what_begins_later_never_ends_earlier(
    one: date, other: date, count: int, unit: Unit
) -> None:
    first, second = sorted((one, other))
    period = Period(((count, unit),))
    assert last_day(first, period) <= last_day(second, period)


@given(DAYS, st.integers(1, 36))
def test_months_joined_are_as_long_as_months_apart(day: date, count: int) -> None:
    """Two thirds of a year follow on each other as the calendar says, whatever the months' lengths."""
    months = Period(((count, Unit.MONTHS),))
    end = last_day_with_more(day, months, None, 0)
    assert 28 * count <= (end - day).days <= 31 * count + 12


@pytest.mark.parametrize("text", ["", "3", "3w", "d3", "3d+", "-3d", "3d 4d"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no period"):
        Period.read(text)


@given(st.lists(st.tuples(st.integers(1, 999), st.sampled_from(Unit)), min_size=1, max_size=3))
def test_a_period_is_read_as_it_is_written(parts: list[tuple[int, Unit]]) -> None:
    period = Period(tuple(parts))
    assert Period.read(str(period)) == period
