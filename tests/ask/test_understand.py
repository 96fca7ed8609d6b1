"""What an utterance is understood as."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from ieum.ask.readings import Chosen, Missing, OutOfScope, Unsure
from ieum.ask.understand import Understanding
from ieum.kernel.answer import Answer
from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service
from ieum.kernel.tool import Tool
from tests.ask.conftest import TODAY, Done


def likeliest(understanding: Understanding, text: str) -> Chosen | Missing:
    reading = understanding.read(text, TODAY, "ko")
    assert not isinstance(reading, OutOfScope), text
    return reading.candidates[0] if isinstance(reading, Unsure) else reading


@pytest.mark.parametrize(
    ("text", "tool", "arguments"),
    [
        ("12월 9일에 도착하게 소포 4개 보내줘", "deliver", {"arrives": "2026-12-09", "parcels": 4}),
        (
            "내일까지 빠른 배송으로 부쳐 주세요",
            "deliver",
            {"arrives": "2026-11-22", "speed": "fast"},
        ),
        ("7만원에서 15% 할인하면 얼마예요?", "discount", {"price": 70_000, "percent": 15}),
        ("7만원에서15프로할인하면얼마", "discount", {"price": 70_000, "percent": 15}),
        ("7만원에서 15퍼샌트 할인가 얼마애요", "discount", {"price": 70_000, "percent": 15}),
        ("15% off 70,000 won please", "discount", {"price": 70_000, "percent": 15}),
        (
            "포도 9천원이랑 귤 만원 장바구니 값",
            "basket",
            {"things": [{"name": "포도", "price": 9000}, {"name": "귤", "price": 10_000}]},
        ),
        (
            "전시 입장료 9천원이랑 다과비 만원 장바구니 값",
            "basket",
            {
                "things": [
                    {"name": "전시 입장료", "price": 9000},
                    {"name": "다과비", "price": 10_000},
                ]
            },
        ),
        (
            "basket price: grapes 9,000 won and melons 12,000 won",
            "basket",
            {"things": [{"name": "grapes", "price": 9000}, {"name": "melons", "price": 12_000}]},
        ),
        ("냉장고 소음 크대?", "ask_reviews", {"question": "냉장고 소음 크대?"}),
        ('후기 "상자가 찢어졌어요"에서 낱말 뽑아줘', "find_words", {"review": "상자가 찢어졌어요"}),
        (
            "다음 후기에서 낱말 찾아줘: 상자가 찢어졌어요",
            "find_words",
            {"review": "상자가 찢어졌어요"},
        ),
    ],
)
def test_an_utterance_becomes_a_tool_and_its_arguments(
    understanding: Understanding, text: str, tool: str, arguments: dict[str, object]
) -> None:
    reading = likeliest(understanding, text)
    assert reading.tool.name == tool
    assert dict(reading.arguments) == arguments


def test_what_is_chosen_runs_as_it_stands(understanding: Understanding) -> None:
    reading = likeliest(understanding, "정가 4만원 25프로 세일하면")
    assert isinstance(reading, Chosen)
    assert reading.tool.arguments.from_json(reading.arguments)["price"] == 40_000


def test_spans_tell_where_in_the_utterance_an_argument_was_said(
    understanding: Understanding,
) -> None:
    text = "다담주 말고 담주 월욜까지 소포 배달해줘"
    reading = likeliest(understanding, text)
    assert reading.arguments["arrives"] == "2026-11-23"
    assert reading.spans["arrives"].of(text) == "담주 월욜"


def test_a_missing_argument_is_asked_for_in_one_short_question(
    understanding: Understanding,
) -> None:
    reading = likeliest(understanding, "8만원 할인가 계산해줘")
    assert isinstance(reading, Missing)
    assert reading.argument.name == "percent"
    assert reading.arguments == {"price": 80_000}
    assert len(reading.question.text("ko")) < 60
    assert reading.question.text("en") != reading.question.text("ko")


def test_the_answer_completes_the_call(understanding: Understanding) -> None:
    reading = likeliest(understanding, "8만원 할인가 계산해줘")
    assert isinstance(reading, Missing)
    for answer in ("20", "20%", "이십 퍼센트요"):
        completed = understanding.fill(reading, answer, TODAY)
        assert isinstance(completed, Chosen)
        assert completed.arguments == {"price": 80_000, "percent": 20}


def test_an_answer_that_does_not_read_leaves_the_question_open(
    understanding: Understanding,
) -> None:
    reading = likeliest(understanding, "8만원 할인가 계산해줘")
    assert isinstance(reading, Missing)
    assert understanding.fill(reading, "글쎄", TODAY) == reading
    assert understanding.fill(reading, "300", TODAY) == reading


def test_a_file_is_never_read_from_text(understanding: Understanding) -> None:
    reading = likeliest(understanding, "영수증 파일 읽어줘")
    assert isinstance(reading, Missing)
    assert reading.argument.name == "receipt"


@pytest.mark.parametrize(
    "text",
    [
        "오늘 비 와?",
        "여권 어디서 만들어",
        "who won the match?",
        "노래 한 곡 불러줘",
        "대출 이자 얼마야",
        "",
        "   ",
        "!!!",
    ],
)
def test_what_no_tool_does_is_told_apart_and_answered_with_offers(
    understanding: Understanding, text: str
) -> None:
    reading = understanding.read(text, TODAY, "en")
    assert isinstance(reading, OutOfScope)
    assert 2 <= len(reading.offers) <= 5
    assert all(offer.say in offer.tool.says for offer in reading.offers)
    assert all(offer.say.isascii() for offer in reading.offers)
    assert "할 수 있습니다" in reading.message.text("ko")


def test_a_word_that_only_the_material_knows_brings_a_question_into_scope(
    understanding: Understanding,
) -> None:
    known = understanding.read("건조기 평이 어때요", TODAY, "ko")
    strange = understanding.read("국회의원 평이 어때요", TODAY, "ko")
    assert isinstance(known, Chosen)
    assert isinstance(strange, OutOfScope) or (isinstance(strange, Unsure) and strange.doubtful)


def test_readings_about_as_likely_are_offered_together(tools: dict[str, Tool]) -> None:
    one = tools["discount"]
    twin = Tool(
        "market",
        "markdown",
        one.call,
        one.arguments,
        answer_type=one.answer_type,
        title=one.title,
        description=one.description,
        says=one.says,
        examples=one.examples,
    )
    reading = Understanding.of([*tools.values(), twin]).read("6만원 10% 할인가", TODAY, "ko")
    assert isinstance(reading, Unsure)
    assert not reading.doubtful
    assert {candidate.tool for candidate in reading.candidates} == {one, twin}
    assert all(candidate.arguments["price"] == 60_000 for candidate in reading.candidates)


def test_a_hub_without_tools_does_nothing() -> None:
    reading = Understanding.of([]).read("안녕", TODAY, "ko")
    assert isinstance(reading, OutOfScope)
    assert reading.offers == ()


def test_threads_understand_alike(understanding: Understanding) -> None:
    texts = ["7만원에서 15% 할인하면 얼마예요?", "냉장고 소음 크대?", "오늘 비 와?"] * 4
    alone = [understanding.read(text, TODAY, "ko") for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: understanding.read(text, TODAY, "ko"), texts))
    assert together == alone


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80), today=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_text_is_understood_as_something_that_can_be_sent(
    understanding: Understanding, text: str, today: date
) -> None:
    reading = understanding.read(text, today, "ko")
    if isinstance(reading, Chosen):
        reading.tool.arguments.from_json(reading.arguments)


def test_a_unit_learnt_from_the_utterances_tells_two_counts_apart() -> None:
    service = Service("rides", title=_("Rides"), description=_("Rides."), area=Area.LIVING)

    @service.tool(
        says=[
            "120명이 45인승 버스를 타려면 몇 대가 필요해요?",
            "How many 45-seat buses do 120 people need?",
        ],
        examples=[{"people": 120, "seats": 45}],
    )
    def vehicles(
        people: Annotated[int, Field(ge=1, le=10**6, description=_("타는 사람 수"))],
        seats: Annotated[int, Field(ge=1, le=1000, description=_("한 대에 타는 사람 수"))] = 45,
    ) -> Answer[Done]:
        """How many vehicles of one size carry a number of people."""
        raise NotImplementedError

    rides = Understanding.of(service.tools.values())
    for text in ("25인승 버스에 80명 타려면 몇 대", "80명이 25인승 버스 타면 몇 대 필요해"):
        assert likeliest(rides, text).arguments == {"people": 80, "seats": 25}
    assert likeliest(rides, "how many 25-seat buses for 80 people").arguments == {
        "people": 80,
        "seats": 25,
    }
    assert likeliest(rides, "80명이면 버스 몇 대야").arguments == {"people": 80}


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("7만원에서 15% 할인하면 얼마예요? 3만원 쿠폰도 있어", "3만원"),
        ("정가 4만원 25프로 세일하면 12월 3일에", "12월 3일"),
        ("15% off 70,000 won for 100 days", "100 days"),
    ],
)
def test_a_value_that_no_argument_took_is_never_passed_over(
    understanding: Understanding, text: str, unused: str
) -> None:
    reading = understanding.read(text, TODAY, "ko")
    assert not isinstance(reading, Chosen)
    if isinstance(reading, Unsure):
        assert reading.unused == (unused,)


def test_a_text_is_handed_over_as_it_was_typed(understanding: Understanding) -> None:
    text = "냉장고 소음 몇일째 크대?"
    assert likeliest(understanding, text).arguments == {"question": text}
    quoted = '다음 후기에서 낱말 찾아줘: "상자가 찢어졌어요"'
    assert likeliest(understanding, quoted).arguments == {"review": "상자가 찢어졌어요"}


def test_amounts_without_names_are_lines_too(understanding: Understanding) -> None:
    reading = likeliest(understanding, "사과 3천원이랑 5천원 장바구니에 담은 값 더해줘")
    assert reading.arguments == {
        "things": [{"name": "사과", "price": 3000}, {"name": "", "price": 5000}]
    }
