"""From signals to orders: independent organisations move something, one alone never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ieum.exchange.events import store as outbox
from ieum.exchange.events.values import Event, Lane
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import Party, PartyKind, PartyState
from ieum.services.scamcall import responding
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.signals import store as signals
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.signals.values import Sighting, Taken
from ieum.services.scamcall.vocabulary import (
    Action,
    CallerId,
    Manoeuvre,
    SignalType,
    SubjectKind,
)

pytestmark = pytest.mark.django_db(transaction=True)
#: A number that nobody can have (North American example range).
NUMBER = "+12025550123"


def member(id: str, kind: PartyKind, **given: str) -> Party:
    return parties.add_party(id, f"{id} 이름", kind, state=PartyState.LIVE, **given)


@pytest.fixture
def telecom() -> Party:
    return member("nuri-telecom", PartyKind.TELECOM)


@pytest.fixture
def bank() -> Party:
    return member("han-bank", PartyKind.BANK)


@pytest.fixture(autouse=True)
def rules_are_let() -> None:
    for rule in ("phone-alert", "phone-block", "path-block", "account-freeze"):
        judgements.let(rule, Let(Stage.FULL), "account:1", "test")


def sighting(number: int = 1, **given: object) -> Sighting:
    plain = Sighting(
        event_id=f"e{number}",
        type=SignalType.NUMBER_REPORT,
        kind=SubjectKind.PHONE,
        identifier=NUMBER,
        seen_at=timezone.now(),
        confidence=100,
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def open_actions(identifier: str = NUMBER, kind: SubjectKind = SubjectKind.PHONE) -> set[Action]:
    subject = subjects.find(kind, identifier)
    return {order.action for order in orders.open_orders(subject.id)} if subject else set()


def send(party: Party, *sightings: Sighting, now: datetime | None = None) -> list[Taken]:
    receipts = responding.receive(party, sightings, now or timezone.now())
    return [receipt.taken for receipt in receipts]


def events() -> list[Event]:
    return outbox.read_after(outbox.beginning())[0]


def test_two_kinds_of_organisation_together_block_a_number(telecom: Party, bank: Party) -> None:
    start = outbox.newest()
    assert send(telecom, sighting()) == [Taken.ACCEPTED]
    assert open_actions() == {Action.ALERT}
    send(bank, sighting())
    assert open_actions() == {Action.ALERT, Action.BLOCK}
    subject = subjects.find(SubjectKind.PHONE, NUMBER)
    assert subject is not None
    block = next(one for one in orders.open_orders(subject.id) if one.action is Action.BLOCK)
    assert block.state is OrderState.LIVE
    assert block.expires_at - block.starts_at == timedelta(days=7)
    assert block.basis
    assert block.notice
    assert block.appeal
    assert block.evidence["organisations"] == 2
    told = outbox.read_after(start)[0]
    assert [one.kind for one in told].count("scamcall.order") == 2
    assert NUMBER not in str(told)


def test_reports_of_one_organisation_never_block_however_many(telecom: Party) -> None:
    send(telecom, *(sighting(number) for number in range(300)))
    assert open_actions() == {Action.ALERT}


def test_organisations_of_one_group_are_one(bank: Party) -> None:
    for id in ("one-card", "one-securities"):
        send(member(id, PartyKind.BANK, group="one-group"), sighting())
    assert Action.BLOCK not in open_actions()


def test_one_organisation_alone_has_nobody_warned_of_an_account_however_often_it_reports(
    bank: Party,
) -> None:
    judgements.let("account-alert", Let(Stage.FULL), "account:1", "test")
    account = {
        "kind": SubjectKind.ACCOUNT,
        "identifier": "999:0000000",
        "type": SignalType.COLLECTION_ACCOUNT,
    }
    send(bank, *(sighting(number, **account) for number in range(40)))
    for id in ("one-card", "one-securities"):
        send(
            member(id, PartyKind.BANK, group="one-group"),
            sighting(**account | {"identifier": "999:0000001"}),
        )
    for identifier in ("999:0000000", "999:0000001"):
        assert open_actions(identifier, SubjectKind.ACCOUNT) == set()
    send(member("du-bank", PartyKind.BANK), sighting(**account))
    assert open_actions("999:0000000", SubjectKind.ACCOUNT) == {Action.ALERT}


def test_the_same_signal_sent_again_is_taken_once(telecom: Party) -> None:
    start = outbox.newest()
    assert send(telecom, sighting(), sighting()) == [Taken.ACCEPTED, Taken.REPEATED]
    assert send(telecom, sighting(), sighting(2)) == [Taken.REPEATED, Taken.ACCEPTED]
    told = outbox.read_after(start)[0]
    assert sum(one.kind == "scamcall.number_report" for one in told) == 2


def test_what_a_party_sends_on_trial_is_answered_alike_and_moves_nobody(bank: Party) -> None:
    trial = parties.add_party("new-telecom", "새 통신", PartyKind.TELECOM)
    start = outbox.newest()
    assert send(trial, sighting()) == [Taken.ACCEPTED]
    send(bank, sighting())
    assert Action.BLOCK not in open_actions()
    assert {one.giver for one in outbox.read_after(start)[0]} == {"han-bank", "hub"}


def test_a_number_that_is_never_acted_on_is_refused_and_the_rest_is_taken(telecom: Party) -> None:
    assert send(telecom, sighting(1, identifier="112"), sighting(2)) == [
        Taken.REFUSED,
        Taken.ACCEPTED,
    ]
    assert subjects.find(SubjectKind.PHONE, "112") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": SignalType.COLLECTION_ACCOUNT},
        {
            "type": SignalType.HANDSET_DETECTION,
            "kind": SubjectKind.LINK,
            "identifier": "example.org",
        },
        {"seen_at": timezone.now() + timedelta(hours=1)},
        {"seen_at": timezone.now() - timedelta(days=31)},
    ],
)
def test_a_signal_that_cannot_be_is_refused_with_its_reason(
    telecom: Party, wrong: dict[str, object]
) -> None:
    (receipt,) = responding.receive(telecom, [sighting(**wrong)], timezone.now())
    assert receipt.taken is Taken.REFUSED
    assert receipt.reason is not None


def test_a_number_shown_falsely_blocks_the_path_and_never_its_holder(
    telecom: Party, bank: Party
) -> None:
    send(telecom, sighting(caller_id=CallerId.SPOOFED))
    send(bank, sighting(caller_id=CallerId.SPOOFED))
    assert open_actions() == {Action.BLOCK_PATH}


def test_whoever_could_not_trace_the_call_does_not_outvote_who_could(
    telecom: Party, bank: Party
) -> None:
    send(bank, sighting())
    send(member("city-police", PartyKind.POLICE), sighting())
    assert Action.BLOCK in open_actions()
    send(telecom, sighting(caller_id=CallerId.SPOOFED))
    assert open_actions() == {Action.BLOCK_PATH}


def test_signals_on_somebody_in_danger_support_nothing_against_them(
    telecom: Party, bank: Party
) -> None:
    for party in (telecom, bank):
        send(party, sighting(type=SignalType.REMOTE_CONTROL))
    assert open_actions() == set()


def test_a_freeze_waits_for_a_person(bank: Party) -> None:
    police = member("city-police", PartyKind.POLICE)
    account = {
        "kind": SubjectKind.ACCOUNT,
        "identifier": "999:0000000",
        "type": SignalType.COLLECTION_ACCOUNT,
    }
    send(bank, sighting(**account))
    send(police, sighting(**account))
    subject = subjects.find(SubjectKind.ACCOUNT, "999:0000000")
    assert subject is not None
    freeze = next(one for one in orders.open_orders(subject.id) if one.action is Action.FREEZE)
    assert freeze.state is OrderState.PENDING


def test_a_number_that_went_to_somebody_new_is_not_haunted(telecom: Party, bank: Party) -> None:
    send(telecom, sighting())
    subject = subjects.find(SubjectKind.PHONE, NUMBER)
    assert subject is not None
    subjects.pass_on(subject.id, timezone.now())
    send(bank, sighting())
    assert Action.BLOCK not in open_actions()


def test_what_comes_late_speaks_of_the_holder_before(telecom: Party, bank: Party) -> None:
    before = timezone.now() - timedelta(hours=2)
    send(telecom, sighting(seen_at=before))
    subject = subjects.find(SubjectKind.PHONE, NUMBER)
    assert subject is not None
    subjects.pass_on(subject.id, timezone.now() - timedelta(hours=1))
    send(telecom, sighting(2, seen_at=before))
    send(bank, sighting(seen_at=before))
    assert Action.BLOCK not in open_actions()


def test_a_release_goes_out_before_everything_else(telecom: Party, bank: Party) -> None:
    send(telecom, sighting())
    send(bank, sighting())
    subject = subjects.find(SubjectKind.PHONE, NUMBER)
    assert subject is not None
    block = next(one for one in orders.open_orders(subject.id) if one.action is Action.BLOCK)
    start = outbox.newest()
    send(
        telecom,
        *(sighting(number, identifier=f"+1202555{number:04}") for number in range(100, 120)),
    )
    orders.end(block.reference, OrderState.RELEASED, "objection", "account:1", timezone.now())
    first = outbox.read_after(start)[0][0]
    assert (first.lane, first.body["state"], first.body["reference"]) == (
        Lane.RELEASE,
        "released",
        block.reference,
    )
    assert first.revision > block.revision


def test_a_retraction_goes_out_before_everything_else_and_says_what_it_takes_back(
    telecom: Party, bank: Party
) -> None:
    send(telecom, sighting(amount_won=1000))
    (told,) = [one for one in events() if one.kind.endswith("number_report")]
    subjects.begin_epoch(timezone.now())
    subjects.renew()
    start = outbox.newest()
    send(bank, sighting())
    assert responding.retract(telecom, "e1", timezone.now())
    first = outbox.read_after(start)[0][0]
    assert (first.lane, first.kind, first.giver) == (Lane.RELEASE, told.kind, telecom.id)
    assert (first.subject, first.retracts) == (told.subject, told.revision)
    assert first.first_told_at == told.at
    assert first.revision > told.revision
    assert set(first.body) == {"pseudonym", "seen_at", "others_stand"}
    place = outbox.newest()
    assert responding.retract(telecom, "e1", timezone.now())
    assert outbox.read_after(place)[0] == []


def test_of_a_signal_that_was_taken_back_nothing_is_kept_but_that_it_was_there(
    telecom: Party,
) -> None:
    account = "999:1234567"
    send(
        telecom,
        sighting(
            counterpart_kind=SubjectKind.ACCOUNT,
            counterpart=account,
            amount_won=1000,
            manoeuvre=Manoeuvre.LOAN,
        ),
    )
    now = timezone.now()
    responding.retract(telecom, "e1", now)
    row = Signal.objects.get()
    assert (row.counterpart, row.amount_won, row.manoeuvre) == (None, None, "unknown")
    assert signals.withdraw_retracted(now - timedelta(seconds=1)) == 0
    assert any("amount_won" in one.body for one in events())
    assert signals.withdraw_retracted(now) == 1
    assert not any("amount_won" in one.body for one in events())
    assert signals.withdraw_retracted(now) == 0


def test_what_was_sent_on_trial_is_taken_back_without_a_word() -> None:
    trial = parties.add_party("new-bank", "새 은행", PartyKind.BANK)
    send(trial, sighting())
    assert responding.retract(trial, "e1", timezone.now())
    assert events() == []


def test_orders_end_by_themselves_when_their_time_is_up(telecom: Party, bank: Party) -> None:
    send(telecom, sighting())
    send(bank, sighting())
    later = timezone.now() + timedelta(days=8)
    assert orders.expire(later) == 2
    assert open_actions() == set()
    assert orders.expire(later) == 0


def test_a_rule_in_the_shadow_only_watches(telecom: Party, bank: Party) -> None:
    for rule in ("phone-alert", "phone-block"):
        judgements.let(rule, Let(Stage.SHADOW), "account:1", "test")
    send(telecom, sighting())
    send(bank, sighting())
    assert open_actions() == set()


def test_a_new_epoch_finds_the_same_subject_under_both_keys(telecom: Party) -> None:
    send(telecom, sighting())
    before = subjects.find(SubjectKind.PHONE, NUMBER)
    subjects.begin_epoch(timezone.now())
    assert subjects.find(SubjectKind.PHONE, NUMBER) == before
    assert subjects.renew() == 1
    after = subjects.find(SubjectKind.PHONE, NUMBER)
    assert before is not None
    assert after is not None
    assert (after.id, after.pseudonym == before.pseudonym) == (before.id, False)
    assert subjects.identifier(after.id) == NUMBER
