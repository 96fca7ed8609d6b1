"""How the hub's own TAXII collections come about: they follow the events between parties.

They are brought up to date when they are read and, once anybody has read them, beside the requests.
What is kept is uncut, but for what was taken back: of that nothing is kept that revocation does not need.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from ieum.exchange.events import store as outbox
from ieum.exchange.events.values import Cursor, CursorTooOld, Event, WrongCursor
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.standards.stix.identifiers import SUBJECT, Ids
from ieum.services.scamcall.standards.stix.writing import (
    definitions,
    identity,
    indicator_of,
    is_of_suspect,
    names_of_signal,
    version_of,
)
from ieum.services.scamcall.standards.taxii import store
from ieum.services.scamcall.standards.taxii.store import NewObject
from ieum.services.scamcall.standards.timestamps import added_timestamp, read_timestamp
from ieum.services.scamcall.vocabulary import SignalType

ROOT = "scamcall"
ORDERS = "1f0c7a52-6d0e-4d55-9c0b-2f6f7a4b9e10"
SIGNALS = "8b5de3c4-91b7-4b7e-a1c5-64d20f3a7c2b"
#: Signals by what agreements and events call them.
KINDS = frozenset(type.kind for type in SignalType)
#: How long what parties gave is kept here, as long as signals are.
RETENTION = timedelta(days=365)
#: Events taken at once, and how many times before a reader is answered.
_EVENTS, _TIMES = 1000, 5
#: Events taken at once beside the requests: whoever sends signals meanwhile waits no longer than this.
_EVENTS_BESIDE = 200


def hub_ids() -> Ids:
    """The ids of this hub's objects: from its secret, so that no other hub makes the same."""
    return Ids(hmac.digest(subjects.secret(), b"scamcall STIX ids", "sha256"))


def begin(ids: Ids, at: datetime) -> None:
    """Make the collections at the first time, each with who speaks and by which definitions."""
    if store.root(ROOT) is not None:
        return
    with store.at_once():
        store.make_root(ROOT, {})
        hub = identity(ids, HUB, parties.party(HUB).name, at)
        common = [*definitions(ids), hub]
        for id in (ORDERS, SIGNALS):
            number = store.make_collection(ROOT, id, {"can_read": True, "can_write": False})
            store.add(number, [_plain(one) for one in common], at)


def follow(ids: Ids, at: datetime) -> None:
    """Bring the collections up to date with the events between parties, or nearer to it."""
    begin(ids, at)
    for _time in range(_TIMES):
        if not follow_some(ids, at, _EVENTS):
            return


def catch_up(at: datetime, seconds: float) -> bool:
    """Bring the collections nearer to the events for about so long; whether any may be left.

    Where nobody ever read the collections there is nothing to do: what nobody reads costs nothing.
    """
    ids, until = hub_ids(), time.monotonic() + seconds
    while follow_some(ids, at, _EVENTS_BESIDE):
        if time.monotonic() >= until:
            return True
    return False


def follow_some(ids: Ids, at: datetime, most: int) -> bool:
    """Follow at most so many events; False where there were none, or nobody ever read the collections."""
    if store.root(ROOT) is None:
        return False
    if not outbox.read_after(_kept_cursor(store.cursor(ROOT)), 1)[0]:
        return False
    with store.at_once():
        cursor = _kept_cursor(store.cursor(ROOT, lock=True))
        events, cursor = outbox.read_after(cursor, most)
        by_id = {one.id: one.number for one in store.collections(ROOT)}
        open_events = [event for event in events if not event.audience]
        _add_orders(by_id[ORDERS], [one for one in open_events if one.kind == orders.KIND], ids, at)
        signals = _Signals(by_id[SIGNALS], ids, at)
        told = [one for one in open_events if one.kind in KINDS]
        signals.take_back([one for one in told if one.retracts is not None])
        signals.add([one for one in told if one.retracts is None])
        store.move_cursor(ROOT, str(cursor))
        for number in by_id.values():
            store.forget(number, at - RETENTION)
    return True


def _kept_cursor(text: str) -> Cursor:
    try:
        return outbox.checked(text) if text else outbox.beginning()
    except (CursorTooOld, WrongCursor):
        return outbox.beginning()


def _add_orders(number: int, events: Sequence[Event], ids: Ids, at: datetime) -> None:
    named = [(ids.of("indicator", orders.KIND, event.body["reference"]), event) for event in events]
    created = store.created(number, {id for id, _event in named})
    hub = ids.identity(HUB)
    fresh = []
    for id, event in named:
        version = version_of(event.at, event.revision)
        first = created.setdefault(id, version)
        has_ended = event.body["state"] != OrderState.LIVE
        fresh.append(_kept("indicator", id, event, hub, min(first, version), is_revoked=has_ended))
    store.add(number, fresh, at)


