"""Many programmes put in at once are those that would have been put in one by one."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register import store as register
from ieum.services.programme.register.bulk.store import put
from ieum.services.programme.register.incoming import NewProgramme, NewStatement
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.rows import ProgrammeName, Statement
from ieum.services.programme.register.shipped import shipped
from ieum.services.programme.register.shipping.store import ship
from ieum.services.programme.register.values import (
    Amount,
    Names,
    ReviewState,
    Stage,
    Status,
    Subject,
)

pytestmark = pytest.mark.django_db


def annual(won: int) -> Amount:
    return Amount(won=won, basis=Basis.ANNUAL, first_year=2031, last_year=2031)


STATEMENTS = (
    NewStatement(annual(100), date(2031, 1, 1), source="하나"),
    NewStatement(annual(150), date(2031, 2, 1), source="둘"),
    NewStatement(Names(subject=Subject.REGIONS, names=("전북", "영남")), date(2031, 1, 1)),
    NewStatement(Names(subject=Subject.LEAD, names=("다솜부",)), date(2031, 1, 1)),
    NewStatement(Stage(status=Status.PLANNED), date(2031, 1, 1)),
)
PROGRAMMES = (
    NewProgramme("a", "온실", "Greenhouse", other_names=("유리 온실",), statements=STATEMENTS),
    NewProgramme("b", "온실 1동", parent="a"),
    NewProgramme("c", "온실 1동 지붕", parent="b", statements=STATEMENTS[:1]),
)


def columns(prefix: str) -> list[list[tuple[object, ...]]]:
    """All that lists read of the programmes whose codes begin so."""
    statements = Statement.objects.filter(programme__code__startswith=prefix).order_by("id")
    amounts = ProgrammeAmount.objects.filter(programme__code__startswith=prefix).order_by("id")
    names = ProgrammeName.objects.filter(programme__code__startswith=prefix).order_by("id")
    return [
        [(s.subject, s.number, s.counts, s.turn, s.due) for s in statements],
        [(a.won, a.lead, a.regions, a.kind, a.held_by.won if a.held_by else None) for a in amounts],
        [(name.name, name.key) for name in names],
    ]


def test_rows_made_at_once_are_the_rows_made_one_by_one() -> None:
    assert put(PROGRAMMES) == 3
    for new in PROGRAMMES:
        register.add_programme(
            new.name,
            code=f"x{new.code}",
            name_en=new.name_en,
            parent=f"x{new.parent}" if new.parent else "",
            other_names=new.other_names,
        )
        for s in new.statements:
            register.state(f"x{new.code}", s.value, s.as_of, source=s.source)
    assert columns("xa") == columns("a")
    assert columns("xc") == columns("c")
    assert [held for *_rest, held in columns("c")[1]] == [150]
    one, other = register.programme("a"), register.programme("xa")
    assert (one.budget, one.lead, one.status) == (other.budget, other.lead, other.status)
    assert set(one.regions) == set(other.regions) == {"전북", "영남"}


def test_what_is_there_already_is_not_touched() -> None:
    put(PROGRAMMES)
    assert put(PROGRAMMES) == 0
    assert len(register.statements("a")) == len(STATEMENTS)


def test_a_part_of_a_programme_in_the_register_is_held_by_its_amount() -> None:
    put(PROGRAMMES[:1])
    put([NewProgramme("d", "온실 2동", parent="a", statements=STATEMENTS[:1])])
    held = ProgrammeAmount.objects.get(programme__code="d")
    assert held.held_by is not None
    assert held.held_by.won == 150


def test_shipped_programmes_are_unconfirmed_each_statement_with_its_source() -> None:
    programmes = shipped()
    assert all(s.source and s.built_in for p in programmes for s in p.statements)
    ship(programmes)
    found = register.programme("gwangju-self-driving-test")
    assert not found.is_confirmed
    assert found.budget is not None
    assert (found.budget.won, found.budget.basis) == (61_100_000_000, Basis.ANNUAL)


def test_shipping_again_changes_nothing_and_keeps_what_people_decided() -> None:
    ship(shipped())
    said = register.statements("k-moonshot")[0]
    register.settle(said.id, ReviewState.CONFIRMED, by=None)
    before = Statement.objects.count()
    ship(shipped())
    assert Statement.objects.count() == before
    assert register.statement(said.id).is_settled


def test_what_a_release_ships_no_longer_goes_unless_people_decided_of_it() -> None:
    old = NewProgramme(
        "old",
        "옛 사업",
        statements=(
            NewStatement(annual(1), date(2031, 1, 1), source="가", built_in="old/1"),
            NewStatement(
                Stage(status=Status.DONE), date(2031, 1, 1), source="나", built_in="old/2"
            ),
        ),
    )
    ship([old])
    confirmed = next(s for s in register.statements("old") if s.subject is Subject.STATUS)
    register.settle(confirmed.id, ReviewState.CONFIRMED, by=None)
    ship(shipped())
    assert [s.subject for s in register.statements("old")] == [Subject.STATUS]
    assert register.programme("old").budget is None
