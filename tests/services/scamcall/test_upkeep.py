"""What happens when its time has come: orders end, keys change, what may not be kept goes."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.events import store as outbox
from ieum.exchange.events.rows import ExchangeEvent
from ieum.exchange.events.values import CursorTooOld, Lane
from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import commitment
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.services.scamcall import responding, upkeep
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.vocabulary import SignalType, SubjectKind

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "+12025550123"


@pytest.fixture(autouse=True)
def alerted() -> None:
    """A number with an alert in force."""
    judgements.let("phone-alert", Let(Stage.FULL), "account:1", "test")
    telecom = parties.add_party(
        "nuri-telecom", "누리텔레콤", PartyKind.TELECOM, state=PartyState.LIVE
    )
    now = timezone.now()
    some = [
        Sighting(f"e{n}", SignalType.NUMBER_REPORT, SubjectKind.PHONE, NUMBER, now, 100)
        for n in range(3)
    ]
    responding.receive(telecom, some, now)


def subject() -> subjects.SubjectRecord:
    found = subjects.find(SubjectKind.PHONE, NUMBER)
    assert found is not None
    return found


def test_an_order_ends_within_a_second_of_its_time() -> None:
    (order,) = orders.open_orders(subject().id)
    start = outbox.newest()
    stop = threading.Event()

    def work() -> None:
        from django.db import connections

        with another_clock(lambda: order.expires_at):
            upkeep.run(stop)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    until = time.monotonic() + 10
    while orders.open_orders(subject().id) and time.monotonic() < until:
        time.sleep(0.05)
    stop.set()
    thread.join()
    ended = orders.find(order.reference)
    assert ended is not None
    assert ended.state is OrderState.EXPIRED
    (told,) = outbox.read_after(start)[0]
    assert (told.lane, told.body["reference"]) == (Lane.RELEASE, order.reference)
    assert told.revision > order.revision


def test_signals_whose_time_is_up_are_gone_and_the_ledger_says_which() -> None:
    now = timezone.now()
    numbers = list(Signal.objects.order_by("id").values_list("id", flat=True))
    Signal.objects.filter(pk__in=numbers[:2]).update(delete_at=now)
    assert upkeep.delete_signals(now) == 2
    assert list(Signal.objects.values_list("id", flat=True)) == numbers[2:]
    entry = json.loads(ledger.take_waiting(100)[-1].leaf)
    assert entry["kind"] == "signals.deleted"
    listed = f"{numbers[0]}\n{numbers[1]}\n".encode()
    salt = bytes.fromhex(entry["body"]["salt"])
    assert entry["body"]["count"] == 2
    assert entry["body"]["commitment"] == commitment(salt, listed)
    assert upkeep.delete_signals(now) == 0


def test_a_new_key_for_pseudonyms_every_quarter_and_both_are_found_meanwhile() -> None:
    old = subject()
    later = timezone.now() + upkeep.EPOCH_LASTS
    upkeep.tidy(later - timedelta(days=1))
    assert subject().pseudonym == old.pseudonym
    upkeep.tidy(later)
    renewed = subject()
    assert renewed.id == old.id
    assert renewed.pseudonym.startswith("phone.2.")
    upkeep.tidy(later)
    assert subjects.epochs(later) == [2, 1]


def test_events_are_kept_for_eight_days() -> None:
    start = str(outbox.beginning())
    now = timezone.now()
    upkeep.tidy(now + upkeep.EVENTS_KEPT - timedelta(hours=1))
    assert ExchangeEvent.objects.exists()
    upkeep.tidy(now + upkeep.EVENTS_KEPT + timedelta(hours=1))
    assert not ExchangeEvent.objects.exists()
    with pytest.raises(CursorTooOld):
        outbox.checked(start)
