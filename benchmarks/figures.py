"""How a benchmark prints what it found."""

from __future__ import annotations

import json
from collections.abc import Mapping


def report(name: str, cases: int, figures: Mapping[str, object], as_json: bool) -> None:
    """Print the figures, one a line, or all as one JSON object on the last line."""
    if as_json:
        line = {"benchmark": name, "cases": cases, "figures": dict(figures)}
        print(json.dumps(line, ensure_ascii=False))
        return
    width = max(map(len, figures), default=0)
    for figure, value in figures.items():
        print(f"{figure:<{width}}  {value}")
