"""The list of what is in force, in a file of the subscriber's own.

What an event changes and the cursor after it are written in one transaction, so a subscriber that is
killed at any moment goes on where it was: nothing is left out and nothing is applied twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ieum.services.scamcall.subscriber.frames import Frame

ORDER = "scamcall.order"
LIVE = "live"
#: Without a word from the hub for so long, the list says nothing any more: nobody stays blocked because
#: a line is down.
TIME_TO_LIVE = timedelta(hours=24)
#: What has ended is remembered for so long, so that what comes late does not bring it back.
REMEMBERED = timedelta(days=8)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), cursor TEXT, heard_at REAL);
INSERT OR IGNORE INTO position VALUES (1, NULL, 0);
CREATE TABLE IF NOT EXISTS orders (
    reference TEXT PRIMARY KEY, pseudonym TEXT NOT NULL, action TEXT NOT NULL, revision INTEGER NOT NULL,
    state TEXT NOT NULL, expires_at REAL NOT NULL, kept_won INTEGER, snapshot INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS orders_of_pseudonym ON orders (pseudonym);
CREATE INDEX IF NOT EXISTS orders_over ON orders (expires_at);
CREATE TABLE IF NOT EXISTS signals (
    subject TEXT, revision INTEGER, kind TEXT NOT NULL, giver TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (subject, revision)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS retractions (
    subject TEXT, revision INTEGER, at TEXT NOT NULL, PRIMARY KEY (subject, revision)
) WITHOUT ROWID;
"""
_PUT_ORDER = """
INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reference) DO UPDATE SET
    pseudonym = excluded.pseudonym, action = excluded.action, revision = excluded.revision,
    state = excluded.state, expires_at = excluded.expires_at, kept_won = excluded.kept_won,
    snapshot = excluded.snapshot
WHERE excluded.revision > orders.revision
"""
#: In a snapshot, what is known already counts as seen.
_PUT_FROM_SNAPSHOT = _PUT_ORDER.replace(">", ">=")
#: A retraction overtakes the signal: what comes after it is not taken in.
_PUT_SIGNAL = """
INSERT OR IGNORE INTO signals SELECT ?1, ?2, ?3, ?4, ?5
WHERE NOT EXISTS (SELECT 1 FROM retractions WHERE subject = ?1 AND revision = ?2)
"""
_PUT_RETRACTION = "INSERT OR IGNORE INTO retractions VALUES (?, ?, ?)"
_TAKE_BACK = "DELETE FROM signals WHERE subject = ? AND revision = ?"


@dataclass(frozen=True, slots=True)
class InForce:
    """What the list says of a subject now: one order. ``kept_won``: only this much of an account."""

    reference: str
    action: str
    expires_at: datetime
    kept_won: int | None


#: Is told which frames were new, within the transaction that applies them.
Applied = Callable[[sqlite3.Connection, Sequence[Frame]], None]


