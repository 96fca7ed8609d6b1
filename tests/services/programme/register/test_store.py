"""Programmes and statements in the register, and what people decide of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ieum.kernel.errors import NotFound, WrongArgument
from ieum.kernel.upload import Upload
from ieum.services.programme import store
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.proposals import Proposal, propose
from ieum.services.programme.register.values import Amount, Names, ReviewState, Subject
from tests.services.programme.extraction.documents import CITY_BUDGET

pytestmark = pytest.mark.django_db
DAY = date(2030, 5, 1)


def amount(won: int) -> Amount:
    return Amount(won=won, basis=Basis.ANNUAL, first_year=2031, last_year=2031)


def proposed(text: str = CITY_BUDGET) -> tuple[int, Proposal]:
    read = read_document(Upload("a.txt", text.encode()), today=date(2030, 12, 31))
    kept, _ = store.add(read)
    found = store.find(kept.id)
    assert found is not None
    return kept.id, propose(kept.id, extract(found[1]))


def test_a_programme_gets_the_next_code_and_is_found_by_any_spelling_of_its_name() -> None:
    made = register.add_programme("다솜 이음 터 구축", other_names=["다솜 플랫폼"])
    assert [p.code for p in register.with_name("다솜이음터 구축")] == [made.code]
    assert [p.code for p in register.with_name("다솜플랫폼")] == [made.code]


def test_nothing_extracted_counts_as_confirmed() -> None:
    made = register.add_programme("다솜 온실")
    register.state(made.code, amount(100), DAY)
    now = register.programme(made.code)
    assert (now.budget, now.is_confirmed) == (amount(100), False)


def test_a_person_confirms_corrects_rejects_and_takes_back() -> None:
    made = register.add_programme("다솜 온실")
    said = register.state(made.code, amount(100), DAY)
    confirmed = register.settle(said.id, ReviewState.CONFIRMED, by=None)
    assert confirmed.is_settled
    assert register.programme(made.code).is_confirmed
    corrected = register.settle(said.id, ReviewState.CORRECTED, by=None, value=amount(90))
    assert (corrected.value, corrected.extracted_value) == (amount(90), amount(100))
    rejected = register.settle(said.id, ReviewState.REJECTED, by=None, note="다른 사업")
    assert rejected.value == amount(100)
    assert register.programme(made.code).budget is None
    back = register.settle(said.id, ReviewState.EXTRACTED, by=None)
    assert (back.state, back.decided_at) == (ReviewState.EXTRACTED, None)


def test_a_correction_needs_a_value_of_the_same_subject() -> None:
    made = register.add_programme("다솜 온실")
    said = register.state(made.code, amount(100), DAY)
    wrong = Names(subject=Subject.LEAD, names=("환경부",))
    for value in (None, wrong):
        with pytest.raises(WrongArgument):
            register.settle(said.id, ReviewState.CORRECTED, by=None, value=value)


def test_an_unknown_code_or_number_is_named() -> None:
    with pytest.raises(NotFound, match="P000000"):
        register.programme("P000000")
    with pytest.raises(NotFound, match="77"):
        register.settle(77, ReviewState.CONFIRMED, by=None)


def test_a_document_brings_programmes_in_its_own_tree(indexes: Path) -> None:
    _, proposal = proposed()
    assert len(proposal.new) == 7
    by_name = {p.name: p for p in map(register.programme, proposal.new)}
    part = by_name["햇살 온실 실증단지 조성"]
    assert part.parent == by_name["온실 자동화 확산"].code
    assert (part.lead, part.regions) == ("강원특별자치도", ("강원",))
    assert part.budget == Amount(won=4 * 10**9, basis=Basis.ANNUAL, first_year=2031, last_year=2031)


def test_every_statement_of_a_document_quotes_the_words_at_its_place(indexes: Path) -> None:
    document, proposal = proposed()
    found = store.find(document)
    assert found is not None
    for code in proposal.new:
        for said in register.statements(code):
            assert said.place is not None
            assert found[2][slice(*said.place)] == said.quote


def test_proposing_a_document_again_changes_nothing(indexes: Path) -> None:
    document, first = proposed()
    found = store.find(document)
    assert found is not None
    again = propose(document, extract(found[1]))
    assert again.new == ()
    assert set(again.known) == set(first.new)
    assert all(len(register.statements(code)) <= 5 for code in first.new)


def test_a_later_document_states_the_same_programme_anew(indexes: Path) -> None:
    _, first = proposed()
    later = CITY_BUDGET.replace("2030-11-20", "2030-12-20").replace("(80억원)", "(85억원)")
    _, second = proposed(later)
    assert second.new == ()
    code = next(c for c in first.new if register.programme(c).name.startswith("다솜 온실"))
    amounts = [s.value for s in register.statements(code) if s.subject is Subject.BUDGET]
    assert [a.won // 10**8 for a in amounts if isinstance(a, Amount)] == [80, 85]
