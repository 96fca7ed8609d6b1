from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.text.money import find_money, hangul_amount, parse_won, won_in_units, write_won
from ieum.text.vague_money import find_vague_money


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("350만원", 3_500_000),
        ("350만", 3_500_000),
        ("3,500,000", 3_500_000),
        ("3,500,000원", 3_500_000),
        ("1.2억", 120_000_000),
        ("1억5천", 150_000_000),
        ("일억 오천", 150_000_000),
        ("일억오천원", 100_005_000),
        ("마이너스 3억원", -300_000_000),
        ("삼백오십만원", 3_500_000),
        ("1억 2,345만 6,789원", 123_456_789),
        ("₩3,500,000", 3_500_000),
        ("KRW 3,500,000", 3_500_000),
        ("3.5 million won", 3_500_000),
        ("금 일천이백만원정", 12_000_000),
        (" 0원 ", 0),
    ],
)
def test_an_amount_of_won_is_read(text: str, won: int) -> None:
    assert parse_won(text) == won


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("350만 달러", "USD"),
        ("-", "not an amount"),
        ("", "not an amount"),
        ("3.5", "whole number"),
        ("3만원~5만원", "range"),
        ("350만원쯤 되는 돈", "not an amount"),
        ("두 번째", "ordinal"),
    ],
)
def test_what_is_no_amount_of_won_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_won(text)


def test_amounts_are_written_for_people_and_for_contracts() -> None:
    assert write_won(3_500_000) == "3,500,000원"
    assert won_in_units(1_100_000_000_000) == "1조 1,000억 원"
    assert won_in_units(123_456_789) == "1억 2,345만 6,789원"
    assert hangul_amount(12_000_000) == "일천이백만"


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**18))
def test_every_written_amount_reads_back(amount: int) -> None:
    for written in (
        write_won(amount),
        won_in_units(amount),
        hangul_amount(amount) + "원",
        f"금 {hangul_amount(amount)}원정",
    ):
        assert parse_won(written) == amount


@pytest.mark.parametrize(
    ("text", "amount", "currency", "qualifier"),
    [
        ("예산 3조1000억원 규모", 3_100_000_000_000, "KRW", "approximately"),
        ("약 2억4천만원 이상", 240_000_000, "KRW", "at_least"),
        ("1000여억 원", 100_000_000_000, "KRW", "approximately"),
        ("최대 500만 원", 5_000_000, "KRW", "at_most"),
        ("10달러 초과", 10, "USD", "more_than"),
        ("만원 미만", 10_000, "KRW", "less_than"),
        ("예산 9.9조", 9_900_000_000_000, "KRW", "exact"),
        ("집이 3억 5천이래요", 350_000_000, "KRW", "exact"),
        ("12억4천에 팔렸다", 1_240_000_000, "KRW", "exact"),
        ("$3.5M raised", 3_500_000, "USD", "exact"),
        ("마이너스 5백만 달러의 현금 흐름", -5_000_000, "USD", "exact"),
        ("5만 킵을 냈다", 50_000, "LAK", "exact"),
        ("1 달러 그리고 25 센트", Decimal("1.25"), "USD", "exact"),
        ("20 달러와 15 센트", Decimal("20.15"), "USD", "exact"),
        ("일당 15만 원꼴", 150_000, "KRW", "exact"),
        ("₭5000", 5000, "LAK", "exact"),
        (".5 달러", Decimal("0.5"), "USD", "exact"),
        ("55 남아프리카 공화국 랜드", 55, "ZAR", "exact"),
        ("70 포클랜드제도 파운드", 70, "FKP", "exact"),
        ("₿0.5", Decimal("0.5"), "XBT", "exact"),
        ("1백억 5천만 홍콩 달러", 10_050_000_000, "HKD", "exact"),
        ("4억 2천만 핀란드 마르카에", 420_000_000, "FIM", "exact"),
        ("3 달러 50 센트", Decimal("3.5"), "USD", "exact"),
        ("470 펜스", Decimal("4.7"), "GBP", "exact"),
        ("$3.5 million", 3_500_000, "USD", "exact"),
        ("at least €20", 20, "EUR", "at_least"),
        ("1엔 입찰", 1, "JPY", "exact"),
    ],
)
def test_money_is_found_with_currency_and_qualifier(
    text: str, amount: int, currency: str, qualifier: str
) -> None:
    (money,) = find_money(text)
    assert (money.amount, money.currency, money.qualifier) == (amount, currency, qualifier)


@pytest.mark.parametrize("text", ["3억~5억 원", "3~5억 원", "3억 원에서 5억 원까지"])
def test_a_range_of_money_is_one_result(text: str) -> None:
    (money,) = find_money(text)
    assert (money.amount, money.amount_to) == (300_000_000, 500_000_000)


def test_won_may_be_left_out_of_a_range_of_large_amounts() -> None:
    (money,) = find_money("3~5조 투입")
    assert (money.amount, money.amount_to, money.bare) == (3 * 10**12, 5 * 10**12, True)


@pytest.mark.parametrize("text", ["민법 3조", "4조 3교대", "5억 명"])
def test_large_units_that_count_no_won_are_left(text: str) -> None:
    assert find_money(text) == []


def test_a_change_from_one_amount_to_another_is_no_range() -> None:
    first, second = find_money("1600억원에서 1조1000억원으로 늘린다")
    assert (first.won, second.won) == (160_000_000_000, 1_100_000_000_000)


@pytest.mark.parametrize(
    "text",
    ["이유로 사유로 구원 이불", "3대 원칙", "5억 명", "제3조와 제조업", "프랑스 2 도어", "100원칙"],
)
def test_words_that_only_look_like_money_are_left(text: str) -> None:
    assert find_money(text) == []


def test_an_amount_that_is_not_counted_has_bounds() -> None:
    (vague,) = find_vague_money("수백억 원을 들였다")
    assert (vague.at_least, vague.below) == (20_000_000_000, 100_000_000_000)


@settings(deadline=None)
@given(st.text(alphabet="0123456789만억조천원달러,.~- 약여이상$£유로", max_size=30))
def test_money_spans_slice_to_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for money in find_money(text):
        assert money.span.of(text) == money.text
        assert money.span.start >= end
        end = money.span.end
