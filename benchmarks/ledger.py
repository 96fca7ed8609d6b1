"""How fast the ledger grows, proves and verifies, and whether it finds what was changed.

    python -m benchmarks.ledger [--entries 10000000] [--changes 1000] [--home FOLDER] [--json]

In a new hub: entries are written in batches and integrated, batch by batch, as the hub does; then the
ledger is filled up to ``--entries`` with real rows past the waiting ones, which alone would take
hours of signatures and commits; then random entries are proved, and their proofs checked, one after
the other. The whole ledger is exported and verified, and in the export of a small ledger single
bytes are changed at random, each of which must be found (in a new hub alone). With ``IEUM_DATABASE_URL`` the rows go into
that PostgreSQL, which must be empty; else into SQLite. ``--home`` keeps the filled data folder, or
takes one that an earlier run filled.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import report

LEAST_APPENDS = 5000.0
MOST_MILLISECONDS = 10.0
#: Entries in one call of the writer, in the measured part and while filling up.
BATCH = 1000
FILL = 20_000
MEASURED = 50_000
ASKS = 1000
#: Entries of the small ledger whose export is changed.
SMALL = 1000


def main() -> int:
    """Fill, measure and print; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000_000)
    parser.add_argument("--changes", type=int, default=1000)
    parser.add_argument("--home", type=Path, help="a data folder to keep, filled or not")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ieum-ledger-") as folder:
        os.environ["IEUM_HOME"] = str(arguments.home or folder)
        set_up()
        figures: dict[str, float] = {}
        if is_empty():
            figures |= changes(Path(folder) / "small.jsonl", arguments.changes)
        figures |= appends()
        figures |= fill(arguments.entries)
        figures |= proofs_asked()
        figures |= whole(Path(folder) / "ledger.jsonl")
        figures["load_average"] = round(os.getloadavg()[0], 1)
    missed = [
        figures["appends_per_second"] < LEAST_APPENDS,
        figures["proof_p95_ms"] > MOST_MILLISECONDS,
        figures.get("changes_found") != figures.get("changes_made"),
    ]
    report("ledger", arguments.entries, figures, arguments.json)
    return 1 if any(missed) else 0


