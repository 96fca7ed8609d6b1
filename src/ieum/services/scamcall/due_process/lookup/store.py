"""What data about a holder came from whom, and where it went (통신사기피해환급법 제13조의4제7항제3호)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Agreement, Pause
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.rows import Order
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.vocabulary import SignalType

MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Moved:
    """That something about a holder was given to a party or taken from it.

    ``signal``: the type of signal, None for an order. ``taker``: blank where the hub itself took it.
    ``fields``: the names of what was given.
    """

    giver: str
    taker: str
    signal: SignalType | None
    order: str
    at: datetime
    fields: tuple[str, ...]
    basis: str


def moved(subject: int, holder: int) -> list[Moved]:
    """Everything about a holder that came and went, the newest first, at most ``MOST_SHOWN``."""
    known = agreements.agreements()
    pauses = agreements.pauses()
    found: list[Moved] = []
    signals = Signal.objects.filter(subject=subject, holder=holder, is_trial=False)
    for row in signals.order_by("-received_at")[:MOST_SHOWN]:
        type = SignalType(row.type)
        if row.party != HUB:
            found.append(Moved(row.party, "", type, "", row.received_at, (), ""))
        found += [
            Moved(row.party, one.taker, type, "", row.received_at, *_terms(one))
            for one in known
            if one.offer.giver == row.party
            and one.offer.kind == type.kind
            and _held(one, row.received_at, pauses)
        ]
    issued = Order.objects.filter(subject=subject, holder=holder).exclude(
        state__in=["pending", "dropped"]
    )
    for order in issued.order_by("-starts_at")[:MOST_SHOWN]:
        found += [
            Moved(HUB, one.taker, None, order.reference, order.starts_at, *_terms(one))
            for one in known
            if one.offer.giver == HUB
            and one.offer.kind == orders.KIND
            and _held(one, order.starts_at, pauses)
        ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST_SHOWN]


def _terms(agreement: Agreement) -> tuple[tuple[str, ...], str]:
    return tuple(sorted(agreement.offer.fields)), agreement.offer.basis


def _held(agreement: Agreement, at: datetime, pauses: Iterable[Pause]) -> bool:
    offer = agreement.offer
    if any(one.taker == agreement.taker and one.covers(offer.kind, at) for one in pauses):
        return False
    ended = min(
        one for one in (agreement.ended_at, offer.revoked_at, offer.ends_at) if one is not None
    )
    return max(agreement.accepted_at, offer.starts_at) <= at < ended
