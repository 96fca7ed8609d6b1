"""Budgets in tables."""

from __future__ import annotations

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.joining.totals import check_totals
from tests.services.programme.extraction.documents import document

HEAD = "다솜도 2031년도 온실 예산안 요약\n\n등록 : 2030-11-20\n\n"


def found(table: str) -> list[tuple[str, int, str]]:
    return [(b.name, b.won // 10**6, str(b.years)) for b in budgets_of(document(HEAD + table))]


def test_each_year_of_a_row_is_a_budget_and_growth_is_none() -> None:
    table = (
        "(단위: 백만원)\n사업명 | 2030년 예산 | 2031년 예산 | 증감\n"
        "온실 제어기 보급 | 3,200 | 4,150 | 950\n밭둑길 지도 | 880 | 640 | △240\n"
    )
    assert found(table) == [
        ("온실 제어기 보급", 3200, "2030"),
        ("온실 제어기 보급", 4150, "2031"),
        ("밭둑길 지도", 880, "2030"),
        ("밭둑길 지도", 640, "2031"),
    ]


def test_the_sum_of_yearly_columns_is_a_total_over_their_years() -> None:
    table = "(단위: 억원)\n구분 | ’31년 | ’32년 | 계\n온실 조성 | 30 | 45 | 75\n장비 보강 | 1 | 2.5 | 3.5\n"
    assert ("온실 조성", 7500, "2031-2032") in found(table)
    assert ("장비 보강", 250, "2032") in found(table)


def test_columns_of_funding_are_no_budgets_of_their_own() -> None:
    table = (
        "연번\t사업명\t사업기간\t계\t국비\t도비\n1\t온실 조성\t2031~2033\t6,000\t3,000\t3,000\n"
        "2\t장비 보강\t2031\t50\t25\t25\n합 계\t6,050\t3,025\t3,025\n(단위: 천원)\n"
    )
    budgets = budgets_of(document(HEAD + table))
    assert [(b.won, str(b.years)) for b in budgets] == [
        (6_000_000, "2031-2033"),
        (50_000, "2031"),
        (6_050_000, "2031"),
    ]


def test_a_row_names_its_own_lead_and_the_total_row_holds_the_others() -> None:
    table = (
        "(단위: 억원)\n사업명 | ’31년 예산 | 소관\n산불 예측 | 52 | 산림청\n강수 예측 | 138 | 기상청\n"
        "합계 | 190 | \n"
    )
    budgets = budgets_of(document(HEAD + table))
    assert [b.lead for b in budgets[:2]] == ["산림청", "기상청"]
    (check,) = check_totals(budgets)
    assert (check.stated, check.computed, check.disagrees) == (
        19_000_000_000,
        19_000_000_000,
        False,
    )


def test_rows_under_the_subtotal_of_an_office_are_its_parts_and_led_by_it() -> None:
    table = (
        "구분\t2031년 예산안\n산림청 소계\t100\n· 산불 예측\t60\n· 임도 정비\t40\n기상청 소계\t30\n· 강수 예측\t30\n"
        "(단위: 억원)\n"
    )
    budgets = {b.name: b for b in budgets_of(document(HEAD + table))}
    at: list[Budget] = list(budgets.values())
    assert budgets["임도 정비"].lead == "산림청"
    assert budgets["강수 예측"].lead == "기상청"
    parent = budgets["임도 정비"].parent
    assert parent is not None
    assert at[parent].name == "산림청 소계"


def test_numbers_without_a_unit_are_no_money() -> None:
    assert found("구분 | 2030년 | 2031년\n온실 수 | 30 | 45\n농가 수 | 100 | 120\n") == []


def test_an_amount_edited_in_a_table_changes_the_budget() -> None:
    table = "사업명 | 2031년 예산(억원)\n온실 조성 | 30\n장비 보강 | 12\n"
    assert found(table)[0][1] == 3000
    assert found(table.replace("30\n", "31\n"))[0][1] == 3100
