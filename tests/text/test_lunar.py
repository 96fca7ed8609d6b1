from datetime import date, timedelta

import pytest

from ieum.text import lunar
from ieum.text.lunar import from_lunar, to_lunar
from tests.text.moon_and_sun import lunar_years


def test_the_table_is_what_the_moon_and_the_sun_give() -> None:
    for year, (start, leap, lengths) in lunar_years(1990, 2051).items():
        assert lunar._years()[year] == (start, leap, tuple(lengths))


@pytest.mark.parametrize(
    ("lunar_date", "solar"),
    [
        # published by the Korea Astronomy and Space Science Institute
        ((2025, 1, 1), date(2025, 1, 29)),
        ((2026, 1, 1), date(2026, 2, 17)),
        ((2025, 8, 15), date(2025, 10, 6)),
        ((2017, 8, 15), date(2017, 10, 4)),
        ((2024, 4, 8), date(2024, 5, 15)),
        ((2027, 1, 1), date(2027, 2, 7)),  # a day after China
    ],
)
def test_lunar_holidays_fall_on_their_published_days(
    lunar_date: tuple[int, int, int], solar: date
) -> None:
    assert from_lunar(*lunar_date) == solar


def test_every_day_of_the_table_goes_both_ways() -> None:
    day = date(2024, 12, 1)
    while day < date(2026, 3, 1):
        there = to_lunar(day)
        assert there is not None
        assert from_lunar(*there) == day
        day += timedelta(days=1)


def test_there_is_no_answer_outside_the_table() -> None:
    assert from_lunar(1900, 1, 1) is None
    assert from_lunar(2026, 13, 1) is None
