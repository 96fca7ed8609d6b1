"""How soon every subscriber has seen what one party reported, and what was set free.

    python -m benchmarks.propagation [--signals 500] [--seconds 60] [--subscribers 20]
        [--live 1000000] [--together 50] [--hubs 1] [--nats] [--kill] [--home FOLDER] [--json]

A real hub (``ieum up``) with so many orders in force already; five parties send signals over
HTTP, each with its own key and two calls at a time: what comes due while they are away goes in the next, at
most ``--together`` signals of one party in one call (``--together 1``: each in a call of its own,
over 48 connections). Every twentieth is taken back after three seconds, which sets its number
free. Each subscriber is a process of its own with the subscriber's library and a list on disk. What is
measured: from the reply that accepted a signal (or its retraction) to the moment the last subscriber
had applied it. Reports from two kinds of organisations block a number, so orders travel too.

With ``--nats`` a NATS server stands between, whose messages the subscribers follow.

With ``--kill`` one of the hubs, the worker, the NATS server or a subscriber is ended with ``kill -9`` every few seconds
and started again a moment later; then as many processes serve the hub as ``--hubs`` says, two unless
told otherwise. With ``IEUM_DATABASE_URL`` the rows go into that PostgreSQL, which must be empty or
filled by an earlier run; else into SQLite (``--signals 100``).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import report
from benchmarks.propagation_ends import Reporting, open_list
from benchmarks.propagation_fill import fill, sign_with
from benchmarks.serving import IEUM, free_port, wait_until_up

NATS_SERVER = "/usr/sbin/nats-server"
MOST_SECONDS = 1.0
MOST_SECONDS_KILLED = 5.0
#: After the last signal: as long may the last events take before they count as lost.
SETTLE_SECONDS = 60.0
KILL_EVERY_SECONDS = (2.0, 5.0)


def said(text: str) -> None:
    """Progress goes to stderr."""
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Fill, run, judge; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--signals", type=int, default=500, help="signals a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--subscribers", type=int, default=20)
    parser.add_argument("--live", type=int, default=1_000_000)
    parser.add_argument("--together", type=int, default=50, help="signals in a call at most")
    parser.add_argument("--hubs", type=int, default=0, help="processes that serve the hub")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--nats", action="store_true", help="events go over a NATS server")
    parser.add_argument("--home", type=Path, help="a data folder to keep")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    hubs = given.hubs or (2 if given.kill else 1)
    with tempfile.TemporaryDirectory(prefix="ieum-propagation-") as folder:
        home = given.home or Path(folder) / "home"
        # Each thread has a connection of its own, and PostgreSQL takes a hundred unless told otherwise.
        os.environ |= {"IEUM_HOME": str(home), "IEUM_THREADS": str(48 // hubs)}
        # One process counts the calls of a party itself; several would share rows.
        os.environ.setdefault("IEUM_RATE_LIMITS", "process")
        said("filling")
        keys = fill(given.live, given.subscribers)
        run = Run(Path(folder), hubs, keys.subscribers, given.nats)
        figures = run.measure(
            Reporting(run.addresses, keys.senders, given.signals, given.seconds, given.together),
            given.kill,
        )
    most = MOST_SECONDS_KILLED if given.kill else MOST_SECONDS
    missed = [
        float(figures["signal_p99_s"]) > most,
        float(figures["release_p99_s"]) > most,
        figures["lost"],
        figures["lost_releases"],
        figures["applied_twice"],
    ]
    report("propagation", int(given.signals * given.seconds), figures, given.json)
    return 1 if any(missed) else 0


@dataclass
class Run:
    """The hub's processes and the subscribers, running."""

    folder: Path
    hubs: int
    subscriber_keys: Mapping[str, str]
    over_nats: bool = False
    addresses: list[str] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    _commands: dict[str, tuple[list[str], dict[str, str]]] = field(default_factory=dict)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        of_party = self._with_nats() if self.over_nats else {}
        for number in range(self.hubs):
            port = free_port()
            self.addresses.append(f"http://127.0.0.1:{port}")
            self._commands[f"hub-{number}"] = [IEUM, "up", "--port", str(port)], {}
        self._commands["worker-0"] = [IEUM, "worker"], {}
        for name, key in self.subscriber_keys.items():
            addresses = ",".join(self.addresses)
            command = [sys.executable, "-m", "benchmarks.propagation_ends"]
            self._commands[name] = (
                [*command, addresses, str(self._list(name))],
                {"SUBSCRIBER_KEY": key, **of_party.get(name, {})},
            )

    def _with_nats(self) -> dict[str, dict[str, str]]:
        """Let a NATS server stand between; what each subscriber is told of it."""
        port, store = free_port(), str(self.folder / "nats")
        listens = ["-a", "127.0.0.1", "-p", str(port), "-js", "-sd", store]
        self._commands["nats-0"] = [NATS_SERVER, *listens], {}
        address = os.environ["IEUM_NATS_URL"] = f"nats://127.0.0.1:{port}"
        secrets, hub_key = sign_with(self.subscriber_keys)
        return {
            name: {"NATS_ADDRESS": address, "SIGNING_KEY": secret, "HUB_KEY": hub_key}
            for name, secret in secrets.items()
        }

    def measure(self, reporting: Reporting, kill: bool) -> dict[str, object]:
        """Run it all once; the figures."""
        signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
        with ExitStack() as ends:
            for name in self._commands:
                if not name.startswith("subscriber"):
                    ends.enter_context(self._process(name))
                    if name.startswith("hub"):
                        address = self.addresses[int(name.partition("-")[2])]
                        wait_until_up(f"{address}/health", self._running[name])
            for name in self.subscriber_keys:
                self._begin_list(name)
                ends.enter_context(self._process(name))
            asyncio.run(reporting.warm_up())
            time.sleep(3)
            before = processor_seconds(self._running)
            stop = threading.Event()
            killer = threading.Thread(target=self._kill, args=(stop,))
            if kill:
                killer.start()
            said("sending")
            begun = time.time()
            asyncio.run(reporting.run())
            took = max(reporting.accepted.values(), default=time.time()) - begun
            after = processor_seconds(self._running)
            load = os.getloadavg()[0]
            stop.set()
            if kill:
                killer.join()
            said("settling")
            self._settle(len(reporting.accepted), len(reporting.released))
        figures = self._judged(reporting)
        figures |= {
            "sent_per_second": round(len(reporting.accepted) / took, 1),
            "signals_per_call": round(len(reporting.accepted) / max(reporting.calls, 1), 1),
            "sent_again": reporting.again,
            "kills": dict(self.kills),
            "load_average": round(load, 1),
        }
        if not kill:
            figures["processor_ms_per_signal"] = {
                name: round((after[name] - before[name]) / len(reporting.accepted) * 1000, 3)
                for name in after
            }
        for text, times in Counter(reporting.refused).most_common(3):
            said(f"refused {times} times: {text}")
        return figures

    @contextmanager
    def _process(self, name: str) -> Iterator[None]:
        self._start(name)
        try:
            yield
        finally:
            process = self._running[name]
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()
            process.wait()

    def _start(self, name: str) -> None:
        command, more = self._commands[name]
        with open(Path(os.environ["IEUM_HOME"]) / f"{name}.log", "ab") as log:
            self._running[name] = subprocess.Popen(
                command, env={**os.environ, **more}, stdout=log, stderr=log
            )

    def _kill(self, stop: threading.Event) -> None:
        chance = random.Random(20261121)
        while not stop.wait(chance.uniform(*KILL_EVERY_SECONDS)):
            kind = chance.choice(sorted({name.partition("-")[0] for name in self._commands}))
            name = chance.choice([one for one in self._commands if one.startswith(kind)])
            process = self._running[name]
            process.kill()
            process.wait()
            self.kills[kind] += 1
            time.sleep(0.2)
            self._start(name)

    def _list(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def _begin_list(self, name: str) -> None:
        """A list that begins now: the benchmark of absence takes snapshots."""
        from ieum.exchange.events import store as outbox

        kept = open_list(self._list(name))
        kept.database.execute("UPDATE position SET cursor = ?", (str(outbox.newest()),))
        kept.close()

    def _settle(self, signals: int, releases: int) -> None:
        """Wait until every subscriber has everything, or time is up."""
        until = time.time() + SETTLE_SECONDS
        waiting = set(self.subscriber_keys)
        while waiting and time.time() < until:
            time.sleep(0.5)
            for name in list(waiting):
                with sqlite3.connect(self._list(name)) as database:
                    seen, freed = database.execute(
                        "SELECT count(DISTINCT signal), count(DISTINCT CASE state WHEN 'released' "
                        "THEN reference END) FROM noted"
                    ).fetchone()
                if seen >= signals and freed >= releases:
                    waiting.discard(name)

    def _judged(self, reporting: Reporting) -> dict[str, object]:
        last: dict[int, float] = defaultdict(float)
        last_release: dict[int, float] = defaultdict(float)
        lost = lost_releases = twice = events = 0
        for name in self.subscriber_keys:
            seen: Counter[int] = Counter()
            freed: Counter[int] = Counter()
            orders: Counter[tuple[str, int]] = Counter()
            of_subject: dict[str, int] = {}
            with sqlite3.connect(self._list(name)) as database:
                rows = database.execute(
                    "SELECT signal, reference, subject, revision, state, at FROM noted "
                    "ORDER BY signal IS NULL"
                ).fetchall()
            events += len(rows)
            for number, reference, subject, revision, state, at in rows:
                if number is not None:
                    seen[number] += 1
                    of_subject[subject] = number
                    last[number] = max(last[number], at)
                    continue
                orders[reference, revision] += 1
                if state == "released" and subject in of_subject:
                    freed[of_subject[subject]] += 1
                    last_release[of_subject[subject]] = max(last_release[of_subject[subject]], at)
            lost += len(reporting.accepted.keys() - seen.keys())
            lost_releases += len(reporting.released.keys() - freed.keys())
            twice += sum(count - 1 for count in (*seen.values(), *freed.values()))
            twice += sum(count - 1 for count in orders.values())
        return {
            **spread("signal", [last[n] - at for n, at in reporting.accepted.items() if n in last]),
            **spread(
                "release",
                [last_release[n] - at for n, at in reporting.released.items() if n in last_release],
            ),
            **spread("reply", [at - reporting.sent[n] for n, at in reporting.accepted.items()]),
            "accepted": len(reporting.accepted),
            "released": len(reporting.released),
            "events_applied": events,
            "lost": lost,
            "lost_releases": lost_releases,
            "applied_twice": twice,
        }


def spread(name: str, seconds: Sequence[float]) -> dict[str, object]:
    """The median, the 99th percentile and the most."""
    if len(seconds) < 2:
        return {f"{name}_p99_s": float("inf")}
    return {
        f"{name}_median_s": round(statistics.median(seconds), 3),
        f"{name}_p99_s": round(statistics.quantiles(seconds, n=100)[-1], 3),
        f"{name}_most_s": round(max(seconds), 3),
    }


def processor_seconds(processes: Mapping[str, subprocess.Popen[bytes]]) -> dict[str, float]:
    """Processor time so far: of the hub's processes, all subscribers, this one and the database."""
    found: dict[str, float] = defaultdict(float)
    tick = os.sysconf("SC_CLK_TCK")
    for name, process in processes.items():
        with suppress(OSError):
            found[name.partition("-")[0]] += _ticks(Path(f"/proc/{process.pid}/stat")) / tick
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            if stat.with_name("cmdline").read_bytes().startswith(b"postgres: ") and (
                b"propagation" in stat.with_name("cmdline").read_bytes()
            ):
                found["postgresql"] += _ticks(stat) / tick
    found["senders"] = time.process_time()
    return dict(found)


def _ticks(stat: Path) -> int:
    fields = stat.read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    sys.exit(main())
