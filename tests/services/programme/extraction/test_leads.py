"""Who leads, who helps, and where it happens."""

from __future__ import annotations

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
