from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.search.finding import Lack
from ieum.search.mending import is_one_slip_away
from ieum.search.questions import Wanted, understand
from tests.search.invented_documents import TODAY, Asked


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(Path(tmp_path_factory.mktemp("index")))


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("다솜시 AI 예산은 얼마인가?", ["120억원"]),
        ("다솜시의 2030년 예산은 총 얼마인가?", ["9000억원"]),
        ("다솜 데이터센터 구축 예산은?", ["40억원"]),
        ("로봇 시험장에 얼마가 들어가?", ["30억원"]),
        ("인재 양성은 몇 개 사업에 얼마인가?", ["51억원", "2개"]),
        ("해류 모델 개발의 예산과 기간은?", ["150억원", "2030~2032년"]),
        ("갯벌 지도 구축 예산은 얼마야?", ["80억원"]),
        ("바다 지킴이는 2033년까지 몇 명으로 늘어나나?", ["60명 이상"]),
        ("해류 관측 성공률은 몇 퍼센트로 높이나?", ["95%"]),
        ("무인 관측선은 언제까지 개발하나?", ["2035년까지"]),
        ("바다 자료 계획을 발표한 날짜는?", ["올해 3월 5일"]),
    ],
)
def test_the_figure_that_belongs_to_the_subject_is_found(
    asked: Asked, question: str, figures: list[str]
) -> None:
    assert asked.figures(question) == figures


@pytest.mark.parametrize(
    ("question", "lack"),
    [
        ("고래 관측 플랫폼 예산은 얼마인가?", Lack.NO_FIGURE),
        ("갯벌 지도 구축에 참여하는 대학은 몇 곳인가?", Lack.NO_SUBJECT),
        ("무인 관측선은 몇 척 만드나?", Lack.NO_FIGURE),
        ("부표 정비에 얼마를 투자하나?", Lack.NO_FIGURE),
        ("2036년 다솜시 AI 예산은 얼마인가?", Lack.NO_FIGURE),
        ("한빛군 AI 예산은 얼마인가?", Lack.NO_SUBJECT),
        ("바다 자료 계획은 언제 폐지하나?", Lack.NO_FIGURE),
        ("고래 관측 플랫폼을 맡은 부처는 어디인가?", Lack.NO_FIGURE),
        ("그거 얼마야?", Lack.NO_WORDS),
    ],
)
def test_what_no_document_says_is_refused_and_brings_no_figure(
    asked: Asked, question: str, lack: Lack
) -> None:
    finding = asked(question)
    assert finding.lack is lack
    assert not finding.quotes


def test_a_quote_stands_in_its_document_where_it_says(asked: Asked) -> None:
    quote = asked("갯벌 지도 구축 예산은?").quotes[0]
    passage = quote.passage
    assert passage.start <= quote.start < quote.end <= passage.end
    assert all(quote.text[f.start : f.end] == f.text for f in quote.figures)


def test_a_question_of_what_it_does_is_answered_with_the_sentence(asked: Asked) -> None:
    assert "이동을 알려 준다" in asked("고래 관측 플랫폼은 뭘 하는 거야?").quotes[0].text


def test_the_usual_word_finds_the_purified_one_and_the_other_way_round(asked: Asked) -> None:
    assert asked("고래 관측 이음터는 무엇인가?").quotes
    assert asked.figures("다솜 인공지능학교 예산은?") == asked.figures("다솜 AI학교 예산은?")


def test_a_sum_is_reckoned_from_the_parts_and_held_against_the_stated_total(asked: Asked) -> None:
    total = asked("디지털 기반 확충의 두 사업 금액을 더하면 얼마인가?").total
    assert total is not None
    assert [part.figure.text for part in total.parts] == ["40억원", "30억원"]
    assert total.gap == 0


def test_a_total_that_disagrees_with_its_parts_shows_the_gap(asked: Asked) -> None:
    total = asked("다솜시 AI 예산의 분야 금액을 모두 더하면 총액과 맞나?").total
    assert total is not None
    assert total.sum == 12_100_000_000
    assert total.gap == 100_000_000


def test_a_second_kind_of_answer_that_is_missing_is_named(asked: Asked) -> None:
    finding = asked("로봇 시험장의 예산과 기간은?")
    assert [f.text for f in finding.quotes[0].figures] == ["30억원"]
    assert finding.unanswered == [Wanted.PERIOD]


def test_where_is_answered_with_the_sentence_that_names_a_place(asked: Asked) -> None:
    assert "부산" in asked("바다 지킴이는 어디에서 먼저 시행하나?").quotes[0].text
    assert asked("해류 관측은 어느 도시에서 하나?").lack


def test_a_total_is_no_price_of_one(asked: Asked) -> None:
    assert asked("갯벌 지도 한 장당 비용은 얼마인가?").lack
    assert asked("갯벌 지도 구축 비용은 얼마인가?").quotes


def test_the_count_of_another_thing_does_not_stand_in(asked: Asked) -> None:
    assert asked.figures("디지털 기반 확충은 몇 개 사업인가?") == ["2개"]
    assert asked("디지털 기반 확충은 몇 명이 하나?").lack


@given(st.text("가나다라", min_size=4, max_size=8), st.integers(0, 8), st.sampled_from("가나다라"))
def test_one_slip_is_one_letter_changed_left_out_or_put_in(word: str, at: int, letter: str) -> None:
    at = min(at, len(word) - 1)
    assert is_one_slip_away(word, word[:at] + letter + word[at + 1 :])
    assert is_one_slip_away(word, word[:at] + word[at + 1 :])
    assert is_one_slip_away(word, word[:at] + letter + word[at:])
    assert not is_one_slip_away(word, word + "마바")


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("How much is the robot test site?", ["30억원"]),
        ("What is the budget of the Dasom data centre?", ["40억원"]),
        ("To what success rate will ocean current observation be raised by 2034?", ["95%"]),
        ("When will the unmanned observation ship be developed?", ["2035년까지"]),
        ("How many students does the Dasom AI school have?", []),
        ("What will the whale satellite cost?", []),
    ],
)
def test_english_questions_are_answered_from_korean_documents(
    asked: Asked, question: str, figures: list[str]
) -> None:
    assert asked.figures(question) == figures


