"""Who leads, who helps, and where it happens."""

from __future__ import annotations

import pytest

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Budget
from tests.services.programme.extraction.documents import document


def only(title: str, text: str) -> Budget:
    (budget,) = budgets_of(document(f"{title}\n\n등록 : 2030-03-05\n\n{text}\n"))
    return budget


def test_a_county_that_no_list_holds_leads_if_its_province_is_named_before_it() -> None:
    budget = only(
        "전남 해나루군, 온실 확충에 나서", "전라남도 해나루군은 온실 조성에 20억원을 쓴다."
    )
    assert (budget.lead, budget.regions) == ("해나루군", ("전남",))


def test_an_institute_leads_what_it_announces() -> None:
    budget = only(
        "한국다솜진흥원, 온실 지원 공고", "한국다솜진흥원은 온실 보급 사업에 20억원을 쓴다."
    )
    assert (budget.lead, budget.regions) == ("한국다솜진흥원", ("전국",))


def test_of_two_that_act_together_the_first_leads_and_the_others_are_partners() -> None:
    budget = only(
        "온실 개발 사업 착수와 앞으로의 계획",
        "해양수산부와 농촌진흥청은 기상청과 함께 온실 개발 사업에 20억원을 쓴다.",
    )
    assert (budget.lead, budget.partners) == ("해양수산부", ("농촌진흥청", "기상청"))


def test_where_something_is_said_is_not_where_it_happens() -> None:
    budget = only(
        "해양수산부, 온실 개발 사업 착수",
        "해양수산부는 부산에서 열린 설명회에서 온실 개발 사업에 20억원을 쓴다고 했다.",
    )
    assert budget.regions == ("전국",)


def test_a_city_is_kept_under_its_province() -> None:
    budget = only(
        "해양수산부, 온실 단지 조성",
        "해양수산부는 전북 익산에 온실 단지 조성을 위해 20억원을 쓴다.",
    )
    assert budget.regions == ("전북",)


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("소방청 주관으로 온실 감시 로봇 운영에 96억원을 쓴다.", "소방청"),
        ("- 온실 감시 로봇 운영 (소방청, 96억원)", "소방청"),
        ("- 온실 감시 로봇 운영 : 96억원 (소방청)", "소방청"),
        ("한국다솜협력단은 온실 로봇 운영에 96억원을 쓴다.", "한국다솜협력단"),
    ],
)
def test_whoever_the_words_beside_an_amount_name_leads(sentence: str, lead: str) -> None:
    assert only("해양수산부, 온실 로봇 보급에 나서", sentence).lead == lead


def test_a_ministry_with_which_another_acts_helps_and_does_not_lead() -> None:
    budget = only(
        "온실 돌봄 사업, 농촌진흥청과 함께 추진",
        "해양수산부(이하 해수부)는 농촌진흥청(이하 농진청)과 함께 온실 돌봄 사업에 20억원을 쓴다.",
    )
    assert (budget.lead, budget.partners) == ("해양수산부", ("농촌진흥청",))


def test_a_field_of_the_sheet_names_the_lead() -> None:
    text = "□ 온실 자동화 연구\n ○ 주관기관: 한국다솜연구원\n ○ 사업비: 60억원"
    assert only("해양수산부, 온실 연구 과제를 고르다", text).lead == "한국다솜연구원"


def test_the_head_of_a_ministry_who_signs_a_notice_names_the_lead() -> None:
    text = "온실 보급 사업을 공고합니다.\n\n해양수산부장관\n\n온실 보급 사업에 20억원을 쓴다."
    assert only("온실 보급 사업 통합 공고와 안내", text).lead == "해양수산부"


def test_a_paper_of_all_ministries_or_of_the_state_names_none() -> None:
    joint = "관계부처 합동\n\n□ 온실 보급에 20억원을 투자\n\n해양수산부는 회의를 열었다."
    assert only("온실 기본계획과 앞으로의 일정", joint).lead == ""
    state = "한편 정부는 온실 보급에 20억원을 쓴다.\n\n해양수산부는 회의를 열었다."
    assert only("온실을 둘러싼 여러 움직임을 보니", state).lead == ""


def test_the_heading_of_an_office_leads_what_stands_under_it() -> None:
    text = "Ⅱ. 우주항공청 소관\n\n1. 온실 위성 자료 개방\n\n  - 예산안 74억원"
    assert only("해양수산부, 온실 예산안을 검토하다", text).lead == "우주항공청"


def test_who_reports_at_the_head_of_a_line_leads_what_the_line_tells_of() -> None:
    text = "○ 해양수산부: 온실 보급에 20억원을 씁니다.\n\n○ 충청북도: 묘목 보급에 30억원을 씁니다."
    found = budgets_of(document(f"온실 협의회 회의록\n\n등록 : 2030-03-05\n\n{text}\n"))
    assert [b.lead for b in found] == ["해양수산부", "충청북도"]


def test_a_body_leads_the_work_whose_budget_is_said_to_be_its_own() -> None:
    text = "소방청의 ‘온실 신고 접수’ 예산은 올해 52억원이다."
    assert only("행정안전부, 온실 안전에 나서", text).lead == "소방청"
    asked = "소방청의 요청에 따라 온실 감시 사업에 52억원을 쓴다."
    assert only("행정안전부, 온실 안전에 나서", asked).lead == "행정안전부"


def test_nobody_leads_while_the_text_says_that_it_is_still_to_be_settled() -> None:
    text = "‘온실 자원 확충’에 400억원을 쓴다. 주관 기관은 다음 회의에서 정한다."
    assert only("행정안전부, 온실 협의회를 열다", text).lead == ""
    acting = "해양수산부는 ‘온실 자원 확충’에 400억원을 쓴다. 주관 기관은 다음에 정한다."
    assert only("행정안전부, 온실 협의회를 열다", acting).lead == "해양수산부"


@pytest.mark.parametrize("name", ["다솜항공본부", "국립다솜건강센터", "다솜과학관"])
def test_who_makes_something_known_is_a_body_whatever_its_name_ends_in(name: str) -> None:
    particle = "은" if name.endswith("관") else "는"
    text = f"{name}{particle} 온실 조성 사업에 20억원을 쓴다고 밝혔다."
    assert only("온실 조성 사업이 곧 시작된다", text).lead == name


@pytest.mark.parametrize(
    ("title", "sentence", "lead"),
    [
        ("다솜항공본부, 온실 감시에 나서", "다솜항공본부가 온실 감시에 30억원을 쓴다.", "다솜항공본부"),
        ("온실 돌봄 사업이 시작된다", "국립온실건강센터는 온실 돌봄에 30억원을 쓴다.", "국립온실건강센터"),
        ("해양수산부, 온실 감시에 나서", "온실 감시 보급(다솜항공본부, 30억원)을 한다.", "다솜항공본부"),
        ("해양수산부, 온실 센터를 세운다", "국립온실센터가 문을 연다. 온실에 30억원을 쓴다.", "해양수산부"),
    ],
)  # fmt: skip
def test_an_office_whose_name_ends_in_no_common_way_leads_what_it_does(
    title: str, sentence: str, lead: str
) -> None:
    assert only(title, sentence).lead == lead
