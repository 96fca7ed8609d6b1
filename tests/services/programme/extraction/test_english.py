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
