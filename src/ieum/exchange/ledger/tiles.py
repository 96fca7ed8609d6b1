"""The tree as it is stored: tiles of 256 hashes, laid out as in C2SP tlog-tiles.

The tile at level L holds roots of complete subtrees of 256^L leaves. Every complete subtree lies
in one tile or is computed from one, so a proof reads a few tiles whatever the size of the tree;
new leaves change the last tile of each level alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ieum.exchange.ledger.tree import HASH_BYTES, Subtree, joined, root_of, subtrees

#: A tile is this many levels of the tree high.
HEIGHT = 8
WIDTH = 1 << HEIGHT


class Place(NamedTuple):
    """Where a tile stands: its level (0 holds leaf hashes) and its number from the left."""

    level: int
    number: int


#: Tiles by their place; each the hashes one after the other, 256 of them when it is full.
Tiles = Mapping[Place, bytes]


def place_of(subtree: Subtree) -> Place:
    """The tile that a complete subtree's root is in, or is computed from."""
    level, above = divmod(subtree.level, HEIGHT)
    return Place(level, subtree.number >> HEIGHT - above)


def places_of(parts: Iterable[tuple[int, int]]) -> set[Place]:
    """The tiles that the roots of these stretches of leaves are computed from."""
    return {place_of(subtree) for part in parts for subtree in subtrees(*part)}


def right_edge(size: int) -> set[Place]:
    """The last tile of each level of a tree, as far as it holds anything yet.

    New leaves are added to these, and the root is computed from them.
    """
    places = set()
    level, width = 0, size
    while width:
        if width % WIDTH:
            places.add(Place(level, width // WIDTH))
        level, width = level + 1, width // WIDTH
    return places


def subtree_root(tiles: Tiles, subtree: Subtree) -> bytes:
    """The root of a complete subtree. Raises ``KeyError`` where its tile is missing."""
    tile = tiles[place_of(subtree)]
    above = subtree.level % HEIGHT
    begin = (subtree.number << above) % WIDTH
    hashes = tile[begin * HASH_BYTES : (begin + (1 << above)) * HASH_BYTES]
    if len(hashes) != HASH_BYTES << above:
        raise KeyError(subtree)
    return root_of(divided(hashes))


def root_of_size(tiles: Tiles, size: int) -> bytes:
    """The root of the whole tree, from the tiles of its right edge."""
    return joined([subtree_root(tiles, subtree) for subtree in subtrees(0, size)])


def extended(tiles: Tiles, size: int, leaves: Sequence[bytes]) -> dict[Place, bytes]:
    """The tiles that are new or longer after these leaf hashes are added to a tree of a size.

    ``tiles`` holds at least the tree's right edge.
    """
    changed: dict[Place, bytes] = {}
    level, begin, added = 0, size, list(leaves)
    while added:
        index, held = divmod(begin, WIDTH)
        last = tiles[Place(level, index)][: held * HASH_BYTES] if held else b""
        content = last + b"".join(added)
        above = []
        for offset in range(0, len(content), WIDTH * HASH_BYTES):
            tile = content[offset : offset + WIDTH * HASH_BYTES]
            changed[Place(level, index)] = tile
            index += 1
            if len(tile) == WIDTH * HASH_BYTES:
                above.append(root_of(divided(tile)))
        level, begin, added = level + 1, begin // WIDTH, above
    return changed


def divided(tile: bytes) -> list[bytes]:
    """The hashes of a tile."""
    return [tile[i : i + HASH_BYTES] for i in range(0, len(tile), HASH_BYTES)]
