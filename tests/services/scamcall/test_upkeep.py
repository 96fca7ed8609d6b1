"""What happens when its time has come: orders end, keys change, what may not be kept goes."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.events import store as outbox
from ieum.exchange.events.rows import ExchangeEvent
from ieum.exchange.events.values import CursorTooOld, Event, Lane
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.services.scamcall import responding, upkeep
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.standards import following
from ieum.services.scamcall.standards.taxii.rows import TaxiiObject
from ieum.services.scamcall.vocabulary import SignalType, SubjectKind

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "+12025550123"
SEEN = {"pseudonym": "phone.1.a", "seen_at": "2026-11-20T09:30:00+09:00"}


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


def test_what_is_read_by_taxii_follows_what_is_shared_without_being_read() -> None:
    now = timezone.now()
    assert not following.catch_up(now, 10.0)
    assert not TaxiiObject.objects.exists()
    following.begin(following.hub_ids(), now)
    before = TaxiiObject.objects.count()
    stop = threading.Event()

    def work() -> None:
        from django.db import connections

        upkeep.run(stop)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    until = time.monotonic() + 20
    while TaxiiObject.objects.count() == before and time.monotonic() < until:
        time.sleep(0.05)
    stop.set()
    thread.join()
    found = TaxiiObject.objects.exclude(giver="").values_list("type", flat=True)
    assert sorted(found).count("sighting") == 3
    assert not following.follow_some(following.hub_ids(), timezone.now(), 1)


def test_beside_the_requests_collections_follow_for_a_while_and_go_on_where_they_were() -> None:
    now = timezone.now()
    following.begin(following.hub_ids(), now)
    outbox.publish(
        Event("scamcall.number_report", "nuri-telecom", "phone.1.a", 100 + n, SEEN, now)
        for n in range(250)
    )
    assert following.catch_up(now, seconds=0.0)
    some = TaxiiObject.objects.filter(type="sighting").count()
    assert 0 < some < 253
    assert not following.catch_up(now, seconds=60.0)
    assert TaxiiObject.objects.filter(type="sighting").count() == 253
