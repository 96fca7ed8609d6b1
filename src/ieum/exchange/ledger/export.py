"""Writes the ledger into one file that anybody can verify without this hub."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from ieum.exchange.ledger import store
from ieum.exchange.ledger.export_format import (
    Header,
    end_line,
    header_line,
    tile_line,
    upper_places,
)
from ieum.exchange.ledger.proofs import newest_head
from ieum.exchange.ledger.tiles import HEIGHT, WIDTH, Place, right_edge
from ieum.exchange.ledger.tree import HASH_BYTES

#: Tiles of leaf hashes that are read at once, with their entries.
TILES_AT_ONCE = 16


def export(path: Path) -> store.Head:
    """Write the ledger as of its newest head; the hub may run meanwhile.

    The file gets its name once it is complete. Raises ``NotFound`` where the ledger is empty.
    """
    head = newest_head()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _Hashed(draft) as file:
            _write(file, head)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return head


class _Hashed:
    """A new file that keeps the digest of what is written to it, and ends with it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._digest = sha256()

    def __enter__(self) -> _Hashed:
        return self

    def write(self, content: bytes) -> None:
        self._digest.update(content)
        self._file.write(content)

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        with self._file:
            if kind is None:
                self._file.write(end_line(self._digest.hexdigest()))
                self._file.flush()
                os.fsync(self._file.fileno())


def _write(file: _Hashed, head: store.Head) -> None:
    size = head.checkpoint.size
    keys = tuple(known.key.line() for known in store.known_keys())
    file.write(header_line(Header(head.note(), keys, _edge(size))))
    for place in upper_places(size):
        file.write(tile_line(place, store.tiles([place])[place]))
    step = TILES_AT_ONCE * WIDTH
    for begin in range(0, size, step):
        end = min(begin + step, size)
        tiles = store.tiles_of_level(0, begin // WIDTH, end // WIDTH)
        lines = [leaf + b"\n" for leaf in store.leaves(begin, end)]
        for first in range(0, end - begin, WIDTH):
            place = Place(0, (begin + first) // WIDTH)
            if place in tiles:
                file.write(tile_line(place, tiles[place]))
            file.write(b"".join(lines[first : first + WIDTH]))


def _edge(size: int) -> dict[Place, bytes]:
    """The tiles of the right edge as they were at that size; they may have grown since."""
    tiles = store.tiles(right_edge(size))
    return {
        place: tile[: (size >> HEIGHT * place.level) % WIDTH * HASH_BYTES]
        for place, tile in tiles.items()
    }
