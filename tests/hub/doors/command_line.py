"""The command line as tests call it, and what it left behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

SHAPES = Path(__file__).parent.parent.parent / "services" / "shapes"
#: The command line for a process of its own.
MAIN = "from ieum.hub.doors.cli import main; raise SystemExit(main())"


class Said:
    """What a command line left behind."""

    def __init__(self, code: int, output: bytes, errors: str) -> None:
        self.code = code
        self.output = output
        self.text = output.decode()
        self.errors = errors

    @property
    def json(self) -> object:
        return json.loads(self.output)


Ieum = Callable[..., Said]
