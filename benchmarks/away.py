"""How soon a subscriber that was away for a day is current again, from the changes alone.

    python -m benchmarks.away [--changes 100000] [--live 1000000] [--home FOLDER] [--json]

A real hub with so many orders in force; a subscriber takes the whole list with the library of
subscribers, and goes. While it is away, orders are issued over twenty-four hours, and two of five of
them end again: so many changes in all. Then it comes back with its cursor. Measured is the time from
then until it has applied the last change, over HTTP, on disk; and its list must be the same as that of
another subscriber, which takes the whole list then. No whole list may be taken on the way.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import report
from benchmarks.propagation_fill import fill
from benchmarks.serving import IEUM, free_port, running, wait_until_up
from ieum.services.scamcall.subscriber.following import Following
from ieum.services.scamcall.subscriber.kept_list import KeptList

if TYPE_CHECKING:
    from ieum.services.scamcall.orders.values import Order

MOST_SECONDS = 60.0
AWAY = timedelta(hours=24)
#: Of five changes so many are an order, the others the end of one.
ISSUED_OF_FIVE = 3
#: Orders in one transaction.
AT_ONCE = 500


class WithoutSnapshot(Following):
    """A subscriber that must come back by the changes alone."""

    def take_snapshot(self) -> str:
        """Never: it would hide that the changes did not lead there."""
        raise SystemExit("the hub did not take the cursor of a day ago")


def main() -> int:
    """Fill, go, change, come back, compare; 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=100_000)
    parser.add_argument("--live", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path, help="a data folder to keep")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ieum-away-") as folder:
        os.environ["IEUM_HOME"] = str(given.home or Path(folder) / "home")
        key = next(iter(fill(given.live, 1).subscribers.values()))
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        log = Path(folder) / "hub.log"
        with running([IEUM, "up", "--port", str(port)], os.environ, log) as hub:
            wait_until_up(f"{address}/health", hub)
            figures = measure(address, key, Path(folder), given.changes)
    report("away", given.changes, figures, given.json)
    missed = figures["differing"] or not figures["in_force"]
    return 1 if missed or figures["seconds"] > MOST_SECONDS else 0


def measure(address: str, key: str, folder: Path, changes: int) -> dict[str, float]:
    """Go away, come back, compare."""
    kept = KeptList(folder / "away.sqlite3")
    begun = time.monotonic()
    Following([address], key, kept).take_snapshot()
    snapshot_seconds = time.monotonic() - begun
    before = _told()
    make_changes(changes)
    target, made = _newest(), _told() - before
    begun, worked = time.monotonic(), time.process_time()
    coming_back = WithoutSnapshot([address], key, kept)
    coming_back.stream(threading.Event(), until=lambda: _has_reached(kept, target))
    seconds, worked = time.monotonic() - begun, time.process_time() - worked
    fresh = KeptList(folder / "fresh.sqlite3")
    Following([address], key, fresh).take_snapshot()
    now = datetime.now(UTC)
    ours, theirs = set(kept.live(now)), set(fresh.live(now))
    return {
        "seconds": round(seconds, 1),
        "subscriber_processor_seconds": round(worked, 1),
        "changes": made,
        "in_force": len(theirs),
        "differing": len(ours ^ theirs),
        "whole_list_seconds": round(snapshot_seconds, 1),
    }


def _newest() -> str:
    """The cursor of what was told last, once every transaction before it is decided."""
    from ieum.exchange.events import store as outbox

    return str(outbox.newest())


def _told() -> int:
    """How many changes were told so far, whoever made them."""
    from ieum.exchange.events.rows import ExchangeEvent

    return int(ExchangeEvent.objects.count())


def _has_reached(kept: KeptList, target: str) -> bool:
    from ieum.exchange.events.values import Cursor

    return Cursor.read(kept.cursor or "").covers(Cursor.read(target))


def make_changes(changes: int) -> None:
    """Issue and end orders over the hours before now; the hub, which runs, ends some by itself."""
    from ieum.services.scamcall.orders import store as orders

    end = datetime.now(UTC)
    issued = changes * ISSUED_OF_FIVE // 5
    for first in range(0, issued, AT_ONCE):
        at = end - AWAY + AWAY * first / issued
        numbers = range(first, min(first + AT_ONCE, issued))
        orders.issue(list(_orders(numbers, at)), at)
        while orders.expire(at):
            pass
    while orders.expire(end):
        pass


def _orders(numbers: Sequence[int], at: datetime) -> Iterator[Order]:
    """Orders on accounts that cannot be. Two of three end a little later, the others stay."""
    from ieum.services.scamcall.identifiers import store as subjects
    from ieum.services.scamcall.orders.store import new_reference
    from ieum.services.scamcall.orders.values import Order, OrderState
    from ieum.services.scamcall.vocabulary import Action, SubjectKind

    run = time.time_ns() % 10**9
    pairs = {number: (SubjectKind.ACCOUNT, f"999:{run:09}{number:07}") for number in numbers}
    found = subjects.found_or_made(pairs.values(), at)
    for number, pair in pairs.items():
        subject = found[pair]
        stays = number % 3 == 2
        yield Order(
            reference=new_reference(),
            subject=subject.id,
            kind=subject.kind,
            pseudonym=subject.pseudonym,
            holder=subject.holder,
            action=Action.DELAY,
            basis="통신사기피해환급법 제2조의5",
            evidence={"score": 0.7},
            confidence=70,
            requester="rule account-delay@1",
            approver="",
            rule="account-delay@1",
            scope="이체",
            starts_at=at,
            expires_at=at + (timedelta(days=3) if stays else timedelta(minutes=1)),
            notice="알림",
            appeal="https://hub.example/o",
            state=OrderState.LIVE,
        )


if __name__ == "__main__":
    sys.exit(main())
