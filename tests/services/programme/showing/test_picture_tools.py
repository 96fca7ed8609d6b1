"""The map, the areas and the timeline, from statements in the register."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.kernel.context import Context
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register import store as register
from ieum.services.programme.register.values import (
    Amount,
    Names,
    ReviewState,
    StatementValue,
    Subject,
    Time,
)
from ieum.services.programme.showing.area_tools import areas
from ieum.services.programme.showing.divisions import Division
from ieum.services.programme.showing.map_tools import Shown
from ieum.services.programme.showing.map_tools import map as map_of
from ieum.services.programme.showing.timeline_tools import timeline

pytestmark = pytest.mark.django_db
TODAY = date(2030, 5, 1)
CONTEXT = Context(today=TODAY, language="ko")


@pytest.fixture(autouse=True)
def _own_index(indexes: object) -> None:
    from ieum.services.programme.overview import store

    store._index.cache_clear()


def put(
    name: str,
    won: int | None = None,
    *,
    parent: str = "",
    region: str = "",
    year: int | None = 2030,
    basis: Basis = Basis.ANNUAL,
    **times: tuple[date, date],
) -> str:
    code = register.add_programme(name, parent=parent).code
    stated: list[StatementValue] = []
    if region:
        stated.append(Names(subject=Subject.REGIONS, names=tuple(region.split("·"))))
    if won is not None:
        stated.append(Amount(won=won, basis=basis, first_year=year, last_year=year))
    for subject, (first, last) in times.items():
        stated.append(Time(subject=Subject(subject), first=first, last=last))  # type: ignore[arg-type]
    for value in stated:
        register.state(code, value, TODAY, source="보기 문서, 1문단")
    return code


def test_the_map_counts_programmes_and_says_what_is_not_on_it() -> None:
    put("가", region="광주")
    put("나", region="호남")
    put("다", region="전국")
    answer = map_of(CONTEXT, division=Division.OF_2025)
    assert answer.result is not None
    shown = answer.result.map
    assert {one.code: one.value for one in shown.values} == {"KR-29": 2, "KR-45": 1, "KR-46": 1}
    assert [group.label for group in shown.groups] == ["대경권", "전북", "서남권", "동남권"]
    assert "1개" in answer.notes[0].text("ko")
    assert answer.sources


def test_the_map_of_a_year_leaves_out_what_does_not_touch_it() -> None:
    year = (date(2030, 1, 1), date(2030, 12, 31))
    put("가", region="광주", start=year, end=year)
    put("나", region="부산", year=2031, won=5)
    answer = map_of(CONTEXT, year=2030)
    assert answer.result is not None
    assert [one.code for one in answer.result.map.values] == ["KR-29"]


def test_the_budgets_on_the_map_hold_no_amount_twice_and_name_what_they_are_of() -> None:
    whole = put("다솜 예산", 100, region="광주")
    put("다솜 실증", 40, region="광주", parent=whole)
    put("여러 해", 900, region="광주", basis=Basis.TOTAL)
    put("나눌 수 없는 것", 70, region="대구·부산")
    answer = map_of(CONTEXT, what=Shown.BUDGET)
    assert answer.result is not None
    (value,) = answer.result.map.values
    assert (value.code, value.value, value.note) == ("KR-29", 100, "다솜 예산")
    assert answer.result.map.in_won
    assert any("1건" in note.text("ko") for note in answer.notes)


def test_areas_show_the_parts_and_tell_that_they_miss_the_total() -> None:
    whole = put("다솜시 AI 예산", 1000)
    put("다솜 실증", 610, parent=whole)
    put("다솜 교육", 400, parent=whole)
    answer = areas(CONTEXT, within="다솜시 AI 예산")
    assert answer.result is not None
    shown = answer.result.areas
    assert {str(area.label): area.value for area in shown.areas} == {
        "다솜 실증": 610,
        "다솜 교육": 400,
    }
    assert shown.adds_up
    assert "1,010원" in answer.notes[0].text("ko")
    assert answer.sources


def test_amounts_of_different_purses_are_shown_beside_each_other_and_not_added() -> None:
    put("나라 예산", 1000)
    put("도시 예산", 300)
    put("다른 해", 5, year=2031)
    answer = areas(CONTEXT)
    assert answer.result is not None
    assert not answer.result.areas.adds_up
    assert [area.value for area in answer.result.areas.areas] == [1000, 300]


def test_what_no_document_states_is_refused_and_not_zero() -> None:
    assert map_of(CONTEXT).refusal
    assert map_of(CONTEXT, what=Shown.BUDGET).refusal
    assert areas(CONTEXT).refusal
    assert timeline(CONTEXT).refusal
    put("다솜 실증", 610)
    assert areas(CONTEXT, within="전혀 다른 무엇").refusal
    assert areas(CONTEXT, within="다솜 실증", year=2029).refusal


def test_the_first_confirmed_plan_stays_beside_a_later_one() -> None:
    code = put("다솜 실증", start=(date(2029, 1, 1), date(2029, 12, 31)))
    first = next(one for one in register.statements(code) if one.subject is Subject.START)
    register.settle(first.id, ReviewState.CONFIRMED, by=None)
    later = Time(subject=Subject.START, first=date(2031, 1, 1), last=date(2031, 12, 31))
    moved = register.state(code, later, date(2030, 6, 1), source="다른 문서, 2문단")
    register.settle(moved.id, ReviewState.CONFIRMED, by=None)
    answer = timeline(CONTEXT)
    assert answer.result is not None
    (period,) = answer.result.timeline.periods
    assert period.first == date(2031, 1, 1)
    assert period.baseline_first == date(2029, 1, 1)
    assert period.when.text("ko") == "2031년부터"  # type: ignore[union-attr]


def test_the_timeline_is_narrowed_by_region_and_years() -> None:
    put("가", region="광주", end=(date(2028, 1, 1), date(2028, 12, 31)))
    put("나", region="전북", end=(date(2035, 1, 1), date(2035, 12, 31)))
    put("다", region="부산", end=(date(2035, 1, 1), date(2035, 12, 31)))
    answer = timeline(CONTEXT, region="호남", since=2030)
    assert answer.result is not None
    assert [period.label for period in answer.result.timeline.periods] == ["나"]


def test_the_areas_of_a_region_draw_parts_and_not_what_holds_them() -> None:
    whole = put("다솜 예산", 1000, region="광주")
    group = put("다솜 실증", 300, region="광주", parent=whole)
    put("다솜 도로", 200, region="광산구", parent=group)
    put("새벽 예산", 70, region="부산")
    answer = areas(CONTEXT, region="광주")
    assert answer.result is not None
    shown = answer.result.areas
    assert [(area.label, area.value, area.group) for area in shown.areas] == [
        ("다솜 도로", 200, "다솜 실증")
    ]
    assert not shown.adds_up