class KeptList:
    """The list in a file. One process writes it at a time; others may ask it."""

    def __init__(
        self,
        path: Path,
        time_to_live: timedelta = TIME_TO_LIVE,
        applied: Applied | None = None,
    ) -> None:
        self.time_to_live = time_to_live
        self.applied = applied
        self.database = sqlite3.connect(path, isolation_level=None, timeout=30)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=NORMAL")
        self.database.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    @property
    def cursor(self) -> str | None:
        """From where the stream goes on; None where there is no list yet."""
        (found,) = self.database.execute("SELECT cursor FROM position").fetchone()
        return found if found is None else str(found)

    def apply(
        self, frames: Sequence[Frame], now: datetime, cursor: str | None = None
    ) -> list[Frame]:
        """Apply frames of which none is missing after the cursor; those that changed anything.

        ``cursor`` is the one after them; the last frame's place where it is not given.
        """
        new = []
        with self._transaction() as database:
            for frame in frames:
                if not frame.is_position and self._put(frame):
                    new.append(frame)
            if new and self.applied is not None:
                self.applied(database, new)
            database.execute(
                "UPDATE position SET cursor = ?, heard_at = ?",
                (cursor or frames[-1].place, now.timestamp()),
            )
        return new

    def heard(self, now: datetime) -> None:
        """Note that the hub is there, though it had nothing to say."""
        self.database.execute("UPDATE position SET heard_at = ?", (now.timestamp(),))

    def in_force(self, pseudonym: str, now: datetime) -> list[InForce]:
        """What is in force against a subject now; nothing once the hub was silent for too long."""
        if self.fails_open(now):
            return []
        rows = self.database.execute(
            "SELECT reference, action, expires_at, kept_won FROM orders "
            "WHERE pseudonym = ? AND state = ? AND expires_at > ? ORDER BY reference",
            (pseudonym, LIVE, now.timestamp()),
        )
        return [
            InForce(reference, action, datetime.fromtimestamp(expires, now.tzinfo), kept)
            for reference, action, expires, kept in rows
        ]

    def fails_open(self, now: datetime) -> bool:
        """Whether the hub was silent for so long that the list says nothing any more."""
        (heard_at,) = self.database.execute("SELECT heard_at FROM position").fetchone()
        return bool(now.timestamp() - heard_at > self.time_to_live.total_seconds())

    def live(self, now: datetime) -> Iterator[tuple[str, str, str, int | None]]:
        """All that is in force, by reference, to be compared with another list."""
        yield from self.database.execute(
            "SELECT reference, pseudonym, action, kept_won FROM orders "
            "WHERE state = ? AND expires_at > ? ORDER BY reference",
            (LIVE, now.timestamp()),
        )

    @contextmanager
    def snapshot(
        self, cursor: str, now: datetime
    ) -> Iterator[Callable[[Iterable[Mapping[str, Any]]], None]]:
        """Take in a whole list page by page; what it does not hold is not in force any more.

        Gives what takes a page. A snapshot that breaks off leaves the list as it was.
        """
        with self._transaction() as database:
            (number,) = database.execute(
                "SELECT coalesce(max(snapshot), 0) + 1 FROM orders"
            ).fetchone()

            def take(orders: Iterable[Mapping[str, Any]]) -> None:
                database.executemany(
                    _PUT_FROM_SNAPSHOT,
                    (_row(one, one["revision"], LIVE, number) for one in orders),
                )

            yield take
            database.execute("DELETE FROM orders WHERE state = ? AND snapshot < ?", (LIVE, number))
            database.execute(
                "UPDATE position SET cursor = ?, heard_at = ?", (cursor, now.timestamp())
            )

    def tidy(self, now: datetime) -> int:
        """Forget what has long ended; how many orders, signals and retractions."""
        before = now - REMEMBERED
        with self._transaction() as database:
            return sum(
                database.execute(statement, (value,)).rowcount
                for statement, value in (
                    ("DELETE FROM orders WHERE expires_at < ?", before.timestamp()),
                    ("DELETE FROM signals WHERE at < ?", before.isoformat()),
                    ("DELETE FROM retractions WHERE at < ?", before.isoformat()),
                )
            )

    def _put(self, frame: Frame) -> bool:
        told = frame.told
        if frame.kind == ORDER:
            body = told["body"]
            row = _row(body, told["revision"], body["state"], 0)
            return self.database.execute(_PUT_ORDER, row).rowcount == 1
        if "retracts" in told:
            name = told["subject"], told["retracts"]
            self.database.execute(_TAKE_BACK, name)
            return self.database.execute(_PUT_RETRACTION, (*name, told["at"])).rowcount == 1
        signal = (told["subject"], told["revision"], frame.kind, told["giver"], told["at"])
        return self.database.execute(_PUT_SIGNAL, signal).rowcount == 1

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self.database.execute("BEGIN IMMEDIATE")
        try:
            yield self.database
        except BaseException:
            self.database.execute("ROLLBACK")
            raise
        self.database.execute("COMMIT")


def _row(body: Mapping[str, Any], revision: int, state: str, snapshot: int) -> tuple[object, ...]:
    return (
        body["reference"],
        body["pseudonym"],
        body["action"],
        revision,
        state,
        datetime.fromisoformat(body["expires_at"]).timestamp(),
        body.get("kept_won"),
        snapshot,
    )
