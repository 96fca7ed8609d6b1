"""Gives the entries that wait their places in the tree, in batches, and signs what came of it.

One batch is one transaction: its entries, tiles and signed head come to pass together or not at
all, so a process that dies in between leaves the entries waiting and the next one takes them.
"""

from __future__ import annotations

import threading

from ieum.exchange.ledger import signing, store
from ieum.exchange.ledger.notes import Checkpoint
from ieum.exchange.ledger.tiles import extended, right_edge, root_of_size
from ieum.exchange.ledger.tree import EMPTY_ROOT, leaf_hash
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _

#: Entries in one batch: large enough to share the costs, small enough to let writers in between.
BATCH = 2000
LOOK_EVERY_SECONDS = 0.25


class DamagedLedger(IeumError):
    """The stored tree is not the one that the newest head was signed for."""

    code = "damaged-ledger"


def integrate(most: int = BATCH) -> int:
    """Integrate one batch; says how many entries it had.

    Raises ``WrongLedgerKey``, or ``DamagedLedger`` rather than sign anything above damaged tiles.
    """
    with store.sole_writer():
        taken = store.take_waiting(most)
        if not taken:
            return 0
        key = signing.signer()
        head = store.head()
        size, root = (head.checkpoint.size, head.checkpoint.root) if head else (0, EMPTY_ROOT)
        edge = store.tiles(right_edge(size))
        if edge.keys() != right_edge(size) or root_of_size(edge, size) != root:
            raise DamagedLedger(
                _(
                    "원장의 나무가 기록 {size:,}개의 서명된 머리와 맞지 않습니다. 데이터베이스가 손상되었거나 "
                    "누가 바꿨습니다. 원장을 `ieum ledger export`로 내보내 `ieum ledger verify`로 살펴보고, "
                    "백업에서 되살려 주세요.",
                    size=size,
                )
            )
        changed = extended(edge, size, [leaf_hash(one.leaf) for one in taken])
        store.add(size, taken)
        store.put_tiles(changed)
        grown = size + len(taken)
        checkpoint = Checkpoint(key.name, grown, root_of_size({**edge, **changed}, grown))
        store.put_head(checkpoint, key.public(), key.sign(checkpoint.text()))
    return len(taken)


def integrate_all() -> int:
    """Integrate until nothing waits; says how many entries that were."""
    total = 0
    while store.is_waiting() and (count := integrate()):
        total += count
    return total


def run(stop: threading.Event) -> None:
    """Integrate whatever comes, until told to stop."""
    while not stop.wait(LOOK_EVERY_SECONDS):
        integrate_all()
