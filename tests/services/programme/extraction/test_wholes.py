"""Lists, sheets and groups: what a part has from its whole."""

from __future__ import annotations

import pytest

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Basis, Budget
from ieum.services.programme.joining.totals import check_counts, check_totals
from tests.services.programme.extraction.documents import document

HEAD = "강원특별자치도, 온실 자동화에 힘쓴다\n\n등록 : 2030-03-05\n\n"


def found(text: str) -> list[Budget]:
    return budgets_of(document(HEAD + text))


def test_entries_that_add_up_to_an_amount_are_its_parts_and_have_its_time() -> None:
    budgets = found(
        "강원특별자치도는 2031년부터 2033년까지 온실 자동화 사업에 100억원을 투입한다.\n\n"
        " ① 제어기 보급(30억원)\n ② 시험 온실 조성(70억원)\n"
    )
    assert [(b.won // 10**8, b.parent, str(b.years)) for b in budgets] == [
        (100, None, "2031-2033"),
        (30, 0, "2031-2033"),
        (70, 0, "2031-2033"),
    ]


def test_a_total_split_over_years_is_for_all_of_them() -> None:
    budgets = found(
        "▷ 온실 제어기 보급\n  · 사업비: 60억원 (’31년 10억원, ’32년 20억원, ’33년 30억원)\n"
    )
    assert [(b.name, b.basis, str(b.years)) for b in budgets] == [
        ("온실 제어기 보급", Basis.TOTAL, "2031-2033"),
        ("온실 제어기 보급", Basis.ANNUAL, "2031"),
        ("온실 제어기 보급", Basis.ANNUAL, "2032"),
        ("온실 제어기 보급", Basis.ANNUAL, "2033"),
    ]


def test_a_sheet_names_its_amount_by_the_line_above_and_its_time_by_the_field_beside() -> None:
    (budget,) = found("▷ 온실 제어기 보급\n  · 사업비: 60억원\n  · 기간: 2031. 3. ~ 2033. 12.\n")
    assert (budget.name, str(budget.years)) == ("온실 제어기 보급", "2031-2033")


def test_a_whole_list_that_does_not_add_up_disagrees() -> None:
    text = (
        "○ 강원특별자치도는 올해 온실 자동화 2대 과제에 100억원을 투자한다.\n\n"
        "◆ 과제 1. 보급 (60억원)\n◆ 과제 2. 시험 (30억원)\n"
    )
    (check,) = check_totals(found(text))
    assert (check.stated // 10**8, check.computed // 10**8, check.disagrees) == (100, 90, True)
    partly = check_totals(found(text.replace("2대 과제", "5대 과제")))
    assert not any(check.disagrees for check in partly)


def test_more_entries_than_are_said_to_be_are_a_disagreement_and_fewer_are_none() -> None:
    group = "◆ 온실 보급 : {} 사업 60억원\n - 제어기 보급 20억원\n - 난방기 보급 10억원\n - 지도 제작 30억원\n"
    for stated, disagrees in (("2개", True), ("3개", False), ("4개", False)):
        (check,) = check_counts(found(group.format(stated)))
        assert (check.listed, check.disagrees) == (3, disagrees)


def test_the_year_of_the_headline_amount_is_that_of_the_amounts_it_is_spent_on() -> None:
    text = (
        "강원특별자치도가 올해 온실 자동화에 100억원을 쓴다. 제어기 보급에 30억원, 시험 온실 조성에 40억원을 투입한다. "
        "2년간 총 20억원이 드는 지도 제작 사업도 있다.\n"
    )
    assert [(b.name, str(b.years)) for b in found(text)][1:] == [
        ("제어기 보급", "2030"),
        ("시험 온실 조성", "2030"),
        ("지도 제작 사업", ""),
    ]


def test_the_amount_after_a_rise_is_of_the_later_year() -> None:
    (old, new) = found(
        "강원특별자치도는 내년 온실 자동화 예산을 올해 40억원에서 55억원으로 늘린다.\n"
    )
    assert (str(old.years), str(new.years)) == ("2030", "2031")


def test_the_amount_that_a_section_is_named_like_holds_the_others_in_it() -> None:
    text = (
        "◇ 온실 자동화 확산\n온실 자동화 확산에는 2031년 2개 사업에 120억원을 쓴다.\n"
        "다솜 온실 제어기 보급 예산은 80억원이다.\n햇살 시험 온실 조성 예산은 40억원이다.\n"
    )
    whole, *parts = found(text)
    assert [part.parent for part in parts] == [0, 0]
    assert (whole.name, whole.parent) == ("온실 자동화 확산", None)


def test_marked_entries_in_a_paragraph_are_parts_of_the_amount_before_them() -> None:
    budgets = found(
        "올해 추가경정예산에는 온실 사업에 100억원이 반영됐다. ▲제어기 보급 30억원 ▲시험 온실 조성 70억원이다. "
        "내년에는 묘목 사업에 55억원을 편성한다.\n"
    )
    assert [(b.won // 10**8, b.parent, str(b.years)) for b in budgets] == [
        (100, None, "2030"),
        (30, 0, "2030"),
        (70, 0, "2030"),
        (55, None, "2031"),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        "사업은 ▲제어기 보급(30억원) ▲시험 온실 조성(60억원)으로 나뉜다.",
        "사업별 예산은 다음과 같다.\n\n① 제어기 보급: 30억원\n② 시험 온실 조성: 60억원",
    ],
)
def test_parts_into_which_a_text_divides_an_amount_are_all_of_them(parts: str) -> None:
    (check,) = check_totals(found(f"강원도는 올해 온실 자동화에 95억원을 쓴다.\n\n{parts}\n"))
    assert (check.stated // 10**8, check.computed // 10**8, check.disagrees) == (95, 90, True)
    budgets = found(f"강원도는 올해 온실 자동화에 95억원을 쓴다.\n\n{parts}\n")
    assert {str(b.years) for b in budgets} == {"2030"}