def test_a_figure_of_a_moment_is_the_one_said_of_that_moment(asked: Asked) -> None:
    assert asked.figures("바다 지킴이는 시작할 당시 몇 명이었나?") == ["12명"]


def test_the_noun_after_an_ordinal_only_says_what_the_thing_is(asked: Asked) -> None:
    assert asked.figures("갯벌 위원회는 몇 차 회의였나?") == ["제7차"]


def test_a_footnote_that_a_sentence_points_at_is_quoted_with_it(asked: Asked) -> None:
    quotes = asked("물새 축제는 무엇인가?").quotes
    assert any("사진을 겨룬다" in quote.text for quote in quotes)


def test_who_is_no_other_item_of_a_list(asked: Asked) -> None:
    assert asked("갯벌 지도 구축을 맡은 기업은 어디인가?").lack


def test_two_things_are_added_up_from_a_sentence_each(asked: Asked) -> None:
    total = asked("갯벌 지도 구축과 해류 모델 개발의 예산을 더하면 얼마인가?").total
    assert total is not None
    assert total.sum == 23_000_000_000


def test_a_part_is_measured_by_its_whole(asked: Asked) -> None:
    pair = asked("다솜시 AI 예산은 다솜시 2030년도 예산의 몇 %인가?").pair
    assert pair is not None
    assert [pair.first.text, pair.second.text] == ["120억원", "9000억원"]


def test_two_things_of_which_one_has_no_figure_are_refused(asked: Asked) -> None:
    assert asked("고래 관측 플랫폼과 갯벌 지도 구축의 예산을 더하면 얼마인가?").lack


@pytest.mark.parametrize(
    ("question", "larger"),
    [
        ("갯벌 지도 구축과 해류 모델 개발 중 어느 쪽 예산이 더 많은가?", "해류 모델 개발"),
        ("해류 모델 개발은 갯벌 지도 구축보다 예산이 많은가?", "해류 모델 개발"),
        ("로봇 시험장과 다솜 데이터센터 구축 가운데 더 큰 사업은?", "다솜 데이터센터 구축"),
    ],
)
def test_of_two_things_the_larger_is_told_by_both_figures(
    asked: Asked, question: str, larger: str
) -> None:
    pair = asked(question).pair
    assert pair is not None
    assert pair.names is not None
    assert pair.first.value is not None
    assert pair.second.value is not None
    assert pair.names[pair.first.value < pair.second.value] == larger


def test_two_things_without_figures_stand_side_by_side(asked: Asked) -> None:
    quotes = asked("고래 관측 플랫폼과 물새 축제는 어떻게 다른가?").quotes
    texts = " ".join(quote.text for quote in quotes)
    assert "이동을 알려 준다" in texts
    assert "물새 축제" in texts


def test_one_figure_stated_once_is_no_pair(asked: Asked) -> None:
    assert asked("갯벌 지도 구축과 갯벌 지도 구축 중 어느 쪽이 더 많은가?").pair is None


def test_a_figure_of_a_title_is_quoted_from_the_sentence_that_says_it_in_full(asked: Asked) -> None:
    assert "이 중 AI 예산은" in asked("다솜시 AI 예산은 얼마인가?").quotes[0].text


def test_a_region_is_no_part_of_another_word() -> None:
    region = next(t for t in understand("대전시 AI 예산은?", TODAY).terms if t.is_place)
    assert not region.stands_in("국가 AI 대전환을 위한 4대 전략")
    assert region.stands_in("부산, 대전과 대전시청")


def test_what_money_goes_to_is_asked_of_and_not_who_spends_it(asked: Asked) -> None:
    terms = understand("디지털 기반 확충에 광주시는 얼마를 쓰나?", TODAY).terms
    assert [term.forms[0] for term in terms if term.focus] == ["디지털", "기반"]
    assert asked.figures("How much does Dasom spend on the robot test site?") == ["30억원"]


def test_a_number_before_another_noun_is_not_the_one_asked(asked: Asked) -> None:
    assert asked.figures("인재 양성 사업은 몇 개인가?") == ["2개"]


def test_the_body_that_decided_is_known_by_the_kind_of_its_name(asked: Asked) -> None:
    assert asked("바다 자료 계획은 어느 위원회에서 확정됐나?").quotes
    assert asked("갯벌 지도 구축은 어느 대학이 하나?").lack


def test_each_of_two_things_is_told(asked: Asked) -> None:
    quotes = asked("갯벌 지도 구축과 해류 모델 개발의 예산은 각각 얼마인가?").quotes
    assert {f.text for q in quotes for f in q.figures} == {"80억원", "150억원"}


def test_a_person_is_no_body_of_the_kind_asked_for(asked: Asked) -> None:
    assert asked("갯벌 지도 구축을 하는 대학은 어디인가?").lack
    assert asked("바다 자료 계획을 확정한 위원회는 어디인가?").quotes


def test_the_ending_that_only_measures_is_not_looked_for(asked: Asked) -> None:
    assert asked.figures("갯벌 지도 구축비는 얼마인가?") == ["80억원"]


def test_each_figure_of_a_sentence_is_told_where_each_is_asked_for(asked: Asked) -> None:
    found = asked.figures("바다 지킴이는 올해와 2033년에 각각 몇 명인가?")
    assert found == ["12명", "60명 이상"]
