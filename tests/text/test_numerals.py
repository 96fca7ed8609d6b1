from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.text.numerals import find_numbers, parse_number
from ieum.text.won import hangul_amount


def values(text: str) -> list[Fraction]:
    return [number.value for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3조1000억", 3_100_000_000_000),
        ("1.2억", 120_000_000),
        ("2억4천", 240_000_000),
        ("1천 5백만", 15_000_000),
        ("6천 2백 70만", 62_700_000),
        ("이십일조 삼백", 21_000_000_000_300),
        ("1,300백만", 1_300_000_000),
        ("일억이", 100_000_002),
        ("스물다섯", 25),
        ("백스물하나", 121),
        ("일흔일곱", 77),
        ("마이너스 일만", -10_000),
        ("-3", -3),
        ("두 다스", 24),
        ("3.5 million", 3_500_000),
        ("two hundred and five", 205),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: int) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("삼점사", "3.4"),
        ("일쩜이삼", "1.23"),
        ("오분의 일", "1/5"),
        ("삼과 오분의 일", "16/5"),
        ("100분의 5", "1/20"),
        ("- 1 4/5", "-9/5"),
        ("½", "1/2"),
        ("2.5^-1", "2/5"),
        ("1e10", "10000000000"),
    ],
)
def test_decimals_fractions_and_powers_are_exact(text: str, value: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        "이 사람은 일하다가 사과를 먹었다",
        "천천히 구하고 만들었다",
        "이를 통해 조사를 마치고 이에 따라 만일에 대비한다",
        "제조 공정과 연구 성과, 이천시의 조각 공원",
        "한편 한국은 세계의 두부와 네트워크를 다시 여는 중이다",
        "오는 길에 구매한 만두",
        "H100 서버와 5G 망, GPT4",
    ],
)
def test_ordinary_words_hold_no_numbers(text: str) -> None:
    assert values(text) == []


def test_a_numeral_syllable_counts_where_the_sentence_speaks_of_numbers() -> None:
    assert values("삼은 자연수이다") == [3]
    assert values("0은 영이다.") == [0, 0]
    assert values("삼성의 매출") == []


def test_counters_and_particles_vouch_for_native_numerals() -> None:
    assert values("사람 두 명과 사과 세 개") == [2, 3]
    assert values("스물여섯명이 왔다") == [26]
    assert values("서른이 넘는다") == [30]


def test_native_tens_and_units_may_stand_apart() -> None:
    assert [n.value for n in find_numbers("서른 세 명이 열 두 시간 동안")] == [33, 12]
    assert find_numbers("그는 열이 나서 누웠다") == []


def test_a_dash_between_numbers_is_no_sign() -> None:
    assert [n.value for n in find_numbers("10 - 20")] == [10, 20]
    assert [n.value for n in find_numbers("- 20")] == [-20]


def test_the_subject_particle_is_no_digit() -> None:
    assert values("그의 점수는 삼십이 넘는다") == [30]
    assert values("삼십이 명이 왔다") == [32]


def test_a_unit_syllable_that_opens_another_word_is_left_out() -> None:
    assert values("3조각과 2만족") == [3, 2]
    assert values("1천만 5명") == [10_000_000, 5]


def test_ordinals_are_marked() -> None:
    assert [(n.text, n.kind) for n in find_numbers("제3조와 두 번째, 첫째")] == [
        ("제3", "ordinal"),
        ("두 번째", "ordinal"),
        ("첫째", "ordinal"),
    ]


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**16))
def test_every_integer_reads_back_from_its_hangul_and_its_digits(value: int) -> None:
    for written in (hangul_amount(value), str(value), f"{value:,}"):
        number = parse_number(written)
        assert number is not None
        assert number.value == value


@settings(deadline=None)
@given(st.text(alphabet="이일사 오구만천백3,.5조억개명은는하한두네열원-~/분의점번째", max_size=30))
def test_spans_slice_to_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert number.span.of(text) == number.text
        assert number.span.start >= end
        end = number.span.end


@pytest.mark.parametrize(
    "text",
    ["{}원", "{}.5", "0.{}", "1/{}", "{}/3", "1과 1/{}", "{}만원", "제{}조", "{} million", "{}th"],
)
def test_digits_without_end_are_no_number_and_stop_nothing(text: str) -> None:
    found = find_numbers(text.format("7" * 5000) + " 그리고 12개")
    assert found[-1].value == 12
    assert all(number.value < 10**100 for number in found)
