"""The hub's own collections: each party reads what was agreed with the giver, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Offer, Purpose
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind, PartyState
from ieum.kernel.context import Caller
from ieum.services.scamcall import responding
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.signals.values import Sighting, Taken
from ieum.services.scamcall.standards import following, shared
from ieum.services.scamcall.standards.stix.identifiers import SIGNAL_EXTENSION
from ieum.services.scamcall.standards.taxii.values import Filters
from ieum.services.scamcall.vocabulary import Manoeuvre, SignalType, SubjectKind

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "+12025550123"
ACCOUNT = "999:1234567"
SIGNAL_FIELDS = ("pseudonym", "seen_at", "confidence", "type", "manoeuvre")
EVERY = Filters(every=True, last=False)


def member(id: str, kind: PartyKind) -> Party:
    return parties.add_party(id, f"{id} 이름", kind, state=PartyState.LIVE)


@pytest.fixture
def telecom() -> Party:
    return member("nuri-telecom", PartyKind.TELECOM)


@pytest.fixture
def bank() -> Party:
    return member("han-bank", PartyKind.BANK)


def sighting(
    number: int = 1, type: SignalType = SignalType.NUMBER_REPORT, **given: Any
) -> Sighting:
    plain: dict[str, Any] = {
        "event_id": f"e{number}",
        "type": type,
        "kind": SubjectKind.PHONE,
        "identifier": NUMBER,
        "seen_at": timezone.now(),
        "confidence": 90,
    }
    return Sighting(**{**plain, **given})


def agree(giver: str, kind: str, fields: Iterable[str], taker: str) -> Offer:
    now = timezone.now()
    offer = agreements.make_offer(
        giver,
        kind,
        Purpose.PREVENTION,
        set(fields),
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=1),
        retention_days=30,
        basis="법",
    )
    agreements.accept(offer.id, taker)
    return offer


def backend(party: str, *scopes: str) -> shared.Shared:
    caller = Caller(name=party, party=party, scopes=frozenset(scopes or {"scamcall:receive"}))
    return shared.backend_for(caller, "http://localhost/taxii2/scamcall/", "ko")


def objects(party: str, id: str, filters: Filters = EVERY) -> list[dict[str, Any]]:
    reader = backend(party)
    collection = reader.collection(following.ROOT, id)
    assert collection is not None
    return [one.content for one in reader.page(collection, filters, None, 1000, with_content=True)]


def types(found: list[dict[str, Any]]) -> list[str]:
    common = ("extension-definition", "identity")
    return sorted(one["type"] for one in found if one["type"] not in common)


def test_a_signal_is_read_by_whoever_agreed_and_cut_to_the_agreed_fields(
    telecom: Party, bank: Party
) -> None:
    responding.receive(telecom, [sighting(amount_won=10**6)], timezone.now())
    assert types(objects(bank.id, following.SIGNALS)) == []
    agree(telecom.id, "scamcall.number_report", SIGNAL_FIELDS, bank.id)
    found = objects(bank.id, following.SIGNALS)
    assert types(found) == ["indicator", "observed-data", "sighting", "x-ieum-subject"]
    observed = next(one for one in found if one["type"] == "observed-data")
    told = observed["extensions"][SIGNAL_EXTENSION]
    assert told["signal_type"] == "number_report"
    assert "amount_won" not in told
    assert NUMBER not in str(found)
    own = objects(telecom.id, following.SIGNALS)
    assert "1000000" in str(own)


def test_a_party_learns_nothing_of_who_gave_what_it_may_not_read(
    telecom: Party, bank: Party
) -> None:
    responding.receive(telecom, [sighting()], timezone.now())
    names = [one.get("name") for one in objects(bank.id, following.SIGNALS)]
    assert telecom.name not in names
    reader = backend(bank.id)
    collection = reader.collection(following.ROOT, following.SIGNALS)
    assert collection is not None
    for one in objects(telecom.id, following.SIGNALS):
        if one.get("created_by_ref") == following.hub_ids().identity(telecom.id):
            assert not reader.holds(collection, one["id"])


def test_the_end_of_an_agreement_is_the_end_of_reading(telecom: Party, bank: Party) -> None:
    responding.receive(telecom, [sighting()], timezone.now())
    offer = agree(telecom.id, "scamcall.number_report", SIGNAL_FIELDS, bank.id)
    assert types(objects(bank.id, following.SIGNALS))
    agreements.revoke(offer.id, telecom.id)
    assert not types(objects(bank.id, following.SIGNALS))


def test_fields_without_which_there_is_nothing_to_say_must_be_agreed(
    telecom: Party, bank: Party
) -> None:
    responding.receive(telecom, [sighting()], timezone.now())
    agree(telecom.id, "scamcall.number_report", ["confidence", "seen_at"], bank.id)
    assert types(objects(bank.id, following.SIGNALS)) == []


def test_nobody_in_danger_becomes_an_indicator(bank: Party) -> None:
    victim = sighting(1, SignalType.VICTIM_ACCOUNT, kind=SubjectKind.ACCOUNT, identifier=ACCOUNT)
    responding.receive(bank, [victim], timezone.now())
    assert types(objects(bank.id, following.SIGNALS)) == ["observed-data", "x-ieum-subject"]


def test_what_a_party_on_trial_sends_reaches_nobody() -> None:
    trial = parties.add_party("new-bank", "새 은행", PartyKind.BANK, state=PartyState.TRIAL)
    responding.receive(trial, [sighting()], timezone.now())
    assert types(objects(HUB, following.SIGNALS)) == []


def test_an_order_is_an_indicator_that_is_revoked_with_its_end(telecom: Party) -> None:
    judgements.let("phone-alert", Let(Stage.FULL), "account:1", "test")
    responding.receive(telecom, [sighting(confidence=100)], timezone.now())
    fields = ("pseudonym", "starts_at", "expires_at", "state", "action")
    agree(HUB, orders.KIND, fields, telecom.id)
    issued = [one for one in objects(telecom.id, following.ORDERS) if one["type"] == "indicator"]
    assert len(issued) == 1
    subject = subjects.find(SubjectKind.PHONE, NUMBER)
    assert subject is not None
    assert subject.pseudonym in issued[0]["pattern"]
    assert "revoked" not in issued[0]
    order = orders.open_orders(subject.id)[0]
    later = timezone.now() + timedelta(seconds=1)
    orders.end(order.reference, OrderState.RELEASED, "objection", "account:1", later)
    both = [one for one in objects(telecom.id, following.ORDERS) if one["type"] == "indicator"]
    assert [one["id"] for one in both] == [issued[0]["id"]] * 2
    assert {one["created"] for one in both} == {issued[0]["created"]}
    last = [one for one in objects(telecom.id, following.ORDERS, Filters()) if "revoked" in one]
    assert [one["id"] for one in last] == [issued[0]["id"]]
    assert order.reference not in str(both)


def test_events_are_followed_once(telecom: Party) -> None:
    responding.receive(telecom, [sighting(number) for number in range(3)], timezone.now())
    first = objects(telecom.id, following.SIGNALS)
    assert types(first).count("sighting") == 3
    assert types(first).count("indicator") == 1
    assert objects(telecom.id, following.SIGNALS) == first


def revoked(found: list[dict[str, Any]]) -> list[str]:
    return sorted(one["type"] for one in found if one.get("revoked"))


def test_a_signal_that_was_taken_back_is_revoked_and_says_no_more_than_that(
    telecom: Party, bank: Party
) -> None:
    agree(telecom.id, "scamcall.number_report", SIGNAL_FIELDS, bank.id)
    responding.receive(telecom, [sighting(manoeuvre=Manoeuvre.LOAN)], timezone.now())
    before = {one["id"]: one for one in objects(bank.id, following.SIGNALS)}
    responding.retract(telecom, "e1", timezone.now() + timedelta(seconds=1))
    after = objects(bank.id, following.SIGNALS)
    assert types(after) == ["indicator", "observed-data", "sighting", "x-ieum-subject"]
    assert revoked(after) == ["indicator", "observed-data", "sighting"]
    for one in after:
        if one.get("revoked"):
            assert one["created"] == before[one["id"]]["created"]
            assert one["modified"] > before[one["id"]]["modified"]
    assert "loan" in str(before)
    assert "loan" not in str(after)
    assert not any("confidence" in one for one in after)


def test_the_indicator_stands_while_another_signal_of_the_same_giver_does(telecom: Party) -> None:
    responding.receive(telecom, [sighting(1), sighting(2)], timezone.now())
    objects(telecom.id, following.SIGNALS)
    responding.retract(telecom, "e1", timezone.now())
    assert revoked(objects(telecom.id, following.SIGNALS)) == ["observed-data", "sighting"]
    responding.retract(telecom, "e2", timezone.now())
    assert revoked(objects(telecom.id, following.SIGNALS)).count("indicator") == 1


def test_what_is_reported_after_a_revocation_is_of_another_indicator(telecom: Party) -> None:
    for number in (1, 2):
        responding.receive(telecom, [sighting(number)], timezone.now())
        objects(telecom.id, following.SIGNALS)
        if number == 1:
            responding.retract(telecom, "e1", timezone.now())
    found = objects(telecom.id, following.SIGNALS)
    indicators = {one["id"]: one.get("revoked", False) for one in found if "pattern" in one}
    assert sorted(indicators.values()) == [False, True]
    standing = next(id for id, is_over in indicators.items() if not is_over)
    sightings = [one for one in found if one["type"] == "sighting" and not one.get("revoked")]
    assert [one["sighting_of_ref"] for one in sightings] == [standing]


def test_a_retraction_that_overtakes_its_signal_lets_nobody_read_it(telecom: Party) -> None:
    objects(telecom.id, following.SIGNALS)
    responding.receive(telecom, [sighting(amount_won=12345)], timezone.now())
    responding.retract(telecom, "e1", timezone.now())
    found = objects(telecom.id, following.SIGNALS)
    assert types(found) == ["observed-data", "x-ieum-subject"]
    assert revoked(found) == ["observed-data"]
    assert "12345" not in str(found)


def test_who_is_given_nothing_new_reads_what_was_there_and_what_was_revoked_of_it(
    telecom: Party, bank: Party
) -> None:
    agree(telecom.id, "scamcall.number_report", SIGNAL_FIELDS, bank.id)
    responding.receive(telecom, [sighting(1)], timezone.now())
    responding.receive(bank, [sighting(1)], timezone.now())
    before = types(objects(bank.id, following.SIGNALS))
    agreements.pause(bank.id, "scamcall", timezone.now())
    responding.receive(telecom, [sighting(2, identifier="+12025550124")], timezone.now())
    assert types(objects(bank.id, following.SIGNALS)) == before
    responding.retract(telecom, "e2", timezone.now())
    assert types(objects(bank.id, following.SIGNALS)) == before
    assert revoked(objects(bank.id, following.SIGNALS)) == []
    responding.retract(telecom, "e1", timezone.now())
    found = revoked(objects(bank.id, following.SIGNALS))
    assert found == ["indicator", "observed-data", "sighting"]
    agreements.resume(bank.id, "scamcall", timezone.now())
    assert len(objects(bank.id, following.SIGNALS)) > len(before)


def indicator(number: int, at: datetime, **given: Any) -> dict[str, Any]:
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--00000000-0000-4000-8000-{number:012}",
        "created": at.isoformat(),
        "modified": at.isoformat(),
        "pattern": f"[x-ieum-subject:kind = 'phone' AND x-ieum-subject:value = '{NUMBER}']",
        "pattern_type": "stix",
        "valid_from": at.isoformat(),
        **given,
    }


def test_an_indicator_that_is_written_is_a_signal_and_once(telecom: Party) -> None:
    writer = backend(telecom.id, "scamcall:submit", "scamcall:receive")
    collection = writer.collection(following.ROOT, following.SIGNALS)
    assert collection is not None
    assert collection.can_write
    now = timezone.now()
    wrong = {"type": "malware", "id": "malware--00000000-0000-4000-8000-000000000001"}
    old = indicator(2, now - timedelta(days=60))
    for _each in range(2):
        outcomes = writer.add(collection, [indicator(1, now), wrong, old], now)
        assert [bool(one.failure) for one in outcomes] == [False, True, True]
        assert "60" not in outcomes[1].failure
    again = responding.receive(telecom, [sighting(event_id=indicator(1, now)["id"])], now)
    assert again[0].taken is Taken.REPEATED
    assert types(objects(telecom.id, following.SIGNALS)).count("sighting") == 1
    assert writer.delete(collection, indicator(1, now)["id"], Filters()) == 1
    assert writer.delete(collection, indicator(9, now)["id"], Filters()) == 0


def test_only_signals_are_written_and_only_with_the_scope(telecom: Party) -> None:
    for scopes in ({"scamcall:receive"}, {"scamcall:submit"}, {"other:submit"}):
        found = {one.id: one for one in backend(telecom.id, *scopes).collections(following.ROOT)}
        assert not found[following.ORDERS].can_write
        assert found[following.SIGNALS].can_write is ("scamcall:submit" in scopes)
        assert found[following.SIGNALS].can_read is ("scamcall:receive" in scopes)
