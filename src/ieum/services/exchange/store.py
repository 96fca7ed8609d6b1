"""What is done at the exchange and written to the ledger, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry, Scalar
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.kernel.context import Caller

T = TypeVar("T")


def recorded(
    caller: Caller,
    kind: str,
    do: Callable[[], T],
    body: Callable[[T], dict[str, Scalar]],
    basis: str = "",
) -> T:
    """Do something, and write who did it and what: both come to pass, or neither.

    ``kind`` is the entry's (``agreement.accepted``); ``body`` says from what came of it which values
    stand in the entry: short names and numbers, never a name of a person or a key.
    """
    with transaction.atomic():
        done = do()
        ledger.write(
            Entry(
                kind=kind,
                party=caller.party or HUB,
                actor=caller.reference,
                basis=basis,
                body=body(done),
            )
        )
    return done


def end_oldest_key(party: str, most: int) -> int | None:
    """End the older key where a party has as many live ones as it may; its number."""
    from django.utils import timezone

    now = timezone.now()
    live = [key for key in parties.keys(party) if key.is_live(now)]
    if len(live) < most:
        return None
    oldest = min(live, key=lambda key: (key.created_at, key.id))
    parties.end_key(party, oldest.id)
    return oldest.id
