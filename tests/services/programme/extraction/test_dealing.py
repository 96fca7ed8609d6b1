"""Amounts that a text deals out: each to the work, the place or the body in its turn."""

from __future__ import annotations

import pytest

from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.findings import Budget
from tests.services.programme.extraction.documents import document


def found(sentence: str) -> list[Budget]:
    head = "가람 바다 소식을 전한다\n\n등록 : 2030-03-05\n\n"
    return budgets_of(document(f"{head}{sentence}\n"))


@pytest.mark.parametrize(
    "sentence",
    [
        "해양수산부는 해일 예보 구축과 교육장 조성에 각각 60억원과 40억원을 쓴다.",
        "‘해일 예보 구축’과 ‘교육장 조성’에 올해 각각 60억원, 40억원이 들어간다.",
    ],
)
def test_each_of_several_works_has_the_amount_in_its_turn(sentence: str) -> None:
    assert [(b.name, b.won // 10**8) for b in found(sentence)] == [
        ("해일 예보 구축", 60),
        ("교육장 조성", 40),
    ]


def test_each_of_several_bodies_leads_what_it_spends() -> None:
    budgets = found("경상북도와 경상남도는 해일 예보 사업에 올해 각각 60억, 40억원을 쓴다.")
    assert [(b.lead, b.partners, b.regions, b.won // 10**8) for b in budgets] == [
        ("경상북도", (), ("경북",), 60),
        ("경상남도", (), ("경남",), 40),
    ]
    assert {(b.name, str(b.years)) for b in budgets} == {("해일 예보 사업", "2030")}


def test_each_of_several_places_has_the_amount_in_its_turn() -> None:
    budgets = found("해양수산부는 등대 보급 사업으로 부산과 인천에 각각 60억원, 40억원을 쓴다.")
    assert [(b.regions, b.won // 10**8) for b in budgets] == [(("부산",), 60), (("인천",), 40)]


def test_as_many_names_as_there_are_not_amounts_are_dealt_nothing() -> None:
    budgets = found("해양수산부와 농촌진흥청은 등대 보급에 각각 60억원, 40억원, 20억원을 쓴다.")
    assert {(b.lead, b.partners) for b in budgets} == {("해양수산부", ("농촌진흥청",))}


@pytest.mark.parametrize(
    "sentence",
    [
        "해양수산부는 2030년과 2031년에 등대 보급에 각각 30억원, 20억원을 쓴다.",
        "등대 보급 예산은 올해와 내년 각각 30억원, 20억원이다.",
    ],
)
def test_each_of_several_years_has_the_amount_in_its_turn(sentence: str) -> None:
    assert [(str(b.years), b.won // 10**8) for b in found(sentence)] == [("2030", 30), ("2031", 20)]
