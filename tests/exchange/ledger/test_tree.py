"""The Merkle tree of RFC 9162 against published values and a naive recursion."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.exchange.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    Subtree,
    consistency_holds,
    consistency_parts,
    inclusion_holds,
    inclusion_parts,
    leaf_hash,
    proof,
    root_of,
)

#: The reference tree that implementations of Certificate Transparency share: its leaves, its roots
#: after each leaf, and some of its proofs.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
CONSISTENCY = {
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (2, 8): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
}


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition in RFC 9162 (2.1.1), word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """The definition in RFC 9162 (2.1.3.1)."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return [*naive_path(index, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(index - k, leaves[k:]), naive_root(leaves[:k])]


def naive_consistency(first: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """The definition in RFC 9162 (2.1.4.1)."""
    if first == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if first <= k:
        return [*naive_consistency(first, leaves[:k], whole=whole), naive_root(leaves[k:])]
    return [*naive_consistency(first - k, leaves[k:], whole=False), naive_root(leaves[:k])]


def proved_inclusion(index: int, leaves: list[bytes]) -> list[bytes]:
    return proof(inclusion_parts(index, len(leaves)), roots_over(leaves))


def proved_consistency(first: int, leaves: list[bytes]) -> list[bytes]:
    return proof(consistency_parts(first, len(leaves)), roots_over(leaves))


def roots_over(leaves: list[bytes]) -> Callable[[Subtree], bytes]:
    hashes = [leaf_hash(leaf) for leaf in leaves]

    def root(subtree: Subtree) -> bytes:
        begin = subtree.number << subtree.level
        part = hashes[begin : begin + (1 << subtree.level)]
        assert len(part) == 1 << subtree.level
        return root_of(part)

    return root


def numbered(size: int) -> list[bytes]:
    return [b"leaf %d" % number for number in range(size)]


def test_the_roots_are_the_published_ones() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for size, root in enumerate(ROOTS, 1):
        assert root_of([leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == root


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int) -> None:
    path = proved_inclusion(index, LEAVES[:size])
    assert [one.hex() for one in path] == INCLUSION[index, size]


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(first: int, second: int) -> None:
    path = proved_consistency(first, LEAVES[:second])
    assert [one.hex() for one in path] == CONSISTENCY[first, second]


def test_roots_and_proofs_are_those_of_the_definition_in_every_small_tree() -> None:
    for size in range(1, 35):
        leaves = numbered(size)
        assert root_of([leaf_hash(leaf) for leaf in leaves]) == naive_root(leaves)
        for index in range(size):
            assert proved_inclusion(index, leaves) == naive_path(index, leaves)
        for first in range(1, size + 1):
            assert proved_consistency(first, leaves) == naive_consistency(first, leaves)


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    size = draw(st.integers(1, 600))
    return draw(st.integers(0, size - 1)), size


@given(places(), st.data())
def test_an_inclusion_proof_holds_and_fails_with_any_byte_changed(
    place: tuple[int, int], data: st.DataObject
) -> None:
    index, size = place
    leaves = numbered(size)
    leaf, root = leaf_hash(leaves[index]), naive_root(leaves)
    path = proved_inclusion(index, leaves)
    assert inclusion_holds(leaf, index, size, path, root)
    whole = leaf + root + b"".join(path)
    changed = flipped(whole, data)
    leaf2, root2, path2 = changed[:32], changed[32:64], divided(changed[64:])
    assert not inclusion_holds(leaf2, index, size, path2, root2)
    assert not inclusion_holds(leaf, index, size, [*path, root], root)
    if path:
        assert not inclusion_holds(leaf, index, size, path[:-1], root)
    other = data.draw(st.integers(0, size + 1))
    if other != index:
        assert not inclusion_holds(leaf, other, size, path, root)


@given(places(), st.data())
def test_a_consistency_proof_holds_and_fails_with_any_byte_changed(
    place: tuple[int, int], data: st.DataObject
) -> None:
    first, second = place[0] + 1, place[1]
    leaves = numbered(second)
    old, new = naive_root(leaves[:first]), naive_root(leaves)
    path = proved_consistency(first, leaves)
    assert consistency_holds(first, second, old, new, path)
    changed = flipped(old + new + b"".join(path), data)
    old2, new2, path2 = changed[:32], changed[32:64], divided(changed[64:])
    assert not consistency_holds(first, second, old2, new2, path2)
    assert not consistency_holds(first, second, old, new, [*path, old])
    if path:
        assert not consistency_holds(first, second, old, new, path[:-1])
        # The same tree under another number of leaves.
        other = data.draw(st.integers(1, second - 1).filter(lambda number: number != first))
        assert not consistency_holds(other, second, old, new, path)


@given(st.integers(0, 600))
def test_a_growing_tree_has_the_root_of_the_whole(size: int) -> None:
    frontier = Frontier()
    for leaf in numbered(size):
        frontier.add(leaf_hash(leaf))
    assert (frontier.size, frontier.root()) == (size, naive_root(numbered(size)))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="leaf"):
        inclusion_parts(index, size)
    assert not inclusion_holds(EMPTY_ROOT, index, size, [], EMPTY_ROOT)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3), (-1, 3)])
def test_there_is_no_proof_for_trees_that_do_not_follow(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="tree"):
        consistency_parts(first, second)
    assert not consistency_holds(first, second, EMPTY_ROOT, EMPTY_ROOT, [])


def flipped(content: bytes, data: st.DataObject) -> bytes:
    place = data.draw(st.integers(0, len(content) - 1))
    by = data.draw(st.integers(1, 255))
    return content[:place] + bytes([content[place] ^ by]) + content[place + 1 :]


def divided(content: bytes) -> list[bytes]:
    return [content[i : i + 32] for i in range(0, len(content), 32)]
