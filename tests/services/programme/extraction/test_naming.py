"""What an amount is for, where no bracket or list says it."""

from __future__ import annotations

import pytest

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Basis
from tests.services.programme.extraction.documents import document

HEAD = """\
해양수산부, 바다 숲 사업 시작

등록 : 2030-03-05

해양수산부는 바다 숲 사업을 시작한다고 밝혔다.

"""
ENGLISH = """\
KRW 900 Billion for the Sea by 2034

March 5, 2030

The Ministry of Oceans and Fisheries announced the Coastal Renewal Plan, under which KRW 900 billion will be invested from 2030 to 2034.

"""


@pytest.mark.parametrize(
    ("sentence", "eok", "name"),
    [
        ("연안 분야에서는 가람 부두 확장 520억 원과 다솜 방파제 보강 135억 원이 반영됐다.", 135, "다솜 방파제 보강"),
        ("가장 큰 사업은 해초 군락 감시망이다. 2032년까지 감지기를 다는 데 510억원을 쓴다.", 510, "해초 군락 감시망"),
        ("갯벌의 옛 물길을 되살리는 사업은 환경부와 함께 추진하며 올해 45억원을 쓴다.", 45, "갯벌의 옛 물길을 되살리는 사업"),
        ("올해부터 2034년까지 어장 관리에 인공지능을 들이는 데 1천260억원을 투자한다.", 1260, "어장 관리에 인공지능"),
    ],
)  # fmt: skip
def test_words_of_the_sentence_name_what_the_money_is_for(
    sentence: str, eok: int, name: str
) -> None:
    found = {budget.won // 10**8: budget.name for budget in budgets_of(document(HEAD + sentence))}
    assert found[eok] == name


def test_the_related_budget_is_that_of_what_was_told_of_before() -> None:
    text = "바다 목장 조성에 800억원을 투자한다.\n\n올해 관련 예산은 92억원이다.\n"
    found = {budget.won // 10**8: budget for budget in budgets_of(document(HEAD + text))}
    assert found[92].name == found[800].name == "바다 목장 조성"


def test_all_that_a_work_costs_stands_in_its_bracket() -> None:
    text = "주요 사업은 다음과 같다.\n▲ 미역 가공 단지 조성 64억 원(총사업비 410억 원)\n▲ 김 건조 시설 구축 30억 원\n"
    found = {budget.won // 10**8: budget for budget in budgets_of(document(HEAD + text))}
    assert found[410].name == found[64].name == "미역 가공 단지 조성"
    assert found[410].basis is Basis.TOTAL


def test_what_was_only_asked_for_is_no_budget() -> None:
    text = "바다 목장 조성에 462억원이 들어간다. 당초 신청액은 580억원이었으나 줄었다.\n"
    assert 580 not in {budget.won // 10**8 for budget in budgets_of(document(HEAD + text))}


def test_each_part_of_an_english_list_of_amounts_has_its_name() -> None:
    text = (
        "KRW 400 billion is allocated to harbour robots, KRW 300 billion to tide sensors, and KRW "
        "200 billion to workforce training.\n\n"
        "A wave test centre will be built in Ulsan by 2032 at a cost of KRW 72 billion.\n\n"
        "This year, the ministry will spend KRW 110 billion.\n\n"
        "Each selected company can receive up to KRW 1.5 billion.\n"
    )
    found = {budget.won // 10**8: budget.name for budget in budgets_of(document(ENGLISH + text))}
    assert found[4000] == "harbour robots"
    assert found[3000] == "tide sensors"
    assert found[2000] == "workforce training"
    assert found[720] == "wave test centre"
    assert found[1100] == "Coastal Renewal Plan"
    assert 15 not in found


@pytest.mark.parametrize(
    ("text", "eok", "name"),
    [
        ("① 벼 온실 예찰단 : 드론 240대로 병해를 살핌 (’31~’33년, 320억원)", 320, "벼 온실 예찰단"),
        ("□ (예측) 해일 예측모형 고도화에 102억 원을 투입한다.", 102, "해일 예측모형 고도화"),
        ("○ (나 위원) 해일 관측동 임차를 늘린다. 해일 관측동 건립에 51억원을 쓴다.", 51, "해일 관측동 건립"),
        ("청소년 바다 교실의 올해 예산은 21억원이다.", 21, "청소년 바다 교실"),
        ("가람 간척지 조성사업은 내년 설계비 12억 원이 필요하다.", 12, "가람 간척지 조성사업 설계비"),
        ("‘가람 갯벌 쉼터’를 조성한다. 쉼터에는 올해부터 90억원이 들어간다.", 90, "가람 갯벌 쉼터"),
        ("강원과 경북 24개 시군에 130억 원을 들여 연안 감시탑 300기를 세운다.", 130, "연안 감시탑"),
        ("25개 자치구에는 자치구당 3억 원씩 모두 75억 원을 지원한다.", 75, "25개 자치구"),
        ("‘가람 동행 사업’을 발표했다. 2034년까지 1,656억 원을 들여 항만 전산화를 돕는다.", 1656, "가람 동행 사업"),
        ("한국다솜공사는 무인 관제 고도화에 자체 예산 86억원을 쓴다.", 86, "무인 관제 고도화"),
        ("남해를 지키는 무인선 60척을 새로 건조하는 데만 210억 원이 든다.", 210, "남해를 지키는 무인선 60척"),
        ("이 사업은 두 단계로 나뉘는데, ‘항로 점검 1단계’에 390억원이 들어간다.", 390, "항로 점검 1단계"),
    ],
)  # fmt: skip
def test_lines_owners_and_full_names_name_what_the_money_is_for(
    text: str, eok: int, name: str
) -> None:
    found = {budget.won // 10**8: budget.name for budget in budgets_of(document(HEAD + text))}
    assert found[eok] == name


def test_a_budget_of_the_plan_bears_the_name_that_the_first_lines_quote() -> None:
    text = (
        "항만 전환에 4년간 640억원 투입\n\n등록 : 2030-03-05\n\n"
        "□ 해양수산부는 항만 전환을 돕는 「항만 도약 사업」을 2031년부터 2034년까지 추진한다고 밝혔다.\n"
        " ㅇ 총사업비는 640억원이다.\n"
    )
    (budget,) = budgets_of(document(text))
    assert (budget.name, str(budget.years)) == ("항만 도약 사업", "2031-2034")


def names(text: str) -> list[tuple[int, str, str]]:
    found = budgets_of(document(f"가람 바다 소식을 전한다\n\n등록 : 2030-03-05\n\n{text}\n"))
    return [(b.won // 10**8, b.name, str(b.years)) for b in found]


def test_this_plan_is_the_one_that_was_announced_though_a_part_was_named_since() -> None:
    text = (
        "해양수산부가 ‘가람 바다마을’ 계획을 내놨다. 이 계획에 2034년까지 360억원을 들인다.\n\n"
        "올해 추가경정예산에는 14억원이 반영됐다. ▲해일 예보 체계 8억원 ▲어선 안전 교육장 6억원이다. "
        "해수부는 내년에는 이 계획에 31억원을 편성한다.\n"
    )
    assert names(text) == [
        (360, "가람 바다마을", "~2034"),
        (14, "가람 바다마을", "2030"),
        (8, "해일 예보 체계", "2030"),
        (6, "어선 안전 교육장", "2030"),
        (31, "가람 바다마을", "2031"),
    ]


def test_a_bare_budget_in_a_line_under_a_heading_is_of_what_the_line_is_about() -> None:
    text = (
        "1. 기관별 보고\n\n"
        "○ 해양수산부: ‘해일 예보 실증’은 2031년부터 2033년까지 105억원 규모로 추진하며, 올해 예산은 28억원입니다.\n"
    )
    assert names(text) == [(105, "해일 예보 실증", "2031-2033"), (28, "해일 예보 실증", "2030")]


def test_the_larger_work_that_this_work_is_one_of_keeps_its_name_and_time() -> None:
    text = (
        "해양수산부는 ‘어선 도우미 보급 사업’에 올해 16억원을 쓴다.\n\n"
        "이 사업은 2028년부터 2032년까지 총 70억원을 들이는 ‘어선 전환 지원’의 하나이다.\n"
    )
    assert names(text) == [
        (16, "어선 도우미 보급 사업", "2030"),
        (70, "어선 전환 지원", "2028-2032"),
    ]


def test_the_label_of_a_line_names_the_budget_that_it_says_has_changed() -> None:
    text = "- 바다 숲 순찰: 올해 예산을 18억 원에서 23억 원으로 늘렸다. 순찰선을 14척으로 늘린다.\n"
    budgets = budgets_of(document(HEAD + "□ 함께 조정한 사업\n" + text))
    assert [b.name for b in budgets] == ["바다 숲 순찰", "바다 숲 순찰"]


def test_this_work_is_the_one_quoted_last_rather_than_one_told_before() -> None:
    text = (
        "해수부는 ‘해초 지도’에 20억원을 쓴다.\n\n기상청이 ‘물때 모형’을 맡는다. "
        "이 사업은 2030년부터 2033년까지 총 360억원 규모로 추진된다.\n"
    )
    assert [b.name for b in budgets_of(document(HEAD + text))] == ["해초 지도", "물때 모형"]
