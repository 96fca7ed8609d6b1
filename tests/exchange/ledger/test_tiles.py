"""Tiles hold the tree: whatever is asked of them is what the leaves themselves give."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.exchange.ledger.tiles import (
    Place,
    extended,
    places_of,
    right_edge,
    root_of_size,
    subtree_root,
)
from ieum.exchange.ledger.tree import (
    consistency_holds,
    consistency_parts,
    inclusion_holds,
    inclusion_parts,
    leaf_hash,
    proof,
    root_of,
)

BIG = 66_000
HASHES = [leaf_hash(b"%d" % number) for number in range(BIG)]


def grown(batches: list[int]) -> tuple[dict[Place, bytes], int]:
    """A tree that grew by batches of these sizes, of which each saw the right edge alone."""
    tiles: dict[Place, bytes] = {}
    size = 0
    for batch in batches:
        seen = {place: tiles[place] for place in right_edge(size)}
        tiles |= extended(seen, size, HASHES[size : size + batch])
        size += batch
    return tiles, size


WHOLE, _size = grown([BIG])


@settings(max_examples=30)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=8))
def test_batches_of_any_size_make_the_same_tiles(batches: list[int]) -> None:
    tiles, size = grown(batches)
    at_once, _same = grown([size])
    assert tiles == at_once
    edge = {place: tiles[place] for place in right_edge(size)}
    assert root_of_size(edge, size) == root_of(HASHES[:size])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, BIG), st.data())
def test_proofs_of_any_size_come_from_a_few_tiles(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    root = root_of(HASHES[:size])
    parts = inclusion_parts(index, size)
    needed = places_of(parts)
    assert len(needed) <= 6
    tiles = {place: WHOLE[place] for place in needed}
    path = proof(parts, lambda subtree: subtree_root(tiles, subtree))
    assert inclusion_holds(HASHES[index], index, size, path, root)

    first = data.draw(st.integers(1, size))
    parts = consistency_parts(first, size)
    needed = places_of(parts)
    assert len(needed) <= 6
    tiles = {place: WHOLE[place] for place in needed}
    path = proof(parts, lambda subtree: subtree_root(tiles, subtree))
    assert consistency_holds(first, size, root_of(HASHES[:first]), root, path)


def test_full_tiles_are_never_touched_again() -> None:
    tiles, size = grown([1000])
    changed = extended({place: tiles[place] for place in right_edge(size)}, size, HASHES[1000:1010])
    assert set(changed) == {Place(0, 3)}
