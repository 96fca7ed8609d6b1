"""What a document says becomes statements that wait for a person."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.kernel.upload import Upload
from ieum.services.programme import store as library
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.extraction.findings import Basis, Budget, Findings, Years
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.proposals import propose
from ieum.services.programme.register.rows import Programme
from ieum.services.programme.register.values import Names, ReviewState, Subject

pytestmark = pytest.mark.django_db
TEXT = """해양수산부, 온실 계획 발표

등록 : 2030-03-05

해양수산부는 기상청과 함께 해안 온실 보급 사업에 80억원을 쓴다.
"""


def test_an_amount_that_no_state_could_pay_is_left_out_and_the_rest_is_kept() -> None:
    text = TEXT + "\n해양수산부는 항만 등대 정비 사업에 9999999999경원을 쓴다.\n"
    record, _ = library.add(read_document(Upload("a.txt", text.encode()), today=date(2030, 5, 1)))
    found = library.find(record.id)
    assert found is not None
    (code,) = propose(record.id, extract(found[1])).new
    budget = register.programme(code).budget
    assert budget is not None
    assert budget.won == 8 * 10**9


def test_a_body_that_helps_is_proposed_as_a_partner_beside_the_lead() -> None:
    record, _ = library.add(read_document(Upload("a.txt", TEXT.encode()), today=date(2030, 5, 1)))
    found = library.find(record.id)
    assert found is not None
    (code,) = propose(record.id, extract(found[1])).new
    names = {
        s.value.subject: (s.value.names, s.state)
        for s in register.statements(code)
        if isinstance(s.value, Names)
    }
    assert names[Subject.LEAD] == (("해양수산부",), ReviewState.EXTRACTED)
    assert names[Subject.PARTNERS] == (("기상청",), ReviewState.EXTRACTED)


def found(*budgets: Budget) -> Findings:
    return Findings(budgets)


def said(
    name: str, at: int, *, lead: str = "", won: int = 10**9, parent: int | None = None
) -> Budget:
    return Budget(
        name=name,
        name_at=(at, at + 2),
        won=won,
        amount_at=(at + 3, at + 5),
        basis=Basis.ANNUAL,
        years=Years(2031, 2031),
        lead=lead,
        lead_at=(at + 6, at + 8) if lead else None,
        parent=parent,
    )


def stored(number: int) -> int:
    text = f"{number} 다솜 온실과 등대에 쓰는 돈을 적은 글입니다. 끝까지 다솜 이야기입니다."
    record, _ = library.add(read_document(Upload("a.txt", text.encode()), today=date(2030, 5, 1)))
    return record.id


def test_a_name_that_a_document_repeats_is_one_programme_unless_its_leads_differ() -> None:
    proposal = propose(
        stored(1),
        found(
            said("온실 보급", 0, lead="다솜부"),
            said("온실보급", 10, won=2 * 10**9),
            said("온실 보급", 20, lead="한빛부"),
        ),
    )
    assert len(proposal.new) == 2
    assert proposal.statements == 8
    assert len(register.statements(proposal.new[0])) == 5


def test_a_part_that_a_document_brings_is_held_by_a_programme_known_before() -> None:
    (known,) = propose(stored(1), found(said("온실 보급", 0))).new
    proposal = propose(
        stored(2), found(said("온실 보급", 0, won=3 * 10**9), said("등대 정비", 10, parent=0))
    )
    (part,) = proposal.new
    assert proposal.known == (known,)
    assert register.programme(part).parent == known
    held = ProgrammeAmount.objects.get(programme__code=part)
    assert held.held_by is not None
    assert held.held_by.won == 3 * 10**9


def test_the_same_words_said_twice_are_one_statement() -> None:
    proposal = propose(stored(1), found(said("온실 보급", 0), said("온실 보급", 0)))
    assert len(register.statements(proposal.new[0])) == 2


def test_new_programmes_get_the_next_codes() -> None:
    proposal = propose(stored(1), found(said("온실", 0), said("등대", 10, parent=0)))
    rows = {row.code: row.pk for row in Programme.objects.filter(code__in=proposal.new)}
    assert rows == {f"P{number:06d}": number for number in rows.values()}
    assert len(rows) == 2
