"""CPU a request of a JSON endpoint: a tool as ``ieum up`` serves it, against FastAPI.

    python -m benchmarks.endpoint [--seconds N] [--json]

Both answer the same SQL (20 of 600 rows, joined and sorted) from the same SQLite file with the same
JSON, in one process each under the same server (granian), on this machine. The figure is the CPU
time of the server's processes, divided by the requests they answered; of several rounds, in which
one after the other is asked, the least counts, since other work on the machine only adds. FastAPI
is measured as an ``async`` endpoint, which runs on the event loop, and as a plain one, which its
documentation recommends for a database that blocks and which runs in its thread pool. FastAPI is
among what ``make test`` installs; Ieum itself does without it.
"""

from __future__ import annotations

import argparse
import http.client
import importlib.util
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import report
from benchmarks.serving import IEUM, free_port, running, wait_until_up

CONNECTIONS = 4
WARM_UP_SECONDS = 1.5
SQL = (
    "SELECT p.name, m.name, p.price FROM price p JOIN market m ON m.id = p.market_id "
    "WHERE p.price >= ? ORDER BY p.price LIMIT 20"
)

SERVICE = """
from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service

service = Service("bench", title=_("Bench"), description=_("Bench"), area=Area.LIVING,
                  tools_module="ieum_local_services.bench.tools")
"""
TOOLS = f'''
import sqlite3, threading
from pathlib import Path
from typing import Annotated
from pydantic import Field
from ieum.kernel.answer import Answer
from ieum.kernel.messages import _
from ieum.kernel.tool import Rate
from ieum.kernel.views import Column, Table
from .service import service

local = threading.local()
COLUMNS = [Column(name=name, label=name) for name in ("item", "market", "price")]


def connection():
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(Path(__file__).parent / "prices.sqlite3")
    return local.connection


@service.tool(says=["싼 곳", "cheapest"], examples=[{{"least": 100}}], rate=Rate(10**9, 1))
def cheapest(least: Annotated[int, Field(ge=0, le=10**6, description=_("Least"))]) -> Answer[Table]:
    """The cheapest offers."""
    rows = connection().execute({SQL!r}, (least,)).fetchall()
    return Answer(result=Table(columns=COLUMNS, rows=[list(row) for row in rows]))
'''
FASTAPI = f"""
import os, sqlite3, threading
from fastapi import FastAPI
from pydantic import BaseModel

local = threading.local()


def connection():
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(os.environ["PRICES"])
    return local.connection


class Column(BaseModel):
    name: str
    label: str
    unit: str = ""


class Table(BaseModel):
    view: str = "table"
    caption: str = ""
    columns: list[Column]
    rows: list[list[str | int]]


class Reply(BaseModel):
    result: Table
    steps: list[str] = []
    sources: list[str] = []
    notes: list[str] = []
    refusal: str | None = None


class Arguments(BaseModel):
    least: int


COLUMNS = [Column(name=name, label=name) for name in ("item", "market", "price")]
app = FastAPI()


def reply(least: int) -> Reply:
    rows = connection().execute({SQL!r}, (least,)).fetchall()
    return Reply(result=Table(columns=COLUMNS, rows=[list(row) for row in rows]))


@app.post("/async")
async def on_the_loop(arguments: Arguments) -> Reply:
    return reply(arguments.least)


@app.post("/threads")
def in_a_thread(arguments: Arguments) -> Reply:
    return reply(arguments.least)
"""


@dataclass(frozen=True, slots=True)
class _Served:
    """A server that runs, and the endpoint to ask."""

    port: int
    path: str
    pid: int


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="load on each in each round")
    parser.add_argument("--rounds", type=int, default=8, help="rounds in turn; the least counts")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if importlib.util.find_spec("fastapi") is None:
        raise SystemExit("FastAPI is not installed: run `make test` once, which installs it.")
    with tempfile.TemporaryDirectory() as folder:
        figures = _measured(Path(folder), arguments.seconds, arguments.rounds)
    report("endpoint", 4, figures, arguments.json)


