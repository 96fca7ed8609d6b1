"""Budgets in English releases."""

from __future__ import annotations

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Basis
from tests.services.programme.extraction.documents import document

RELEASE = """\
Ministry to build greenhouses by the sea

March 5, 2030

The Ministry of Oceans and Fisheries said Tuesday that it will invest 310 billion won in the Coastal Greenhouse Plan between 2030 and 2034.

The Seaweed Warning Network will receive 36.5 billion won in 2030. A further KRW 1.2 trillion will go to the Harbour Heating project by 2033.

Main parts:
- Salt-tolerant seed bank: KRW 14.5 billion (2031-2032)

Each farm gets up to 3 million won per hectare.
"""


def test_names_times_and_leads_of_english_amounts() -> None:
    found = {
        b.name: (b.won // 10**8, b.basis, str(b.years), b.lead)
        for b in budgets_of(document(RELEASE))
    }
    ministry = "해양수산부"
    assert found == {
        "Coastal Greenhouse Plan": (3100, Basis.TOTAL, "2030-2034", ministry),
        "Seaweed Warning Network": (365, Basis.ANNUAL, "2030", ministry),
        "Harbour Heating project": (12000, Basis.TOTAL, "~2033", ministry),
        "Salt-tolerant seed bank": (145, Basis.TOTAL, "2031-2032", ministry),
    }


def test_this_year_counts_from_the_day_of_issue() -> None:
    text = RELEASE.replace("in 2030. A", "this year. A")
    assert any(
        b.name == "Seaweed Warning Network" and str(b.years) == "2030"
        for b in budgets_of(document(text))
    )


def test_a_name_is_told_from_what_is_said_beside_it() -> None:
    text = RELEASE.partition("Main parts")[0] + (
        "The largest item is the Tide Graph, which will cost 34 billion won between 2031 and 2033.\n\n"
        "Separately, the Reef Fellowship, formerly known as the Coral Scheme, will receive 3.5 billion won in 2031.\n\n"
        "A Sea Rescue Hub costing at least 4.5 billion won will open by 2032.\n\n"
        "Storm damage amounted to 52 billion won in 2029. A shipping line was fined 80 million won.\n"
    )
    found = {b.won // 10**8: b.name for b in budgets_of(document(text))}
    assert {340: "Tide Graph", 35: "Reef Fellowship", 45: "Sea Rescue Hub"}.items() <= found.items()
    assert 520 not in found
    assert 0 not in found


def test_a_city_government_leads_and_the_ministry_it_works_with_does_not() -> None:
    text = (
        "Seoul to warm its greenhouses\n\nMarch 5, 2030\n\n"
        "The Seoul Metropolitan Government announced that it will spend 31 billion won on the Warm Glass Plan by 2034.\n\n"
        "In cooperation with the Ministry of Oceans and Fisheries, the city is also spending 7.5 billion won on the Kelp Pilot in 2030.\n"
    )
    found = {b.name: b.lead for b in budgets_of(document(text))}
    assert found == {"Warm Glass Plan": "서울특별시", "Kelp Pilot": "서울특별시"}


def test_what_is_launched_with_a_budget_bears_its_own_name() -> None:
    text = (
        "Korea to warm its fishing grounds\n\nMarch 5, 2030\n\n"
        "The Ministry of Oceans and Fisheries said on March 5 that it will launch the Warm Nets Programme, "
        "which will run from 2031 to 2033 with a total budget of KRW 24 billion.\n"
    )
    (budget,) = budgets_of(document(text))
    assert (budget.name, str(budget.years)) == ("Warm Nets Programme", "2031-2033")
