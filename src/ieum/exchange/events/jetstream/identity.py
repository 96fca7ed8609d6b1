"""Who the hub is at a NATS server: a key derived from the one that signs the ledger."""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ieum.exchange.ledger import store as ledger


def hub_secret() -> bytes:
    """The hub's secret key there: 32 bytes, the same on all machines that sign one ledger."""
    return hmac.digest(ledger.seed(), b"ieum nats", "sha256")


def hub_public() -> bytes:
    """Its public half, as the server must know it."""
    private = Ed25519PrivateKey.from_private_bytes(hub_secret())
    return private.public_key().public_bytes_raw()
