"""Events to many readers at once: one reader of the outbox, each event cut to what was agreed.

Readers are parties that hold a connection open. One thread reads what is new and hands it to all of
them; a reader that comes from behind reads by itself until it has caught up. Nothing is kept for a
reader that is away: its cursor is enough.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

import orjson

from ieum.exchange.agreements.values import Terms
from ieum.exchange.events.values import Cursor, Event, Lane
from ieum.kernel.tool import Scope

logger = logging.getLogger("ieum.events")

#: How often the outbox is looked at while somebody listens. Each look that finds something is a write
#: on the disk of every reader, so looking more often costs them more than it gains.
POLL_SECONDS = 0.1
#: How often it is asked whether a reader may still read, and what. An end of an agreement cuts a
#: running stream within this time.
TERMS_SECONDS = 1.0
#: After so long without an event a reader is told its place, so that it knows the hub is there.
SILENCE_SECONDS = 15.0
#: What waits for one reader; one that is slower reads by itself from where it is.
MOST_WAITING_BYTES = 4 * 2**20
AT_ONCE = 1000


class Outbox(Protocol):
    """What the stream needs of the outbox; ``events.store`` is one."""

    def read_after(self, cursor: Cursor, most: int = AT_ONCE) -> tuple[list[Event], Cursor]:
        """The events after a cursor, and the cursor after them."""
        ...

    def newest(self) -> Cursor:
        """The cursor after everything that is decided."""
        ...


@dataclass(frozen=True, slots=True)
class Permission:
    """What a reader may read now: the terms of its party and the services it may receive from."""

    terms: Terms
    services: frozenset[str]
    kinds: frozenset[str] = frozenset()

    def share(
        self, giver: str, kind: str, audience: frozenset[str], now: datetime
    ) -> frozenset[str] | None:
        """The fields that the reader may have of such events: none of them, some, or all (``None``)."""
        party = self.terms.taker
        if kind.partition(".")[0] not in self.services:
            return NOTHING
        if self.kinds and kind not in self.kinds:
            return NOTHING
        if audience:
            return None if party in audience else NOTHING
        return None if giver == party else self.terms.agreed_fields(giver, kind, now)

    def heard(self, events: Sequence[Event]) -> Sequence[Event]:
        """The events but for those that are kept from the reader while it is given nothing new."""
        if all(pause.ended_at is not None for pause in self.terms.pauses):
            return events
        return [event for event in events if self._is_heard(event)]

    def _is_heard(self, event: Event) -> bool:
        pause = self.terms.pause_of(event.kind)
        if pause is None or event.audience or event.giver == self.terms.taker:
            return True
        return event.lane is Lane.RELEASE and pause.may_hold(event.first_told_at)


def services_of(scopes: Iterable[str]) -> frozenset[str]:
    """The services from which whoever has these scopes (``service:scope``) may receive."""
    divided = (scope.partition(":") for scope in scopes)
    return frozenset(service for service, _colon, scope in divided if scope == Scope.RECEIVE)


NOTHING: frozenset[str] = frozenset()
#: What a batch of events becomes for readers: the same bytes for all who may have the same.
Prepared = dict[tuple[Any, ...], Any]

#: Asks what a reader may read now; None once it may read nothing any more.
Ask = Callable[[], Permission | None]


class Ended(Exception):
    """The reader may read nothing any more."""


@dataclass(eq=False)
class Reader:
    """One open stream."""

    ask: Ask
    cursor: Cursor
    permission: Permission
    #: The cursor of the last event sent, by which the reader sees that none is missing.
    previous: str
    waiting: list[bytes] = field(default_factory=list)
    waiting_bytes: int = 0
    is_attached: bool = False
    is_over: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def tell_position(self) -> bytes:
        """The frame that says where the reader is, though there was nothing for it."""
        place, previous = str(self.cursor), self.previous
        self.previous = place
        return b'id: %s\nevent: position\ndata: {"previous":"%s"}\n\n' % (
            place.encode(),
            previous.encode(),
        )

    def take(
        self, events: Sequence[Event], before: Cursor, prepared: Prepared | None = None
    ) -> bytes:
        """The frames of events that follow ``before``, as far as the reader may have them.

        ``prepared`` is shared by the readers who get the same events.
        """
        prepared = {} if prepared is None else prepared
        now = datetime.now(UTC)
        everything, events = events, self.permission.heard(events)
        heard = () if events is everything else tuple(event.position for event in events)
        kinds = {(event.giver, event.kind, event.audience) for event in events}
        shares = {kind: self.permission.share(*kind, now) for kind in kinds}
        key = before, self.previous, len(events), heard, frozenset(shares.items())
        if key not in prepared:
            prepared[key] = _frames(events, before, self.previous, shares, prepared)
        chunk: bytes
        chunk, self.previous = prepared[key]
        return chunk


def _frames(
    events: Sequence[Event],
    cursor: Cursor,
    previous: str,
    shares: Mapping[tuple[str, str, frozenset[str]], frozenset[str] | None],
    prepared: Prepared,
) -> tuple[bytes, str]:
    """The frames of events cut to what is shared, and the place of the last."""
    frames = []
    for event in events:
        cursor = cursor.moved(event.lane, event.position)
        fields = shares[event.giver, event.kind, event.audience]
        if fields is not None and not fields:
            continue
        key = event.position, event.lane, fields
        if key not in prepared:
            prepared[key] = orjson.dumps(told(event, fields))[1:]
        place = str(cursor)
        frames.append(
            b'id: %s\nevent: %s\ndata: {"previous":"%s",%s\n\n'
            % (place.encode(), event.kind.encode(), previous.encode(), prepared[key])
        )
        previous = place
    return b"".join(frames), previous


def told(event: Event, fields: frozenset[str] | None) -> dict[str, Any]:
    """What a reader is told of an event: some fields of its body, or all (``None``)."""
    body = event.body
    taken_back = {} if event.retracts is None else {"retracts": event.retracts}
    return taken_back | {
        "kind": event.kind,
        "giver": event.giver,
        "subject": event.subject,
        "revision": event.revision,
        "at": event.at.isoformat(),
        "body": body
        if fields is None
        else {name: value for name, value in body.items() if name in fields},
    }


class Streams:
    """All open streams of a process."""

    def __init__(
        self,
        outbox: Outbox,
        release: Callable[[], None] = lambda: None,
        silence_seconds: float = SILENCE_SECONDS,
    ) -> None:
        """``release`` is called in each thread that has read the outbox, before the thread ends."""
        self.outbox = outbox
        self.release = release
        self.silence_seconds = silence_seconds
        self.readers: set[Reader] = set()
        self.position: Cursor | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="events")

    async def frames(self, ask: Ask, cursor: Cursor) -> AsyncGenerator[bytes, None]:
        """What a reader gets from a cursor on, without end; it ends when the reader may read no more."""
        permission = await self._run(ask)
        if permission is None:
            return
        reader = Reader(ask, cursor, permission, str(cursor))
        self.readers.add(reader)
        self._start()
        asked = told = time.monotonic()
        try:
            yield b": ieum\n\n"
            while not self._stop.is_set():
                if reader.waiting or reader.is_attached:
                    chunk = await self._next(reader)
                else:
                    chunk = await self._caught_up(reader)
                now = time.monotonic()
                if now - asked >= TERMS_SECONDS:
                    asked = now
                    if (renewed := await self._run(reader.ask)) is None:
                        return
                    reader.permission = renewed
                if chunk:
                    told = now
                    yield chunk
                elif now - told >= self.silence_seconds and not reader.waiting:
                    # What waits lies before the place that the reader has reached.
                    told = now
                    yield reader.tell_position()
        finally:
            self.readers.discard(reader)

    def stop(self) -> None:
        """End all streams."""
        self._stop.set()
        for reader in self.readers:
            reader.news.set()
        self._pool.shutdown(wait=False)

    async def _run(self, work: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def _caught_up(self, reader: Reader) -> bytes:
        """One step of a reader that is behind; it is attached once nothing lies between."""
        before = reader.cursor
        events, reader.cursor = await self._run(lambda: self.outbox.read_after(before, AT_ONCE))
        chunk = reader.take(events, before)
        # From here to the end nothing else runs on the loop, so that nothing is handed out between.
        if len(events) < AT_ONCE and self.position is not None:
            if reader.cursor.covers(self.position):
                reader.is_attached = True
            elif not events:
                await asyncio.sleep(POLL_SECONDS)
        elif not events:
            await asyncio.sleep(POLL_SECONDS)
        return chunk

    async def _next(self, reader: Reader) -> bytes:
        """What was handed to a reader that is up to date; blank after a while without anything."""
        if not reader.waiting:
            reader.news.clear()
            try:
                await asyncio.wait_for(reader.news.wait(), TERMS_SECONDS)
            except TimeoutError:
                return b""
        chunk = b"".join(reader.waiting)
        reader.waiting.clear()
        reader.waiting_bytes = 0
        return chunk

    def _start(self) -> None:
        if self._thread is None:
            self._loop = asyncio.get_running_loop()
            self._thread = threading.Thread(target=self._read, name="events", daemon=True)
            self._thread.start()

    def _read(self) -> None:
        """Read what is new and hand it out, for as long as somebody listens."""
        loop = self._loop
        assert loop is not None
        cursor: Cursor | None = None
        while not self._stop.is_set():
            if not self.readers:
                cursor = None
                self._stop.wait(POLL_SECONDS)
                continue
            try:
                if cursor is None:
                    cursor = self.outbox.newest()
                    loop.call_soon_threadsafe(self._deliver, [], cursor, cursor)
                before = cursor
                events, cursor = self.outbox.read_after(before, AT_ONCE)
            except Exception:
                logger.exception("the outbox could not be read; it is tried again")
                self.release()
                self._stop.wait(1.0)
                continue
            if events:
                loop.call_soon_threadsafe(self._deliver, events, before, cursor)
            if len(events) < AT_ONCE:
                self._stop.wait(POLL_SECONDS)
        self.release()

    def _deliver(self, events: Sequence[Event], before: Cursor, after: Cursor) -> None:
        """Hand events to all who are up to date; on the loop, so that nobody attaches meanwhile."""
        if before == after:
            # The reading began anew: who is further than this waits for nothing, who is not catches up.
            for reader in self.readers:
                reader.is_attached = False
                reader.news.set()
        self.position = after
        prepared: Prepared = {}
        for reader in self.readers:
            if not reader.is_attached:
                continue
            if reader.waiting_bytes > MOST_WAITING_BYTES:
                # It reads by itself from here, as fast as it can take it.
                reader.is_attached = False
                continue
            fresh = events
            if reader.cursor != before:
                fresh = [e for e in events if e.position > reader.cursor.of(e.lane)]
            chunk = reader.take(fresh, reader.cursor, prepared)
            reader.cursor = reader.cursor.joined(after)
            if chunk:
                reader.waiting.append(chunk)
                reader.waiting_bytes += len(chunk)
                reader.news.set()
