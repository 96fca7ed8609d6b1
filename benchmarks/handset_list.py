"""Whether the handset list misses nobody, accuses nobody, is small, fast, and cheap to keep up to date.

    python -m benchmarks.handset_list [--numbers 1000000] [--probes 10000000] [--judge PYTHON] [--json]

Numbers that cannot exist (+999…) are listed and made into files as the hub makes them; a handset's copy is
read from the files, as signed. Then it is asked: for every listed number, where any that is not a hit is a
false negative; and for as many others as ``--probes``, where each hit is confirmed by its full fingerprint,
among those that the hub gives for the first 16 bits of it: what is left is a final false positive. Looking
up is timed in processor seconds of one core in the reference reader (numpy), without the HMAC, which is
timed apart. Then the
list changes, a half of the changes each way, in batches of several sizes; each is sent as one signed file,
and after all of them the copy is asked again. No part of this needs a database. ``--judge`` names a Python
that has pyfusefilter 1.3.0 and an xxhash below 4: then the reference library answers from our bytes too
(``benchmarks/judges/handset_list.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import numpy as np

from benchmarks.figures import report
from ieum.exchange.ledger.notes import PrivateKey, PublicKey, new_key
from ieum.services.scamcall.handset import fuse, rice
from ieum.services.scamcall.handset.fingerprints import (
    ASKED_BITS,
    Keys,
    Prefixes,
    fingerprint,
    keys_of,
    prefixes_of,
)
from ieum.services.scamcall.handset.kept_list import KeptList
from ieum.services.scamcall.handset.list_files import Content, written
from ieum.services.scamcall.handset.values import Edition

MOST_BITS = 10.0
LEAST_LOOK_UPS = 1e6
MOST_CHANGE_BYTES = 8.0
#: Changes sent in one file. A handset that was away a day may have missed the last.
BATCHES = (100, 1000, 10_000, 100_000)
BLOCK = 100_000
_JUDGE = Path(__file__).parent / "judges/handset_list.py"
_KEY = b"\x17" * 32


@dataclass
class Hub:
    """The side that lists and signs: every fingerprint it lists, by the number's place."""

    listed: dict[int, bytes]
    signing: PrivateKey = field(default_factory=lambda: new_key("benchmark/ledger"))
    edition: Edition = field(init=False)

    def __post_init__(self) -> None:
        self.edition = self._edition(1)

    def sign(self, text: str) -> tuple[PublicKey, bytes]:
        """The signature under a text."""
        return self.signing.public(), self.signing.sign(text)

    def filter(self) -> bytes:
        """The whole list as a filter."""
        body = fuse.built(keys_of(self.listed.values())).packed()
        return written(self.edition, Content.FILTER, body, None, self.sign)

    def prefixes(self) -> bytes:
        """The whole list as prefixes."""
        return written(
            self.edition, Content.PREFIXES, rice.packed(self._prefixes()), None, self.sign
        )

    def changed(self, came: dict[int, bytes], went: list[int]) -> bytes:
        """The file of a change to the next edition."""
        since = self.edition
        gone = [self.listed.pop(place) for place in went]
        self.listed |= came
        self.edition = self._edition(since.number + 1)
        freed = np.setdiff1d(prefixes_of(keys_of(gone)), self._prefixes())
        body = rice.packed(np.unique(prefixes_of(keys_of(came.values())))) + rice.packed(freed)
        return written(self.edition, Content.CHANGES, body, since.version, self.sign)

    def confirming(self) -> dict[int, set[bytes]]:
        """What the hub gives for each beginning of a fingerprint."""
        found: dict[int, set[bytes]] = {}
        for full in self.listed.values():
            found.setdefault(_beginning(full), set()).add(full)
        return found

    def _prefixes(self) -> Prefixes:
        return np.unique(prefixes_of(keys_of(self.listed.values())))

    def _edition(self, number: int) -> Edition:
        found = self._prefixes()
        total = int(found.sum(dtype=np.uint64))
        now = datetime.now(UTC)
        return Edition(number, uuid4(), 1, now, len(self.listed), len(found), total)


@dataclass
class Asked:
    """What came of asking a copy for many numbers."""

    probes: int = 0
    hits: int = 0
    false: int = 0
    seconds: float = 0.0


