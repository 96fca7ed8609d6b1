"""How well the ask box understands utterances over the tools of a fresh hub, and refuses others.

    python -m benchmarks.ask --cases benchmarks/cases/ask/development.jsonl

A fresh hub is set up in a folder that is thrown away, with the documents that it ships.

A case is ``{id, text}``, with ``tool`` (null for out of scope) and ``arguments`` as gold, and
``today`` where the utterance counts from a day. The tools are those of the services that are
installed. A reading that asks for a missing argument predicts its tool with the arguments said; of
several candidates, the first is predicted; where the reading doubts that any tool is meant, none. ``ms`` is measured after a first, uncounted pass.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.judges.ask import judge
from ieum.ask.readings import Chosen, Missing, OutOfScope, Reading, Unsure
from ieum.ask.understand import Understanding
from ieum.kernel.context import today_in_korea
from ieum.kernel.messages import written_in
from ieum.kernel.tool import Tool

_CASES = Path(__file__).parent / "cases/ask/development.jsonl"


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases in file order."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def prediction(id: str, reading: Reading) -> dict[str, Any]:
    """One reading as a prediction."""
    if isinstance(reading, OutOfScope) or (isinstance(reading, Unsure) and reading.doubtful):
        return {"id": id, "tool": None, "arguments": {}}
    first = reading if isinstance(reading, Chosen | Missing) else reading.candidates[0]
    arguments = dict(first.arguments)
    return {
        "id": id,
        "tool": first.tool.full_name,
        "arguments": arguments,
        "how": type(reading).__name__.lower(),
    }


def fresh_tools(home: str) -> list[Tool]:
    """The tools of a hub that has just been installed, with its home in a folder."""
    os.environ["IEUM_HOME"] = home
    os.environ.pop("IEUM_DATABASE_URL", None)
    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    from ieum.hub.registry import registry

    return list(registry().tools())


def main(arguments: list[str] | None = None) -> int:
    """Predict, and judge unless only predictions are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=_CASES)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seconds", type=float, help="accepted for uniformity; not needed")
    parser.add_argument("--predict", type=Path, help="write predictions here and do not judge")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    cases = read_cases(options.cases)[: options.limit]
    with tempfile.TemporaryDirectory() as home:
        return _run(cases, fresh_tools(home), options)


def _run(cases: list[dict[str, Any]], tools: list[Tool], options: argparse.Namespace) -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    understanding = Understanding.of(tools)
    learnt = time.perf_counter() - started
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{len(tools)} tools learnt in {learnt:.1f} s, {memory:.0f} MB", file=sys.stderr)

    readings: list[Reading] = []
    milliseconds: list[float] = []
    for warm in (False, True):
        for case in cases:
            today = date.fromisoformat(case["today"]) if "today" in case else today_in_korea()
            started = time.perf_counter()
            reading = understanding.read(case["text"], today, written_in(case["text"]))
            if warm:
                milliseconds.append((time.perf_counter() - started) * 1000)
                readings.append(reading)
    predictions = [prediction(c["id"], r) for c, r in zip(cases, readings, strict=True)]
    if options.predict:
        with options.predict.open("w", encoding="utf-8") as file:
            for one in predictions:
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
        return 0
    figures = judge(cases, predictions) | {
        "median_ms": round(statistics.median(milliseconds), 1),
        "p95_ms": round(sorted(milliseconds)[int(len(milliseconds) * 0.95)], 1),
        "learning_seconds": round(learnt, 1),
        "learning_mb": round(memory),
    }
    for name, value in figures.items():
        print(f"{name:30} {value}")
    if options.json:
        line = {"benchmark": "ask", "cases": len(cases), "figures": figures}
        print(json.dumps(line, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
