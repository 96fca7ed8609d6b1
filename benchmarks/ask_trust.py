"""Fit the weights by which the ask box trusts a reading, on cases and on tools held back.

    python -m benchmarks.ask_trust benchmarks/cases/ask/*.jsonl

Logistic regression on the signals of the likeliest tool: of cases, right where the tool is the gold,
wrong where no tool is; and of what each tool says, wrong while that tool is held back, so that what
is near a hub and yet no part of it is learnt from every hub. Prints the weights for
``ieum.ask.signals``; nothing is written.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.ask import fresh_tools, read_cases
from ieum.ask.signals import Signals
from ieum.ask.understand import Understanding
from ieum.kernel.context import today_in_korea
from ieum.kernel.tool import Tool

Sample = tuple[tuple[float, ...], bool, float]
#: What a tool held back counts for, beside a case: some of its utterances another tool answers too.
_HELD_BACK = 0.03
_RIDGE = 0.3


def of_cases(tools: Sequence[Tool], files: Sequence[Path]) -> Iterator[Sample]:
    """The signals of the likeliest tool, and whether it is meant; another tool's place is skipped."""
    understanding = Understanding.of(tools)
    for file in files:
        for case in read_cases(file):
            today = date.fromisoformat(case["today"]) if "today" in case else today_in_korea()
            best = _likeliest(understanding, case["text"], today)
            if best is not None and case["tool"] in (None, best[0]):
                yield best[1].inputs(), case["tool"] is not None, 1.0


def of_tools_held_back(tools: Sequence[Tool]) -> Iterator[Sample]:
    """The signals of the likeliest other tool for what each tool says."""
    for held_back in tools:
        others = Understanding.of([tool for tool in tools if tool is not held_back])
        for said in held_back.says:
            best = _likeliest(others, said, today_in_korea())
            if best is not None:
                yield best[1].inputs(), False, _HELD_BACK


def _likeliest(understanding: Understanding, text: str, today: date) -> tuple[str, Signals] | None:
    weighed = understanding.weighed(text, today)
    return (weighed[0][0].full_name, weighed[0][1]) if weighed else None


def fitted(samples: Sequence[Sample]) -> NDArray[np.float64]:
    """The weights of a logistic regression, by Newton's method, both classes of equal weight."""
    inputs = np.array([sample[0] for sample in samples])
    right = np.array([sample[1] for sample in samples], dtype=float)
    weight = np.array([sample[2] for sample in samples])
    weight = np.where(
        right > 0, weight / weight[right > 0].sum(), weight / weight[right == 0].sum()
    )
    weight *= len(samples) / 2
    weights = np.zeros(inputs.shape[1])
    for _round in range(50):
        odds = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (weight * (right - odds)) - _RIDGE * weights
        curve = (inputs * (weight * odds * (1 - odds))[:, None]).T @ inputs
        weights += np.linalg.solve(curve + _RIDGE * np.eye(len(weights)), slope)
    return weights


def main(arguments: list[str] | None = None) -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        tools = fresh_tools(home)
        samples = [*of_cases(tools, options.cases), *of_tools_held_back(tools)]
        weights = fitted(samples)
    told = np.array([s[0] for s in samples]) @ weights > 0
    wrong = sum(bool(t) != s[1] for t, s in zip(told, samples, strict=True))
    print(f"{len(samples)} samples, {wrong} on the wrong side of one half", file=sys.stderr)
    print(json.dumps([round(float(one), 2) for one in weights]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
