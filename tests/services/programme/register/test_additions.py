"""Statements that come to a programme leave lists as if all of its statements had been read anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.lists.store import refresh
from ieum.services.programme.register.rows import Programme, Statement
from ieum.services.programme.register.values import (
    Amount,
    Names,
    ReviewState,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)

pytestmark = pytest.mark.django_db
DAY = date(2031, 3, 1)
Row = tuple[object, ...]


def annual(won: int, year: int = 2031) -> Amount:
    return Amount(won=won, basis=Basis.ANNUAL, first_year=year, last_year=year)


def lead(name: str) -> Names:
    return Names(subject=Subject.LEAD, names=(name,))


def stated(code: str, value: StatementValue, day: int) -> int:
    return register.state(code, value, DAY + timedelta(days=day), source="다솜 소식").id


def read_by_lists() -> list[Sequence[Row]]:
    """All that lists read."""
    programmes = Programme.objects.order_by("pk")
    return [
        [(p.budget_won, p.lead_name, p.ends, p.is_confirmed, p.last_heard) for p in programmes],
        [tuple(sorted(r.region for r in p.regions.all())) for p in programmes],
        [(s.counts, s.turn, s.due) for s in Statement.objects.order_by("pk")],
        [
            (a.statement_id, a.won, a.lead, a.regions, a.held_by and a.held_by.statement_id)
            for a in ProgrammeAmount.objects.order_by("statement_id")
        ],
    ]


def assert_as_if_read_anew() -> None:
    before = read_by_lists()
    for row in Programme.objects.order_by("pk"):
        refresh(row)
    assert read_by_lists() == before


def turns() -> list[str]:
    return list(Statement.objects.order_by("as_of", "pk").values_list("turn", flat=True))


def test_a_statement_of_a_day_between_two_others_turns_from_one_to_the_next() -> None:
    code = register.add_programme("다솜 온실").code
    stated(code, annual(100), 0)
    stated(code, annual(100), 20)
    assert turns() == ["first", "same"]
    stated(code, annual(150), 10)
    assert turns() == ["first", "changed", "changed"]
    assert register.programme(code).budget == annual(100)
    assert_as_if_read_anew()


def test_a_newer_value_does_not_count_before_a_confirmed_one() -> None:
    code = register.add_programme("다솜 온실").code
    register.settle(stated(code, lead("다솜부"), 0), ReviewState.CONFIRMED, by=None)
    stated(code, lead("한빛부"), 5)
    stated(code, lead("한빛부"), 9)
    assert turns() == ["first", "changed", "same"]
    assert register.programme(code).lead == "다솜부"
    assert_as_if_read_anew()


def test_what_was_rejected_is_not_what_a_new_value_is_compared_with() -> None:
    code = register.add_programme("다솜 온실").code
    stated(code, annual(100), 0)
    register.settle(stated(code, annual(900), 5), ReviewState.REJECTED, by=None)
    stated(code, annual(100), 9)
    assert turns() == ["first", "", "same"]
    assert_as_if_read_anew()


def test_the_statement_before_is_found_behind_many_on_other_matters() -> None:
    code = register.add_programme("다솜 온실").code
    register.settle(stated(code, annual(100, 2030), 0), ReviewState.CONFIRMED, by=None)
    for year in range(2031, 2061):
        stated(code, annual(7, year), 1)
    stated(code, annual(120, 2030), 2)
    assert turns()[-1] == "changed"
    assert_as_if_read_anew()


def test_a_programme_that_is_said_to_be_done_has_no_deadline() -> None:
    code = register.add_programme("다솜 온실").code
    last = Time(subject=Subject.END, first=date(2032, 1, 1), last=date(2032, 12, 31))
    stated(code, last, 0)
    stated(code, Step(what="첫 동", due=date(2031, 6, 1)), 0)
    assert Statement.objects.filter(due=last.last).exists()
    stated(code, Stage(status=Status.DONE), 5)
    assert not Statement.objects.filter(due=last.last).exists()
    assert_as_if_read_anew()


def test_an_amount_for_a_time_that_had_none_holds_those_of_the_parts() -> None:
    whole = register.add_programme("다솜 온실").code
    part = register.add_programme("다솜 온실 1동", parent=whole).code
    stated(part, annual(30), 0)
    stated(whole, annual(100), 1)
    stated(whole, annual(110), 2)
    held = ProgrammeAmount.objects.get(programme__code=part)
    assert held.held_by is not None
    assert held.held_by.won == 110
    assert_as_if_read_anew()


def test_regions_and_leads_follow_what_counts_in_every_amount() -> None:
    code = register.add_programme("다솜 온실").code
    stated(code, annual(30), 0)
    stated(code, annual(40, 2032), 0)
    stated(code, Names(subject=Subject.REGIONS, names=("광주", "전남")), 1)
    stated(code, lead("다솜부"), 1)
    amounts = ProgrammeAmount.objects.values_list("regions", "lead")
    assert set(amounts) == {("광주·전남", "다솜부")}
    assert_as_if_read_anew()
