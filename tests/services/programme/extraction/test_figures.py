"""Which figures beside budgets are found."""

from __future__ import annotations

from ieum.services.programme.extraction.extract import extract
from tests.services.programme.extraction.documents import MINISTRY_PLAN, document

HEAD = "다솜 계획 발표와 앞으로의 일정\n\n등록 : 2030-03-05\n\n"


def values(sentence: str) -> list[tuple[str, str]]:
    found = extract(document(f"{HEAD}{sentence}\n")).figures
    return [(figure.value, figure.unit) for figure in found]


def test_counts_shares_and_dates_are_figures() -> None:
    assert values("참여 기관 40곳이 5월 3일 협약을 맺고 비용을 12.5% 줄인다.") == [
        ("40", "곳"),
        ("2030-05-03", "day"),
        ("0.125", "share"),
    ]


def test_a_pair_of_short_counts_is_two_figures() -> None:
    assert [v for v, _ in values("5극 3특 전략과 잇는다.")] == ["5", "3"]


def test_the_day_of_the_report_and_ordinals_of_titles_are_no_figures() -> None:
    assert values("이날 국가안보실 제3차장이 4차산업혁명을 말했다.") == []


def test_the_years_of_a_budget_are_not_told_again_as_figures() -> None:
    found = extract(document(MINISTRY_PLAN)).figures
    assert not any("2031" in figure.value and "2033" in figure.value for figure in found)