def main() -> int:
    """List, ask, change, ask again and print; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--numbers", type=int, default=1_000_000)
    parser.add_argument("--probes", type=int, default=10_000_000)
    parser.add_argument("--judge", type=Path, help="a Python with pyfusefilter")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    numbers, probes = arguments.numbers, arguments.probes
    hub = Hub(fingerprints(0, numbers))
    known = [hub.signing.public()]
    started = time.perf_counter()
    files = {"filter": hub.filter(), "prefixes": hub.prefixes()}
    figures: dict[str, float] = {"making_seconds": round(time.perf_counter() - started, 1)}
    copies = {name: KeptList.begun(file, known) for name, file in files.items()}
    for name, file in files.items():
        figures[f"{name}_bits_a_key"] = round(len(file) * 8 / numbers, 2)
    if arguments.judge:
        figures |= by_reference(copies["filter"], hub, arguments.judge)
    figures |= judged(copies, hub, numbers, probes, "")
    figures |= updates(copies, hub, numbers)
    # The places behind all that was ever listed, so that every probe is a stranger.
    figures |= judged(copies, hub, 2 * numbers, probes // 10, "after_changes_")
    figures["load_average"] = round(os.getloadavg()[0], 1)
    report("handset_list", probes, figures, arguments.json)
    return 1 if missed(figures) else 0


def missed(figures: dict[str, float]) -> list[str]:
    """The bars that are missed."""
    checks = {
        "false_negatives": not any(
            value for name, value in figures.items() if name.endswith("false_negatives")
        ),
        "final_false_positives": not any(
            value for name, value in figures.items() if name.endswith("final_false_positives")
        ),
        "reference": not any(
            figures.get(f"reference_{name}") for name in ("misses", "answers_differently")
        ),
        "bits_a_key": figures["filter_bits_a_key"] <= MOST_BITS,
        "look_ups": min(
            figures["filter_look_ups_per_second"], figures["prefixes_look_ups_per_second"]
        )
        >= LEAST_LOOK_UPS,
        "change": all(
            value <= MOST_CHANGE_BYTES
            for name, value in figures.items()
            if name.startswith("bytes_a_change")
        ),
    }
    return [name for name, fits in checks.items() if not fits]


def fingerprints(begin: int, end: int) -> dict[int, bytes]:
    """The fingerprints of numbers that cannot exist, by their place."""
    return {place: fingerprint(_KEY, f"+999{place:010}") for place in range(begin, end)}


def judged(
    copies: dict[str, KeptList], hub: Hub, strangers: int, probes: int, when: str
) -> dict[str, float]:
    """Ask the copies for all that is listed, and for others from a place on."""
    figures: dict[str, float] = {}
    now = datetime.now(UTC)
    own = keys_of(hub.listed.values())
    for name, copy in copies.items():
        figures[f"{when}{name}_false_negatives"] = int((~copy.hits(own, now)).sum())
    confirming = hub.confirming()
    asked = {name: Asked() for name in copies}
    hashing = 0.0
    for begin in range(strangers, strangers + probes, BLOCK):
        started = time.thread_time()
        full = list(fingerprints(begin, min(begin + BLOCK, strangers + probes)).values())
        hashing += time.thread_time() - started
        keys = keys_of(full)
        for name, copy in copies.items():
            _ask(copy, full, keys, confirming, now, asked[name])
        print(f"\r{begin - strangers + len(full):,} of {probes:,} probes", end="", file=sys.stderr)
    for name, one in asked.items():
        figures[f"{when}{name}_hits_to_confirm"] = one.hits
        figures[f"{when}{name}_final_false_positives"] = one.false
        figures[f"{when}{name}_look_ups_per_second"] = round(one.probes / one.seconds)
    if not when:
        figures["fingerprints_per_second"] = round(probes / hashing)
    return figures


def _ask(
    copy: KeptList,
    full: list[bytes],
    keys: Keys,
    confirming: dict[int, set[bytes]],
    now: datetime,
    asked: Asked,
) -> None:
    started = time.thread_time()
    found = copy.hits(keys, now)
    asked.seconds += time.thread_time() - started
    asked.probes += len(keys)
    for place in np.flatnonzero(found):
        asked.hits += 1
        asked.false += full[place] in confirming.get(_beginning(full[place]), set())


def by_reference(copy: KeptList, hub: Hub, python: Path) -> dict[str, float]:
    """What the reference library says of our filter, for all its keys and a million others."""
    assert isinstance(copy.whole, fuse.Filter)
    probes = np.random.default_rng(1).integers(0, 1 << 64, 1_000_000, dtype=np.uint64)
    with TemporaryDirectory(prefix="ieum-handset-") as folder:
        contents = (
            copy.whole.packed(),
            keys_of(hub.listed.values()).tobytes(),
            probes.tobytes(),
            copy.whole.holds(probes).tobytes(),
        )
        files = [Path(folder) / str(place) for place in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        done = subprocess.run([python, _JUDGE, *files], check=True, capture_output=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def updates(copies: dict[str, KeptList], hub: Hub, numbers: int) -> dict[str, float]:
    """Change the list in batches, half of each coming and half going; bytes a change, all told."""
    figures: dict[str, float] = {}
    chance = np.random.default_rng(20261121)
    known = [hub.signing.public()]
    next_place, freed = numbers, dict[int, bytes]()
    for changes in BATCHES:
        half = min(changes // 2, numbers // 4)
        went = chance.choice(sorted(hub.listed), half, replace=False).tolist()
        came = fingerprints(next_place, next_place + half)
        next_place += half
        freed |= {place: hub.listed[place] for place in went}
        file = hub.changed(came, went)
        for copy in copies.values():
            copy.take(file, known)
        figures[f"bytes_a_change_of_{2 * half}"] = round(len(file) / (2 * half), 2)
    kept, now = copies["filter"], datetime.now(UTC)
    figures["changes_in_all"] = 2 * (next_place - numbers)
    for name, copy in copies.items():
        hits = copy.hits(keys_of(freed.values()), now).sum()
        figures[f"{name}_hits_to_confirm_of_{len(freed)}_freed"] = int(hits)
    size = fuse.size_in_bytes(numbers) + len(rice.packed(kept.came)) + len(rice.packed(kept.went))
    figures["filter_bits_a_key_with_all_changes"] = round(8 * size / len(hub.listed), 2)
    over = hub.edition.valid_until + timedelta(seconds=1)
    figures["hits_after_its_time"] = int(kept.hits(keys_of(hub.listed.values()), over).sum())
    return figures


def _beginning(full: bytes) -> int:
    return int.from_bytes(full[: ASKED_BITS // 8], "big")


if __name__ == "__main__":
    sys.exit(main())
