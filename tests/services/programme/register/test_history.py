"""What counts of statements, their baseline and their changes."""

from __future__ import annotations

from datetime import date

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.history import baseline, changes, counting
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import Amount, ReviewState, Stage, Status

EXTRACTED, CONFIRMED = ReviewState.EXTRACTED, ReviewState.CONFIRMED


def stated(
    id: int, won: int, month: int, state: ReviewState = EXTRACTED, year: int = 2031
) -> StatementRecord:
    value = Amount(won=won, basis=Basis.ANNUAL, first_year=year, last_year=year)
    return StatementRecord(id, "P1", value, date(2030, month, 1), state)


def test_the_newest_confirmed_statement_counts_even_before_a_newer_unconfirmed_one() -> None:
    old, new = stated(1, 100, 1, CONFIRMED), stated(2, 120, 2)
    assert counting([old, new]) == [old]


def test_where_nothing_is_confirmed_the_newest_extracted_statement_counts() -> None:
    assert counting([stated(1, 100, 1), stated(2, 120, 2)])[0].id == 2


def test_a_rejected_statement_never_counts() -> None:
    assert counting([stated(1, 100, 1, ReviewState.REJECTED)]) == []


def test_amounts_of_two_years_are_two_matters() -> None:
    assert len(counting([stated(1, 100, 1), stated(2, 120, 1, year=2032)])) == 2


def test_the_baseline_is_the_first_confirmed_statement_and_stays() -> None:
    first, later = stated(2, 120, 2, CONFIRMED), stated(3, 200, 3, CONFIRMED)
    assert list(baseline([stated(1, 100, 1), later, first]).values()) == [first]


def test_a_change_is_a_statement_that_differs_from_the_one_before_it() -> None:
    found = changes([stated(3, 150, 3), stated(1, 100, 1), stated(2, 100, 2)])
    assert [(c.before.id if c.before else None, c.after.id) for c in found] == [(None, 1), (2, 3)]


def test_a_status_is_one_matter_whatever_its_value() -> None:
    planned = StatementRecord(1, "P1", Stage(status=Status.PLANNED), date(2030, 1, 1))
    done = StatementRecord(2, "P1", Stage(status=Status.DONE), date(2031, 1, 1))
    assert counting([planned, done]) == [done]