def set_up() -> None:
    """A hub with its tables."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def is_empty() -> bool:
    """Whether the ledger is new, and small enough to be exported a thousand times."""
    from ieum.exchange.ledger import store

    return store.size() == 0


def appends() -> dict[str, float]:
    """Entries a second: made, written in batches, integrated and signed."""
    from ieum.exchange.ledger import sequencer, store
    from ieum.exchange.ledger.entries import Entry, Evidence

    started, worked = time.perf_counter(), time.process_time()
    for first in range(0, MEASURED, BATCH):
        store.write_all(
            [
                Entry(
                    kind="order.issued",
                    party="hub",
                    actor="account:7",
                    basis="제4조",
                    evidence=(Evidence("law: 어느 법 제4조", "2026-01-01"),),
                    rule="rules 3",
                    body={"number": number},
                )
                for number in range(first, first + BATCH)
            ]
        )
        sequencer.integrate_all()
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return {
        "appends_per_second": round(MEASURED / seconds),
        "appends_per_processor_second": round(MEASURED / worked),
    }


def fill(entries: int) -> dict[str, float]:
    """Bring the ledger to its full size, as the sequencer would, without rows that wait."""
    from ieum.exchange.ledger import proofs, signing, store
    from ieum.exchange.ledger.entries import Entry, new_id
    from ieum.exchange.ledger.notes import Checkpoint
    from ieum.exchange.ledger.tiles import extended, right_edge, root_of_size
    from ieum.exchange.ledger.tree import leaf_hash

    size = proofs.newest_head().checkpoint.size
    template = Entry(kind="delivery", party="hub", actor="account:7", at=datetime.now(UTC))
    before, mark, behind = template.leaf().partition(str(template.id).encode())
    started, first = time.perf_counter(), size
    while size < entries:
        with store.sole_writer():
            taken = []
            for _each in range(min(FILL, entries - size)):
                id = new_id()
                taken.append(store.Waiting(id, before + str(id).encode() + behind))
            edge = store.tiles(right_edge(size))
            changed = extended(edge, size, [leaf_hash(one.leaf) for one in taken])
            store.add(size, taken)
            store.put_tiles(changed)
            size += len(taken)
            key = signing.signer()
            head = Checkpoint(key.name, size, root_of_size({**edge, **changed}, size))
            store.put_head(head, key.public(), key.sign(head.text()))
        said(f"{size:,} of {entries:,} entries")
    assert mark
    seconds = time.perf_counter() - started
    return {"filled_per_second": round((size - first) / seconds)} if size > first else {}


def proofs_asked() -> dict[str, float]:
    """Milliseconds for one proof, read from the rows and checked."""
    from ieum.exchange.ledger import proofs
    from ieum.exchange.ledger.tree import inclusion_holds

    head = proofs.newest_head().checkpoint
    chance = random.Random(20261121)

    def included() -> None:
        found = proofs.inclusion(chance.randrange(head.size))
        path = found.path
        if not inclusion_holds(found.leaf_hash, found.index, head.size, path, head.root):
            raise SystemExit(f"the proof of entry {found.index} does not hold")

    def consistent() -> None:
        proofs.consistency(chance.randint(1, head.size), head.size)

    included()
    return {
        **milliseconds("proof", included, ASKS),
        **milliseconds("consistency", consistent, ASKS),
    }


def milliseconds(name: str, ask: Callable[[], None], asks: int) -> dict[str, float]:
    """The median and the 95th percentile of so many calls, and the mean of processor time."""
    took = []
    worked = time.process_time()
    for _each in range(asks):
        started = time.perf_counter()
        ask()
        took.append((time.perf_counter() - started) * 1000)
    worked = time.process_time() - worked
    return {
        f"{name}_processor_ms": round(worked / asks * 1000, 2),
        f"{name}_median_ms": round(statistics.median(took), 2),
        f"{name}_p95_ms": round(statistics.quantiles(took, n=20)[-1], 2),
    }


def changes(path: Path, count: int) -> dict[str, float]:
    """How many of so many single bytes changed at random in an export are found."""
    from ieum.exchange.ledger import export, sequencer, store
    from ieum.exchange.ledger.entries import Entry
    from ieum.exchange.ledger.verifying import verified
    from ieum.kernel.errors import IeumError

    store.write_all(
        [Entry(kind="act", party="hub", actor=f"account:{number}") for number in range(SMALL)]
    )
    sequencer.integrate_all()
    key = export.export(path).key
    verified(path, [key])
    content = path.read_bytes()
    chance = random.Random(20261121)
    found = 0
    for number in range(count):
        place = chance.randrange(len(content))
        byte = bytes([content[place] ^ chance.randrange(1, 256)])
        path.write_bytes(content[:place] + byte + content[place + 1 :])
        try:
            verified(path, [key])
        except IeumError:
            found += 1
        else:
            print(f"a change at byte {place} was not found", file=sys.stderr)
        if number % 100 == 99:
            said(f"{number + 1} of {count} changes")
    return {"changes_found": found, "changes_made": count}


def whole(path: Path) -> dict[str, float]:
    """Seconds to export the whole ledger and to verify the file."""
    from ieum.exchange.ledger import export
    from ieum.exchange.ledger.verifying import verified

    started = time.perf_counter()
    head = export.export(path)
    exported = time.perf_counter()
    verified(path, [head.key], head.note())
    ended = time.perf_counter()
    return {
        "export_seconds": round(exported - started, 1),
        "export_megabytes": round(path.stat().st_size / 1e6, 1),
        "verify_seconds": round(ended - exported, 1),
    }


def said(progress: str) -> None:
    """Say how far it is."""
    print(f"\r{progress}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
