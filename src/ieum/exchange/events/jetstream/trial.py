"""Whether a NATS server lets the hub in and keeps messages."""

from __future__ import annotations

import asyncio

from nats.errors import Error as NatsError

from ieum.exchange.events.jetstream.identity import hub_secret
from ieum.exchange.events.jetstream.server import Server


def try_out(address: str) -> int:
    """How many parties have a stream there. Raises ``OSError`` with what is wrong."""
    try:
        return asyncio.run(_try_out(address, hub_secret()))
    except NatsError as problem:
        raise ConnectionError(str(problem) or type(problem).__name__) from problem


async def _try_out(address: str, secret: bytes) -> int:
    server = await Server.connect(address, secret)
    try:
        return len(await server.parties())
    finally:
        await server.close()
