"""What becomes allowed is freed at once: open orders against it are released, whoever ordered them."""

from __future__ import annotations

from datetime import datetime

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.due_process import store
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.allow_list import AllowedEntry, Wish
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState

#: Open orders looked at, and released, in one transaction.
_AT_ONCE = 500
BY = "allow list"


def add(wish: Wish, party: str, by: str, now: datetime) -> tuple[AllowedEntry | None, int]:
    """Put something on the list, write that down, and release what is open against it.

    Gives the entry, None where the same was on the list, and how many orders ended.
    """
    with store.at_once():
        entry = judgements.allow(wish, by)
        if entry is None:
            return None, 0
        _write("allowed.added", entry, party, by, now)
    return entry, release(entry, by, now) if entry.is_in_force(now) else 0


def remove(number: int, party: str, by: str, reason: str, now: datetime) -> AllowedEntry:
    """Take an entry from the list, and write that down. Raises ``NotFound``."""
    with store.at_once():
        entry = judgements.end_allowance(number, by, reason, now)
        _write("allowed.removed", entry, party, by, now)
    return entry


def follow(now: datetime) -> int:
    """Release what is open against entries that have come into force; how many orders ended.

    An entry is looked at once more after it was kept: an order that was being issued meanwhile, or a process that was
    killed in between, leaves nothing.
    """
    ended = 0
    while found := judgements.allowances_to_apply(now):
        for entry in found:
            ended += release(entry, BY, now)
            judgements.note_applied(entry.id, now)
    return ended


def release(entry: AllowedEntry, by: str, now: datetime) -> int:
    """Release every open order against what an entry covers; how many."""
    if entry.wish.is_beginning:
        return _release_all(entry, by, now)
    subject = subjects.find(entry.wish.kind, entry.wish.identifier)
    return _end([subject.id], entry, by, now) if subject else 0


def _release_all(entry: AllowedEntry, by: str, now: datetime) -> int:
    ended, after = 0, 0
    while found := orders.open_subjects(entry.wish.kind, after, _AT_ONCE):
        after = max(found)
        covered = [number for number, text in found.items() if entry.covers(entry.wish.kind, text)]
        ended += _end(covered, entry, by, now) if covered else 0
    return ended


def _end(numbers: list[int], entry: AllowedEntry, by: str, now: datetime) -> int:
    ended = 0
    with store.at_once():
        # Whoever is issuing an order on one of them is waited for, and its order found.
        subjects.locked(numbers)
        for number in numbers:
            for order in orders.open_orders(number):
                is_live = order.state is OrderState.LIVE
                over = OrderState.RELEASED if is_live else OrderState.DROPPED
                orders.end(order.reference, over, f"allowed: {entry.wish.who}", by, now)
                ended += 1
    return ended


def _write(what: str, entry: AllowedEntry, party: str, by: str, now: datetime) -> None:
    """Write down what was done; which identifier it is stands in the list, under the number."""
    ledger.write(
        Entry(
            kind=what,
            party=party or HUB,
            actor=by,
            at=now,
            basis=entry.wish.basis,
            body={
                "entry": entry.id,
                "kind": str(entry.wish.kind),
                "beginning": entry.wish.is_beginning,
                "holder": str(entry.wish.holder),
                "who": entry.wish.who,
                "valid_from": entry.wish.valid_from.isoformat(),
                "valid_until": entry.wish.valid_until.isoformat()
                if entry.wish.valid_until
                else None,
                "reason": entry.removed_because,
            },
        )
    )
