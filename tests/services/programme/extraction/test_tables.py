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


def test_rows_of_funding_are_no_budgets_of_their_own() -> None:
    table = (
        "(단위: 억원)\n구분 | 2031년 | 2032년 | 합계\n온실 조성 | 30 | 50 | 80\n국비 | 15 | 25 | 40\n"
        "도비 | 9 | 15 | 24\n시군비 | 6 | 10 | 16\n"
    )
    assert {name for name, _, _ in found(table)} == {"온실 조성"}


def test_two_amounts_of_one_year_have_each_the_total_of_their_column() -> None:
    table = (
        "(단위: 억원)\n사업명 | 2030년 본예산 | 2030년 추경 후 | 2031년\n온실 조성 | 30 | 35 | 40\n"
        "밭둑길 지도 | 20 | 18 | 25\n합계 | 50 | 53 | 65\n"
    )
    checks = check_totals(budgets_of(document(HEAD + table)))
    assert [(c.stated // 10**8, c.disagrees) for c in checks] == [
        (50, False),
        (53, False),
        (65, False),
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


def test_a_group_is_named_by_a_lone_line_or_a_shared_cell_and_its_subtotal_holds_its_rows() -> None:
    lone = "사업명\t2031년\t2032년\n□ 온실 분야\n온실 조성\t30\t40\n밭둑길 지도\t10\t20\n소계\t40\t60\n합계\t40\t60\n"
    shared = (
        "분야\t사업명\t2031년\t2032년\n온실\t온실 조성\t30\t40\n\t밭둑길 지도\t10\t20\n"
        "\t소계\t40\t60\n합계\t\t40\t60\n"
    )
    for table, name in ((lone, "온실 분야"), (shared, "온실")):
        budgets = budgets_of(document(HEAD + "(단위: 억원)\n" + table))
        sums = [at for at, b in enumerate(budgets) if b.name == name]
        assert [(b.won // 10**8, str(b.years)) for b in budgets if b.name == name] == [
            (40, "2031"),
            (60, "2032"),
        ]
        parts = [b for b in budgets if b.name in ("온실 조성", "밭둑길 지도")]
        assert [b.parent for b in parts] == [*sums, *sums]


def test_the_head_of_several_columns_is_over_each_of_them() -> None:
    table = (
        "(단위: 억원)\n사업명\t2031년\t\t\t2032년\t\t\n\t국비\t도비\t계\t국비\t도비\t계\n"
        "온실 조성\t20\t10\t30\t25\t15\t40\n밭둑길 지도\t5\t5\t10\t10\t10\t20\n"
    )
    assert found(table) == [
        ("온실 조성", 3000, "2031"),
        ("온실 조성", 4000, "2032"),
        ("밭둑길 지도", 1000, "2031"),
        ("밭둑길 지도", 2000, "2032"),
    ]


def test_an_office_named_once_for_several_rows_leads_them_all() -> None:
    table = "(단위: 억원)\n부처\t사업명\t2031년\n기상청\t강수 예측\t138\n\t태풍 예측\t20\n산림청\t산불 예측\t52\n"
    assert [b.lead for b in budgets_of(document(HEAD + table))] == ["기상청", "기상청", "산림청"]


def test_rows_of_shares_are_no_budgets() -> None:
    table = "(단위: 억원)\n구 분\t계\t2031년\t2032년\n합 계\t30\t10\t20\n국 비\t20\t5\t15\n도 비\t10\t5\t5\n"
    assert [won for _, won, _ in found(table)] == [3000, 1000, 2000]


def test_fields_drawn_as_a_table_are_those_of_the_work_above_them() -> None:
    form = (
        "Ⅰ. 온실 단지 구축\n\n1. 사업개요\n\n사업목적\t난방비를 줄임\n사업기간\t2031~2034년\n총사업비\t184억 원\n"
        "시행주체\t다솜도\n"
    )
    assert found(form) == [("온실 단지 구축", 18400, "2031-2034")]


def test_a_table_by_region_has_an_amount_for_each() -> None:
    table = "온실 조성 시·도별 교부액 (단위: 백만 원)\n\n시·도\t대상\t교부액\n경기\t9곳\t720\n충북\t3곳\t230\n"
    budgets = budgets_of(document(HEAD + table))
    assert [(b.regions, b.won) for b in budgets] == [
        (("경기",), 720_000_000),
        (("충북",), 230_000_000),
    ]


def test_a_table_without_years_is_for_the_time_that_the_text_states_of_its_total() -> None:
    text = (
        "강원특별자치도는 온실 단지에 2031년부터 2033년까지 총 70억원을 투입한다.\n\n"
        "(단위: 억원)\n사업명\t사업비\n온실 조성\t30\n지도 제작\t40\n합계\t70\n"
    )
    budgets = budgets_of(document("다솜도 온실 단지 조성 계획\n\n등록 : 2030-11-20\n\n" + text))
    assert {str(b.years) for b in budgets} == {"2031-2033"}


def test_state_money_of_each_year_beside_the_whole_cost_is_what_the_year_has() -> None:
    table = (
        "(단위: 억원)\n사업 | 국비 2030년 | 국비 2031년 | 총사업비\n"
        "온실 연산동 | 82 | 106 | 420\n온실 시험동 | 11 | 14 | 53\n"
    )
    assert found(table) == [
        ("온실 연산동", 8200, "2030"),
        ("온실 연산동", 10600, "2031"),
        ("온실 연산동", 42000, ""),
        ("온실 시험동", 1100, "2030"),
        ("온실 시험동", 1400, "2031"),
        ("온실 시험동", 5300, ""),
    ]


def test_a_table_may_state_budgets_in_the_words_of_its_cells() -> None:
    table = (
        "안건 | 주요 내용 | 의결\n온실 거점 확충 | 2031년 예산 215억원, 거점 6곳 운영 | 원안\n"
        "온실 화재 예지 | 2031~2034년 총사업비 380억원 | 수정\n"
    )
    assert found(table) == [
        ("온실 거점 확충", 21500, "2031"),
        ("온실 화재 예지", 38000, "2031-2034"),
    ]
