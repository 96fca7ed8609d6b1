"""Which time stands nearest to an amount."""

from __future__ import annotations

import pytest

from ieum.services.programme.extraction.budgets import budgets_of
from tests.services.programme.extraction.documents import document

HEAD = "해양수산부, 온실 사업 시작\n\n등록 : 2030-03-05\n\n해양수산부는 온실 사업을 시작한다고 밝혔다.\n\n"


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("온실 예보체계를 2033년까지 구축한다(280억 원).", "~2033"),
        ("1단계로 2032년까지 온실 시험동(320억원)을 짓는다.", "~2032"),
        ("온실 감시망을 2034년까지 전국으로 넓힌다. 사업비는 모두 780억 원이다.", "~2034"),
        ("내년에 무인 온실 8동을 세운다. 관련 예산 29억 원은 이미 담겼다.", "2031"),
        ("2031년도 온실 예산안은 전년 대비 42억원(28%) 증액된 191억원임", "2031"),
        ("온실 감시망의 지난해 예산(50억원)이 모자랐다.", "2029"),
        ("- 온실 가치평가 센터 설치 (해수부, ’31, 38억원)", "2031"),
    ],
)
def test_the_clause_the_sentence_before_or_the_bracket_says_for_when_an_amount_is(
    sentence: str, years: str
) -> None:
    assert [str(b.years) for b in budgets_of(document(HEAD + sentence + "\n"))] == [years]


def test_the_first_year_of_a_sheet_is_that_in_which_its_time_begins() -> None:
    sheet = (
        "가. 온실 악취 예측 개발\n  - 연구기간: 2031. 4. ~ 2034. 12.\n"
        "  - 총연구비: 72억원 (1차년도 15억원)\n"
    )
    found = {b.won // 10**8: str(b.years) for b in budgets_of(document(HEAD + sheet))}
    assert found == {72: "2031-2034", 15: "2031"}


def test_what_a_work_costs_in_all_is_not_of_the_year_whose_budget_names_it() -> None:
    text = (
        "다솜도, 내년 국비 900억원 확보\n\n등록 : 2030-11-05\n\n다솜도는 내년 국비 900억원을 확보했다.\n\n"
        "- 온실 원료 시험동 건립 47억원(총사업비 290억원)\n"
    )
    found = {b.won // 10**8: str(b.years) for b in budgets_of(document(text))}
    assert found == {900: "2031", 47: "2031", 290: ""}
