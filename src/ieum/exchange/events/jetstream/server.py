"""The hub's end of a NATS server with JetStream: streams of parties, written one message after another."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig, DiscardPolicy, StorageType, StreamConfig
from nats.js.errors import APIError, NotFoundError

from ieum.exchange.events.jetstream.connecting import connect
from ieum.exchange.events.jetstream.naming import (
    SIGNATURE,
    consumer_of,
    public_of,
    signature_in,
    signed_text,
    stream_of,
    subject_of,
    user_key,
)

#: A message waits so long for a party that is away; after that it begins with a snapshot.
KEPT = timedelta(days=1)
#: What a reader took and did not confirm comes again after so long.
CONFIRM_WITHIN = timedelta(seconds=2)
#: JetStream's own number for "this is not the last message".
_NOT_LAST = 10071
_CONNECT_SECONDS = 5
_ANSWER_SECONDS = 5.0

#: Whatever a NATS server that is away or stopping brings about.
Trouble = (NatsError, OSError, TimeoutError)


class Overtaken(Exception):
    """Somebody else has written to the stream meanwhile."""


class Signs(Protocol):
    """What signs messages: a private key of the ledger."""

    def sign(self, text: str) -> bytes:
        """The signature under a text."""
        ...


class Verifies(Protocol):
    """What tells whether the hub wrote a message: one of the ledger's public keys."""

    def verifies(self, signature: bytes, text: str) -> bool:
        """Whether the signature is this key's under the text."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """A message in a stream: its number, and what it says."""

    number: int
    payload: bytes


class Server:
    """One connection, as the hub."""

    def __init__(self, client: Client, hub: str) -> None:
        """``hub`` stands in the description of each stream: several hubs may share a server."""
        self._client = client
        self._hub = hub
        self._jetstream = client.jetstream(timeout=_ANSWER_SECONDS)

    @classmethod
    async def connect(cls, address: str, secret: bytes) -> Server:
        """Connect once; whoever wants it again after it broke connects anew. Raises ``Trouble``."""
        client = await connect(address, secret, "ieum hub", "_INBOX", _CONNECT_SECONDS)
        return cls(client, f"events of the hub {user_key(public_of(secret))}")

    @property
    def is_open(self) -> bool:
        """Whether the connection still stands."""
        return bool(self._client.is_connected)

    @property
    def most_bytes(self) -> int:
        """What one message may weigh, with something left for its headers."""
        return int(self._client.max_payload) - 4096

    async def close(self) -> None:
        """Close the connection."""
        await self._client.close()

    async def make_stream(self, party: str, keys: Iterable[bytes]) -> None:
        """See to it that a party has its stream, and each of its keys a consumer of all that is kept.

        A stream that is there stays as the operator may have changed it.
        """
        stream = stream_of(party)
        try:
            await self._jetstream.stream_info(stream)
        except NotFoundError:
            await self._jetstream.add_stream(
                StreamConfig(
                    name=stream,
                    description=self._hub,
                    subjects=[subject_of(party)],
                    storage=StorageType.FILE,
                    discard=DiscardPolicy.OLD,
                    max_age=KEPT.total_seconds(),
                )
            )
        wanted = {consumer_of(key) for key in keys}
        there = {one.name for one in await self._jetstream.consumers_info(stream)}
        for name in wanted - there:
            await self._jetstream.add_consumer(
                stream,
                ConsumerConfig(
                    durable_name=name,
                    ack_policy=AckPolicy.EXPLICIT,
                    ack_wait=CONFIRM_WITHIN.total_seconds(),
                ),
            )
        for name in there - wanted:
            await self._jetstream.delete_consumer(stream, name)

    async def remove_stream(self, party: str) -> None:
        """Delete a party's stream with all that it still holds; nothing where there is none."""
        try:
            await self._jetstream.delete_stream(stream_of(party))
        except NotFoundError:
            return

    async def parties(self) -> set[str]:
        """The parties that have a stream of this hub."""
        found = await self._jetstream.streams_info()
        names = (one.config.name or "" for one in found if one.config.description == self._hub)
        return {name.removeprefix(stream_of("")) for name in names}

    async def last(self, party: str, keys: Iterable[Verifies]) -> tuple[int, bytes | None]:
        """The number of a stream's last message, 0 for none, and what it says if the hub wrote it."""
        subject = subject_of(party)
        try:
            message = await self._jetstream.get_last_msg(stream_of(party), subject)
        except NotFoundError:
            return 0, None
        payload = message.data or b""
        signature = signature_in(message.headers)
        text = signed_text(subject, payload)
        ours = any(key.verifies(signature, text) for key in keys)
        return message.seq or 0, payload if ours else None

    async def write(self, party: str, payload: bytes, after: int, key: Signs) -> int:
        """Write a message that follows the one numbered ``after``; its number.

        Raises ``Overtaken`` where another follows that one already.
        """
        subject = subject_of(party)
        signature = key.sign(signed_text(subject, payload))
        headers = {
            "Nats-Expected-Last-Subject-Sequence": str(after),
            SIGNATURE: base64.b64encode(signature).decode(),
        }
        try:
            kept = await self._jetstream.publish(subject, payload, headers=headers)
        except APIError as error:
            if error.err_code == _NOT_LAST:
                raise Overtaken from error
            raise
        return int(kept.seq)
