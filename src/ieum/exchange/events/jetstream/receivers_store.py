"""Which parties are served over NATS, and what each may read there now."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from ieum.exchange.agreements import store as agreements
from ieum.exchange.events import store as outbox
from ieum.exchange.events.stream import Permission, services_of
from ieum.exchange.events.values import Cursor, CursorTooOld, WrongCursor
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.signing import store as signing
from ieum.exchange.parties.values import PartyState
from ieum.kernel.errors import NotFound


def address() -> str:
    """Where the hub's NATS server is; blank where it has none."""
    found: str = settings.NATS_URL
    return found


def close_connections() -> None:
    """Close what the thread that calls has opened to the database."""
    connections.close_all()


def receivers() -> dict[str, list[bytes]]:
    """The parties with a signing key that may receive something, each with its live public keys."""
    found = {}
    for party in parties.parties():
        if _services(party.id):
            keys = [one.public for one in signing.signing_keys(party.id) if one.revoked_at is None]
            if keys:
                found[party.id] = keys
    return found


def _services(party_id: str) -> frozenset[str]:
    """The services from which some live API key of a party may receive."""
    try:
        party = parties.party(party_id)
    except NotFound:
        return frozenset()
    if party.state is PartyState.SUSPENDED:
        return frozenset()
    now = timezone.now()
    return services_of(
        scope for key in parties.keys(party_id) if key.is_live(now) for scope in key.scopes
    )


@dataclass(frozen=True, slots=True)
class Receiver:
    """A party on one stretch of its stream, which ends where a pause of it does."""

    party: str
    cursor: Cursor
    pauses_over: int

    @classmethod
    def going_on(cls, party: str, place: str | None) -> Receiver:
        """The party from the place that was told it last; from now on where that leads nowhere.

        What lies between is missing to it, which the place before the next message shows.
        """
        close_old_connections()
        terms = agreements.terms_of(party)
        cursor = outbox.newest(terms.pauses_over)
        if place is not None:
            try:
                kept = outbox.checked(place)
                agreements.check_resumed(terms, kept)
                cursor = kept
            except (WrongCursor, CursorTooOld):
                pass
        return cls(party, cursor, terms.pauses_over)

    def permission(self) -> Permission | None:
        """What may be sent now; None once this stretch is over."""
        close_old_connections()
        services = _services(self.party)
        if not services:
            return None
        terms = agreements.terms_of(self.party)
        if terms.pauses_over != self.pauses_over:
            return None
        return Permission(terms, services)
