"""The simulated country: nobody in it is bound by one organisation, and no real hub is touched."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.kernel.context import Caller, Context
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.desk import case_tools
from ieum.services.scamcall.due_process.values import ObjectionState
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.models import Objection, Order, Signal, SimulatedCountry, Subject
from ieum.services.scamcall.simulation import country, figures, living, store, tools
from ieum.services.scamcall.simulation.running import Run
from ieum.services.scamcall.simulation.story import DAY
from ieum.services.scamcall.simulation.truth import BINDING, Innocence
from ieum.services.scamcall.vocabulary import Action

ENDS = datetime(2026, 11, 21, tzinfo=UTC)


def lived(seed: int, days: int = 1) -> Run:
    run = tools.begin(seed, days, ENDS, ENDS + timedelta(days=1), 6)
    for minute in range(5, int(days * DAY) + 1, 5):
        run.go_on(float(minute))
    return run


@pytest.mark.django_db(transaction=True)
def test_a_day_of_the_country_keeps_every_promise() -> None:
    run = lived(1)
    truth = run.truth
    assert truth.colluded
    assert figures.frozen_by_collusion(truth) == 0
    assert Innocence.VICTIM not in truth.wronged(*BINDING)
    bound = [one for one in truth.frauds if one.bound is not None]
    assert bound
    assert all(one.bound >= one.first_signal for one in bound if one.first_signal is not None)
    for order in Order.objects.all():
        assert order.basis
        assert order.notice
        assert order.appeal
        assert order.expires_at > order.starts_at
        binds = order.action in {Action.BLOCK, Action.DELAY, Action.FREEZE, Action.BLOCK_PATH}
        assert not binds or order.evidence["organisations"] >= 2
        assert order.action != Action.FREEZE or order.approver or order.state != "live"
    assert Signal.objects.exclude(party__startswith=country.PREFIX).count() == 0
    assert Subject.objects.exists()
    for subject in Subject.objects.all()[:300]:
        assert subjects.identifier(subject.pk).startswith(("+1202555", "999:"))
    decided = Objection.objects.exclude(decided_at=None)
    assert {one.state for one in decided} <= {str(state) for state in ObjectionState}


@pytest.mark.django_db(transaction=True)
def test_a_bank_sees_where_the_money_of_an_account_went_on_to_and_a_telecom_does_not() -> None:
    run = lived(1)
    told = Signal.objects.filter(counterpart__kind="account").select_related(
        "subject", "counterpart"
    )
    one = told.order_by("-id")[0]

    def trail(party: str) -> list[list[object]]:
        context = Context(caller=Caller(id=3, party=party, scopes=frozenset({"*:receive"})))
        with another_clock(lambda: run.moment(run.story.minute)):
            case = case_tools.desk_case(one.subject.pseudonym, context).result
        return case.trail.rows if case else []

    other = next(
        member.id
        for member in country.members()
        if member.kind is PartyKind.BANK and member.id != one.party
    )
    steps = trail(other)
    assert one.counterpart.pseudonym in [step[2] for step in steps]
    assert one.amount_won in [step[3] for step in steps]
    # It is told which account, by its pseudonym, and never the account.
    assert "999:" not in str(steps)
    assert trail("sample-telecom-1") == []


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_makes_the_same_country() -> None:
    first, second = (tools.report(lived(3).truth) for _time in range(2))
    assert first == second
    assert SimulatedCountry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_hub_with_a_real_organisation_is_left_alone() -> None:
    parties.add_party("han-bank", "한 은행", PartyKind.BANK, state=PartyState.LIVE)
    answer = tools.simulate(context=Context(), seed=1, days=1)
    assert answer.refusal is not None
    assert not SimulatedCountry.objects.exists()
    assert [one.id for one in parties.parties() if one.id.startswith(country.PREFIX)] == []


@pytest.mark.django_db(transaction=True)
def test_one_process_at_a_time_lets_the_country_go_on() -> None:
    store.begin(1, 1, ENDS - timedelta(days=1), ENDS + timedelta(hours=1), 6)
    held = store.take_lease(ENDS)
    assert held is not None
    assert store.take_lease(ENDS) is None
    assert store.take_lease(ENDS + store.LEASE + timedelta(seconds=1)) is not None
    store.give_lease_back(held[0])
    assert store.take_lease(ENDS) is not None
    assert not store.keep_lease(held[0], ENDS + timedelta(hours=2))


@pytest.mark.django_db(transaction=True)
def test_the_country_stops_where_a_real_organisation_joins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(living, "STEP_SECONDS", 0.01)
    now = datetime.now(UTC)
    store.begin(1, 1, now - timedelta(days=1), now + timedelta(hours=1), 60)
    parties.add_party("han-bank", "한 은행", PartyKind.BANK, state=PartyState.LIVE)
    living.look(threading.Event())
    assert not Signal.objects.exists()
    assert store.take_lease(datetime.now(UTC)) is not None


def test_everybody_says_that_they_are_a_sample() -> None:
    found = country.members()
    kinds = [one.kind for one in found]
    assert (kinds.count(PartyKind.TELECOM), kinds.count(PartyKind.HANDSET)) == (3, 2)
    assert kinds.count(PartyKind.BANK) == 20
    assert all("(견본)" in one.name and one.id.startswith(country.PREFIX) for one in found)
