from __future__ import annotations

import pytest

from ieum.services.programme.questions.retelling import of_now, recalled, retold
from tests.search.invented_documents import document
from tests.services.programme.questions.test_answering import TODAY, asked, city, plan, said


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("다솜시가 늘리겠다고 한 AI 예산, 1백몇십억이었죠?", "120억 원"),
        ("다솜시 AI 예산이 백 몇십억 원이던가요?", "120억 원"),
        ("2030년도 다솜시 AI 예산, 2백억은 넘습니까? 실제 액수도 알려 주세요.", "120억 원"),
        ("안녕하세요, 대학원생인데요. 로봇 시험장 예산은 얼마인가요?", "30억 원"),
    ],
)
def test_a_question_of_a_freer_form_is_answered_as_its_plain_one(question: str, told: str) -> None:
    assert said(asked(question, city())).startswith(told)


def test_two_things_asked_of_one_deed_are_told_by_the_sentence_that_holds_both() -> None:
    club = document(
        "m", "바다 회의\n바다 회의는 2018년 복원되어 2021년까지 총리급 회의체로 운영됐다.", TODAY
    )
    assert said(
        asked("2018년에 되살린 바다 회의는 몇 년까지, 어느 급 회의체로 운영됐습니까?", club)
    ).startswith("2021년까지")


def test_what_it_was_called_before_is_not_asked_of() -> None:
    told = of_now(
        "2021년엔 다솜을 '바다 거점'으로 키운다더니, 2025년 말 다솜시가 내건 이름은 뭔가요?"
    )
    assert told == "다솜시가 내건 것은 무엇인가?"


def test_an_exact_question_is_not_retold() -> None:
    for question in (
        "로봇 시험장 예산은 얼마인가?",
        "몇 개 기관이 참여하나?",
        "3억 원은 누가 내나?",
    ):
        assert of_now(recalled(question)) == question


def test_plain_words_are_asked_again_in_official_ones() -> None:
    question = "낡은 산업단지를 디지털로 바꾸는 걸 돕겠다던 2021년 구상, 어느 권역 이야기인가?"
    assert any("노후 산업단지의 디지털 전환 지원하는" in told for told in retold(question))


def test_a_refusal_speaks_of_the_words_that_were_asked() -> None:
    reply = asked("안녕하세요, 기자인데요. 달 기지 예산, 2백억은 넘습니까?", plan())
    assert reply.finding.lack
    assert "달 기지" in reply.finding.question.text
