"""What must happen when its time has come, whether anybody calls or not.

Orders end within a second of their expiry, and so does what a rule ordered that is stopped. Pseudonyms get a new key every quarter. What may be kept no
longer goes. Collections that are read by TAXII follow what is shared.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

from ieum.exchange.events import store as outbox
from ieum.services.scamcall import retention
from ieum.services.scamcall.citizens import store as reports
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.desk import store as desk
from ieum.services.scamcall.due_process import allowing, stopping
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.signals import store as signals
from ieum.services.scamcall.standards import following

#: Seconds between looks for orders whose time is up.
EXPIRE_EVERY = 0.5
#: Seconds between looks for all else: so often that no look has much to do, for orders wait meanwhile.
TIDY_EVERY = 60.0
#: Seconds between looks for what is new to be read by TAXII, and how long one may take.
FOLLOW_EVERY, FOLLOW_SECONDS = 5.0, 0.3
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
    tidied = followed = float("-inf")
    is_behind = False
    looked_at = -1
    while not stop.wait(EXPIRE_EVERY):
        expire(now())
        looked_at = follow_rules(looked_at, now())
        allowing.follow(now())
        if time.monotonic() - tidied >= TIDY_EVERY:
            tidied = time.monotonic()
            tidy(now())
        if is_behind or time.monotonic() - followed >= FOLLOW_EVERY:
            followed = time.monotonic()
            is_behind = following.catch_up(now(), FOLLOW_SECONDS)


def expire(when: datetime) -> int:
    """End all orders whose time is up; how many."""
    ended = 0
    while count := orders.expire(when):
        ended += count
    return ended


def follow_rules(looked_at: int, when: datetime) -> int:
    """Where rules were let or stopped since a decision, end what they may not order any more.

    Gives the number of the last decision, to go on from. All is looked at at the start, so that nothing
    stays in force because a process was killed between a stop and what follows from it.
    """
    newest = judgements.newest_let()
    if newest != looked_at:
        stopping.end_what_goes_beyond(when)
    return newest


def tidy(when: datetime) -> None:
    """Begin an epoch where it is time, and let go what may be kept no longer."""
    reports.forget(when)
    desk.forget_notes(when)
    retention.let_go(when)
    while signals.withdraw_retracted(when - RETRACTIONS_SPREAD):
        pass
    outbox.tidy(when - EVENTS_KEPT)
    subjects.begin_epoch_when_due(when, EPOCH_LASTS)
    subjects.renew(RENEWED_AT_ONCE)
