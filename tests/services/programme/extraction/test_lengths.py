"""Years of amounts for which a text states only how many."""

from __future__ import annotations

from ieum.services.programme.extraction.budgets import budgets_of
from tests.services.programme.extraction.documents import document

DAY = "\n\n등록 : 2030-03-05\n\n"


def years(text: str) -> dict[int, str]:
    return {budget.won // 10**8: str(budget.years) for budget in budgets_of(document(text))}


def test_as_many_years_as_the_plan_takes_are_those_of_the_plan() -> None:
    text = (
        f"해양수산부, 온실 종합계획 발표{DAY}해양수산부는 「온실 종합계획(2031~2034)」을 보고했다.\n\n"
        "이번 계획에는 4년간 총 840억원을 투입한다.\n\n종자 은행 설치에는 2년간 60억원을 들인다.\n"
    )
    assert years(text) == {840: "2031-2034", 60: ""}


def test_the_share_of_the_first_year_says_when_the_years_begin() -> None:
    text = (
        f"해양수산부, 온실 로봇 개발{DAY}"
        "해양수산부는 온실 로봇 개발에 3년간 96억원을 쓴다. 첫해인 올해 예산은 22억원이다.\n"
    )
    assert years(text) == {96: "2030-2032", 22: "2030"}


def test_a_plan_over_years_that_speaks_of_next_years_budget_is_no_budget_of_that_year() -> None:
    text = (
        f"해양수산부, 온실 5개년 계획 확정… 총 900억원{DAY}"
        "해양수산부는 ‘온실 5개년 계획(2031~2035)’을 의결했다.\n\n"
        "제어기 보급에 500억원, 종자 은행 설치에 400억원을 투입한다.\n\n"
        "내년 예산안에는 계획 이행을 위한 사업비로 모두 130억원이 담겼다.\n"
    )
    assert years(text) == {900: "2031-2035", 500: "2031-2035", 400: "2031-2035", 130: "2031"}
