"""Events between parties: what happened to a subject, in an order that everybody can resume from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _


class Lane(IntEnum):
    """Two queues: what sets somebody free never waits behind what binds."""

    RELEASE = 0
    ORDINARY = 1


class Position(NamedTuple):
    """A place in one lane: the transaction that wrote an event, and the event's number.

    Numbers alone are no order to resume from: a transaction that took its number early and commits
    late would be passed over. Transactions below the oldest open one are all decided.
    """

    transaction: int
    id: int


START = Position(0, 0)
_CURSOR = re.compile(
    r"([0-9a-f]{8})-(\d{1,19})\.(\d{1,19})-(\d{1,19})\.(\d{1,19})(?:-(\d{1,9}))?", re.ASCII
)


class WrongCursor(IeumError):
    """A cursor that this hub never gave."""

    code = "wrong-cursor"
    status = 400


class CursorTooOld(IeumError):
    """Events after this cursor are no longer kept; a snapshot is the way back in."""

    code = "cursor-too-old"
    status = 410


@dataclass(frozen=True, slots=True)
class Cursor:
    """Up to where a reader has seen each lane. Readers keep its text and never look into it.

    ``outbox`` names the outbox that the places are of: one that was restored from a backup begins
    anew, and places of the old one mean nothing in it. ``pauses``: how many times in which nothing new was
    shared with this reader were over when it began; what was told in a later one is missing to it.
    """

    outbox: str
    release: Position = START
    ordinary: Position = START
    pauses: int = 0

    def __str__(self) -> str:
        release, ordinary = (".".join(map(str, place)) for place in (self.release, self.ordinary))
        pauses = f"-{self.pauses}" if self.pauses else ""
        return f"{self.outbox}-{release}-{ordinary}{pauses}"

    @classmethod
    def read(cls, text: str) -> Cursor:
        """The cursor of a text. Raises ``WrongCursor``."""
        match = _CURSOR.fullmatch(text)
        if match is None:
            raise WrongCursor(
                _(
                    "'{text}'{text:-은/는} 이 허브가 준 커서가 아닙니다. 마지막으로 받은 사건의 id를 그대로 보내거나, "
                    "빼고 보내 스냅숏에서 다시 시작해 주세요.",
                    text=text[:80],
                )
            )
        outbox, *texts = match.groups(default="0")
        *places, pauses = map(int, texts)
        return cls(outbox, Position(*places[:2]), Position(*places[2:]), pauses)

    def of(self, lane: Lane) -> Position:
        """The place in a lane."""
        return self.release if lane is Lane.RELEASE else self.ordinary

    def moved(self, lane: Lane, position: Position) -> Cursor:
        """The same cursor, further in one lane."""
        if lane is Lane.RELEASE:
            return replace(self, release=position)
        return replace(self, ordinary=position)

    def joined(self, other: Cursor) -> Cursor:
        """The cursor that has seen what either of two has seen."""
        return replace(
            self,
            release=max(self.release, other.release),
            ordinary=max(self.ordinary, other.ordinary),
        )

    def covers(self, other: Cursor) -> bool:
        """Whether nothing that the other has seen is still to come for this one."""
        return self.release >= other.release and self.ordinary >= other.ordinary

    def is_followed_by(self, other: Cursor) -> bool:
        """Whether a reader here misses nothing who goes on from the other place."""
        same = self.outbox == other.outbox and self.pauses == other.pauses
        return same and self.covers(other)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a subject, as its giver told it.

    ``kind`` is what agreements speak of (``scamcall.order``). ``revision`` grows with every event on a
    subject, so subject and revision name an event, however often it comes. Releases overtake all else:
    a reader that knows a later revision of the same order leaves an earlier one out.
    """

    kind: str
    giver: str
    subject: str
    revision: int
    body: Mapping[str, Any]
    at: datetime
    lane: Lane = Lane.ORDINARY
    #: Only for these parties, agreed or not; none for all who have agreed.
    audience: frozenset[str] = frozenset()
    position: Position = START
    #: The revision of an earlier event on the subject that its giver takes back.
    retracts: int | None = None
    #: Of what ends something: when readers were first told of what it ends.
    first_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConfirmedBy:
    """A party that has applied a revision, and when it said so.

    ``signature``: verified by the party's ``key``; blank where it did not sign.
    """

    party: str
    at: datetime
    signature: str = ""
    key: str = ""
