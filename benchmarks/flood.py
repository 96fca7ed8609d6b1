"""What a flood of one party's reports costs another party that reports as usual.

    python -m benchmarks.flood [--seconds 20] [--senders 8] [--json]

A real hub (``ieum up``) with parties as in the benchmark of propagation. One party sends a report five
times a second and waits for each reply. Three times it does so: alone; while another party sends single
reports as fast as it can over some connections; and while that party sends them 500 in a call. What is
measured is the reply that the first party gets. What the flooding party sends is made beforehand, and
what it is refused (429) is sent on without a pause, as by a program that runs wild. With
``IEUM_DATABASE_URL`` the rows go into that PostgreSQL, else into SQLite.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import orjson

from benchmarks.figures import report
from benchmarks.propagation import said, spread
from benchmarks.propagation_ends import Connection
from benchmarks.propagation_fill import fill
from benchmarks.serving import running_hub

PATH = "/api/scamcall/send_signals"
PER_SECOND = 5
IN_BULK = 500
#: Orders in force on the hub.
LIVE = 10_000
#: With a flood the other party's 99th percentile stays below.
MOST_SECONDS = 0.5
RUN = f"f{time.time_ns()}"
#: After a flood, so that what it left behind is worked off and its allowance is back.
REST_SECONDS = 12.0


@dataclass
class Flood:
    """One party that sends as fast as it can; what became of its reports."""

    key: str
    in_bulk: int
    connections: int
    calls: Counter[int] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)

    async def run(self, address: str, seconds: float, name: str) -> None:
        """Send until the time is up."""
        until = time.monotonic() + seconds
        await asyncio.gather(
            *(self._send(address, until, f"{name}-{number}") for number in range(self.connections))
        )

    async def _send(self, address: str, until: float, name: str) -> None:
        connection, number = Connection(), 0
        while time.monotonic() < until:
            body = _body([f"{name}-{number + place}" for place in range(self.in_bulk)])
            number += self.in_bulk
            try:
                status, reply = await connection.post(address, PATH, self.key, body)
            except (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError):
                connection.close()
                self.calls[0] += 1
                continue
            self.calls[status] += 1
            if status == 200:
                self.reports["accepted"] += orjson.loads(reply)["result"]["accepted"]
            elif status == 429:
                self.reports["refused"] += self.in_bulk
        connection.close()


def main() -> int:
    """Fill, run, judge; 1 where the other party waits too long or is refused anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each of the three runs")
    parser.add_argument("--senders", type=int, default=8, help="connections of the flooding party")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="ieum-flood-") as folder:
        os.environ |= {"IEUM_HOME": str(Path(folder) / "home")}
        said("filling")
        keys = fill(LIVE, 0)
        with running_hub(os.environ, Path(folder) / "hub.log") as address:
            # The first calls load what later ones need.
            asyncio.run(_usual(address, keys.senders[1], 2.0, "warm"))
            for name, in_bulk in (("alone", 0), ("single", 1), ("bulk", IN_BULK)):
                said(name)
                flood = Flood(keys.senders[0], in_bulk, given.senders) if in_bulk else None
                figures |= asyncio.run(
                    _measured(address, keys.senders[1], flood, given.seconds, name)
                )
                with suppress(OSError):
                    figures[f"{name}_load_average"] = round(os.getloadavg()[0], 1)
                said(str({key: figures[key] for key in figures if key.startswith(name)}))
                time.sleep(REST_SECONDS if in_bulk else 0)
    waits = [float(str(figures[f"{name}_reply_p99_s"])) for name in ("single", "bulk")]
    refused = [figures[f"{name}_other_not_accepted"] for name in ("alone", "single", "bulk")]
    report("flood", int(given.seconds * 3 * PER_SECOND), figures, given.json)
    return 1 if max(waits) > MOST_SECONDS or any(refused) else 0


async def _measured(
    address: str, key: str, flood: Flood | None, seconds: float, name: str
) -> dict[str, object]:
    """The figures of one run."""
    flooding = None
    if flood is not None:
        flooding = asyncio.create_task(flood.run(address, seconds + 1, name))
        await asyncio.sleep(0.5)
    waited, failed = await _usual(address, key, seconds, name)
    if flooding is not None:
        await flooding
    found: dict[str, object] = {**spread(f"{name}_reply", waited)}
    found[f"{name}_other_not_accepted"] = failed
    if flood is not None:
        found[f"{name}_reports_accepted"] = flood.reports["accepted"]
        found[f"{name}_reports_refused"] = flood.reports["refused"]
        found[f"{name}_calls_by_status"] = dict(sorted(flood.calls.items()))
    return found


async def _usual(address: str, key: str, seconds: float, name: str) -> tuple[list[float], int]:
    """Report at a steady pace; how long each reply took, and how many were not accepted."""
    connection, begin = Connection(), time.monotonic()
    waited: list[float] = []
    failed = 0
    for number in range(int(seconds * PER_SECOND)):
        await asyncio.sleep(max(begin + number / PER_SECOND - time.monotonic(), 0))
        body = _body([f"other-{name}-{number}"])
        sent = time.monotonic()
        try:
            status, _reply = await connection.post(address, PATH, key, body)
        except (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError):
            connection.close()
            status = 0
        waited.append(time.monotonic() - sent)
        failed += status != 200
    connection.close()
    return waited, failed


def _body(names: list[str]) -> bytes:
    now = datetime.now(UTC).isoformat()
    return orjson.dumps(
        {
            "signals": [
                {
                    "event_id": f"{RUN}-{name}",
                    "type": "number_report",
                    "kind": "phone",
                    "identifier": f"+1202555{hash(name) % 10_000:04}",
                    "seen_at": now,
                    "confidence": 50,
                }
                for name in names
            ]
        }
    )


if __name__ == "__main__":
    sys.exit(main())
