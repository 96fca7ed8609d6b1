"""The tools: every example runs, in both languages, and says what it rests on."""

from datetime import date

import pytest

from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.tool import Tool
from ieum.services.quantities.service import service

TODAY = Context(today=date(2026, 3, 1))


def call(name: str, **given: object) -> Answer:
    tool = service.get(name)
    return tool.run(tool.arguments.from_json(given), TODAY)


@pytest.mark.parametrize("tool", service.tools.values(), ids=lambda tool: tool.name)
def test_every_example_has_a_result_with_steps_and_a_source(tool: Tool) -> None:
    for example in tool.examples:
        answer = tool.run(tool.arguments.from_json(example), TODAY)
        assert answer.result is not None
        assert answer.steps
        assert answer.sources
        assert answer.rendered("ko") != answer.rendered("en")


def test_findings_do_not_overlap_and_have_exact_values() -> None:
    rows = call("find", text="2026년 3월까지 강사료 1.2억 원, 30% 증액").result.values.rows
    assert [row[0] for row in rows][:2] == ["2026년 3월", "1.2억 원"]
    assert [row[2] for row in rows][:2] == ["2026-03-01", "120000000"]


def test_half_a_year_from_the_reference() -> None:
    result = call("period", expression="내년 상반기").result
    assert (result.first.value, result.last.value) == (date(2027, 1, 1), date(2027, 6, 30))


def test_words_that_are_no_period_are_refused_with_advice() -> None:
    refusal = call("period", expression="언젠가").refusal
    assert refusal is not None
    assert "내년 상반기" in refusal.helps.text("ko")


def test_a_count_by_law_leaves_the_first_day_out() -> None:
    dates = {"start": "2026-03-01", "end": "2026-03-31"}
    assert call("days_between", **dates).result.by_law.value == 30
    assert call("days_between", **dates, from_midnight=True).result.by_law.value == 31


def test_days_that_run_backwards_are_refused() -> None:
    with pytest.raises(WrongArgument, match="before the first"):
        call("days_between", start="2026-03-31", end="2026-03-01")


def test_a_baby_has_its_age_in_months() -> None:
    age = call("age", born="2025-11-20").result.age
    assert (age.value, age.unit.text("ko")) == (3, "개월")


def test_a_stated_total_that_is_off_is_told_by_how_much() -> None:
    answer = call("add_up", items=["강사료 30만원", "다과비 12만원"], stated="45만원")
    assert answer.result.agrees is False
    assert answer.result.difference.value == -30_000
    assert "30,000원 적습니다" in answer.steps[-1].says.text("ko")
    assert "30,000 won less" in answer.steps[-1].says.text("en")


def test_a_portion_and_its_rest_make_the_whole() -> None:
    result = call("percent_of", whole="1,000,001원", percent=3.3).result
    assert result.amount.value + result.rest.value == 1_000_001


def test_a_hundred_days_after_a_day_leave_that_day_out() -> None:
    result = call("date_from", start="2026-03-05", length="백일").result
    assert result.day.value == date(2026, 6, 13)
    # A Saturday: by article 161 the period ends on the Monday.
    assert result.expires.value == date(2026, 6, 15)


def test_a_period_that_begins_at_midnight_ends_a_day_earlier() -> None:
    result = call("date_from", start="2026-03-05", length="100일", from_midnight=True).result
    assert result.day.value == date(2026, 6, 12)


def test_days_before_a_day_end_no_period() -> None:
    result = call("date_from", start="2027-02-10", length="45 days", direction="before").result
    assert result.day.value == date(2026, 12, 27)
    assert result.expires is None


def test_a_length_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(WrongArgument, match="shorter"):
        call("date_from", start="9990-01-01", length={"years": 100})
    with pytest.raises(WrongArgument, match="length is 0"):
        call("date_from", start="2026-01-01", length={})
