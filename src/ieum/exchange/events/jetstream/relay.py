"""What is told to parties, also over NATS JetStream.

For each party with a signing key the relay reads the outbox as a stream of server-sent events does,
and writes what comes into the party's stream, signed. Each message holds frames: the first names the
place before it, the last is the place after it. So the relay keeps nothing itself: it goes on after
the last message of each stream, and of several relays one writes while the others stand by.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import TypeVar

from ieum.exchange.events import store as outbox
from ieum.exchange.events.jetstream.identity import hub_secret
from ieum.exchange.events.jetstream.receivers_store import Receiver, close_connections, receivers
from ieum.exchange.events.jetstream.server import Overtaken, Server, Trouble
from ieum.exchange.events.stream import Streams
from ieum.exchange.ledger import signing
from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.notes import PrivateKey, PublicKey

logger = logging.getLogger("ieum.relay")
T = TypeVar("T")

#: A party without news is told its place so often, so that it knows that the hub is there.
SILENCE_SECONDS = 5.0
#: How often it is asked which parties are to be served.
PARTIES_SECONDS = 5.0
#: Between tries to reach the server.
RETRY_SECONDS = 0.5
#: After what is no trouble with the server, such as a database that is away.
FAILED_SECONDS = 2.0
#: A relay that another has overtaken looks again after so long.
STAND_BY_SECONDS = 2.0


def run(stop: threading.Event, address: str) -> None:
    """Serve over the NATS server at an address until told to stop."""
    asyncio.run(_run(stop, address))


async def _run(stop: threading.Event, address: str) -> None:
    was_there = True
    while not stop.is_set():
        try:
            server = await Server.connect(address, await in_thread(hub_secret))
        except Trouble as trouble:
            if was_there:
                logger.warning("NATS cannot be reached, it is tried again: %s", trouble)
            was_there = False
            await asyncio.sleep(RETRY_SECONDS)
            continue
        was_there = True
        logger.info("events go over NATS too")
        relay = Relay(server, stop)
        try:
            await relay.serve()
        except Trouble as trouble:
            logger.warning("the connection to NATS broke off: %s", trouble)
        except Exception:
            # The database may be away for a while, too: nobody else would begin the relay again.
            logger.exception("the relay to NATS failed; it begins again")
            await asyncio.sleep(FAILED_SECONDS)
        finally:
            relay.streams.stop()
            with suppress(*Trouble):
                await server.close()


async def in_thread(work: Callable[[], T]) -> T:
    """Work on rows beside the loop."""

    def closed() -> T:
        try:
            return work()
        finally:
            close_connections()

    return await asyncio.to_thread(closed)


@dataclass(frozen=True, slots=True)
class Keys:
    """With which key messages are signed, and by which some may have been."""

    private: PrivateKey
    known: Collection[PublicKey]


def _keys() -> Keys:
    return Keys(signing.current(), [one.key for one in ledger.known_keys()])


class Relay:
    """All parties over one connection."""

    def __init__(self, server: Server, stop: threading.Event) -> None:
        self.server = server
        self.streams = Streams(outbox, close_connections, SILENCE_SECONDS)
        self._stop = stop
        self._tasks: dict[str, asyncio.Task[None]] = {}
        #: As of the last look: a ledger's key may be replaced meanwhile.
        self._keys: Keys

    async def serve(self) -> None:
        """Serve until told to stop, or until the connection breaks. Raises ``Trouble``."""
        try:
            while not self._stop.is_set() and self.server.is_open:
                await self._follow_parties()
                await self._wait(PARTIES_SECONDS)
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _wait(self, seconds: float) -> None:
        """Wait so long; shorter where the hub stops, the connection breaks, or a party's task ends."""
        until = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < until:
            if self._stop.is_set() or not self.server.is_open:
                return
            if any(task.done() for task in self._tasks.values()):
                return
            await asyncio.sleep(0.1)

    async def _follow_parties(self) -> None:
        wanted = await in_thread(receivers)
        self._keys = await in_thread(_keys)
        for party in list(self._tasks):
            if party not in wanted or self._tasks[party].done():
                task = self._tasks.pop(party)
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        for party in await self.server.parties() - wanted.keys():
            # Nothing may be read any more, what still waits included.
            await self.server.remove_stream(party)
        for party, public in wanted.items():
            await self.server.make_stream(party, public)
            if party not in self._tasks:
                self._tasks[party] = asyncio.create_task(self._serve(party))

    async def _serve(self, party: str) -> None:
        try:
            while True:
                try:
                    await self._write_on(party)
                except Overtaken:
                    await asyncio.sleep(STAND_BY_SECONDS)
        except Trouble as trouble:
            logger.warning("%s is not served over NATS for now: %s", party, trouble)
        except Exception:
            logger.exception("%s is not served over NATS for now", party)
        await asyncio.sleep(RETRY_SECONDS)

    async def _write_on(self, party: str) -> None:
        """Write what follows a stream's last message, until the stretch that begins there is over."""
        number, payload = await self.server.last(party, self._keys.known)
        place = None if payload is None else last_place(payload)
        receiver = await in_thread(lambda: Receiver.going_on(party, place))
        frames = self.streams.frames(receiver.permission, receiver.cursor)
        async with aclosing(frames):
            async for chunk in frames:
                for message in messages(chunk, self.server.most_bytes):
                    number = await self.server.write(party, message, number, self._keys.private)
        await asyncio.sleep(RETRY_SECONDS)


def messages(chunk: bytes, most_bytes: int) -> Iterator[bytes]:
    """The frames of a chunk, as many together as a message may hold."""
    held: list[bytes] = []
    size = 0
    for frame in chunk.split(b"\n\n"):
        if not frame or frame.startswith(b":"):
            continue
        if held and size + len(frame) + 2 > most_bytes:
            yield b"".join(held)
            held, size = [], 0
        held.append(frame + b"\n\n")
        size += len(frame) + 2
    if held:
        yield b"".join(held)


def last_place(message: bytes) -> str:
    """The place after the last frame of a message."""
    last = message.rstrip(b"\n").rpartition(b"\n\n")[2]
    return last.partition(b"\n")[0].removeprefix(b"id: ").decode()
