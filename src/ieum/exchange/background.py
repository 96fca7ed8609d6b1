"""Work of the exchange beside the requests: the ledger takes in what was written, and what is told to
parties goes over NATS too, where the hub has such a server."""

from __future__ import annotations

import threading

from ieum.exchange.events.jetstream import receivers_store
from ieum.exchange.ledger import sequencer


def run(stop: threading.Event) -> None:
    """Work until told to stop, or until the ledger fails: the hub then starts both again."""
    address = receivers_store.address()
    if not address:
        sequencer.run(stop)
        return
    # nats-py need not be there where there is no such server.
    from ieum.exchange.events.jetstream import relay

    is_over = threading.Event()
    relaying = threading.Thread(target=relay.run, args=(is_over, address), name="relay")
    relaying.start()
    try:
        sequencer.run(stop)
    finally:
        is_over.set()
        relaying.join()
