"""How many calls of the model run at once, so that a slow model cannot hold every thread of the hub.

A page or a JSON call waits in its thread for the model. Whoever finds no slot free is told at once:
the ask box then answers without the model, and `/v1` says 503.
"""

from __future__ import annotations

import threading

from ieum.hub import environment
from ieum.language.faults import Reason, UpstreamFault

_lock = threading.Lock()
_taken = 0


def take_slot() -> None:
    """Take a slot; the taker must give it back. Raises `UpstreamFault` when none is free."""
    global _taken
    most = environment.LLM_CALLS.value() or max(1, environment.THREADS.value() // 2)
    with _lock:
        if _taken >= most:
            raise UpstreamFault(
                Reason.BUSY, f"{most} calls are running, as many as IEUM_LLM_CALLS allows"
            )
        _taken += 1


def give_back_slot() -> None:
    """Give a slot back."""
    global _taken
    with _lock:
        _taken -= 1
