from __future__ import annotations

from datetime import date

import pytest

from ieum.search.questions import Reckoning, Wanted, understand
from ieum.search.terms import TermKind

TODAY = date(2030, 5, 1)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("다솜시 AI 예산 얼마야?", [Wanted.AMOUNT]),
        ("갯벌 지도 구축 사업비는?", [Wanted.AMOUNT]),
        ("바다 자료 계획은 언제 발표했나?", [Wanted.DATE]),
        ("해류 모델 개발의 예산과 기간은?", [Wanted.AMOUNT, Wanted.PERIOD]),
        ("바다 지킴이는 몇 명으로 늘어나?", [Wanted.COUNT]),
        ("해류 관측 성공률은 얼마까지 올리나?", [Wanted.SHARE]),
        ("연료비는 얼마나 줄었나?", [Wanted.CHANGE]),
        ("고래 관측을 맡은 부처는 어디인가?", [Wanted.ACTOR]),
        ("고래 관측 플랫폼은 뭘 하는 거야?", [Wanted.STATEMENT]),
        ("How much is the AI budget of Dasom?", [Wanted.AMOUNT]),
        ("When was the plan announced?", [Wanted.DATE]),
        ("How many sites are planned?", [Wanted.COUNT]),
    ],
)
def test_the_kind_of_answer_is_told_from_the_question(question: str, wanted: list[Wanted]) -> None:
    assert list(understand(question, TODAY).wanted) == wanted


def test_the_focus_is_what_the_question_word_asks_of() -> None:
    question = understand("해오름 연합 참여기관 가운데 대학은 몇 곳인가?", TODAY)
    assert [term.forms[0] for term in question.terms if term.focus] == ["대학"]
    assert question.counter == "곳"


def test_purified_and_usual_words_are_one_term() -> None:
    (term,) = [t for t in understand("고래 플랫폼은?", TODAY).terms if "플랫폼" in t.forms]
    assert term.stands_in("고래 이음 터를 연다")


def test_latin_words_and_figures_stand_alone_in_a_text() -> None:
    terms = {t.forms[0]: t for t in understand("AI 5차 발사는 언제인가?", TODAY).terms}
    assert not terms["ai"].stands_in("AIATC said")
    assert terms["5차"].kind is TermKind.NUMBER
    assert not terms["5차"].stands_in("15차 발사")


def test_a_relative_year_is_resolved_from_today() -> None:
    (term,) = [t for t in understand("내년 예산은?", TODAY).terms if t.kind is TermKind.YEAR]
    assert term.year == 2031


def test_sums_are_told_with_how_many_things_they_add() -> None:
    question = understand("다솜시의 두 사업 금액을 더하면 얼마인가?", TODAY)
    assert question.reckoning is Reckoning.SUM
    assert question.how_many == 2
