"""Work of the service beside the requests: orders end and what is kept for a time goes when it is up,
a simulated country lives."""

from __future__ import annotations

import threading

from ieum.services.scamcall import upkeep
from ieum.services.scamcall.simulation import living


def run(stop: threading.Event) -> None:
    """Work until told to stop, or until the upkeep fails: the hub then starts both again."""
    is_over = threading.Event()
    country = threading.Thread(
        target=living.keep_alive, args=(is_over,), name="simulated country", daemon=True
    )
    country.start()
    try:
        upkeep.run(stop)
    finally:
        # The country waits for no stop of the hub: it must not hold back what failed beside it.
        is_over.set()
        country.join()
