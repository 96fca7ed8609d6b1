"""Who the hub is at a NATS server: a key derived from the one that signs the ledger."""

from __future__ import annotations

import hmac

from ieum.exchange.events.jetstream.naming import public_of
from ieum.exchange.ledger import store as ledger


def hub_secret() -> bytes:
    """The hub's secret key there: 32 bytes, the same on all machines that sign one ledger."""
    return hmac.digest(ledger.seed(), b"ieum nats", "sha256")


def hub_public() -> bytes:
    """Its public half, as the server must know it."""
    return public_of(hub_secret())
