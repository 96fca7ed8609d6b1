"""Random histories of numbers and accounts: whether anybody is ever bound who may not be.

    python -m benchmarks.histories [--histories 100000] [--processes 2] [--seed 1] [--json]

Each history is one number or account. Parties of several kinds, two of one group and one on trial,
signal it, take signals back and show it as spoofed; officers freeze accounts; its holder objects and
people decide; it goes to somebody new; rules and sources are switched off and on; time passes. Many histories
go on side by side in one hub, as they do in life. After each round ``benchmarks.judges.histories``,
which knows only what was seen from outside, judges every order on every subject; in the end each order
must have been told to subscribers, each release ahead of all else, and all of it written to the ledger.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from benchmarks.figures import report
from benchmarks.histories_country import Country

#: Histories that go on side by side.
TOGETHER = 1000


def main() -> int:
    """Live through the histories and print; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    started = time.perf_counter()
    seeds = [arguments.seed * 1_000_003 + number for number in range(arguments.processes)]
    share = -(-arguments.histories // arguments.processes)
    total: Counter[str] = Counter()
    wrong: list[str] = []
    with ProcessPoolExecutor(arguments.processes) as pool:
        for counted, found in pool.map(live, seeds, [share] * arguments.processes):
            total += counted
            wrong += found
    for one in wrong[:20]:
        print(one, file=sys.stderr)
    figures = dict(sorted(total.items())) | {
        "faults": len(wrong),
        "seconds": round(time.perf_counter() - started),
    }
    report("histories", total["histories"], figures, arguments.json)
    return 1 if wrong else 0


def live(seed: int, histories: int) -> tuple[Counter[str], list[str]]:
    """Live through so many histories in a hub of one's own; what happened and what was wrong."""
    with tempfile.TemporaryDirectory(prefix="ieum-histories-") as folder:
        os.environ["IEUM_HOME"] = folder
        from ieum.hub.django_ready import django_ready

        django_ready()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        country = Country(random.Random(seed))
        while country.counted["histories"] < histories:
            country.generation(min(TOGETHER, histories - country.counted["histories"]))
            done = f"{country.counted['histories']} of {histories}"
            print(f"{done}, {len(country.wrong)} faults", file=sys.stderr)
        return country.counted, country.wrong


if __name__ == "__main__":
    sys.exit(main())
