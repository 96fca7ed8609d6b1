"""Who gives the second approval: a colleague at the bank that holds the account, else an outsider."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.rows import Party as PartyRow
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.kernel.errors import NotAllowed
from ieum.services.scamcall import responding
from ieum.services.scamcall.desk import order_tools
from ieum.services.scamcall.desk.order_tools import Verdict
from ieum.services.scamcall.orders.values import Order, OrderState
from tests.services.scamcall.desk.at_the_desk import freeze, hour, order, person, waiting
from tests.services.scamcall.due_process.country import (
    ACCOUNT,
    let_rules,
    member,
    open_orders,
    signal,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bank() -> Party:
    return member("han-bank", PartyKind.BANK)


@pytest.fixture
def police() -> Party:
    return member("city-police", PartyKind.POLICE)


def reported(*reporters: Party) -> Order:
    """A freeze that a rule asked for on what some parties reported; it waits for a person."""
    let_rules()
    for one in reporters:
        signal(one, f"{one.id}-1", timezone.now(), ACCOUNT)
    (pending,) = (one for one in open_orders(ACCOUNT).values() if one.state is OrderState.PENDING)
    return pending


def is_refused(made: Order, party: Party, verdict: Verdict = Verdict.APPROVE) -> bool:
    before = order(made.reference)
    with pytest.raises(NotAllowed):
        order_tools.decide_order(made.reference, verdict, person(party, 8))
    assert order(made.reference) == before
    return waiting(party) == []


@pytest.mark.parametrize("at", [2, 14])
def test_a_colleague_at_the_bank_that_holds_the_account_decides_on_what_its_officer_asked(
    bank: Party, at: int
) -> None:
    with hour(at):
        made = freeze(person(bank, 7))
        assert waiting(bank) == [made.order]
        order_tools.decide_order(made.order, Verdict.APPROVE, person(bank, 8))
    assert order(made.order).approver == "han-bank account:8"


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("at", [2, 14])
def test_a_colleague_of_an_investigator_who_asked_decides_nothing(
    police: Party, verdict: Verdict, at: int
) -> None:
    with hour(at):
        made = order(freeze(person(police, 7)).order)
        assert is_refused(made, police, verdict)


def test_a_party_of_the_same_group_as_whoever_asked_decides_nothing() -> None:
    for id in ("one-bank", "one-card"):
        member(id, PartyKind.BANK, group="one-group")
    with hour(14):
        made = order(freeze(person(parties.party("one-bank"), 7)).order)
        assert is_refused(made, parties.party("one-card"))


def test_another_bank_that_holds_accounts_of_the_code_may_decide(bank: Party) -> None:
    other = member("du-bank", PartyKind.BANK)
    with hour(14):
        made = freeze(person(bank, 7))
        assert waiting(other) == [made.order]
        order_tools.decide_order(made.order, Verdict.APPROVE, person(other, 8))
    assert order(made.order).state is OrderState.LIVE


def test_whoever_reported_does_not_approve_what_a_rule_asks_for(bank: Party, police: Party) -> None:
    pending = reported(bank, police)
    for reporter in (bank, police):
        assert is_refused(pending, reporter)
    agency = member("supervisor", PartyKind.AGENCY)
    assert waiting(agency) == [pending.reference]
    order_tools.decide_order(pending.reference, Verdict.APPROVE, person(agency, 8))
    assert order(pending.reference).approver == "supervisor account:8"


def test_a_party_of_the_same_group_as_a_reporter_does_not_approve(police: Party) -> None:
    for id in ("one-bank", "one-card"):
        member(id, PartyKind.BANK, group="one-group")
    pending = reported(parties.party("one-bank"), police)
    assert is_refused(pending, parties.party("one-card"))


def test_a_reporter_that_joined_a_group_since_bars_that_group_too(
    bank: Party, police: Party
) -> None:
    other = member("du-bank", PartyKind.BANK)
    pending = reported(bank, police)
    assert waiting(other) == [pending.reference]
    PartyRow.objects.filter(pk__in=["han-bank", "du-bank"]).update(group="new-group")
    assert is_refused(pending, parties.party("du-bank"))


def test_who_took_its_report_back_still_does_not_approve(bank: Party, police: Party) -> None:
    pending = reported(bank, police)
    for party, kind in (("supervisor", PartyKind.AGENCY), ("du-bank", PartyKind.BANK)):
        signal(member(party, kind), f"{party}-1", timezone.now(), ACCOUNT)
    responding.retract(bank, "han-bank-1", timezone.now())
    assert order(pending.reference).state is OrderState.PENDING
    assert is_refused(pending, bank)


def test_a_report_that_came_after_the_order_bars_its_sender_too(bank: Party, police: Party) -> None:
    agency = member("supervisor", PartyKind.AGENCY)
    pending = reported(bank, police)
    assert waiting(agency) == [pending.reference]
    signal(agency, "a", timezone.now() + timedelta(seconds=1), ACCOUNT)
    assert is_refused(pending, agency)
    assert waiting(parties.party(HUB)) == [pending.reference]


def test_a_bank_decides_only_on_accounts_that_it_holds(bank: Party, police: Party) -> None:
    pending = reported(bank, police)
    far = member("far-bank", PartyKind.BANK, codes=["998"])
    assert waiting(far) == []
    assert order_tools.decide_order(pending.reference, Verdict.APPROVE, person(far)).refusal
    telecom = member("nuri-telecom", PartyKind.TELECOM)
    assert order_tools.decide_order(pending.reference, Verdict.APPROVE, person(telecom)).refusal


def test_whoever_asked_withdraws_what_nobody_has_approved(bank: Party) -> None:
    with hour(14):
        made = freeze(person(bank, 7))
        queue = order_tools.approval_queue(person(bank, 9)).result
        assert queue is not None
        assert [row[0] for row in queue.own.rows] == [made.order]
        order_tools.release_order(made.order, "잘못 청함", person(bank, 9))
    assert order(made.order).state is OrderState.DROPPED
