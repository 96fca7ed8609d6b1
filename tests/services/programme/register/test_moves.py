"""Programmes that people merge, divide, rename and put under each other."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.kernel.errors import NotFound, WrongArgument
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register import store as register
from ieum.services.programme.register.moves import store as moves
from ieum.services.programme.register.rows import Programme, Revision
from ieum.services.programme.register.values import Amount, ReviewState

pytestmark = pytest.mark.django_db
DAY = date(2030, 5, 1)


def amount(won: int, year: int = 2031) -> Amount:
    return Amount(won=won, basis=Basis.ANNUAL, first_year=year, last_year=year)


def made(name: str, won: int = 0, **more: str) -> str:
    code = register.add_programme(name, **more).code
    if won:
        register.state(code, amount(won), DAY)
    return code


def test_a_merged_programme_brings_statements_names_and_parts_and_its_code_leads_on() -> None:
    gone, stays = made("다솜 온실", 100), made("햇살 온실")
    part = made("다솜 온실 제어기", parent=gone)
    now = moves.merge(gone, stays, by=None)
    assert now.code == stays
    assert now.budget == amount(100)
    assert "다솜 온실" in now.other_names
    assert register.programme(part).parent == stays
    assert register.programme(gone).code == stays
    assert [p.code for p in register.with_name("다솜온실")] == [stays]
    (kept,) = Revision.objects.all()
    assert (kept.kind, kept.before["programme"]) == ("merged", gone)


def test_a_decision_stays_decided_when_its_programme_is_merged() -> None:
    gone, stays = made("다솜 온실"), made("햇살 온실", 100)
    said = register.state(gone, amount(90, 2032), DAY)
    register.settle(said.id, ReviewState.CONFIRMED, by=None)
    moves.merge(gone, stays, by=None)
    assert register.statement(said.id).state is ReviewState.CONFIRMED
    assert len(register.statements(stays)) == 2


def test_a_programme_merges_into_its_own_part() -> None:
    gone = made("다솜 온실", 100)
    part = made("햇살 온실", parent=gone)
    assert moves.merge(gone, part, by=None).parent == ""


def test_what_cannot_be_merged_is_named() -> None:
    shipped = made("다솜 온실", built_in="dasom")
    other = made("햇살 온실")
    below = made("햇살 온실 제어기", parent=made("햇살 온실 보급", parent=other))
    for code, into in ((other, other), (shipped, other), (other, below)):
        with pytest.raises(WrongArgument, match=code):
            moves.merge(code, into, by=None)
    assert Programme.objects.count() == 4


def test_statements_are_split_off_into_a_programme_beside() -> None:
    top = made("다솜 계획")
    code = made("다솜 온실", 100, parent=top)
    other = register.state(code, amount(70, 2032), DAY)
    new = moves.move_statements([other.id], name="다솜 등대", by=None)
    assert (new.name, new.parent, new.budget) == ("다솜 등대", top, amount(70, 2032))
    assert register.programme(code).budget == amount(100)
    back = moves.move_statements([other.id], into=code, by=None)
    assert back.code == code
    assert len(register.statements(code)) == 2


def test_statements_of_two_programmes_are_not_moved_together() -> None:
    one, two = made("다솜 온실", 100), made("햇살 온실", 70)
    ids = [register.statements(code)[0].id for code in (one, two)]
    with pytest.raises(WrongArgument, match="one programme"):
        moves.move_statements(ids, name="새 사업", by=None)
    with pytest.raises(NotFound, match="99999"):
        moves.move_statements([ids[0], 99999], name="새 사업", by=None)
    with pytest.raises(WrongArgument, match=one):
        moves.move_statements(ids[:1], into=one, by=None)


def test_a_renamed_programme_is_still_found_under_its_old_name() -> None:
    code = made("다솜 온실")
    now = moves.rename(code, "햇살 온실", "Sunshine greenhouse", by=None)
    assert (now.name, now.name_en, now.other_names) == (
        "햇살 온실",
        "Sunshine greenhouse",
        ("다솜 온실",),
    )
    moves.rename(code, "햇살 온실", by=None)
    moves.also_called(code, "햇살 유리집", by=None)
    moves.also_called(code, "햇살유리집", by=None)
    assert [r.kind for r in Revision.objects.all()] == ["renamed", "named"]
    assert [p.code for p in register.with_name("햇살 유리집")] == [code]


def test_the_tree_has_no_rings() -> None:
    top = made("다솜 계획")
    code = made("다솜 온실", parent=top)
    for parent in (code, top):
        with pytest.raises(WrongArgument, match=parent):
            moves.put_under(top, code if parent == code else top, by=None)
    assert moves.put_under(code, "", by=None).parent == ""
    assert moves.put_under(top, code, by=None).parent == code


def test_programmes_kept_apart_know_it_of_each_other() -> None:
    one, two = made("다솜 온실"), made("다솜 온실 보급")
    moves.keep_apart(one, two, by=None)
    moves.keep_apart(one, two, by=None)
    assert (moves.kept_apart(one), moves.kept_apart(two)) == ({two}, {one})
    assert Revision.objects.count() == 1


def test_a_programme_is_not_told_apart_from_itself() -> None:
    gone, stays = made("다솜 온실"), made("햇살 온실")
    moves.merge(gone, stays, by=None)
    with pytest.raises(WrongArgument, match=gone):
        moves.keep_apart(stays, gone, by=None)


def test_a_name_without_a_letter_or_a_figure_is_none() -> None:
    code = made("다솜 온실")
    said = register.state(code, amount(90), DAY)
    for call in (
        lambda: moves.rename(code, "!!", by=None),
        lambda: moves.also_called(code, "!!", by=None),
        lambda: moves.move_statements([said.id], name="!!", by=None),
    ):
        with pytest.raises(WrongArgument, match="!!"):
            call()
    assert register.programme(code).name == "다솜 온실"
