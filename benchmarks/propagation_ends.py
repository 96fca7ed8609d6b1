"""The two ends of the benchmark of propagation: parties that report, and one subscriber.

``python -m benchmarks.propagation_ends ADDRESS[,ADDRESS…] FILE`` is one subscriber, with the key of its
party in ``SUBSCRIBER_KEY``, over NATS if ``NATS_ADDRESS`` is set: it holds the list with the subscriber's own library, and notes in the same
transaction when each event was applied.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import orjson

from ieum.services.scamcall.subscriber.following import Following
from ieum.services.scamcall.subscriber.frames import Frame
from ieum.services.scamcall.subscriber.kept_list import ORDER, KeptList

#: A data folder may be kept from run to run; signals of the same number would be the same.
RUN = f"r{time.time_ns()}"
#: As many calls of all parties are under way at most: where each brings one signal, and where it may
#: bring several.
CONNECTIONS, CONNECTIONS_TOGETHER = 48, 10
RETRACT = "/api/scamcall/retract_signal"
REPLY_SECONDS = 10.0
#: Every so many-th signal is about a number of its own, and taken back after so long.
RELEASE_EVERY = 20
RELEASE_AFTER = 3.0
#: Numbers +1202555xxxx, which nobody has: these for all, the others for releases.
SHARED_NUMBERS = 8000
RELEASED_NUMBERS = 2000

#: What is to be sent when: a time, the number of a signal, and whether it is to be taken back.
Due = asyncio.PriorityQueue[tuple[float, int, bool]]


@dataclass
class Reporting:
    """What was sent: by the number of a signal, when it was accepted, and when it was taken back."""

    addresses: Sequence[str]
    keys: Sequence[str]
    per_second: int
    seconds: float
    #: So many signals at most go in one call: those that came due while a party's calls were away.
    together: int = 1
    calls: int = 0
    accepted: dict[int, float] = field(default_factory=dict)
    sent: dict[int, float] = field(default_factory=dict)
    released: dict[int, float] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    again: int = 0

    async def warm_up(self) -> None:
        """One call to each hub that changes nothing: what a hub loads at its first call is no signal's."""
        for address in self.addresses:
            connection = Connection()
            nothing = orjson.dumps({"event_id": f"{RUN}-none"})
            for key in self.keys:
                while True:
                    with suppress(OSError, EOFError, TimeoutError, asyncio.IncompleteReadError):
                        await connection.post(address, RETRACT, key, nothing)
                        break
                    connection.close()
            connection.close()

    async def run(self) -> None:
        """Send all at their times, each until it is accepted."""
        due: list[Due] = [asyncio.PriorityQueue() for _key in self.keys]
        back: list[Due] = [asyncio.PriorityQueue() for _key in self.keys]
        begin = time.time() + 0.5
        count = int(self.per_second * self.seconds)
        for number in range(count):
            at = begin + number / self.per_second
            party = number % len(self.keys)
            due[party].put_nowait((at, number, False))
            if is_freed(number):
                back[party].put_nowait((at + RELEASE_AFTER, number, True))
        connections = CONNECTIONS if self.together == 1 else CONNECTIONS_TOGETHER
        await asyncio.gather(
            *(self._worker(due, one) for one in range(connections)),
            *(self._worker(back, one) for one in range(connections // 2)),
        )

    async def _worker(self, due: Sequence[Due], which: int) -> None:
        chance = random.Random(which)
        connection = Connection()
        party = which % len(self.keys)
        queue = due[party]
        while not queue.empty():
            at, number, is_release = queue.get_nowait()
            if (wait := at - time.time()) > 0:
                await asyncio.sleep(wait)
            if is_release:
                # Counted from the acceptance: a retraction overtakes a signal that is still on its way.
                earliest = self.accepted.get(number, time.time()) + RELEASE_AFTER
                if number not in self.accepted or earliest > time.time():
                    queue.put_nowait((earliest, number, True))
                    continue
            numbers = [number] if is_release else [number, *self._also_due(queue)]
            for one in numbers:
                self.sent.setdefault(one, time.time())
            path, body = call(numbers, is_release)
            reply = await self._sent(connection, chance, path, self.keys[party], body)
            now = time.time()
            for one in numbers:
                (self.released if is_release else self.accepted)[one] = now
            self.calls += not is_release
            result = orjson.loads(reply).get("result") or {}
            if result.get("refused", 1):
                self.refused.append(reply[:500].decode())
        connection.close()

    def _also_due(self, queue: Due) -> Iterator[int]:
        """The signals that are due by now, as many as may go in one call with another."""
        now = time.time()
        for _one in range(self.together - 1):
            if queue.empty():
                return
            found = queue.get_nowait()
            if found[0] > now:
                queue.put_nowait(found)
                return
            yield found[1]

    async def _sent(
        self, connection: Connection, chance: random.Random, path: str, key: str, body: bytes
    ) -> bytes:
        """The reply to a call, which is repeated until it is accepted."""
        while True:
            try:
                status, reply = await connection.post(
                    chance.choice(self.addresses), path, key, body
                )
            except (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError):
                self.again += 1
                connection.close()
                await asyncio.sleep(0.1)
                continue
            if status == 200:
                return reply
            self.refused.append(f"{status} {reply[:300]!r}")
            await asyncio.sleep(0.2)


def call(numbers: Sequence[int], is_release: bool = False) -> tuple[str, bytes]:
    """The path and the body of a call: signals whose amounts are their numbers, or a retraction."""
    if is_release:
        (number,) = numbers
        return RETRACT, orjson.dumps({"event_id": f"{RUN}-{number}"})
    signals = [signal_of(number) for number in numbers]
    return "/api/scamcall/send_signals", orjson.dumps({"signals": signals})


def is_freed(number: int) -> bool:
    """Whether a signal is taken back: one in so many, of each party in turn."""
    return number % RELEASE_EVERY == number // RELEASE_EVERY % RELEASE_EVERY


def signal_of(number: int) -> dict[str, object]:
    """The signal of a number."""
    which = random.Random(number).randrange(SHARED_NUMBERS)
    if is_freed(number):
        which = SHARED_NUMBERS + number // RELEASE_EVERY % RELEASED_NUMBERS
    return {
        "event_id": f"{RUN}-{number}",
        "type": "number_report",
        "kind": "phone",
        "identifier": f"+1202555{which:04}",
        "seen_at": datetime.now(UTC).isoformat(),
        "confidence": 100,
        "amount_won": number,
    }


class Connection:
    """A connection kept open, with as little work a call as may be: the hub is what is measured."""

    def __init__(self) -> None:
        self._address = ""
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, address: str, path: str, key: str, body: bytes) -> tuple[int, bytes]:
        """The status and body of the reply."""
        async with asyncio.timeout(REPLY_SECONDS):
            if self._streams is None or self._address != address:
                self.close()
                host, _colon, port = address.removeprefix("http://").partition(":")
                self._streams = await asyncio.open_connection(host, int(port))
                self._address = address
            reader, writer = self._streams
            head = (
                f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(told.partition("content-length: ")[2].partition("\r\n")[0])
            return int(told[9:12]), await reader.readexactly(length)

    def close(self) -> None:
        """Close it; the next call opens another."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def note(database: sqlite3.Connection, frames: Sequence[Frame]) -> None:
    """Note when events were applied; twice if they were applied twice."""
    now = time.time()
    rows = []
    for frame in frames:
        if "retracts" in frame.told:
            continue
        body = frame.told["body"]
        is_order = frame.kind == ORDER
        rows.append(
            (
                None if is_order else body.get("amount_won"),
                body.get("reference"),
                frame.told["subject"],
                frame.told["revision"],
                body.get("state"),
                now,
            )
        )
    database.executemany("INSERT INTO noted VALUES (?, ?, ?, ?, ?, ?)", rows)


def open_list(path: Path) -> KeptList:
    """The list of a subscriber, with the table of what was noted."""
    kept = KeptList(path, applied=note)
    kept.database.execute(
        "CREATE TABLE IF NOT EXISTS noted (signal INTEGER, reference TEXT, subject TEXT, "
        "revision INTEGER, state TEXT, at REAL)"
    )
    return kept


def subscribe(addresses: Sequence[str], path: Path) -> None:
    """Follow until SIGTERM."""
    kept = open_list(path)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    following = Following(addresses, os.environ["SUBSCRIBER_KEY"], kept)
    if address := os.environ.get("NATS_ADDRESS"):
        from ieum.exchange.ledger.notes import read_public_key
        from ieum.services.scamcall.subscriber.relayed import Relayed

        secret = bytes.fromhex(os.environ["SIGNING_KEY"])
        hub_key = read_public_key(os.environ["HUB_KEY"])
        following.other_way = Relayed(address, path.stem, secret, hub_key)
    following.run(stop)


if __name__ == "__main__":
    subscribe(sys.argv[1].split(","), Path(sys.argv[2]))
