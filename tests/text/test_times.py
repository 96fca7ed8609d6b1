from datetime import time

import pytest

from ieum.text.times import find_times


@pytest.mark.parametrize(
    ("text", "value", "grain"),
    [
        ("오후 3시", time(15), "hour"),
        ("오후세시이십분", time(15, 20), "minute"),
        ("오전 12시", time(0), "hour"),
        ("저녁 7시 30분", time(19, 30), "minute"),
        ("오후 세시 반", time(15, 30), "minute"),
        ("15:30", time(15, 30), "minute"),
        ("3:18am", time(3, 18), "minute"),
        ("3PM", time(15), "hour"),
        ("15:23:24", time(15, 23, 24), "second"),
        ("정오", time(12), "hour"),
        ("자정", time(0), "hour"),
        ("오후 네시 십오분 전", time(15, 45), "minute"),
        ("밤 12시", time(0), "hour"),
        ("밤 1시", time(1), "hour"),
        ("밤 11시", time(23), "hour"),
        ("낮 11시", time(11), "hour"),
        ("낮 1시", time(13), "hour"),
        ("PM 3:00", time(15), "minute"),
    ],
)
def test_a_time_of_day_is_read(text: str, value: time, grain: str) -> None:
    (found,) = find_times(text)
    assert (found.value, found.grain, found.text) == (value, grain, text)
    assert not found.half_open


def test_an_hour_alone_leaves_the_half_of_the_day_open() -> None:
    (found,) = find_times("11월 24일(월) 10시, 정부서울청사")
    assert found.half_open
    assert found.readings == (time(10), time(22))


@pytest.mark.parametrize(
    "text", ["3시간 동안", "서울시 공무원", "세시풍속", "100:1 경쟁", "두시럭"]
)
def test_what_is_no_time_of_day_is_left(text: str) -> None:
    assert find_times(text) == []


def test_the_upper_end_of_a_stretch_takes_its_half_of_the_day_from_the_lower() -> None:
    found = find_times("오후 2시~4시, 09:00부터 6:00까지, 3시~5시")
    assert [time.value.hour for time in found[:4]] == [14, 16, 9, 18]
    assert [time.half_open for time in found] == [False] * 4 + [True] * 2


def test_a_day_may_be_written_together_with_the_part_of_the_day() -> None:
    found = find_times("오늘밤 8시, 어제저녁 7시, 군밤 8시")
    assert [time.text for time in found] == ["밤 8시", "저녁 7시", "8시"]
