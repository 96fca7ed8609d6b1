"""What a signal costs the hub's processor by how many are taken in together, without HTTP.

    IEUM_DATABASE_URL=postgresql://… python -m benchmarks.propagation_rounds [--signals 400] [--json]

Signals of five parties on shared numbers, judged and shared as they are, in rounds of 1, 25 and 50.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time

import orjson

from benchmarks.figures import report
from benchmarks.propagation_ends import call
from benchmarks.propagation_fill import SENDERS, fill

SIZES = (1, 25, 50)


def main() -> int:
    """Fill, take signals in, count processor time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--signals", type=int, default=400, help="for each size of round")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ieum-rounds-") as home:
        os.environ.setdefault("IEUM_HOME", home)
        fill(1000, 1)
        begin = 0
        figures: dict[str, object] = {}
        for size in (SIZES[-1], *SIZES):  # The first time, connections and caches are made.
            seconds = processor_seconds(begin, given.signals, size)
            figures[f"ms_per_signal_in_rounds_of_{size}"] = round(seconds / given.signals * 1000, 3)
            begin += given.signals
        figures["load_average"] = round(os.getloadavg()[0], 1)
    report("propagation_rounds", given.signals * len(SIZES), figures, given.json)
    return 0


def processor_seconds(begin: int, count: int, size: int) -> float:
    """Processor time of this process for so many signals, from a number on, in rounds of a size."""
    from django.utils import timezone

    from ieum.exchange.parties import store as parties
    from ieum.hub.registry import registry
    from ieum.services.scamcall import responding

    senders = [parties.party(name) for name in SENDERS]
    arguments = registry().tool("scamcall", "send_signals").arguments
    batches = []
    for number in range(begin, begin + count):
        _path, body = call(number, is_release=False)
        forms = arguments.from_json(orjson.loads(body))["signals"]
        batches.append((senders[number % len(senders)], [form.sighting() for form in forms]))
    worked = time.process_time()
    for first in range(0, count, size):
        responding.receive_together(batches[first : first + size], timezone.now())
    return time.process_time() - worked


if __name__ == "__main__":
    sys.exit(main())
