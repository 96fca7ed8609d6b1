"""How fast a command answers, and how much memory a hub takes before and after its first question.

    python -m benchmarks.startup [--runs N] [--json]

``help_seconds`` is ``ieum --help`` in a new process, ``kernel_seconds`` a new Python that imports
the kernel; each is the median of several runs. Beside it stand the least, and the processor's time,
which says what a busy machine hides. Bytecode is cached, as it is wherever a package was installed
or used once. ``idle_megabytes`` and ``asked_megabytes`` are
the resident memory of all processes of ``ieum up`` in a new data folder: once it answers and a page
was read, and after the first Korean question to the ask box, which loads Kiwi.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import report
from benchmarks.serving import IEUM, free_port, running, wait_until_up

#: The bars: seconds, seconds, megabytes, megabytes.
MOST = {
    "help_seconds": 0.6,
    "kernel_seconds": 0.3,
    "idle_megabytes": 300,
    "asked_megabytes": 800,
}
KERNEL = (
    "import ieum.kernel.tool, ieum.kernel.service, ieum.kernel.answer, ieum.kernel.views, "
    "ieum.kernel.context, ieum.kernel.registry, ieum.kernel.quantities"
)
QUESTION = "광주 AI 예산 얼마야?"


def main() -> int:
    """Measure and print; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="new processes for each median")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ieum-startup-") as home:
        env = environment(home)
        figures = {
            **timed("help", [IEUM, "--help"], env, arguments.runs),
            **timed("kernel", [sys.executable, "-c", KERNEL], env, arguments.runs),
            **memory(env),
        }
    missed = [name for name, most in MOST.items() if figures[name] > most]
    for name in missed:
        print(f"{name} is over its bar of {MOST[name]}", file=sys.stderr)
    report("startup", arguments.runs, {**figures, "bars_missed": len(missed)}, arguments.json)
    return 1 if missed else 0


def environment(home: str) -> dict[str, str]:
    """Of this machine, but with a data folder of its own and with bytecode cached."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("IEUM_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return {**kept, "IEUM_HOME": home, "IEUM_LOG": "json"}


def timed(name: str, command: list[str], env: Mapping[str, str], runs: int) -> dict[str, float]:
    """Medians of several runs of a command, by the clock and of the processor; one run before
    them writes bytecode."""
    seconds, processor = [], []
    for _run in range(runs + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        subprocess.run(command, env=dict(env), check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"{name}: {seconds[-1]:.3f} s, processor {processor[-1]:.3f} s", file=sys.stderr)
    return {
        f"{name}_seconds": round(statistics.median(seconds[1:]), 3),
        f"{name}_seconds_least": round(min(seconds[1:]), 3),
        f"{name}_processor_seconds": round(statistics.median(processor[1:]), 3),
    }


def memory(env: Mapping[str, str]) -> dict[str, float]:
    """Resident memory of a hub before and after its first question, in megabytes."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    with running([IEUM, "up", "--port", str(port)], env, Path(env["IEUM_HOME"]) / "log") as hub:
        wait_until_up(f"{address}/health", hub)
        up = time.perf_counter() - started
        read(f"{address}/")
        idle = resident(hub.pid)
        started = time.perf_counter()
        read(f"{address}/ask?{urllib.parse.urlencode({'q': QUESTION})}")
        first = time.perf_counter() - started
        asked = resident(hub.pid)
    return {
        "up_seconds": round(up, 2),
        "first_answer_seconds": round(first, 2),
        "idle_megabytes": round(idle, 1),
        "asked_megabytes": round(asked, 1),
    }


def read(address: str) -> None:
    """Read a page to its end."""
    with urllib.request.urlopen(address, timeout=60) as reply:
        reply.read()


def resident(pid: int) -> float:
    """Resident memory of a process and of all that it started, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line)
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return kilobytes / 1024 + sum(resident(int(child)) for child in children)


if __name__ == "__main__":
    raise SystemExit(main())
