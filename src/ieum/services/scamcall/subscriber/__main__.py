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
from typing import TYPE_CHECKING

from ieum.exchange.ledger.notes import PublicKey, read_public_key
from ieum.services.scamcall.subscriber.following import Following
from ieum.services.scamcall.subscriber.kept_list import TIME_TO_LIVE, KeptList

if TYPE_CHECKING:
    from ieum.services.scamcall.subscriber.relayed import Relayed


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
    parser.add_argument(
        "--nats", metavar="ADDRESS", help="hear the stream there, as nats://host:4222"
    )
    parser.add_argument("--party", help="with --nats: the short name of the party")
    parser.add_argument(
        "--signing-key", type=Path, metavar="FILE", help="with --nats: 32 bytes, the party's own"
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
    following = Following(given.address.split(","), key, kept, hub_key, given.kinds)
    if given.nats:
        following.other_way = _over_nats(parser, given, hub_key)
    following.run(stop)
    kept.close()


def _over_nats(
    parser: argparse.ArgumentParser, given: argparse.Namespace, hub_key: PublicKey | None
) -> Relayed:
    if not (given.party and given.signing_key and hub_key):
        parser.error("--nats needs --party, --signing-key and --hub-key")
    try:
        secret = given.signing_key.read_bytes()
    except OSError as problem:
        parser.error(f"{given.signing_key} cannot be read: {problem.strerror}")
    if len(secret) != 32:
        parser.error(
            f"{given.signing_key} holds {len(secret)} bytes; the 32 secret bytes of an Ed25519 key "
            "are expected, as `private_bytes_raw()` gives them"
        )
    try:
        from ieum.services.scamcall.subscriber.relayed import Relayed
    except ImportError:
        parser.error("nats-py is not installed; install ieum[nats]")
    kinds = frozenset(kind for kind in given.kinds.split(",") if kind)
    return Relayed(given.nats, given.party, secret, hub_key, kinds)


if __name__ == "__main__":
    main()
