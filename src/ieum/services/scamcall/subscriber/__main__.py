"""``python -m ieum.services.scamcall.subscriber``: hold the list of a hub in a file, for ever.

The key of the party stands in the environment variable ``SUBSCRIBER_KEY``, where no list of processes
shows it.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import threading
from datetime import timedelta
from pathlib import Path

from ieum.exchange.ledger.notes import read_public_key
from ieum.services.scamcall.subscriber.following import Following
from ieum.services.scamcall.subscriber.kept_list import TIME_TO_LIVE, KeptList


def main() -> None:
    """Follow until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="python -m ieum.services.scamcall.subscriber")
    parser.add_argument(
        "address", help="the hub, such as https://hub.example.kr; several with commas between"
    )
    parser.add_argument("file", type=Path, help="where the list is kept (SQLite)")
    parser.add_argument("--hub-key", metavar="KEY", help="see `ieum ledger keys`; checks snapshots")
    parser.add_argument("--kinds", default="", help="such as scamcall.order; all that is agreed")
    parser.add_argument(
        "--hours",
        type=float,
        default=TIME_TO_LIVE.total_seconds() / 3600,
        help="without a word from the hub for so long, nothing is in force any more (24)",
    )
    given = parser.parse_args()
    key = os.environ.get("SUBSCRIBER_KEY", "")
    if not key:
        parser.error("set SUBSCRIBER_KEY to a key of the party with the scope scamcall:receive")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    kept = KeptList(given.file, timedelta(hours=given.hours))
    hub_key = read_public_key(given.hub_key) if given.hub_key else None
    Following(given.address.split(","), key, kept, hub_key, given.kinds).run(stop)
    kept.close()


if __name__ == "__main__":
    main()
