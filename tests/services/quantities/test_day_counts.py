"""Days and ages as the Civil Act counts them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ieum.services.quantities.day_counts import Age, Between

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def test_the_first_day_does_not_count_unless_the_period_begins_at_midnight() -> None:
    march = Between(date(2026, 3, 1), date(2026, 3, 31))
    assert (march.without_first, march.with_both) == (30, 31)


def test_a_month_is_full_on_the_same_day_of_the_next() -> None:
    assert Between(date(2026, 3, 1), date(2026, 5, 10)).months == (2, 9)
    assert Between(date(2026, 1, 31), date(2026, 3, 1)).months == (1, 1)


@given(days, st.integers(0, 400))
def test_weekdays_are_those_that_a_calendar_shows(start: date, length: int) -> None:
    shown = [start + timedelta(days=number) for number in range(length + 1)]
    between = Between(start, shown[-1])
    assert between.workdays == sum(day.weekday() < 5 for day in shown)


def test_an_age_grows_on_the_birthday_and_not_before() -> None:
    # Article 158 counts the day of birth.
    assert Age(date(1990, 5, 3), date(2026, 5, 2)).years == 35
    assert Age(date(1990, 5, 3), date(2026, 5, 3)).years == 36
    assert Age(date(1990, 5, 3), date(2026, 1, 1)).by_year == 36


def test_a_child_of_the_leap_day_grows_older_on_the_first_of_march() -> None:
    child = Age(date(2004, 2, 29), date(2005, 2, 28))
    assert child.years == 0
    assert child.grows_on == date(2005, 3, 1)
    assert Age(date(2004, 2, 29), date(2005, 3, 1)).years == 1
    assert Age(date(2004, 2, 29), date(2007, 6, 1)).grows_on == date(2008, 2, 29)


@given(days, days)
def test_the_next_birthday_is_the_first_day_of_the_next_age(born: date, on: date) -> None:
    born, on = min(born, on), max(born, on)
    age = Age(born, on)
    assert age.grows_on is not None
    assert Age(born, age.grows_on).years == age.years + 1
    assert Age(born, age.grows_on - timedelta(days=1)).years == age.years
