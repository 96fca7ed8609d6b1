"""The same things asked in many ways: terse, polite, of two things, in words no document uses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ieum.search.index import PassageIndex
from ieum.search.mending import slips
from ieum.search.passages import Block, Document, Role, cut
from ieum.search.questions import Reckoning, Wanted, understand
from ieum.search.requests import without_begging
from ieum.search.terms import Term, TermKind
from tests.search.invented_documents import TODAY, Asked

NEWS = """가람도, 별빛 연합 총회 열어
□ 가람도는 6월 2일 다솜시 시민회관에서 「제1회 별빛 회의」를 열었다.
ㅇ 오늘 회의에는 총 8건의 안건이 올랐다.
별빛 연합은 올해 2월 3일 출범했다. 출범 당시 40개 기관이었지만 20개 기관이 들어와 60개로 늘었다.
가람노을학교(21억원)는 최고급 교육 과정인 ‘별빛반’을 도입한다.
노을상사는 로봇으로 연료비를 20% 줄였다. 세계 50대 별빛 학교에 국내 학교는 없으며 격차가 크다.
‘은하 지도 제작’(12억원, 2030~2032년)과 ‘유성 관측망’(9억원, 2031~2033년)을 추진한다."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    asked = Asked(Path(tmp_path_factory.mktemp("index")))
    asked.documents["news"] = _news()
    asked.index = PassageIndex(Path(tmp_path_factory.mktemp("more")))
    asked.index.bring_up_to_date(
        dict.fromkeys(asked.documents, "1"), lambda key: asked.documents[key].passages
    )
    return asked


def _news() -> Document:
    blocks, start = [], 0
    for number, line in enumerate(NEWS.split("\n")):
        role = Role.TITLE if number == 0 else Role.PARAGRAPH
        blocks.append(Block(start, start + len(line), role))
        start += len(line) + 1
    passages = cut(NEWS, blocks, date(2030, 6, 3))
    return Document("news", passages[0].text, passages, date(2030, 6, 3))


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("해류 모델 개발 예산액", ["150억원"]),
        ("해류 모델 개발 예산을 알려 주세요.", ["150억원"]),
        ("해류 모델 개발에 얼마가 반영됐는지 확인해 줘", ["150억원"]),
        ("해류 모델 개발은 언제 시작해서 언제 끝나?", ["2030~2032년"]),
        ("해류 모델 개발 시작 연도랑 종료 연도", ["2030~2032년"]),
        ("무인 관측선은 언제 완료되나?", ["2035년까지"]),
        ("별빛반을 도입하는 교육기관의 예산은?", ["21억원"]),
        ("제1회 별빛 회의에 오른 안건은 몇 건인가?", ["8건"]),
        ("노을상사가 줄인 연료비 비율은 몇 퍼센트인가?", ["20%"]),
    ],
)
def test_a_question_is_answered_in_whatever_words_it_is_put(
    asked: Asked, question: str, figures: list[str]
) -> None:
    assert asked.figures(question) == figures


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("연료비를 줄인 회사는 어디인가?", "노을상사"),
        ("80억원이 들어가는 사업은 무엇인가?", "갯벌 지도 구축"),
        ("세계 50대 별빛 학교에 국내 학교가 몇 곳이나 들었어?", "없으며"),
        ("별빛반은 도입됐나 검토 단계인가?", "도입한다"),
    ],
)
def test_the_kind_of_thing_asked_for_need_not_be_named(
    asked: Asked, question: str, words: str
) -> None:
    finding = asked(question)
    assert finding.lack is None
    assert any(words in quote.text for quote in finding.quotes)


@pytest.mark.parametrize(
    "question",
    [
        "해류 모델 개발 사업의 책임자는 누구인가?",
        "별빛 연합 제2차 총회는 언제 열리나?",
        "인천의 해류 모델 개발 예산을 알려 주세요.",
        "노을상사는 로봇을 몇 대 들였나?",
        "유성 관측망을 맡은 회사는 어디인가?",
        "은하 지도 제작의 2031년 목표 인원은 몇 명인가?",
    ],
)
def test_what_is_named_and_not_covered_stays_refused(asked: Asked, question: str) -> None:
    finding = asked(question)
    assert finding.lack is not None
    assert not finding.quotes


