"""Looks for what administrators must know, and sends it."""

from __future__ import annotations

import threading
import time

from ieum.hub.notices import delivery, outbox, watch

LOOK_EVERY = 60.0
SEND_EVERY = 5.0
TIDY_EVERY = 3600.0


def run(stop: threading.Event) -> None:
    """Look and send until told to stop; idle where the operator set up no way to tell anybody."""
    looked = time.monotonic()  # The first look waits, so that a start is not slowed by it.
    tidied = float("-inf")
    while not stop.wait(SEND_EVERY):
        now = time.monotonic()
        if now - looked > LOOK_EVERY and any(outbox.ways()):
            watch.look()
            looked = now
        if now - tidied > TIDY_EVERY:
            delivery.tidy()
            tidied = now
        delivery.deliver_due()
