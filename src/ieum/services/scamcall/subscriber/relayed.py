"""The stream of a party as it comes over NATS JetStream.

Each message is signed by the hub and holds frames. It may be applied where the list has reached the
place before its first frame: then nothing lies between. All else the hub itself must fill in.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from ieum.exchange.events.jetstream import naming
from ieum.exchange.events.jetstream.connecting import connect
from ieum.exchange.events.values import Cursor
from ieum.exchange.ledger.notes import PublicKey
from ieum.services.scamcall.subscriber.following import Behind
from ieum.services.scamcall.subscriber.frames import BrokenStream, Frame, Frames
from ieum.services.scamcall.subscriber.kept_list import KeptList

logger = logging.getLogger("ieum.subscriber")
#: A relay that is there says something every five seconds.
SILENCE_SECONDS = 12.0
_AT_ONCE = 100
_CONNECT_SECONDS = 3
#: A server that was asked for the next messages answers, at the latest, after so long.
_ASK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Relayed:
    """Where a party's stream is found over NATS.

    ``address``: ``nats://host:port``; ``secret``: the 32 bytes of a signing key that the hub knows;
    ``hub_key``: the ledger's public key, without whose signature nothing is believed; ``kinds``: all else
    is left out, if there are any.
    """

    address: str
    party: str
    secret: bytes
    hub_key: PublicKey
    kinds: frozenset[str] = frozenset()

    def follow(self, kept: KeptList, stop: threading.Event, clock: Callable[[], datetime]) -> None:
        """Apply what comes until told to stop.

        Raises ``Behind``, or ``OSError`` where the server is away or nothing comes.
        """
        try:
            asyncio.run(self._follow(kept, stop, clock))
        except NatsError as problem:
            raise ConnectionError(f"NATS: {problem or type(problem).__name__}") from problem

    async def _follow(
        self, kept: KeptList, stop: threading.Event, clock: Callable[[], datetime]
    ) -> None:
        name, inbox = f"subscriber of {self.party}", naming.inbox_of(self.party)
        client = await connect(self.address, self.secret, name, inbox, _CONNECT_SECONDS)
        try:
            subscription = await client.jetstream().pull_subscribe_bind(
                self._consumer(), naming.stream_of(self.party)
            )
            heard = time.monotonic()
            while not stop.is_set():
                try:
                    messages = await subscription.fetch(_AT_ONCE, _ASK_SECONDS)
                except TimeoutError:
                    if not client.is_connected or time.monotonic() - heard > SILENCE_SECONDS:
                        raise
                    continue
                try:
                    for message in messages:
                        if self._apply(message, kept, clock()):
                            heard = time.monotonic()
                        await message.ack()
                except Behind:
                    for message in messages:
                        if not message.is_acked:
                            await message.nak()
                    raise
        finally:
            await client.close()

    def _consumer(self) -> str:
        return naming.consumer_of(naming.public_of(self.secret))

    def _apply(self, message: Msg, kept: KeptList, now: datetime) -> bool:
        """Apply a message, before it is confirmed; whether the hub wrote it. Raises ``Behind``."""
        frames = self._frames(message)
        if not frames:
            return False
        own = Cursor.read(kept.cursor or "")
        before, after = Cursor.read(frames[0].previous), Cursor.read(frames[-1].place)
        if not own.is_followed_by(before):
            raise Behind(before)
        wanted = [frame for frame in frames if not self.kinds or frame.kind in self.kinds]
        kept.apply(wanted, now, str(own.joined(after)))
        return True

    def _frames(self, message: Msg) -> list[Frame]:
        """The frames of a message; none where the hub did not write it for this party."""
        signature = naming.signature_in(message.headers)
        text = naming.signed_text(naming.subject_of(self.party), message.data)
        if not self.hub_key.verifies(signature, text):
            logger.warning("a message that %s did not sign is left out", self.hub_key.name)
            return []
        try:
            return Frames().feed(message.data)
        except BrokenStream as problem:
            logger.warning("a message that cannot be read is left out: %s", problem)
            return []
