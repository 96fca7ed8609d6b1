"""The asking act is no part of what is asked."""

from __future__ import annotations

import pytest

from ieum.search.requests import without_begging, without_empty_verb


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("별빛 연합의 세 목표를 열거하여 주시기 바랍니다.", "별빛 연합의 세 목표?"),
        ("관측선 사업비를 제출해 주십시오.", "관측선 사업비?"),
        ("관측선 예산 회신 요망", "관측선 예산?"),
        ("관측선은 몇 척인지 팩트체크 좀", "관측선은 몇 척인지?"),
        ("담당자인데요, 관측선은 몇 척인가요?", "관측선은 몇 척인가요?"),
        ("관측선은 몇 척인가요? 빠른 답 부탁드립니다.", "관측선은 몇 척인가요?"),
        ("아니 관측선이 몇 척이야?", "관측선이 몇 척이야?"),
    ],
)
def test_whatever_begs_for_an_answer_is_left_out(text: str, question: str) -> None:
    assert without_begging(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "두 금액을 비교해 주십시오.",
        "두 예산을 합산하여 주십시오.",
        "관측선은 몇 척이죠? 2031년 것이요",
        "어느 부처가 담당해?",
    ],
)
def test_what_is_to_be_reckoned_or_tells_which_one_stays(text: str) -> None:
    assert without_begging(text) == text


def test_a_verb_that_says_nothing_leaves_the_noun_asked_for() -> None:
    assert without_empty_verb("사업비 비중은 어떻게 되나요?") == "사업비 비중은?"
    assert without_empty_verb("지도는 어떻게 만드나요?") == "지도는 어떻게 만드나요?"
