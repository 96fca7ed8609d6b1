"""Which budgets are found in a document, with all that the text says of each."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Basis, Budget
from tests.services.programme.extraction.documents import CITY_BUDGET, MINISTRY_PLAN, document


def found(text: str) -> dict[str, Budget]:
    return {budget.name: budget for budget in budgets_of(document(text))}


def test_each_amount_of_a_city_budget_is_found_once_with_its_name() -> None:
    assert {name: budget.won // 10**8 for name, budget in found(CITY_BUDGET).items()} == {
        "스마트 농업 분야 예산": 300,
        "온실 자동화 확산": 120,
        "다솜 온실 제어기 보급": 80,
        "햇살 온실 실증단지 조성": 40,
        "농기계 자율주행 실증": 185,
        "자율 트랙터 시험장 구축": 150,
        "밭둑길 정밀지도 제작": 35,
    }


def test_a_budget_document_gives_its_year_lead_and_region_to_every_amount() -> None:
    for budget in found(CITY_BUDGET).values():
        assert (budget.basis, str(budget.years)) == (Basis.ANNUAL, "2031")
        assert budget.lead == "강원특별자치도"
        assert budget.regions == ("강원",)


def test_an_amount_is_a_part_of_the_heading_above_it_and_that_of_the_headline() -> None:
    budgets = budgets_of(document(CITY_BUDGET))
    at = {budget.name: number for number, budget in enumerate(budgets)}
    assert budgets[at["밭둑길 정밀지도 제작"]].parent == at["농기계 자율주행 실증"]
    assert budgets[at["농기계 자율주행 실증"]].parent == at["스마트 농업 분야 예산"]
    assert budgets[at["스마트 농업 분야 예산"]].parent is None


def test_the_headline_and_the_body_state_one_budget_in_two_places() -> None:
    budget = found(CITY_BUDGET)["스마트 농업 분야 예산"]
    places = (budget.amount_at, *budget.also_at)
    assert [CITY_BUDGET[start:end] for start, end in places] == ["300억원", "300억원"]


def test_a_programme_over_years_is_a_total_with_its_own_span_of_years() -> None:
    budgets = found(MINISTRY_PLAN)
    model = budgets["무인 하역 표준모형 개발"]
    assert (model.basis, str(model.years)) == (Basis.TOTAL, "2030-2032")
    assert (model.starts, model.ends) == (date(2030, 1, 1), date(2032, 12, 31))
    robot = budgets["선박 외판 점검 로봇 개발"]
    assert (robot.won, str(robot.years)) == (9_500_000_000, "2031-2033")


def test_what_an_opener_announces_names_the_amount_that_follows_it() -> None:
    budget = found(MINISTRY_PLAN)["항만 하역 자동화 사업"]
    assert (budget.won, budget.qualifier) == (90_000_000_000, "at_least")
    assert budget.ends == date(2034, 12, 31)


def test_a_rise_from_one_year_to_another_is_two_annual_budgets() -> None:
    lines = [b for b in budgets_of(document(MINISTRY_PLAN)) if b.name == "항만 안전 예산"]
    assert [(str(b.years), b.won // 10**8) for b in lines] == [("2030", 70), ("2031", 110)]


def test_the_ministry_of_the_text_leads_under_its_full_name() -> None:
    assert {budget.lead for budget in found(MINISTRY_PLAN).values()} == {"해양수산부"}


def test_no_lead_is_guessed_where_the_text_names_none() -> None:
    text = "인공지능 온실 사업 발표\n\n등록 : 2030-03-05\n\n인공지능 온실 보급 사업에 20억원을 투입한다.\n"
    (budget,) = budgets_of(document(text))
    assert (budget.lead, budget.lead_at) == ("", None)
    assert budget.regions == ("전국",)


def test_a_rate_a_head_is_no_budget() -> None:
    text = "청년 지원 안내\n\n등록 : 2030-03-05\n\n청년 1인당 50만원을 지원한다. 학생에게 월 30만원씩 준다.\n"
    assert budgets_of(document(text)) == []


def test_the_span_of_a_budget_holds_the_words_of_its_amount() -> None:
    for text in (CITY_BUDGET, MINISTRY_PLAN):
        made = document(text)
        for budget in budgets_of(made):
            start, end = budget.amount_at
            passage = next(p for p in made.passages if p.start <= start < p.end)
            assert "억" in passage.text[start - passage.start : end - passage.start]


@pytest.mark.parametrize(
    "fund", ["온실 혁신 펀드를 50억 규모로", "‘온실 펀드’를 50억원 규모로 새로"]
)
def test_a_fund_is_no_part_of_the_year_that_the_title_tells_of(fund: str) -> None:
    text = (
        "해양수산부, 내년 온실 예산 90억원 편성\n\n등록 : 2030-03-05\n\n"
        f"해양수산부는 내년 온실 예산을 90억원으로 편성했다.\n\n해수부는 {fund} 조성한다.\n"
    )
    found = {b.won // 10**8: (b.basis, str(b.years)) for b in budgets_of(document(text))}
    assert found == {90: (Basis.ANNUAL, "2031"), 50: (Basis.TOTAL, "")}
