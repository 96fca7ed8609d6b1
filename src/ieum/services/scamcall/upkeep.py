"""What must happen when its time has come, whether anybody calls or not.

Orders end within a second of their expiry. Pseudonyms get a new key every quarter. What may be kept no
longer goes, and the ledger says how much went.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

from ieum.exchange.events import store as outbox
from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry, commitment, new_salt
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.citizens import store as reports
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.desk import store as desk
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.signals import store as signals

#: Seconds between looks for orders whose time is up.
EXPIRE_EVERY = 0.5
#: Seconds between looks for all else: so often that no look has much to do, for orders wait meanwhile.
TIDY_EVERY = 60.0
#: Subjects that get their new pseudonym in one look; a million of them in a day.
RENEWED_AT_ONCE = 1000
#: A subscriber may be away for a week and still go on from its cursor.
EVENTS_KEPT = timedelta(days=8)
#: A subscriber that is behind by more hears of a signal that was taken back only that it was.
RETRACTIONS_SPREAD = timedelta(minutes=1)
#: A new key for pseudonyms after so long.
EPOCH_LASTS = timedelta(days=90)


def run(stop: threading.Event) -> None:
    """Work until told to stop."""
    tidied = float("-inf")
    while not stop.wait(EXPIRE_EVERY):
        expire(now())
        if time.monotonic() - tidied >= TIDY_EVERY:
            tidied = time.monotonic()
            tidy(now())


def expire(when: datetime) -> int:
    """End all orders whose time is up; how many."""
    ended = 0
    while count := orders.expire(when):
        ended += count
    return ended


def tidy(when: datetime) -> None:
    """Begin an epoch where it is time, and let go what may be kept no longer."""
    reports.forget(when)
    desk.forget_notes(when)
    delete_signals(when)
    while signals.withdraw_retracted(when - RETRACTIONS_SPREAD):
        pass
    outbox.tidy(when - EVENTS_KEPT)
    subjects.begin_epoch_when_due(when, EPOCH_LASTS)
    subjects.renew(RENEWED_AT_ONCE)


def delete_signals(when: datetime) -> int:
    """Delete the signals whose time is up, and write into the ledger that they are gone; how many.

    The entry holds their count and a digest of their numbers, one a line, after the salt beside it:
    whoever was told the numbers, or has them in an old backup, can check which they were.
    """
    deleted = 0
    while True:
        with signals.at_once():
            numbers = signals.delete_due(when)
            if not numbers:
                return deleted
            salt = new_salt()
            listed = "".join(f"{number}\n" for number in numbers).encode()
            ledger.write(
                Entry(
                    kind="signals.deleted",
                    party=HUB,
                    actor="clock",
                    at=when,
                    basis="통신사기피해환급법 제13조의4 제7항 제2호",
                    body={
                        "count": len(numbers),
                        "salt": salt.hex(),
                        "commitment": commitment(salt, listed),
                    },
                )
            )
        deleted += len(numbers)