def test_three_things_that_are_named_one_by_one_are_added(asked: Asked) -> None:
    finding = asked("은하 지도 제작과 유성 관측망, 갯벌 지도 구축의 예산을 모두 더하면?")
    assert finding.total is not None
    assert finding.total.sum == 10_100_000_000


def test_two_questions_with_one_topic_are_both_answered(asked: Asked) -> None:
    finding = asked("별빛 연합은 언제 출범했고, 기관은 몇 개로 늘었나?")
    said = " ".join(figure.text for quote in finding.quotes for figure in quote.figures)
    assert "2월 3일" in said
    assert "60개" in said


def test_the_topic_before_two_things_is_that_of_both(asked: Asked) -> None:
    finding = asked("가람도는 은하 지도 제작과 유성 관측망에 각각 얼마를 쓰나?")
    figures = {figure.text for quote in finding.quotes for figure in quote.figures}
    assert figures == {"12억원", "9억원"}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("예산을 알려 주세요.", "예산?"),
        ("몇 개인지 정리해 줘", "몇 개인지?"),
        ("왜 그런지 좀 설명해 주십시오.", "왜 그런지?"),
        ("예산은 얼마인가?", "예산은 얼마인가?"),
        ("알려줘", "알려줘"),
    ],
)
def test_begging_is_no_part_of_a_question(text: str, question: str) -> None:
    assert without_begging(text) == question


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("예산을 줄인다", True),
        ("예산을 줄여 쓴다", True),
        ("줄기세포 연구", False),
        ("출판", False),
    ],
)
def test_a_verb_stands_with_the_endings_that_melt_into_it(text: str, stands: bool) -> None:
    assert Term(("줄이",), TermKind.ACT, is_verb=True).stands_in(text) is stands


def test_of_two_states_either_is_looked_for() -> None:
    terms = understand("과징금은 확정됐나 검토 단계인가?", TODAY).terms
    assert [set(term.forms) for term in terms if term.required] == [{"과징금"}, {"확정", "검토"}]


def test_which_is_larger_asks_for_amounts_though_no_money_is_named() -> None:
    question = understand("은하 지도 제작과 유성 관측망 중에 뭐가 더 커?", TODAY)
    assert question.reckoning is Reckoning.LARGER
    assert question.wanted == (Wanted.AMOUNT,)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("고래 관측 플랫폼의 주된 쓸모는 무엇인가?", "이동을 알려 준다"),
        ("물새 축제에서 방문객들은 무얼 즐기나?", "물새 축제"),
    ],
)
def test_a_word_that_no_document_uses_does_not_hide_what_the_subject_is(
    asked: Asked, question: str, words: str
) -> None:
    assert any(words in quote.text for quote in asked(question).quotes)


@pytest.mark.parametrize(
    "question",
    [
        "고래 관측 플랫폼의 주소는?",
        "인천의 물새 축제는 무엇인가?",
        "물새 축제의 담당 정당은 어디인가?",
        "잠자리 박물관의 쓸모는 무엇인가?",
    ],
)
def test_a_value_a_region_or_a_subject_that_no_document_names_is_refused(
    asked: Asked, question: str
) -> None:
    assert asked(question).lack is not None


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("데이터플렛폼", ["데이터 플랫폼"]),
        ("플렛폼", ["플랫폼"]),
        ("국방비", []),
        ("데이터플러그", []),
    ],
)
def test_a_slip_of_a_vowel_finds_the_word(word: str, found: list[str]) -> None:
    text = "국방부의 데이터 플랫폼"
    assert slips(word, text) == found


def test_two_nouns_asked_of_one_thing_are_two_questions(asked: Asked) -> None:
    said = " ".join(q.text for q in asked("바다 지킴이의 인원 규모와 시행 장소는?").quotes)
    assert "12명" in said
    assert "부산과 인천" in said


def test_a_noun_of_one_syllable_is_no_beginning_of_another_word() -> None:
    assert Term(("문",), TermKind.NAME).stands_in("문을 연다")
    assert not Term(("문",), TermKind.NAME).stands_in("문화를 알린다")


def test_a_hospital_named_after_a_region_is_not_the_region() -> None:
    term = next(t for t in understand("전남 AI 예산은?", TODAY).terms if t.is_place)
    assert not term.stands_in("전남대병원 코호트")
    assert term.stands_in("전남 코호트")
