"""The worker as a thread of the web process."""

from __future__ import annotations

import threading

from ieum.hub import environment
from ieum.hub.jobs import worker


def run(stop: threading.Event) -> None:
    """Carry out jobs here, unless the operator runs ``ieum worker`` elsewhere."""
    if environment.JOBS.value() == "elsewhere":
        stop.wait()
    else:
        worker.run_until(stop)
