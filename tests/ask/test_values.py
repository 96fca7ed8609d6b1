"""Typed values of an utterance."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.ask.spoken import in_plain_spelling
from ieum.ask.values import Found, ValueKind, find_values
from tests.ask.conftest import TODAY


def values(text: str) -> list[Found]:
    return find_values(text, TODAY)


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("삼백오십만원 적어줘", 3_500_000),
        ("3억은 얼마", 300_000_000),
        # In speech 억 carries 만 over to what follows.
        ("1억5천 빌려", 150_000_000),
        ("1억 5천만원", 150_000_000),
        ("350만 한글로", 3_500_000),
    ],
)
def test_an_amount_is_read_as_it_is_spoken(text: str, won: int) -> None:
    found = [one for one in values(text) if one.kind is ValueKind.WON]
    assert [one.number for one in found] == [won]


def test_both_ends_of_a_stretch_are_values() -> None:
    found = values("3월 1일부터 5월 10일까지")
    assert [one.kind for one in found] == [ValueKind.DATE, ValueKind.DATE]
    assert [one.days.start for one in found if one.days] == [date(2026, 3, 1), date(2026, 5, 10)]


def test_a_quotation_hides_the_values_in_it_unless_it_is_one() -> None:
    assert [one.kind for one in values('"내년에 3억원을 쓴다"에서 금액')] == [ValueKind.QUOTE]
    assert [one.kind for one in values("'3억원'을 한글로")] == [ValueKind.WON]


@given(st.text(alphabet="0123456789억만천원월일년%부터까지 \"'가나", max_size=40))
def test_values_stand_in_order_and_never_overlap(text: str) -> None:
    found = values(text)
    for one, following in itertools.pairwise(found):
        assert one.span.end <= following.span.start
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)


@pytest.mark.parametrize(
    ("spoken", "plain"),
    [
        ("담주 금욜 몇일이야", "다음주 금요일 며칠이야"),
        ("낼모레까지", "내일모레까지"),
        ("10퍼 떼면", "10퍼센트 떼면"),
        ("5만언", "5만원"),
        ("생일 담당자", "생일 담당자"),
        ("2djrdml 30vjtpsxm djfakdi", "2억의 30퍼센트 얼마야"),
        ("total work today please", "total work today please"),
    ],
)
def test_everyday_spellings_are_made_plain(spoken: str, plain: str) -> None:
    assert in_plain_spelling(spoken).text == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3월 5일부터 백일 뒤가 며칠", [("date", "3월 5일"), ("duration", "백일")]),
        ("100 days after 5 March 2026", [("duration", "100 days"), ("date", "5 March 2026")]),
        ("오늘부터 14일 뒤", [("date", "오늘"), ("duration", "14일")]),
        ("2027-02-10 기준 45일 전", [("date", "2027-02-10"), ("duration", "45일")]),
        # Counted from today it is a day itself.
        ("3주 뒤가 며칠", [("date", "3주 뒤")]),
        # 년 behind a month's number and 사주 are no lengths; 만 나이 is no amount.
        ("내 사주 봐줘", []),
        ("만 나이", []),
        ("임신 몇 주차", []),
    ],
)
def test_a_length_beside_a_day_is_no_day_of_its_own(
    text: str, expected: list[tuple[str, str]]
) -> None:
    kinds = [(str(one.kind), one.text) for one in values(text) if one.kind is not ValueKind.NUMBER]
    assert kinds == expected
