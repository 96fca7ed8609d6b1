"""Proofs from the stored tree: that an entry is in it, and that it has only ever grown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ieum.exchange.ledger import store
from ieum.exchange.ledger.tiles import places_of, subtree_root
from ieum.exchange.ledger.tree import consistency_parts, inclusion_parts, leaf_hash, proof
from ieum.kernel.errors import NotFound
from ieum.kernel.messages import _


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That the leaf of this hash is number ``index`` of the first ``size`` (RFC 9162, 2.1.3)."""

    index: int
    size: int
    leaf: bytes
    leaf_hash: bytes
    path: list[bytes]

    def as_json(self) -> dict[str, Any]:
        """The proof as JSON values, hashes in hex, with the entry itself left out."""
        return {
            "index": self.index,
            "size": self.size,
            "leaf_hash": self.leaf_hash.hex(),
            "path": [one.hex() for one in self.path],
        }


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the first entries are the same under both heads (RFC 9162, 2.1.4)."""

    first: int
    second: int
    path: list[bytes]

    def as_json(self) -> dict[str, Any]:
        """The proof as JSON values, hashes in hex."""
        return {
            "from": self.first,
            "to": self.second,
            "path": [one.hex() for one in self.path],
        }


def newest_head() -> store.Head:
    """The newest signed head. Raises ``NotFound`` where the ledger is empty."""
    head = store.head()
    if head is None:
        raise _empty()
    return head


def inclusion(index: int, size: int | None = None) -> Inclusion:
    """The proof of one entry, under the newest head or one of another size.

    Raises ``NotFound`` where there is no such entry, or none under that head.
    """
    now = store.size()
    size = now if size is None else size
    if not 0 < size <= now:
        raise _no_size(size, now)
    held = store.leaves(index, index + 1) if 0 <= index < size else []
    if not held:
        raise NotFound(
            _(
                "원장에 {index}번 기록이 없습니다. 기록은 0번부터 {last}번까지 있습니다.",
                index=index,
                last=size - 1,
            )
        )
    leaf = held[0]
    return Inclusion(index, size, leaf, leaf_hash(leaf), _path(inclusion_parts(index, size)))


def consistency(first: int, second: int) -> Consistency:
    """The proof that the ledger of ``first`` entries is the beginning of that of ``second``.

    Raises ``NotFound`` unless 0 < first <= second and the ledger has as many.
    """
    now = store.size()
    for size in (first, second):
        if not 0 < size <= now:
            raise _no_size(size, now)
    if first > second:
        raise NotFound(
            _(
                "기록 {first}개인 원장은 기록 {second}개인 원장의 앞부분일 수 없습니다. 작은 수를 먼저 적어 주세요.",
                first=first,
                second=second,
            )
        )
    return Consistency(first, second, _path(consistency_parts(first, second)))


def _path(parts: list[tuple[int, int]]) -> list[bytes]:
    tiles = store.tiles(places_of(parts))
    return proof(parts, lambda subtree: subtree_root(tiles, subtree))


def _no_size(size: int, now: int) -> NotFound:
    if not now:
        return _empty()
    return NotFound(
        _(
            "원장은 기록 {size}개인 적이 없습니다. 1부터 {now}까지의 수를 적어 주세요.",
            size=size,
            now=now,
        )
    )


def _empty() -> NotFound:
    return NotFound(_("원장이 아직 비어 있습니다."))