def _measured(folder: Path, seconds: float, rounds: int) -> dict[str, float]:
    bench = folder / "home" / "services" / "bench"
    bench.mkdir(parents=True)
    (bench / "service.py").write_text(SERVICE)
    (bench / "tools.py").write_text(TOOLS)
    _fill(bench / "prices.sqlite3")
    (folder / "peer.py").write_text(FASTAPI)
    env = os.environ | {
        "IEUM_HOME": str(folder / "home"),
        "IEUM_LOG_LEVEL": "warning",
        "IEUM_RATE_LIMITS": "off",
        "PRICES": str(bench / "prices.sqlite3"),
        "DJANGO_SETTINGS_MODULE": "ieum.hub.settings",
    }
    subprocess.run([IEUM, "migrate"], env=env, check=True, stdout=subprocess.DEVNULL)
    granian = [sys.executable, "-m", "granian", "--workers", "1", "--no-ws", "--log-level", "error"]
    tool = "/api/bench/cheapest"
    peer = [*granian, "--interface", "asgi", "peer:app", "--working-dir", str(folder)]
    wsgi = [*granian, "--interface", "wsgi", "--blocking-threads", "1", "ieum.hub.wsgi:application"]
    runs = {
        "ieum_up": ([IEUM, "up"], tool),
        "ieum_wsgi": (wsgi, tool),
        "fastapi_async": (peer, "/async"),
        "fastapi_threads": (peer, "/threads"),
    }
    cpu = dict.fromkeys(runs, float("inf"))
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(_served(command, path, env))
            for name, (command, path) in runs.items()
        }
        for _round in range(rounds):
            for name, server in servers.items():
                cpu[name] = min(cpu[name], _cpu_ms(server, seconds))
    leaner = min(cpu["fastapi_async"], cpu["fastapi_threads"])
    return {f"cpu_ms_{name}": round(value, 3) for name, value in cpu.items()} | {
        "up_against_fastapi": round(cpu["ieum_up"] / leaner, 2),
        "wsgi_against_fastapi": round(cpu["ieum_wsgi"] / leaner, 2),
        "up_against_fastapi_threads": round(cpu["ieum_up"] / cpu["fastapi_threads"], 2),
        "wsgi_against_fastapi_threads": round(cpu["ieum_wsgi"] / cpu["fastapi_threads"], 2),
    }


def _fill(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE market (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("CREATE TABLE price (name TEXT, market_id INTEGER, price INTEGER)")
        connection.executemany(
            "INSERT INTO market VALUES (?, ?)", [(n, f"시장 {n}") for n in range(30)]
        )
        connection.executemany(
            "INSERT INTO price VALUES (?, ?, ?)",
            [(f"품목 {n}", n % 30, n * 7919 % 10_000) for n in range(600)],
        )
    connection.close()


@contextmanager
def _served(command: list[str], path: str, env: dict[str, str]) -> Iterator[_Served]:
    """A server that is up and warm."""
    port = free_port()
    with running([*command, "--host", "127.0.0.1", "--port", str(port)], env) as process:
        wait_until_up(f"http://127.0.0.1:{port}{path}", process)
        _load(port, path, WARM_UP_SECONDS)
        yield _Served(port, path, process.pid)


def _cpu_ms(server: _Served, seconds: float) -> float:
    """Milliseconds of server CPU a request, measured while clients keep it busy."""
    before = cpu_seconds(server.pid)
    requests = _load(server.port, server.path, seconds)
    used = cpu_seconds(server.pid) - before
    print(f"{server.path}: {requests} requests, {requests / seconds:.0f}/s", file=sys.stderr)
    return used / requests * 1000


def _post(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("POST", path, b'{"least": 100}', {"Content-Type": "application/json"})
    reply = connection.getresponse()
    body = reply.read()
    if reply.status != 200:
        raise SystemExit(f"{path} answered {reply.status}: {body[:300]!r}")
    return body


def _load(port: int, path: str, seconds: float) -> int:
    """Keep the server busy over a few kept-alive connections; the requests it answered."""
    until = time.monotonic() + seconds
    counts: list[int] = []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        count = 0
        while time.monotonic() < until:
            _post(connection, path)
            count += 1
        counts.append(count)

    threads = [threading.Thread(target=client) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def cpu_seconds(pid: int) -> float:
    """User and system seconds of a process and all its descendants (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(cpu_seconds(int(child)) for child in children)


if __name__ == "__main__":
    main()
