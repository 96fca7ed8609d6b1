"""What a question asks for: read by the hub's own engine, over the tools that are on now."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ieum.hub.home import folder
from ieum.hub.registry import registry
from ieum.kernel.context import today_in_korea
from ieum.kernel.registry import Registry
from ieum.kernel.tool import Tool

if TYPE_CHECKING:
    from ieum.ask.knowledge import Knowledge
    from ieum.ask.readings import Reading
    from ieum.ask.understand import Understanding

#: What was learnt of the built-in tools when the hub was installed or its wheel was built.
SHIPPED = Path(__file__).parent / "learnt"

_making = threading.Lock()
_made: tuple[tuple[Tool, ...], Understanding] | None = None


def understanding() -> Understanding:
    """The engine for the tools that are on; made anew when a service came or went."""
    global _made
    tools = tuple(registry().tools())
    made = _made
    if made is None or made[0] != tools:
        with _making:
            made = _made
            if made is None or made[0] != tools:
                from ieum.ask.understand import Understanding

                made = _made = (tools, Understanding(tools, _knowledge(tools)))
    return made[1]


def learn_ahead() -> Path:
    """Learn what the built-in tools say into the package, so that no hub has to; the file."""
    from ieum.ask.knowledge import Knowledge, fingerprint

    tools = tuple(Registry().tools())
    file = _file(SHIPPED, fingerprint(tools))
    if not file.exists():
        SHIPPED.mkdir(exist_ok=True)
        _replace_in(SHIPPED, file, Knowledge.of(tools))
    return file


def _knowledge(tools: tuple[Tool, ...]) -> Knowledge:
    """What was learnt of these tools before; else it is learnt now, with Kiwi, and kept."""
    from ieum.ask.knowledge import Knowledge, fingerprint

    learnt_of = fingerprint(tools)
    kept = folder("cache")
    for place in (SHIPPED, kept):
        if known := Knowledge.read(_file(place, learnt_of)):
            return known
    known = Knowledge.of(tools)
    _replace_in(kept, _file(kept, learnt_of), known)
    return known


def _file(place: Path, learnt_of: str) -> Path:
    return place / f"understanding-{learnt_of}.npz"


def _replace_in(place: Path, file: Path, known: Knowledge) -> None:
    for older in place.glob("understanding-*.npz"):
        older.unlink(missing_ok=True)
    known.write(file)


def read(question: str, language: str) -> Reading:
    """What a question asks for, on this day in Korea."""
    return understanding().read(question, today_in_korea(), language)
