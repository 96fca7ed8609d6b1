"""Codes of rows, such as T000012, as they are said in a question."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from ieum.ask.asking import question_for
from ieum.ask.filling import fill
from ieum.ask.taking import Utterance
from ieum.ask.values import find_values
from ieum.ask.wants import Want, wanted_by
from ieum.kernel.answer import Answer
from ieum.kernel.messages import _
from ieum.kernel.tool import Tool, tool_of_function
from tests.ask.conftest import TODAY, Done


def put_off(
    task: Annotated[
        str, Field(max_length=20, description=_("과제 번호. 목록에 있습니다. 예: T000012"))
    ],
    days: Annotated[int, Field(ge=1, le=100, description=_("미룰 횟수"))],
) -> Answer[Done]:
    """Put a task off."""
    return Answer[Done](result=Done(text="done"))


def join(
    one: Annotated[str, Field(max_length=20, description=_("합칠 것"))],
    into: Annotated[str, Field(max_length=20, description=_("남을 것"))],
) -> Answer[Done]:
    """Join two programmes."""
    return Answer[Done](result=Done(text="done"))


def of(function: object, example: dict[str, object]) -> Tool:
    return tool_of_function(
        "sample",
        function,  # type: ignore[arg-type]
        says=["해 줘", "do it"],
        examples=[example],
    )


PUT_OFF = of(put_off, {"task": "T000001", "days": 3})
JOIN = of(join, {"one": "P000012", "into": "P000003"})


def filled(tool: Tool, text: str) -> dict[str, object]:
    said = Utterance(text, find_values(text, TODAY), [], TODAY)
    return fill(tool, wanted_by(tool), said).arguments


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("T000012 과제를 미뤄줘", "T000012"),
        ("t000012를 미뤄 주세요", "T000012"),
        ("put task T000012 off", "T000012"),
        ("과제(T0000123)", "T0000123"),
    ],
)
def test_a_code_is_known_by_the_letters_of_the_examples(text: str, code: str) -> None:
    assert wanted_by(PUT_OFF)[0].want is Want.CODE
    assert filled(PUT_OFF, text)["task"] == code


@pytest.mark.parametrize("text", ["D000012 과제를 미뤄줘", "000012 과제를 미뤄줘", "AT000012"])
def test_what_begins_otherwise_is_another_code(text: str) -> None:
    assert "task" not in filled(PUT_OFF, text)


def test_the_number_of_a_code_serves_no_other_argument() -> None:
    assert filled(PUT_OFF, "T000012 과제를 5회 미뤄줘") == {"task": "T000012", "days": 5}
    assert filled(PUT_OFF, "T12 과제를 미뤄줘") == {"task": "T12"}


def test_two_codes_are_taken_in_the_order_in_which_they_are_said() -> None:
    said = filled(JOIN, "P000012를 P000003에 합쳐 줘")
    assert said == {"one": "P000012", "into": "P000003"}


def test_the_question_for_a_missing_argument_names_it_without_the_advice() -> None:
    question = question_for(wanted_by(PUT_OFF)[0])
    assert question.text("ko") == "'과제 번호'를 말해 주세요."
