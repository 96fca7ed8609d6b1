from __future__ import annotations

from datetime import date

import pytest

from ieum.search.finding import Lack
from ieum.search.passages import Document
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.questions.answering import answer
from ieum.services.programme.questions.libraries import Single
from ieum.services.programme.questions.replies import Reply
from ieum.services.programme.questions.stated import Review
from ieum.services.programme.questions.wording import answer_to
from ieum.services.programme.register.values import Amount, ReviewState
from tests.search.invented_documents import document

TODAY = date(2030, 5, 1)

CITY = """다솜시, 내년 AI 예산 120억원 확보
다솜시는 2030년도 예산으로 총 9000억원을 확보했다. 이 중 AI 예산은 120억원이다.
◇ 디지털 기반 확충 : 2개 사업, 70억원
먼저 다솜 데이터센터 구축(40억원)을 추진한다. 로봇 시험장 예산에 30억원이 들어간다.
◇ 인재 양성 : 2개 사업, 51억원
▲다솜 인공지능학교(21억원) ▲청년 연구자 지원(30억원)을 한다."""

PLAN = """해양수산부, 바다 자료 계획 발표
해양수산부는 올해 3월 5일 바다 자료 계획을 발표했다. 해양수산부는 등대 정비에 총 500억원을 투자한다.
바다 자료 계획은 ‘해류 모델 개발’(150억원, 2030~2032년), ‘갯벌 지도 구축’(80억원, 2031년)으로 이루어진다."""


def city(text: str = CITY) -> Document:
    return document("city", text, date(2029, 12, 1))


def plan() -> Document:
    return document("plan", PLAN, date(2030, 3, 6))


def asked(question: str, of: Document) -> Reply:
    return answer(question, Single(of, TODAY))


def said(reply: Reply, language: str = "ko") -> str:
    told = answer_to(reply).rendered(language)
    assert told["result"] is not None
    return str(told["result"]["answer"]) + "\n" + "\n".join(told["notes"])


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("다솜시 AI 예산 중 가장 큰 분야는?", "디지털 기반 확충"),
        ("다솜시 AI 예산 가운데 가장 큰 사업은 무엇인가?", "데이터센터"),
        ("다솜시 AI 예산에서 금액이 가장 적은 사업은?", "인공지능학교"),
    ],
)
def test_the_largest_part_of_a_whole_is_named_with_its_amount(question: str, name: str) -> None:
    assert name in said(asked(question, city()))


def test_a_whole_of_which_no_part_has_an_amount_has_no_largest_part() -> None:
    assert asked("등대 정비 사업 가운데 예산이 가장 큰 사업은?", plan()).finding.lack


def test_an_amount_tells_the_year_that_another_sentence_names() -> None:
    words = said(asked("로봇 시험장 예산은 얼마인가?", city()))
    assert "2030년 한 해" in words
    assert "아직 확인되지 않았습니다" in words


def test_an_amount_for_several_years_tells_them() -> None:
    assert "2030~2032년의 총액" in said(asked("해류 모델 개발 예산은?", plan()))


@pytest.mark.parametrize(
    ("question", "of"),
    [
        ("2031년 해류 모델 개발 예산은 얼마인가?", plan()),
        ("2030년 등대 정비 예산은 얼마인가?", plan()),
        ("2028년 로봇 시험장 예산은 얼마인가?", city()),
    ],
)
def test_the_money_of_one_year_is_not_told_from_that_of_another_time(
    question: str, of: Document
) -> None:
    reply = asked(question, of)
    assert reply.finding.lack is Lack.NO_FIGURE
    assert not reply.finding.quotes


def test_an_amount_edited_in_the_document_changes_the_answer() -> None:
    edited = city(CITY.replace("로봇 시험장 예산에 30억원", "로봇 시험장 예산에 35억원"))
    assert said(asked("로봇 시험장 예산은 얼마인가?", city())).startswith("30억 원")
    assert said(asked("로봇 시험장 예산은 얼마인가?", edited)).startswith("35억 원")
    whole = "디지털 기반 확충의 두 사업 금액을 더하면 발표와 맞는가?"
    assert "맞습니다" in said(asked(whole, city()))
    assert "5억 원 많습니다" in said(asked(whole, edited))


def test_the_lead_named_in_another_sentence_is_told_with_that_sentence() -> None:
    reply = asked("해류 모델 개발을 맡은 부처는 어디인가?", plan())
    assert reply.lead == "해양수산부"
    assert "해양수산부" in reply.finding.quotes[0].text


def test_a_city_is_no_ministry() -> None:
    assert asked("로봇 시험장을 주관하는 부처는 어디인가?", city()).finding.lack


def test_amounts_for_different_times_are_said_not_to_be_comparable() -> None:
    words = said(asked("해류 모델 개발과 갯벌 지도 구축 중 어느 쪽 예산이 더 많은가?", plan()))
    assert "70억 원 더 많습니다" in words
    assert "기간이 서로 다릅니다" in words


class Reviewed(Single):
    """A document of which a person has decided every amount the same way."""

    def __init__(self, of: Document, state: ReviewState, won: int) -> None:
        super().__init__(of, TODAY)
        self._state, self._won = state, won

    def review(self, document: Document, budget: Budget) -> Review:
        amount = Amount(won=self._won, basis=budget.basis)
        return Review(self._state, amount)


QUESTION = "로봇 시험장 예산은 얼마인가?"


def test_a_confirmed_amount_is_said_to_be_confirmed() -> None:
    words = said(answer(QUESTION, Reviewed(city(), ReviewState.CONFIRMED, 3_000_000_000)))
    assert "사람이 확인했습니다" in words
    assert "아직 확인되지 않" not in words


def test_a_corrected_amount_stands_before_the_one_in_the_document() -> None:
    words = said(answer(QUESTION, Reviewed(city(), ReviewState.CORRECTED, 3_500_000_000)))
    assert words.startswith("35억 원")
    assert "문서에는 30억 원" in words


def test_an_amount_that_a_person_rejected_answers_nothing() -> None:
    reply = answer(QUESTION, Reviewed(city(), ReviewState.REJECTED, 3_000_000_000))
    assert reply.finding.lack is Lack.NO_FIGURE


TWICE = """해양수산부, 바다 계획 발표
해양수산부는 2031년에 등대 정비 사업에 700억원을 쓴다.
갯벌 지도 구축 사업에는 2035년까지 700억원 이상을 투입한다."""


def test_one_amount_said_of_two_things_is_told_apart() -> None:
    words = said(
        asked("등대 정비의 700억원은 갯벌의 700억원과 같은 돈인가?", document("t", TWICE, TODAY))
    )
    assert "서로 다른 대목" in words
    again = said(
        asked("바다 계획에 700억원이 두 번 나오는데 같은 돈인가?", document("t", TWICE, TODAY))
    )
    assert "등대 정비" in again
    assert "갯벌 지도" in again
