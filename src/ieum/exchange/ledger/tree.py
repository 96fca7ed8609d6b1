"""The Merkle tree of RFC 9162, section 2.1, with SHA-256: roots, proofs, and what checks them.

A tree is never held as a whole. Whatever needs a part of it asks for the roots of complete
subtrees, ``Subtree(level, number)``: the 2^level leaves from ``number * 2^level`` on. These never
change once their leaves are there, so they can be stored (``tiles.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

HASH_BYTES = 32
EMPTY_ROOT = sha256().digest()


class Subtree(NamedTuple):
    """The complete subtree over the 2^level leaves from ``number * 2^level`` on."""

    level: int
    number: int


#: Gives the root of a complete subtree.
Roots = Callable[[Subtree], bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what lies above two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root above these leaf hashes, or above the roots of equally high complete subtrees."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        above = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def subtrees(begin: int, end: int) -> list[Subtree]:
    """The complete subtrees that the leaves [begin, end) divide into, from the left.

    ``begin`` is a multiple of the smallest power of two that is no less than ``end - begin``, as it
    is for every part of a tree that a proof speaks of.
    """
    found = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        found.append(Subtree(level, begin >> level))
        begin += 1 << level
    return found


def joined(roots: Sequence[bytes]) -> bytes:
    """The root above what ``subtrees`` gives, from the roots of these."""
    if not roots:
        return EMPTY_ROOT
    root = roots[-1]
    for left in reversed(roots[:-1]):
        root = node_hash(left, root)
    return root


def inclusion_parts(index: int, size: int) -> list[tuple[int, int]]:
    """The stretches of leaves whose roots prove that leaf ``index`` is in a tree of that size.

    From the leaf upwards, as RFC 9162 (2.1.3.1) orders them. Raises ``ValueError`` when there is no
    such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} of a tree of {size}")
    parts = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((begin, middle))
            begin = middle
    return parts[::-1]


def consistency_parts(first: int, second: int) -> list[tuple[int, int]]:
    """The stretches of leaves whose roots prove that one tree is the beginning of another.

    As RFC 9162 (2.1.4.1) orders them. Raises ``ValueError`` unless 0 < first <= second.
    """
    if not 0 < first <= second:
        raise ValueError(f"a tree of {first} as the beginning of one of {second}")
    parts = []
    begin, end = 0, second
    while first != end:
        middle = begin + _split(end - begin)
        if first <= middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((begin, middle))
            begin = middle
    if begin:
        # The verifier knows the root of the first tree where it is itself a complete subtree.
        parts.append((begin, end))
    return parts[::-1]


def proof(parts: Iterable[tuple[int, int]], root: Roots) -> list[bytes]:
    """The hashes of a proof, from its stretches of leaves."""
    return [joined([root(one) for one in subtrees(*part)]) for part in parts]


def inclusion_holds(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a path proves that the leaf of this hash is number ``index`` under the root."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency_holds(
    first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether a path proves that the tree of ``first`` leaves is the beginning of the other."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and first_root == second_root
    hashes = list(path)
    if first & (first - 1) == 0:
        hashes.insert(0, first_root)
    if not hashes:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = hashes[0]
    for one in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(one, old), node_hash(one, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, one)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


class Frontier:
    """The root of a tree that grows leaf by leaf, in memory that grows with its logarithm."""

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        index = self.size
        while index & 1:
            leaf = node_hash(self._roots.pop(), leaf)
            index >>= 1
        self._roots.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree so far."""
        return joined(self._roots)


def _split(size: int) -> int:
    """The largest power of two that is smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1
