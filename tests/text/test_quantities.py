from fractions import Fraction

import pytest

from ieum.text.number_ranges import find_number_ranges
from ieum.text.percent import find_percents
from ieum.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "code", "span"),
    [
        ("자율주행차 200대 규모", 200, "대", "200대"),
        ("GPU 26만장을 확보", 260_000, "장", "26만장"),
        ("4개 사업", 4, "개", "4개"),
        ("1,300여 개", 1300, "개", "1,300여 개"),
        ("두 가지 경로", 2, "종", "두 가지"),
        ("총 20인", 20, "명", "20인"),
        ("180km", 180, "km", "180km"),
        ("84㎡", 84, "m²", "84㎡"),
        ("500MW급", 500, "MW", "500MW"),
        ("3 킬로", 3, "km", "3 킬로"),
        ("이백오십미리리터", 250, "mL", "이백오십미리리터"),
        ("섭씨 37도", 37, "°C", "섭씨 37도"),
        ("영하 10도", -10, "°C", "영하 10도"),
        ("배추 2포기", 2, "포기", "2포기"),
    ],
)
def test_a_quantity_is_found_with_its_unit(text: str, value: int, code: str, span: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.unit.code, found.text) == (value, code, span)


def test_what_is_counted_and_how_exactly_is_kept() -> None:
    (found,) = find_quantities("약 6개 권역 이상")
    assert (found.thing, found.qualifier) == ("권역", "approximately")
    (found,) = find_quantities("100개 이상으로")
    assert found.qualifier == "at_least"


def test_a_range_keeps_both_ends() -> None:
    (found,) = find_quantities("5~10개")
    assert (found.value, found.value_to) == (5, 10)


@pytest.mark.parametrize(
    "text", ["이 사람", "2026년 3월 5일", "1,000원", "연구 기반", "지난 2주 전"]
)
def test_what_is_no_quantity_is_left(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("90%", "90"),
        ("3.5퍼센트", "3.5"),
        ("십 프로", "10"),
        ("-5퍼센트", "-5"),
        ("100분의 5", "5"),
        ("1000분의 15", "1.5"),
        ("3할 2푼 5리", "32.5"),
    ],
)
def test_a_share_is_read_however_it_is_written(text: str, percent: str) -> None:
    (found,) = find_percents(text)
    assert (found.percent, found.text) == (Fraction(percent), text)


def test_percentage_points_are_told_from_shares() -> None:
    share, points = find_percents("38.1%보다 8%포인트 하락")
    assert (share.points, points.points) == (False, True)


@pytest.mark.parametrize("text", ["프로그램 3개와 10 프로젝트", "http://x.kr/a%20b%28c"])
def test_a_percent_sign_in_an_address_is_no_share(text: str) -> None:
    assert find_percents(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "low_in", "high_in"),
    [
        ("30 이상", 30, None, True, False),
        ("170 미만", None, 170, False, False),
        ("20부터 100까지", 20, 100, True, False),
        ("이십보다 크고 삼십오보다 작거나 같다", 20, 35, False, True),
        ("백 이상, 삼백 이하", 100, 300, True, True),
        ("5000 또는 그보다 작은", None, 5000, False, True),
        ("서른이 넘는다", 30, None, False, False),
    ],
)
def test_comparisons_in_words_are_intervals(
    text: str, low: int | None, high: int | None, low_in: bool, high_in: bool
) -> None:
    (found,) = find_number_ranges(text)
    assert (found.low, found.high) == (low, high)
    assert (found.low_included, found.high_included) == (low_in, high_in)


def test_a_telephone_number_is_no_range() -> None:
    assert find_number_ranges("+1-222-2222/2222는 전화번호이다.") == []
