"""What figure a question asks for: money and nothing else, two moments, two numbers, a change."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.search.answering import answer_from_document
from ieum.search.finding import Finding
from ieum.search.passages import Document
from tests.search.invented_documents import TODAY, document

NEWS = """해달부, 물결 연합 첫 총회 열어
물결 연합 참여기관은 출범 당시 40여개 기관이었지만, 15개 기관이 합류하며 1차 총회에서 55개로 늘었다.
◇ 제1회 바다기술 관계장관회의
* (구성원) 해달부 장관, 별빛청장 등 총 14인
◇ 나래 연구자 제도
나래 연구자 20명을 지정하고, 연구비 부정 사용은 막되 두 가지 경로로 나래 연구자의 활동을 보장한다.
◇ 바다 계획
총 3조2000억원 규모로 4대 해역 개발 사업을 추진한다. 전북은 조선, 경남은 로봇을 중심으로 한다.
바다 자율 예산을 2031년 1500억원에서 2035년 9000억원으로 늘린다.
등대 예산은 2031년 30억원이다. 등대 예산은 2033년 45억원이 된다.
이날 하늬 의원이 "떨어진 조합도 함께할 수 있나"고 묻자, 배다솜 장관은 "떨어진 조합도 도울 계획"이라고 답했다.
별무리 예산은 80억원 규모로 확대한다.
◇ 물길 지도 방향
해달부는 12개 시·군과 함께 마련한 물길 지도 방향을 확정했다. 물길 지도는 나라를 5개 권역으로 나눈다."""


@pytest.fixture(scope="module")
def news() -> Document:
    return document("news", NEWS, date(2030, 5, 1))


def _figures(finding: Finding) -> set[str]:
    return {figure.text for quote in finding.quotes for figure in quote.figures}


@pytest.mark.parametrize(
    "question",
    [
        "나래 연구자로 지정되면 한 사람에 연구비를 얼마나 주나?",
        "나래 연구자한테 연구비를 얼마나 대주나요?",
        "나래 연구자 한 명에게 연구비는 얼마나 줘?",
        "나래 연구자로 뽑히면 활동비를 얼마나 받아?",
        "나래 연구자에게 지원금을 얼마나 지급합니까?",
        "나래 연구자 활동에 예산을 얼마나 보태나?",
        "나래 연구자한테 연구비가 얼마나 돌아가나?",
        "나래 연구자에게 수당을 얼마나 쥐여 주나",
        "나래 연구자 제도의 연구비를 얼마나 더 얹어 주나?",
        "나래 연구자는 얼마나 주나?",
    ],
)
def test_how_much_of_a_noun_of_money_is_answered_by_money_alone(
    news: Document, question: str
) -> None:
    finding = answer_from_document(question, news, TODAY)
    assert finding.lack is not None
    assert not finding.quotes


@pytest.mark.parametrize(
    "question",
    [
        "4대 해역 개발 사업비 3조2000억원 중 전북 배정액을 알려 주시기 바랍니다.",
        "4대 해역 개발 사업 3조 2천억원 가운데 경남 지원액은?",
        "3조2000억원 중 전북 투자액이 얼마야?",
        "4대 해역 개발 사업에서 전북에 돌아가는 배분액은 얼마인가?",
        "전북 해역 개발의 지급액을 알려 줘",
        "경남 해역 개발 배정액은 어느 정도인가?",
        "총 3.2조원의 4대 해역 개발 사업 중 전북 할당액은?",
        "4대 해역 개발 사업의 경남 몫 집행액은 얼마였나요?",
        "전북 해역 개발 교부액은 몇 억원인가?",
        "3조 2,000억 원짜리 해역 개발에서 경남 확보액은?",
        "4대 해역 개발 총사업비 중 국비 지원액은?",
        "4대 해역 개발 사업비 가운데 민자는 얼마인가?",
    ],
)
def test_the_amount_that_a_question_names_is_no_amount_of_a_part(
    news: Document, question: str
) -> None:
    finding = answer_from_document(question, news, TODAY)
    assert finding.lack is not None
    assert not finding.quotes


def test_the_amount_of_the_whole_is_told(news: Document) -> None:
    finding = answer_from_document("4대 해역 개발 사업의 투자액은?", news, TODAY)
    assert _figures(finding) == {"3조2000억원 규모"}


@pytest.mark.parametrize(
    "question",
    [
        "떨어진 조합도 돕겠다고 답한 사람은 누구인가?",
        "떨어진 조합도 도울 계획이라고 대답한 사람은 누구야?",
        "누가 떨어진 조합도 돕겠다고 답변했나?",
        "떨어진 조합도 함께할 수 있냐는 물음에 답한 장관은 누구인가?",
        "떨어진 조합을 도울 계획이라고 말씀한 분이 누구죠?",
        "떨어진 조합도 도울 계획이라고 언급한 사람은 누구예요?",
        "떨어진 조합도 도울 계획이라고 강조한 인물은 누구인가",
        "의원의 질문에 떨어진 조합도 도울 계획이라고 설명한 사람은 누구인지 알려 주세요.",
        "떨어진 조합도 도울 계획이라고 응답한 사람은 누구?",
        "떨어진 조합도 도울 계획이라고 덧붙인 사람이 누구인가요?",
    ],
)
def test_who_said_something_is_told_by_any_verb_of_saying(news: Document, question: str) -> None:
    finding = answer_from_document(question, news, TODAY)
    assert any("배다솜 장관은" in quote.text for quote in finding.quotes)


@pytest.mark.parametrize(
    "question",
    [
        "등대를 헐겠다고 답한 사람은 누구인가?",
        "물길 지도를 팔겠다고 대답한 장관은 누구인가?",
        "인천의 조합도 돕겠다고 답한 사람은 누구인가?",
    ],
)
def test_who_said_what_nobody_said_is_refused(news: Document, question: str) -> None:
    assert answer_from_document(question, news, TODAY).lack is not None


@pytest.mark.parametrize(
    "question",
    [
        "바다기술 장관회의 멤버가 다합쳐서 몇명이야?",
        "바다기술 관계장관회의 멤버는 몇 명인가?",
        "바다기술장관회의 구성원은 모두 몇 명인가?",
        "바다기술 관계 장관회의의 구성 인원은 몇 명인가?",
        "바다기술 장관회의는 멤버가 전부 몇 명이래?",
        "바다기술 관계장관회의 멤버 수는?",
        "제1회 바다기술 장관회의 구성원 수를 알려 주세요.",
        "바다기술 장관회의에 멤버가 몇 명이나 있어?",
        "바다기술 장관회의 멤버 다 합하면 몇 명?",
        "바다기술 관계장관회의 구성원은 총 몇 인인가?",
    ],
)
def test_members_of_a_council_are_counted_whatever_they_are_called(
    news: Document, question: str
) -> None:
    assert _figures(answer_from_document(question, news, TODAY)) == {"14인"}


@pytest.mark.parametrize(
    "question",
    [
        "물결 연합 멤버는 몇 명인가?",
        "하늘기술 관계장관회의 멤버는 몇 명인가?",
        "제2회 바다기술 장관회의 구성원은 몇 명인가?",
    ],
)
def test_members_of_another_body_are_refused(news: Document, question: str) -> None:
    assert answer_from_document(question, news, TODAY).lack is not None


@pytest.mark.parametrize(
    "question",
    [
        "물길 지도 방향을 함께 마련한 시·군의 수와 나눈 권역의 수를 제시하여 주시기 바랍니다.",
        "물길 지도 방향의 시·군의 수와 권역의 수는?",
        "물길 지도 방향에 함께한 시·군 수와 권역 수는?",
        "물길 지도의 시·군 수와 권역 수를 알려 주세요.",
        "물길 지도 방향 수립에 함께한 시·군의 수와 권역의 수를 적어 주십시오.",
        "물길 지도 방향에서 시·군 수하고 권역 수는?",
        "물길 지도 시·군의 수와 나뉜 권역의 수",
        "물길 지도 방향의 권역의 수와 시·군의 수는?",
        "물길 지도의 시·군 수와 권역 수는 각각 얼마인가?",
        "물길 지도 방향 마련에 참여한 시·군의 수와, 권역의 수를 답해 주세요.",
    ],
)
def test_two_numbers_that_are_asked_for_are_both_told(news: Document, question: str) -> None:
    assert _figures(answer_from_document(question, news, TODAY)) == {"12개", "5개"}


def test_of_two_numbers_the_one_that_nobody_says_is_named_as_missing(news: Document) -> None:
    finding = answer_from_document("물길 지도 방향의 권역의 수와 대학의 수는?", news, TODAY)
    assert finding.lack is not None or finding.unanswered


@pytest.mark.parametrize(
    "question",
    [
        "물결 연합 참여기관은 출범 때 몇 개였고 제1차 총회 때는 몇 개가 되었나?",
        "물결 연합 기관은 출범 당시 몇 개였고, 1차 총회에서는 몇 개로 늘었나?",
        "물결 연합 참여기관은 출범할 때 몇 곳이었으며 제1차 총회에서는 몇 곳이 되었나요?",
        "물결 연합은 출범 당시 몇 개 기관이었고 1차 총회 때 몇 개 기관이 됐나?",
        "물결 연합의 참여기관은 처음 출범 때 몇 개였고 1차 총회에선 몇 개가 됐어?",
        "물결 연합 기관이 출범 때 몇 개였는지 제1차 총회에서는 몇 개인지 알려 주세요.",
        "물결 연합 참가기관은 출범 때는 몇 개였고 1차 총회에서 몇 개까지 늘었나?",
        "물결 연합 참여기관은 출범 당시에 몇 개였고 제1차 총회 때 몇 개로 되었나?",
        "물결 연합 참여기관이 출범 때 몇 개였고 1차 총회 때 몇 개가 된 거야?",
        "물결 연합 기관은 출범 때 몇 개이고 제1차 총회에서 몇 개인가?",
    ],
)
def test_one_number_at_two_moments_is_told_for_both(news: Document, question: str) -> None:
    assert {"40여개", "55개"} <= _figures(answer_from_document(question, news, TODAY))


def test_a_number_at_a_meeting_that_is_not_told_is_refused(news: Document) -> None:
    question = "물결 연합 참여기관은 제2차 총회 때 몇 개가 되었나?"
    assert answer_from_document(question, news, TODAY).lack is not None


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("바다 자율 예산의 2031년 대비 2035년 증가액을 산출 근거와 함께 제시하여 주시기 바랍니다.", 7500),
        ("바다 자율 예산의 2031년 대비 2035년 증가액은?", 7500),
        ("바다 자율 예산, 2031년과 2035년의 차액은 얼마인가?", 7500),
        ("2035년 바다 자율 예산은 2031년보다 얼마 더 많은가?", 7500),
        ("바다 자율 예산의 2031년에서 2035년 사이 증액 폭은?", 7500),
        ("바다 자율 예산 2031년과 2035년의 차이를 계산 과정과 함께 알려 줘", 7500),
        ("2031년 대비 2035년 바다 자율 예산 증가 규모는 얼마인가?", 7500),
        ("바다 자율 예산은 2031년보다 2035년에 얼마나 늘어나나?", 7500),
        ("등대 예산의 2031년 대비 2033년 증가액은?", 15),
        ("등대 예산은 2033년에 2031년보다 얼마나 더 많은가?", 15),
    ],
)  # fmt: skip
def test_the_difference_between_two_years_is_reckoned_and_both_are_shown(
    news: Document, question: str, gap: int
) -> None:
    finding = answer_from_document(question, news, TODAY)
    assert finding.pair is not None
    first, second = finding.pair.first.value, finding.pair.second.value
    assert first is not None
    assert second is not None
    assert second - first == gap * 100_000_000
    shown = _figures(finding)
    assert {finding.pair.first.text, finding.pair.second.text} <= shown


@pytest.mark.parametrize(
    "question",
    [
        "바다 자율 예산의 2031년 대비 2033년 증가액은?",
        "바다 자율 예산의 2029년 대비 2035년 증가액은?",
        "등대 예산의 2031년 대비 2035년 증가액은?",
        "등대 예산의 증가액은 얼마인가?",
        "4대 해역 개발 사업의 증가액은?",
        "별무리 예산의 증가액은 얼마인가?",
    ],
)
def test_a_difference_of_years_that_nobody_tells_is_refused(news: Document, question: str) -> None:
    finding = answer_from_document(question, news, TODAY)
    assert finding.lack is not None
    assert not finding.quotes
