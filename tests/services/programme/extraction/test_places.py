"""Where what an amount is for is to happen."""

from __future__ import annotations

import pytest

from ieum.services.programme.extraction.budgets import budgets_of
from tests.services.programme.extraction.documents import document

DAY = "\n\n등록 : 2030-03-05\n\n"


def places(text: str) -> dict[int, tuple[str, ...]]:
    """The regions of each amount, by hundreds of millions of won."""
    return {budget.won // 10**8: budget.regions for budget in budgets_of(document(text))}


def test_a_part_is_where_its_whole_is_unless_it_names_a_place_of_its_own() -> None:
    text = (
        f"해양수산부, 온실 단지에 500억원 투입{DAY}"
        "해양수산부는 전북과 충남에 온실 단지를 조성하는 데 500억원을 쓴다. "
        "이 중 제어기 보급에 300억원, 경남 교육장 건립에 200억원을 쓴다.\n"
    )
    assert places(text) == {500: ("전북", "충남"), 300: ("전북", "충남"), 200: ("경남",)}


def test_the_heading_above_names_the_place_of_its_entries() -> None:
    text = (
        f"해양수산부, 온실 계획 발표{DAY}해양수산부는 온실 계획을 발표했다.\n\n"
        "◇ 호남권\n- 온실 제어기 보급 120억원\n\n◇ 제주\n- 감귤 온실 신축 80억원\n"
    )
    assert places(text) == {120: ("호남",), 80: ("제주",)}


def test_help_for_developing_countries_is_abroad_and_a_market_abroad_is_not() -> None:
    text = (
        f"외교부, 온실 나눔 사업 시작{DAY}외교부는 개발도상국 6개국의 온실 보급에 90억원을 쓴다.\n\n"
        "해양수산부는 해외 시장 개척 지원에 30억원을 쓴다.\n"
    )
    assert places(text) == {90: ("해외",), 30: ("전국",)}


def test_a_sentence_elsewhere_may_say_where_the_thing_is_to_stand() -> None:
    text = (
        f"해양수산부, 온실 망 구축{DAY}해양수산부는 관제동 건립에 70억원, 종자 은행 설치에 40억원을 쓴다.\n\n"
        "관제동은 경남 사천에 들어선다.\n"
    )
    assert places(text) == {70: ("경남",), 40: ("전국",)}


@pytest.mark.parametrize(
    "opening", ["(부산=다솜신문) 해양수산부는", "[대구=다솜신문] 해양수산부는"]
)
def test_where_a_report_was_written_is_no_place_of_what_it_tells(opening: str) -> None:
    text = f"해양수산부, 온실 망 구축{DAY}{opening} 온실 망 구축에 70억원을 쓴다.\n"
    assert places(text) == {70: ("전국",)}


def test_a_headline_that_says_two_things_says_the_place_of_one() -> None:
    text = (
        f"정부, 무인 온실에 8,000억원… 부산은 관제실 짓는다{DAY}"
        "정부가 ‘무인 온실 개발 사업’에 8,000억원을 쓴다.\n"
    )
    assert places(text) == {8000: ("전국",)}


def test_towns_named_side_by_side_are_places_though_each_alone_is_another_word() -> None:
    text = (
        f"국가유산청, 옛터 되살리기{DAY}국가유산청은 경주·부여의 옛 온실 복원에 45억원을 쓴다.\n\n"
        "온실 제어기 개발·양산에 20억원을 쓴다.\n"
    )
    assert places(text) == {45: ("경북", "충남"), 20: ("전국",)}
