"""Prints every kind of STIX object that the hub gives by TAXII, one a line, from a new hub.

    IEUM_HOME=FOLDER python -m benchmarks.taxii_objects

Signals of every type about every kind of subject and orders of every action, issued, eased and ended,
as they are read by a party that has agreed to all fields, by one that has to the fewest, and by the
organisation that runs the hub.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

GIVER = "giver"
TAKERS = ("taker-all", "taker-few")


def main() -> None:
    """Fill a new hub and print what its readers get."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from django.core.management import call_command
    from django.utils import timezone

    from ieum.exchange.events import store as outbox

    call_command("migrate", verbosity=0)
    now = timezone.now()
    _make_parties()
    events = [*_signals(now), *_orders(now)]
    outbox.publish(events)
    _agree(events, now)
    for one in _read():
        print(json.dumps(one))


def _make_parties() -> None:
    from ieum.exchange.parties import store as parties
    from ieum.exchange.parties.values import PartyKind, PartyState

    for party, kind in ((GIVER, PartyKind.TELECOM), *((taker, PartyKind.BANK) for taker in TAKERS)):
        parties.add_party(party, f"{party} 이름", kind, state=PartyState.LIVE)


def _signals(now: datetime) -> Iterator[Any]:
    from ieum.exchange.events.values import Event
    from ieum.services.scamcall.vocabulary import Manoeuvre, SignalType, SubjectKind

    for number, (type, kind) in enumerate(itertools.product(SignalType, SubjectKind)):
        pseudonym = f"{kind}.1.{'a' * 32}"
        body = {
            "type": str(type),
            "seen_at": now.isoformat(),
            "confidence": number,
            "manoeuvre": str(list(Manoeuvre)[number % len(Manoeuvre)]),
            "caller_id": "spoofed",
            "amount_won": number * 10**6 or None,
            "pseudonym": pseudonym,
        }
        yield Event(type.kind, GIVER, pseudonym, number + 1, body, now)


def _orders(now: datetime) -> Iterator[Any]:
    from ieum.exchange.events.values import Event
    from ieum.exchange.parties.values import HUB
    from ieum.services.scamcall.orders import store as orders
    from ieum.services.scamcall.vocabulary import Action

    states = ("live", "released", "expired")
    for number, (action, state) in enumerate(itertools.product(Action, states)):
        body = {
            "reference": f"SC-0000-{list(Action).index(action):04}",
            "subject_kind": "account",
            "pseudonym": f"account.1.{'b' * 32}",
            "action": str(action),
            "state": state,
            "basis": "통신사기피해환급법 제4조",
            "confidence": 100,
            "scope": "이 계좌에서 나가는 돈을 막음",
            "starts_at": now.isoformat(),
            "expires_at": (now + timedelta(days=7)).isoformat(),
            "appeal": "/s/scamcall/file_objection?reference=SC-0000-0000",
            "kept_won": number if number % 2 else None,
        }
        at = now + timedelta(seconds=number)
        yield Event(orders.KIND, HUB, str(body["pseudonym"]), number + 1, body, at)


def _agree(events: list[Any], now: datetime) -> None:
    from ieum.exchange.agreements import store as agreements
    from ieum.exchange.agreements.values import Purpose
    from ieum.services.scamcall.orders import store as orders
    from ieum.services.scamcall.standards.stix.writing import NEEDED_OF_ORDERS, NEEDED_OF_SIGNALS

    for giver, kind in sorted({(event.giver, event.kind) for event in events}):
        needed = NEEDED_OF_ORDERS if kind == orders.KIND else NEEDED_OF_SIGNALS
        every = {name for event in events if event.kind == kind for name in event.body}
        for taker, fields in zip(TAKERS, (every, needed), strict=True):
            offer = agreements.make_offer(
                giver,
                kind,
                Purpose.PREVENTION,
                fields,
                starts_at=now - timedelta(days=1),
                ends_at=now + timedelta(days=1),
                retention_days=30,
                basis="통신사기피해환급법 제13조의4",
            )
            agreements.accept(offer.id, taker)


def _read() -> Iterator[dict[str, Any]]:
    from ieum.exchange.parties.values import HUB
    from ieum.kernel.context import Caller
    from ieum.services.scamcall.standards import following, shared
    from ieum.services.scamcall.standards.taxii.values import Filters

    filters = Filters(every=True, last=False)
    for party in (*TAKERS, HUB):
        caller = Caller(name=party, party=party, scopes=frozenset({"scamcall:receive"}))
        reader = shared.backend_for(caller, "http://localhost/taxii2/scamcall/", "en")
        for collection in reader.collections(following.ROOT):
            for one in reader.page(collection, filters, None, 10_000, with_content=True):
                yield one.content


if __name__ == "__main__":
    main()
