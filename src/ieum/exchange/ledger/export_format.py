"""The one file in which a ledger travels: lines of canonical JSON, each ended by a newline.

1. The header: format, the signed head as a note, the ledger's public keys, and the tiles of the
   right edge, from which alone the root is computed.
2. The other tiles of each level from the highest down to level 1, a line each.
3. For 256 entries at a time: the tile of their hashes, then the entries, byte for byte as they are
   leaves of the tree. The last entries, fewer than 256, have their tile in the header.
4. The SHA-256 digest of all the lines before.

So every hash is known to be right before what it vouches for is read, and the first entry that is
not as it was can be named. The file is read in one pass, in little memory.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from ieum.exchange.ledger.canonical import canonical
from ieum.exchange.ledger.tiles import HEIGHT, WIDTH, Place, Tiles
from ieum.exchange.ledger.tree import HASH_BYTES

FORMAT = "ieum-ledger-1"
#: What the line of a tile and the last line begin with; an entry begins with neither.
TILE_MARK = b'{"hashes":'
END_MARK = b'{"sha256":'


@dataclass(frozen=True, slots=True)
class Header:
    """The first line."""

    note: str
    keys: tuple[str, ...]
    edge: Tiles


def header_line(header: Header) -> bytes:
    """The first line of a file."""
    edge = {_name(place): _base64(tile) for place, tile in header.edge.items()}
    keys = list(header.keys)
    return _line({"format": FORMAT, "head": header.note, "keys": keys, "edge": edge})


def read_header(line: bytes) -> Header | None:
    """What a first line says; None for anything but a line that ``header_line`` wrote."""
    try:
        match json.loads(line):
            case {"head": str(note), "keys": [*keys], "edge": dict(edge)}:
                tiles = {_place(name): base64.b64decode(tile) for name, tile in edge.items()}
                header = Header(note, tuple(map(str, keys)), tiles)
                return header if header_line(header) == line else None
    except (ValueError, TypeError, binascii.Error):
        pass
    return None


def tile_line(place: Place, tile: bytes) -> bytes:
    """The line of a tile."""
    return _line({"tile": _name(place), "hashes": _base64(tile)})


def read_tile(line: bytes, place: Place) -> bytes | None:
    """The full tile of a line; None for anything but the line of that tile."""
    try:
        said = json.loads(line)
        tile = base64.b64decode(said["hashes"])
    except (ValueError, TypeError, KeyError, binascii.Error):
        return None
    is_whole = len(tile) == WIDTH * HASH_BYTES and tile_line(place, tile) == line
    return tile if is_whole else None


def end_line(digest: str) -> bytes:
    """The last line."""
    return _line({"sha256": digest})


def upper_places(size: int) -> list[Place]:
    """The full tiles above the leaf hashes, in the order of the file."""
    levels = []
    level, width = 1, size >> HEIGHT
    while width >= WIDTH:
        levels.append([Place(level, number) for number in range(width // WIDTH)])
        level, width = level + 1, width >> HEIGHT
    return [place for places in reversed(levels) for place in places]


def _line(value: dict[str, object]) -> bytes:
    return canonical(value) + b"\n"


def _name(place: Place) -> str:
    return f"{place.level}/{place.number}"


def _place(name: str) -> Place:
    level, _slash, number = name.partition("/")
    return Place(int(level), int(number))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
