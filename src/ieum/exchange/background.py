"""Work of the exchange beside the requests: the ledger takes in what was written."""

from __future__ import annotations

import threading

from ieum.exchange.ledger import sequencer


def run(stop: threading.Event) -> None:
    """Work until told to stop."""
    sequencer.run(stop)
