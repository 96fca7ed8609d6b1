"""Server-sent events (WHATWG HTML, 9.2) read from a stream as it comes, in pieces of any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

POSITION = "position"


class BrokenStream(Exception):
    """What came is not the stream of a hub."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One event of a stream: its place, the place of the one before it, and what it says.

    ``told`` has the kind, giver, subject, revision, time and body; nothing for a mere position.
    """

    place: str
    previous: str
    kind: str
    told: dict[str, Any]

    @property
    def is_position(self) -> bool:
        """Whether it only says how far the stream has come."""
        return self.kind == POSITION


class Frames:
    """Takes pieces of a stream and gives the frames that are complete."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, piece: bytes) -> list[Frame]:
        """The frames that this piece completes. Raises ``BrokenStream``."""
        *blocks, self._rest = (self._rest + piece).split(b"\n\n")
        return [_frame(block) for block in blocks if block and not block.startswith(b":")]


def _frame(block: bytes) -> Frame:
    fields = dict(line.partition(b": ")[::2] for line in block.split(b"\n"))
    try:
        told = orjson.loads(fields[b"data"])
        return Frame(fields[b"id"].decode(), told.pop("previous"), fields[b"event"].decode(), told)
    except (KeyError, ValueError, AttributeError) as problem:
        raise BrokenStream(block[:200].decode(errors="replace")) from problem
