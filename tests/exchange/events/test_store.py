"""The outbox: nothing lost, releases first, old events gone without a gap."""

from __future__ import annotations

import base64
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from ieum.exchange.events import store
from ieum.exchange.events.rows import ExchangeEvent, Outbox
from ieum.exchange.events.values import CursorTooOld, Event, Lane
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.signing import store as signing
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.kernel.errors import WrongArgument
from tests.exchange.parties.signing.signer import Signer


def event(
    subject: str, revision: int = 1, lane: Lane = Lane.ORDINARY, at: datetime | None = None
) -> Event:
    return Event(
        kind="scamcall.order",
        giver="hub",
        subject=subject,
        revision=revision,
        body={"subject": subject, "이름": "값"},
        at=at or timezone.now(),
        lane=lane,
    )


@pytest.mark.django_db(transaction=True)
def test_an_event_comes_back_as_it_was_told() -> None:
    start = store.beginning()
    told = event("p1")
    store.publish([told])
    (found,), after = store.read_after(start)
    assert (found.kind, found.subject, found.revision, found.body, found.at) == (
        told.kind,
        told.subject,
        told.revision,
        told.body,
        told.at.astimezone(UTC),
    )
    assert store.read_after(after) == ([], after)
    assert store.newest() == after


@pytest.mark.django_db(transaction=True)
def test_those_who_ask_first_at_once_agree_on_one_outbox() -> None:
    Outbox.objects.all().delete()
    together = threading.Barrier(8)

    def name() -> str:
        together.wait(10)
        try:
            return store.newest().outbox
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        found = {one.result(30) for one in [pool.submit(name) for _one in range(8)]}
    assert found == {store.newest().outbox}


@pytest.mark.django_db(transaction=True)
def test_releases_are_read_before_what_waits_longer() -> None:
    start = store.beginning()
    store.publish(event(f"p{number}") for number in range(5))
    store.publish([event("freed", lane=Lane.RELEASE)])
    first, cursor = store.read_after(start, most=2)
    assert [one.subject for one in first] == ["freed", "p0"]
    rest, _cursor = store.read_after(cursor)
    assert [one.subject for one in rest] == ["p1", "p2", "p3", "p4"]


@pytest.mark.django_db(transaction=True)
def test_an_event_of_a_transaction_that_fails_never_happened() -> None:
    start = store.beginning()

    def fail() -> None:
        with transaction.atomic():
            store.publish([event("p1")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.read_after(start)[0] == []


@pytest.mark.django_db(transaction=True)
def test_no_event_is_passed_over_while_slow_transactions_stay_open() -> None:
    """Writers side by side, some of which commit late; a reader that goes on from its cursor."""
    start = store.beginning()
    writers, each = 8, 60
    done = threading.Event()

    def write(number: int) -> None:
        chance = random.Random(number)
        try:
            for turn in range(each):
                with transaction.atomic():
                    store.publish([event(f"p{number}", turn)])
                    if connection.vendor == "postgresql" and chance.random() < 0.05:
                        time.sleep(0.2)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    seen: list[tuple[str, int]] = []

    def read() -> None:
        cursor = start
        try:
            while True:
                was_done = done.is_set()
                events, cursor = store.read_after(cursor, most=50)
                seen.extend((one.subject, one.revision) for one in events)
                if was_done and not events:
                    return
        finally:
            connections.close_all()

    reader = threading.Thread(target=read)
    reader.start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    reader.join()
    assert len(seen) == writers * each
    for number in range(writers):
        assert [turn for subject, turn in seen if subject == f"p{number}"] == list(range(each))


@pytest.mark.django_db(transaction=True)
def test_old_events_go_and_whoever_was_before_them_is_sent_to_a_snapshot() -> None:
    start = store.beginning()
    long_ago = timezone.now() - timedelta(days=30)
    store.publish([event("old", at=long_ago), event("older", at=long_ago, lane=Lane.RELEASE)])
    between = store.newest()
    store.publish([event("young")])
    assert store.tidy(timezone.now() - timedelta(days=8)) == 2
    assert [one.subject for one in store.read_after(store.checked(str(between)))[0]] == ["young"]
    with pytest.raises(CursorTooOld):
        store.checked(str(start))
    assert store.beginning() == between


@pytest.mark.django_db(transaction=True)
def test_after_a_restore_old_cursors_lead_nowhere() -> None:
    store.publish([event("p1")])
    before = store.newest()
    store.begin_anew()
    assert not ExchangeEvent.objects.exists()
    with pytest.raises(CursorTooOld):
        store.checked(str(before))


@pytest.mark.django_db(transaction=True)
def test_a_party_confirms_a_revision_once() -> None:
    assert store.confirm("scamcall.order", "p1", 4, "han-bank")
    assert not store.confirm("scamcall.order", "p1", 4, "han-bank")
    store.confirm("scamcall.order", "p1", 4, "nuri-telecom")
    store.confirm("scamcall.order", "p1", 5, "nuri-telecom")
    found = store.confirmations("scamcall.order", "p1", 4)
    assert [one.party for one in found] == ["han-bank", "nuri-telecom"]


def signed(signer: Signer, *lines: str) -> str:
    text = "".join(f"{line}\n" for line in ("ieum confirmation 1", *lines))
    return base64.b64encode(signer.private.sign(text.encode())).decode()


@pytest.mark.django_db(transaction=True)
def test_a_signature_under_a_confirmation_is_kept_once_it_is_verified() -> None:
    for id in ("han-bank", "nuri-telecom"):
        parties.add_party(id, f"{id} 이름", PartyKind.BANK, state=PartyState.LIVE)
    signer, other = Signer.of("han-bank"), Signer.of("nuri-telecom")
    right = "han-bank", "scamcall.order", "p1", "4"
    assert store.confirm("scamcall.order", "p1", 4, "han-bank")
    wrong = [
        signed(signer, "han-bank", "scamcall.order", "p1", "5"),
        signed(signer, "nuri-telecom", "scamcall.order", "p1", "4"),
        signed(other, *right),
        "c2ln",
        "no base64",
    ]
    for signature in wrong:
        with pytest.raises(WrongArgument) as told:
            store.confirm("scamcall.order", "p1", 4, "han-bank", signature)
        (fault,) = told.value.faults
        assert fault.path == "signature"
        assert signer.key in fault.message.text("en")
    assert [one.signature for one in store.confirmations("scamcall.order", "p1", 4)] == [""]
    assert not store.confirm("scamcall.order", "p1", 4, "han-bank", signed(signer, *right))
    (found,) = store.confirmations("scamcall.order", "p1", 4)
    assert (found.key, found.signature) == (signer.key, signed(signer, *right))
    signing.end_signing_key("han-bank", signer.key)
    late = signed(signer, "han-bank", "scamcall.order", "p1", "5")
    with pytest.raises(WrongArgument):
        store.confirm("scamcall.order", "p1", 5, "han-bank", late)
    # What it signed while it was live stays signed.
    assert store.confirmations("scamcall.order", "p1", 4) == [found]
