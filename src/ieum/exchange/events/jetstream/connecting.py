"""A connection to a NATS server, proven by an Ed25519 key."""

from __future__ import annotations

import base64
import logging

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nats.aio.client import Client

from ieum.exchange.events.jetstream.naming import public_of, user_key

logger = logging.getLogger("ieum.nats")


async def connect(address: str, secret: bytes, name: str, inbox: str, seconds: int) -> Client:
    """Connect once, as whoever holds these 32 secret bytes; who wants it again connects anew.

    Raises what nats-py raises, or ``OSError``.
    """
    private = Ed25519PrivateKey.from_private_bytes(secret)

    def sign(nonce: str) -> bytes:
        return base64.b64encode(private.sign(nonce.encode()))

    client = Client()
    # nats-py sets it only through the package nkeys, of which no wheel is published.
    client._public_nkey = user_key(public_of(secret))
    try:
        await client.connect(
            address,
            signature_cb=sign,
            error_cb=_note,
            name=name,
            inbox_prefix=inbox.encode(),
            allow_reconnect=False,
            # Without these a server that is away is tried for two minutes before it is said.
            max_reconnect_attempts=1,
            reconnect_time_wait=0.1,
            connect_timeout=seconds,
        )
    except BaseException:
        await client.close()
        raise
    return client


async def _note(error: Exception) -> None:
    """Whoever uses the connection learns that it broke; left to itself, nats-py logs a traceback."""
    logger.debug("NATS: %s", error)
