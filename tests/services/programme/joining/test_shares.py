"""Stated shares against the amounts they are of."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.joining.shares import ShareCheck, check_shares
from tests.services.programme.extraction.documents import document

HEAD = "강원특별자치도, 온실 자동화에 힘쓴다\n\n등록 : 2030-03-05\n\n"


def checked(text: str) -> list[ShareCheck]:
    return check_shares(budgets_of(document(f"{HEAD}{text}\n")), f"{HEAD}{text}\n")


def wrong(text: str) -> list[tuple[str, Fraction, Fraction]]:
    return [(one.name, one.stated, one.computed) for one in checked(text) if one.disagrees]


LIST = (
    "▷ 스마트 농업 : 300억원\n"
    " ① 온실 보급(150억원, 50%)\n ② 등대 정비(90억원, {share})\n ③ 교육(60억원, 20%)\n"
)


def test_shares_of_the_parts_of_a_list_are_held_against_their_amounts() -> None:
    assert len(checked(LIST.format(share="30%"))) == 3
    assert wrong(LIST.format(share="30%")) == []
    assert wrong(LIST.format(share="40%")) == [("등대 정비", Fraction(2, 5), Fraction(3, 10))]


def test_a_share_is_as_exact_as_it_is_written() -> None:
    text = "▷ 스마트 농업 : 300억원\n ① 온실 보급(100억원, {share})\n ② 정비(200억원, 67%)\n"
    for share in ("33%", "33.3%", "약 35%"):
        assert wrong(text.format(share=share)) == [], share
    for share in ("34%", "33.5%", "약 40%"):
        assert [name for name, *_rest in wrong(text.format(share=share))] == ["온실 보급"], share


def test_a_third_of_the_whole_is_a_share() -> None:
    text = (
        "강원특별자치도는 2031년 스마트 농업에 300억원을 편성했다. "
        "이 중 온실 보급이 {eok}억원으로 전체의 3분의 1을 차지한다."
    )
    assert len(checked(text.format(eok=100))) == 1
    assert wrong(text.format(eok=100)) == []
    assert wrong(text.format(eok=150)) == [("온실 보급", Fraction(1, 3), Fraction(1, 2))]


def test_what_a_purse_pays_is_a_share_of_the_amount_before_it() -> None:
    text = "온실 보급 사업에 총사업비 300억원(국비 180억원(60%), 지방비 120억원({share}))을 쓴다."
    assert wrong(text.format(share="40%")) == []
    assert wrong(text.format(share="45%")) == [("지방비", Fraction(9, 20), Fraction(2, 5))]


def test_shares_of_purses_are_never_more_than_the_whole() -> None:
    text = "온실 보급 사업의 총사업비는 300억원(국비 60%, 지방비 {share})이다."
    assert wrong(text.format(share="40%")) == []
    assert wrong(text.format(share="30%")) == []
    assert wrong(text.format(share="50%")) == [("국비·지방비", Fraction(1), Fraction(11, 10))]


@pytest.mark.parametrize(
    "text",
    [
        "강원특별자치도는 올해보다 20% 늘어난 120억원을 온실에 쓴다.",
        "▷ 스마트 농업 : 300억원\n ① 온실 보급(150억원, 20% 증가)\n ② 정비(150억원, 전년 대비 5%)\n",
        "▷ 스마트 농업 : 300억원\n ① 온실 보급(150억원, 70% 이상)\n ② 정비(150억원)\n",
        "▷ 스마트 농업 : 약 300억원\n ① 온실 보급(150억원, 70%)\n ② 정비(150억원)\n",
        "▷ 스마트 농업 : 300억원\n ① 온실 보급 150억원(20%) 늘어남\n ② 정비(150억원)\n",
        "온실 보급 사업에 300억원을 쓴다. 국비 보조율은 70%이다.",
        "온실 보급 사업에 300억원을 쓴다. 보급률은 70%다.",
    ],
)
def test_a_share_of_something_else_is_left_alone(text: str) -> None:
    assert wrong(text) == []
