from fractions import Fraction

import pytest

from ieum.text.durations import find_durations


@pytest.mark.parametrize(
    ("text", "timex", "seconds", "span"),
    [
        ("20년 동안", "P20Y", 630_720_000, "20년"),
        ("한 달 그리고 이틀 동안", "P1M2D", 2_764_800, "한 달 그리고 이틀"),
        ("일 년 내내", "P1Y", 31_536_000, "일 년 내내"),
        ("123.45초 동안", "PT123.45S", Fraction("123.45"), "123.45초"),
        ("100여일이 지난", "P100D", 8_640_000, "100여일"),
        ("한 시간 반 동안", "PT1.5H", 5400, "한 시간 반"),
        ("three years", "P3Y", 94_608_000, "three years"),
    ],
)
def test_a_length_of_time_is_read(text: str, timex: str, seconds: int, span: str) -> None:
    (found,) = find_durations(text)
    assert (found.timex, found.seconds, found.text) == (timex, seconds, span)


def test_a_range_of_years_has_both_ends() -> None:
    (found,) = find_durations("기초연구는 3~5년까지 지원")
    assert found.years == (3, 5)


@pytest.mark.parametrize(
    "text", ["2026년 예산", "3일 회의", "2025~2027년", "5월 3일", "일년생 이분법"]
)
def test_calendar_dates_are_no_durations(text: str) -> None:
    assert find_durations(text) == []