@dataclass
class _Signals:
    """Signals and their retractions on the way into their collection."""

    collection: int
    ids: Ids
    at: datetime
    #: Names of objects of which a version is there: id, giver and kind.
    _there: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, events: Sequence[Event]) -> None:
        """Keep what signals say, but for those whose retraction came before them."""
        named = [(names_of_signal(self.ids, event, event.revision), event) for event in events]
        taken_back = store.revoked(self.collection, {names["observed-data"] for names, _e in named})
        named = [pair for pair in named if pair[0]["observed-data"] not in taken_back]
        indicators = self._indicators([event for _names, event in named])
        self._look(named, indicators.values())
        fresh: list[NewObject] = []
        for names, event in named:
            created = version_of(event.at, event.revision)
            indicator = indicators.get(_whose(event))
            more = {"indicator": indicator, "observed": names["observed-data"]}
            fresh += self._around(names, event, created)
            if indicator is not None and self._is_new(indicator, event):
                fresh.append(_kept("indicator", indicator, event, names["identity"], created))
            for type in ("observed-data", "sighting"):
                if type in names:
                    fresh.append(_kept(type, names[type], event, names["identity"], created, more))
        store.add(self.collection, fresh, self.at)

    def take_back(self, events: Sequence[Event]) -> None:
        """Revoke what retracted signals became; no version of it from before is kept."""
        named = [(names_of_signal(self.ids, event, event.retracts or 0), event) for event in events]
        indicators = self._indicators(events)
        self._look(named, indicators.values())
        first = store.created(self.collection, set(indicators.values()))
        fresh: dict[str, NewObject] = {}
        for names, event in named:
            created = version_of(event.first_told_at or event.at, event.retracts or 0)
            indicator = indicators.get(_whose(event))
            by, observed = names["identity"], names["observed-data"]
            more = {"indicator": indicator, "observed": observed}
            fresh |= {one.id: one for one in self._around(names, event, created)}
            gone = {"observed-data": (observed, created)}
            # Without its indicator there never was a sighting: the retraction came first.
            if indicator in first:
                gone["sighting"] = names["sighting"], created
                if not event.body["others_stand"]:
                    gone["indicator"] = indicator, first[indicator]
            for type, (id, at) in gone.items():
                fresh[id] = _kept(type, id, event, by, at, more, is_revoked=True)
        store.forget_versions(self.collection, {one.id for one in fresh.values() if one.is_revoked})
        store.add(self.collection, list(fresh.values()), self.at)

    def _indicators(self, events: Iterable[Event]) -> dict[tuple[str, str, str], str]:
        """The indicators that stand, or are to be made, by giver, kind and subject of suspects."""
        waiting = {_whose(event): event for event in events if is_of_suspect(event.kind)}
        found: dict[tuple[str, str, str], str] = {}
        generation = 0
        while waiting:
            names = {whose: indicator_of(self.ids, e, generation) for whose, e in waiting.items()}
            over = store.revoked(self.collection, names.values())
            found |= {whose: id for whose, id in names.items() if id not in over}
            waiting = {whose: e for whose, e in waiting.items() if whose not in found}
            generation += 1
        return found

    def _look(
        self, named: Sequence[tuple[Mapping[str, str], Event]], indicators: Iterable[str]
    ) -> None:
        wanted = {names[type] for names, _event in named for type in ("identity", SUBJECT)}
        self._there |= store.given(self.collection, wanted | set(indicators))

    def _is_new(self, id: str, event: Event) -> bool:
        name = id, event.giver, event.kind
        is_new = name not in self._there
        self._there.add(name)
        return is_new

    def _around(self, names: Mapping[str, str], event: Event, created: datetime) -> list[NewObject]:
        """Who gave it and what it is about, where that is not there yet."""
        found = []
        by = names["identity"]
        if self._is_new(by, event):
            name = parties.party(event.giver).name
            found.append(_kept("identity", by, event, by, created, {"name": name}))
        if self._is_new(names[SUBJECT], event):
            found.append(_kept(SUBJECT, names[SUBJECT], event, by, created))
        return found


def _whose(event: Event) -> tuple[str, str, str]:
    return event.giver, event.kind, event.subject


def _kept(
    type: str,
    id: str,
    event: Event,
    by: str,
    created: datetime,
    more: Mapping[str, str | None] = MappingProxyType({}),
    *,
    is_revoked: bool = False,
) -> NewObject:
    version_at = version_of(event.at, event.revision)
    version = added_timestamp(version_at)
    return NewObject(
        id=id,
        spec="2.1",
        version=version,
        version_at=version_at,
        content={
            "type": type,
            "id": id,
            "by": by,
            "created": added_timestamp(created),
            "modified": version,
            "revoked": is_revoked,
            "body": dict(event.body),
            **more,
        },
        giver=event.giver,
        kind=event.kind,
        is_revoked=is_revoked,
        created_at=created,
    )


def _plain(content: Mapping[str, Any]) -> NewObject:
    version = str(content["modified"])
    return NewObject(content["id"], "2.1", version, read_timestamp(version), content)
