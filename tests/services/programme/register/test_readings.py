"""A document that is read again, taken away or comes back: decisions are never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ieum.kernel.upload import Upload
from ieum.services.programme import store as library
from ieum.services.programme.extraction.findings import Basis, Budget, Findings, Years
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.proposals import propose
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import Programme, Statement
from ieum.services.programme.register.values import Amount, ReviewState

pytestmark = pytest.mark.django_db
TEXT = """다솜시 온실 계획

다솜시는 2031년 온실 보급에 80억원을 쓴다.

다솜시는 2031년 등대 정비에 7억원을 쓴다.
"""


def kept(text: str = TEXT) -> tuple[int, str]:
    record, _ = library.add(read_document(Upload("a.txt", text.encode()), today=date(2030, 5, 1)))
    found = library.find(record.id)
    assert found is not None
    return record.id, found[2]


def budget(text: str, name: str, words: str, won: int) -> Budget:
    start, named = text.index(words), text.index(name)
    return Budget(
        name=name,
        name_at=(named, named + len(name)),
        won=won,
        amount_at=(start, start + len(words)),
        basis=Basis.ANNUAL,
        years=Years(2031, 2031),
        regions=("강원",),
    )


def findings(text: str) -> Findings:
    return Findings(
        (
            budget(text, "온실 보급", "80억원", 8 * 10**9),
            budget(text, "등대 정비", "7억원", 7 * 10**8),
        )
    )


def amounts(document: int) -> list[StatementRecord]:
    rows = Statement.objects.filter(document_id=document, subject="budget").order_by("start")
    return register.read(rows)


def test_a_confirmed_statement_survives_a_reading_with_another_name(indexes: Path) -> None:
    document, text = kept()
    propose(document, findings(text))
    first = amounts(document)[0]
    register.settle(first.id, ReviewState.CONFIRMED, by=None)
    renamed = replace(findings(text).budgets[0], name="2031년 온실 보급")
    proposal = propose(document, Findings((renamed, findings(text).budgets[1])))
    assert proposal.new == ()
    assert [s.state for s in amounts(document)] == [ReviewState.CONFIRMED, ReviewState.EXTRACTED]
    assert Programme.objects.filter(built_in="").count() == 2


def test_what_nobody_decided_takes_the_new_reading(indexes: Path) -> None:
    document, text = kept()
    propose(document, findings(text))
    misread = replace(findings(text).budgets[1], won=7 * 10**9)
    propose(document, Findings((findings(text).budgets[0], misread)))
    assert [s.value.won for s in amounts(document) if isinstance(s.value, Amount)] == [
        8 * 10**9,
        7 * 10**9,
    ]
    assert register.programme(amounts(document)[1].programme).budget == amounts(document)[1].value


def test_a_corrected_statement_is_not_put_before_people_again(indexes: Path) -> None:
    document, text = kept()
    propose(document, findings(text))
    said = amounts(document)[1]
    assert isinstance(said.value, Amount)
    right = said.value.model_copy(update={"won": 9 * 10**8})
    register.settle(said.id, ReviewState.CORRECTED, by=None, value=right)
    for won in (7 * 10**8, 9 * 10**8, 5 * 10**8):
        read = replace(findings(text).budgets[1], won=won)
        propose(document, Findings((findings(text).budgets[0], read)))
    assert [(s.state, s.value) for s in amounts(document)][1:] == [(ReviewState.CORRECTED, right)]


def test_a_rejected_value_stays_rejected_but_a_better_reading_waits(indexes: Path) -> None:
    document, text = kept()
    propose(document, findings(text))
    said = amounts(document)[1]
    register.settle(said.id, ReviewState.REJECTED, by=None)
    propose(document, findings(text))
    assert len(amounts(document)) == 2
    better = replace(findings(text).budgets[1], won=9 * 10**8)
    propose(document, Findings((findings(text).budgets[0], better)))
    assert [s.state for s in amounts(document)][1:] == [
        ReviewState.REJECTED,
        ReviewState.EXTRACTED,
    ]


def test_what_is_no_longer_found_goes_unless_a_person_decided_on_it(indexes: Path) -> None:
    document, text = kept()
    propose(document, findings(text))
    greenhouse, lighthouse = amounts(document)
    propose(document, Findings(findings(text).budgets[:1]))
    assert [s.id for s in amounts(document)] == [greenhouse.id]
    assert not Programme.objects.filter(code=lighthouse.programme).exists()
    register.settle(greenhouse.id, ReviewState.CONFIRMED, by=None)
    propose(document, Findings())
    assert [s.id for s in amounts(document)] == [greenhouse.id]


def test_decisions_outlive_a_document_and_meet_it_again(indexes: Path) -> None:
    document, text = kept()
    propose(document, findings(text))
    greenhouse, lighthouse = amounts(document)
    register.settle(greenhouse.id, ReviewState.CONFIRMED, by=None)
    library.remove(document)
    left = register.statements(greenhouse.programme)
    assert [(s.state, s.document, s.source) for s in left] == [
        (ReviewState.CONFIRMED, None, "다솜시 온실 계획")
    ]
    assert not Programme.objects.filter(code=lighthouse.programme).exists()
    # The places move, for the same release comes with a line more.
    again, moved = kept(TEXT.replace("다솜시는 2031년 온실", "덧붙인 줄.\n\n다솜시는 2031년 온실"))
    proposal = propose(again, findings(moved))
    assert greenhouse.programme in proposal.known
    back = register.statement(greenhouse.id)
    assert (back.state, back.document) == (ReviewState.CONFIRMED, again)
    assert back.place is not None
    assert moved[slice(*back.place)] == "80억원"
    assert amounts(again)[0].id == greenhouse.id
    assert len(amounts(again)) == 2


def test_a_name_alone_does_not_join_programmes_of_different_regions(indexes: Path) -> None:
    document, text = kept()
    propose(document, findings(text))
    other, again = kept(TEXT.replace("다솜시", "한빛시"))
    elsewhere = replace(findings(again).budgets[0], regions=("제주",))
    proposal = propose(other, Findings((elsewhere,)))
    assert len(proposal.new) == 1
