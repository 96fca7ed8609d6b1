"""Two documents side by side."""

from __future__ import annotations

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.overview.document_comparison import Item, compare_items
from ieum.services.programme.register.values import Amount


def item(name: str, won: int = 100, year: int | None = 2031, code: str = "") -> Item:
    basis = Basis.ANNUAL if year else Basis.TOTAL
    return Item(name, Amount(won=won, basis=basis, first_year=year, last_year=year), code)


def test_what_is_the_same_changed_gone_and_new() -> None:
    found = compare_items(
        [item("다솜 온실 구축"), item("나루 항만 자동화", 50), item("가람 교량 점검", 7)],
        [item("다솜 온실 구축"), item("나루 항만 자동화", 80), item("미르 하천 감시", 9)],
    )
    assert [(p.a.name, p.differs, p.is_renamed) for p in found.pairs] == [
        ("다솜 온실 구축", False, False),
        ("나루 항만 자동화", True, False),
    ]
    assert [i.name for i in found.only_a] == ["가람 교량 점검"]
    assert [i.name for i in found.only_b] == ["미르 하천 감시"]


def test_the_register_tells_what_is_one_programme_under_two_names() -> None:
    found = compare_items([item("다솜 온실", code="P1")], [item("스마트팜 2단계", code="P1")])
    assert [pair.is_renamed for pair in found.pairs] == [True]


def test_the_register_tells_two_programmes_of_one_name_apart() -> None:
    found = compare_items([item("AI 예산", code="P1")], [item("AI 예산", code="P2")])
    assert not found.pairs
    assert (len(found.only_a), len(found.only_b)) == (1, 1)


def test_of_one_programmes_amounts_those_for_the_same_time_are_compared() -> None:
    found = compare_items(
        [item("온실", 1, 2030, "P1"), item("온실", 2, 2031, "P1")],
        [item("온실", 3, 2031, "P1"), item("온실", 4, 2032, "P1")],
    )
    times = [(p.a.amount.first_year, p.b.amount.first_year) for p in found.pairs]
    assert times == [(2030, 2032), (2031, 2031)]
