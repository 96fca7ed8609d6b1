"""The life of a task as a table: nothing leads to its end but a report and an authorised person."""

from __future__ import annotations

import random

import pytest

from ieum.services.programme.decisions.lifecycle import (
    RULES,
    Act,
    Standing,
    State,
    after,
    refusal,
)
from ieum.services.programme.decisions.roles import Grant, Person, Role

OFFICE, ABOVE, LEAD, PARTNER, STRANGER = 1, 2, 3, 4, 5
PLACES = (OFFICE, ABOVE, LEAD, PARTNER, STRANGER)


def person(id: int, *grants: tuple[Role, int]) -> Person:
    return Person(id, str(id), tuple(Grant(role, place) for role, place in grants))


def fresh() -> Standing:
    return Standing(State.ASSIGNED, (OFFICE, ABOVE), (OFFICE, ABOVE))


PEOPLE = [
    person(number, (role, place))
    for number, (role, place) in enumerate(((r, p) for r in Role for p in PLACES), 1)
] + [
    person(90, (Role.REPORTER, LEAD), (Role.APPROVER, OFFICE)),
    person(91, (Role.REPORTER, LEAD), (Role.APPROVER, ABOVE)),
    Person(92, "administrator", administers=True),
    Person(None),
]


@pytest.mark.parametrize("seed", range(40))
def test_no_path_ends_a_task_without_a_standing_report_and_an_authorised_other_person(
    seed: int,
) -> None:
    """Random people try random acts; every sign-off that is let pass is checked by other means."""
    chance = random.Random(seed)
    standing, finished_by, sent_back_since = fresh(), None, True
    for _ in range(400):
        who, act = chance.choice(PEOPLE), chance.choice(list(Act))
        line = chance.choice((LEAD, PARTNER, STRANGER)) if act is Act.REPORT else None
        finishes = chance.choice((True, False)) if line == LEAD else None
        if refusal(act, standing, who, line) is not None:
            continue
        if act is Act.REPORT:
            assert any(g.role is Role.REPORTER and g.organisation == line for g in who.grants)
            if line == LEAD:
                finished_by, sent_back_since = (who.id, False) if finishes else (None, True)
        if act is Act.SEND_BACK:
            sent_back_since = True
        if act is Act.SIGN_OFF:
            assert finished_by is not None
            assert not sent_back_since
            assert who.id != finished_by
            assert any(
                g.role is Role.APPROVER and g.organisation in standing.authority for g in who.grants
            )
        standing = after(act, standing, who, finishes=finishes)
        if standing.state is State.SIGNED_OFF:
            standing, finished_by, sent_back_since = fresh(), None, True


def test_random_lives_do_reach_a_sign_off() -> None:
    """Else the property above would hold of nothing."""
    reporter, approver = person(1, (Role.REPORTER, LEAD)), person(2, (Role.APPROVER, OFFICE))
    standing = after(Act.REPORT, fresh(), reporter, finishes=True)
    assert refusal(Act.SIGN_OFF, standing, approver) is None
    assert after(Act.SIGN_OFF, standing, approver).state is State.SIGNED_OFF


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.ASSIGN])
def test_nothing_more_happens_to_a_closed_task(act: Act) -> None:
    closed = Standing(State.SIGNED_OFF, (OFFICE, ABOVE), (OFFICE, ABOVE), finished_by=1)
    for who in PEOPLE:
        for line in (LEAD, PARTNER, None):
            assert refusal(act, closed, who, line) is not None


@pytest.mark.parametrize("act", list(Act))
def test_an_observer_and_a_stranger_change_nothing(act: Act) -> None:
    for who in (person(1, *((Role.OBSERVER, place) for place in PLACES)), Person(7)):
        for state in State:
            standing = Standing(state, (OFFICE, ABOVE), (OFFICE, ABOVE), finished_by=99)
            assert refusal(act, standing, who, LEAD) is not None


def test_an_administrator_keeps_the_office_but_neither_reports_nor_signs_off() -> None:
    who = Person(1, "administrator", administers=True)
    standing = Standing(State.REPORTED, (OFFICE,), (OFFICE,), finished_by=99)
    assert refusal(Act.SEND_BACK, standing, who) is None
    assert refusal(Act.SIGN_OFF, standing, who) is not None
    assert refusal(Act.REPORT, standing, who, LEAD) is not None


def test_an_escalated_task_is_for_those_above() -> None:
    below, above = person(1, (Role.APPROVER, OFFICE)), person(2, (Role.APPROVER, ABOVE))
    standing = after(Act.REPORT, fresh(), person(9, (Role.REPORTER, LEAD)), finishes=True)
    standing = after(Act.ESCALATE, standing, below)
    assert standing.authority == (ABOVE,)
    assert refusal(Act.SIGN_OFF, standing, below) is not None
    assert refusal(Act.SIGN_OFF, standing, above) is None
    assert refusal(Act.ESCALATE, standing, above) is not None  # nothing is above that


def test_a_task_sent_back_returns_to_those_who_decided_it() -> None:
    escalated = Standing(State.ESCALATED, (OFFICE, ABOVE), (ABOVE,), finished_by=9)
    back = after(Act.SEND_BACK, escalated, person(2, (Role.APPROVER, ABOVE)))
    assert (back.state, back.authority, back.finished_by) == (
        State.SENT_BACK,
        (OFFICE, ABOVE),
        None,
    )


def test_a_partners_report_moves_nothing() -> None:
    standing = fresh()
    assert (
        after(Act.REPORT, standing, person(1, (Role.REPORTER, PARTNER)), finishes=None) == standing
    )


def test_every_act_has_its_rule() -> None:
    assert set(RULES) == set(Act)
