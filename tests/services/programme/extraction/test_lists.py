"""What a text says once of several amounts, before or after them."""

from __future__ import annotations

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.joining.totals import check_totals
from tests.services.programme.extraction.documents import document

HEAD = "다솜도, 온실 계획 발표\n\n등록 : 2030-11-20\n\n"


def found(text: str) -> list[Budget]:
    return budgets_of(document(HEAD + text))


def test_a_list_that_ends_in_about_is_about_throughout() -> None:
    budgets = found("다솜도는 “시험 온실은 145억원, 육묘장은 70억원 규모”라고 설명했다.\n")
    assert [b.qualifier for b in budgets] == ["approximately", "approximately"]


def test_a_new_work_begins_in_the_year_of_its_first_amount_and_ends_when_it_is_complete() -> None:
    new = found(
        "새로 시작하는 온실 지도 제작 사업에는 2년간 총 98억원이 투입되며, 내년에는 43억원이 집행된다.\n"
    )
    assert [b.starts and b.starts.year for b in new] == [2031, 2031]
    planned = found(
        "약 500억원 규모의 온실 단지 조성 사업이 내년부터 설계에 들어간다. 단지는 2034년 완공 예정이다.\n"
    )
    (work,) = planned
    assert work.starts is not None
    assert work.ends is not None
    assert (work.starts.year, work.ends.year) == (2031, 2034)


def test_a_breakdown_that_says_it_is_one_must_add_up() -> None:
    text = (
        "강원특별자치도는 온실 예산으로 100억원을 편성했다.\n\n"
        "세부적으로 보면 △제어기 보급 60억원 △시험 온실 조성 20억원 △지도 제작 15억원{}\n"
    )
    (check,) = check_totals(found(text.format("이다.")))
    assert (check.stated // 10**8, check.computed // 10**8, check.disagrees) == (100, 95, True)
    assert not any(check.disagrees for check in check_totals(found(text.format(" 등이다."))))


def test_the_share_of_the_state_that_a_title_leads_with_is_no_budget() -> None:
    text = (
        "강원특별자치도는 온실 단지 조성 공모에 선정돼 국비 14억원을 확보했다.\n\n"
        "총사업비 24억원(국비 14억원, 도비 10억원)을 들여 온실 단지를 조성한다.\n"
    )
    assert [b.won // 10**8 for b in found(text)] == [24]


def test_growth_savings_and_means_are_no_budgets() -> None:
    text = (
        "온실 사업 예산은 231억원으로 지난해 198억원보다 많다. 늘어난 33억원은 지도 제작에 쓰인다. "
        "온실 하나에 평균 3억원이 든다. 도는 난방비 20억원을 절감할 것으로 본다.\n"
    )
    assert [b.won // 10**8 for b in found(text)] == [231, 198]


def test_years_in_a_row_are_parts_of_the_whole_they_make_up() -> None:
    text = (
        "강원특별자치도는 온실 단지 조성 사업에 2033년까지 112억원을 투입한다.\n\n"
        "연도별 투자 규모는 2031년 16억원, 2032년 42억원, 2033년 54억원이다.\n"
    )
    whole, *parts = found(text)
    assert [part.parent for part in parts] == [0, 0, 0]
    assert {part.name for part in parts} == {whole.name}


def test_amounts_that_are_each_among_the_one_before_are_all_read() -> None:
    text = "".join(
        f"다솜도는 온실 {at}호 조성에 {at + 1}억원을 투입하고, 이 중 {at}억원은 올해 쓴다.\n\n"
        for at in range(1, 1200)
    )
    assert len(found(text)) > 1000


def test_an_amount_said_again_in_another_unit_is_one_budget() -> None:
    text = "위 예산과 별도로 ‘온실 지도’에 2031년부터 2033년까지 총 5,200백만원(52억원)을 투입합니다.\n"
    (budget,) = found(text)
    assert (budget.name, str(budget.years)) == ("온실 지도", "2031-2033")


def test_a_budget_put_right_is_for_the_same_time() -> None:
    raised = found("‘온실 지도’의 올해 예산을 18억원에서 23억원으로 늘렸다.\n")
    assert [str(b.years) for b in raised] == ["2030", "2030"]
    revised = found(
        "2030년 ‘온실 지도’ 예산은 본예산에서 34억원이었으나 추가경정예산에서 36억원으로 고쳐졌다.\n"
    )
    assert [str(b.years) for b in revised] == ["2030", "2030"]
    widened = found(
        "‘온실 지도’의 총사업비를 당초 85억원에서 91억원으로 늘려 2031년부터 2034년까지 추진한다.\n"
    )
    assert [str(b.years) for b in widened] == ["2031-2034", "2031-2034"]


def test_a_budget_that_grows_from_this_year_to_the_next_is_for_both() -> None:
    budgets = found("내년 ‘온실 지도’ 예산을 올해 18억원에서 23억원으로 늘린다.\n")
    assert [str(b.years) for b in budgets] == ["2030", "2031"]
