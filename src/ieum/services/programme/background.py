"""Work of the programme service beside the requests: the deadlines of tasks."""

from __future__ import annotations

import threading

from ieum.kernel.context import today_in_korea

#: Often enough that a deadline is told of on its day; the look itself is one query.
LOOK_EVERY_SECONDS = 600.0
FIRST_LOOK_SECONDS = 30.0


def run(stop: threading.Event) -> None:
    """Look at the deadlines until told to stop."""
    wait = FIRST_LOOK_SECONDS
    while not stop.wait(wait):
        from ieum.services.programme.decisions import clock

        clock.tick(today_in_korea())
        wait = LOOK_EVERY_SECONDS
