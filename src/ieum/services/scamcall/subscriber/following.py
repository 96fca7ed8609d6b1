"""Following a hub: a snapshot where there is no list yet, then the stream, for ever.

Whatever breaks, the stream goes on from the cursor in the file. Where the hub has tidied away what
comes after it, a new snapshot is taken. Where the stream comes over NATS too, the hub itself is asked
only for what is missing there, and for as long as NATS is away.
"""

from __future__ import annotations

import http.client
import logging
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

import orjson

from ieum.exchange.events.values import Cursor
from ieum.exchange.ledger.notes import PublicKey
from ieum.services.scamcall.subscriber import signed_pages
from ieum.services.scamcall.subscriber.frames import BrokenStream, Frame, Frames
from ieum.services.scamcall.subscriber.kept_list import KeptList

logger = logging.getLogger("ieum.subscriber")
#: A hub that is there says something every fifteen seconds.
SILENCE_SECONDS = 40.0
#: Between tries: first so long, then twice as long each time, up to the longest.
FIRST_WAIT_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 5.0
#: While NATS is away the hub streams; after so long NATS is tried again.
NATS_AGAIN_SECONDS = 5.0
_PIECE = 2**16


class Refused(Exception):
    """The hub answered, and not with what was asked for."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}")
        self.status = status


class Gap(Exception):
    """An event is missing before this one."""


class Behind(Exception):
    """Something lies between the list and what came over another way; the hub has it."""

    def __init__(self, place: Cursor) -> None:
        super().__init__(f"the list has not reached {place}")
        self.place = place


class OtherWay(Protocol):
    """Another way than the hub itself by which the stream comes; ``relayed`` is one."""

    def follow(self, kept: KeptList, stop: threading.Event, clock: Callable[[], datetime]) -> None:
        """Apply what comes until told to stop. Raises ``Behind``, or ``OSError`` where it broke."""
        ...


#: What another try may mend.
_MENDED = (OSError, http.client.HTTPException, BrokenStream, Gap, signed_pages.WrongPage)


def now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


@dataclass
class Following:
    """One subscriber: the hub, its key there, and its list.

    ``addresses``: of the processes of one hub; where one does not answer, the next is tried. ``hub_key``: the ledger's public key, by which snapshots are checked; none trusts the connection.
    ``kinds``: narrows the stream. ``other_way``: NATS, if the stream comes over it too.
    """

    addresses: Sequence[str]
    key: str
    kept: KeptList
    hub_key: PublicKey | None = None
    kinds: str = ""
    clock: Callable[[], datetime] = now
    other_way: OtherWay | None = None
    _turn: int = 0

    def run(self, stop: threading.Event) -> None:
        """Follow until told to stop."""
        wait = FIRST_WAIT_SECONDS
        while not stop.is_set():
            before = self.kept.cursor
            try:
                if self.kept.cursor is None:
                    self.take_snapshot()
                self._follow(stop)
            except _MENDED as problem:
                logger.warning("the stream broke off: %s", problem)
            except Refused as refused:
                logger.warning("refused: %s", refused)
                if refused.status == 410:
                    self._snapshot_anew()
            self._turn += 1
            if self.kept.cursor != before:
                wait = FIRST_WAIT_SECONDS
            stop.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    def _follow(self, stop: threading.Event) -> None:
        """Follow one way until it breaks off, and then the hub until that is mended."""
        if self.other_way is None:
            self.stream(stop)
            return
        try:
            self.other_way.follow(self.kept, stop, self.clock)
        except Behind as behind:
            place = behind.place
            self.stream(stop, lambda: self._has_reached(place))
        except OSError as problem:
            logger.warning("not over NATS: %s", problem or type(problem).__name__)
            again = time.monotonic() + NATS_AGAIN_SECONDS
            self.stream(stop, lambda: time.monotonic() > again)

    def _has_reached(self, place: Cursor) -> bool:
        return Cursor.read(self.kept.cursor or "").is_followed_by(place)

    def stream(self, stop: threading.Event, until: Callable[[], bool] = lambda: False) -> None:
        """Follow one connection until it ends, or ``until`` says after a piece that it is enough."""
        cursor = self.kept.cursor or ""
        response = self._get(f"/events?cursor={quote(cursor)}&kinds={quote(self.kinds)}")
        frames = Frames()
        try:
            while not stop.is_set() and not until():
                piece = response.read1(_PIECE)
                if not piece:
                    return
                found = frames.feed(piece)
                if found:
                    cursor = self._apply(found, cursor)
                else:
                    self.kept.heard(self.clock())
        finally:
            response.close()

    def take_snapshot(self) -> str:
        """Take the whole list anew; the cursor after it."""
        path = "/api/scamcall/live_list"
        page = self._page(path, 0, "")
        cursor: str = page["cursor"]
        after = 0
        with self.kept.snapshot(cursor, self.clock()) as take:
            while True:
                names = [column["name"] for column in page["orders"]["columns"]]
                rows = page["orders"]["rows"]
                self._check(page, cursor, after, names, rows)
                take(dict(zip(names, row, strict=True)) for row in rows)
                if page["after"] is None:
                    return cursor
                after = page["after"]
                page = self._page(path, after, cursor)

    def _snapshot_anew(self) -> None:
        try:
            self.take_snapshot()
        except (*_MENDED, Refused) as problem:
            logger.warning("no snapshot: %s", problem)

    def _apply(self, found: list[Frame], before: str) -> str:
        for frame in found:
            if frame.previous != before:
                raise Gap(f"{frame.place} follows {frame.previous}, not {before}")
            before = frame.place
        self.kept.apply(found, self.clock())
        return before

    def _check(
        self, page: dict[str, Any], cursor: str, after: int, names: list[str], rows: list[Any]
    ) -> None:
        if self.hub_key is None:
            return
        through = date.fromisoformat(page["valid_through"])
        text = signed_pages.signed_text(cursor, after, page["after"], through, names, rows)
        signed_pages.check(self.hub_key, page["signature"], text, through, self.clock())

    def _page(self, path: str, after: int, cursor: str) -> dict[str, Any]:
        response = self._get(f"{path}?after={after}&cursor={quote(cursor)}")
        try:
            found: dict[str, Any] = orjson.loads(response.read())["result"]
        finally:
            response.close()
        return found

    def _get(self, path: str) -> http.client.HTTPResponse:
        parts = urlsplit(self.addresses[self._turn % len(self.addresses)])
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(parts.netloc, timeout=SILENCE_SECONDS)
        connection.connect()
        assert connection.sock is not None
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        headers = {"Authorization": f"Bearer {self.key}", "Connection": "close"}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        if response.status != 200:
            reason = response.read(2000).decode(errors="replace")
            connection.close()
            raise Refused(response.status, reason)
        return response
