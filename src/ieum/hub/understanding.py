"""What a question asks for: read by the hub's own engine, over the tools that are on now."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ieum.hub.registry import registry
from ieum.kernel.context import today_in_korea
from ieum.kernel.tool import Tool

if TYPE_CHECKING:
    from ieum.ask.readings import Reading
    from ieum.ask.understand import Understanding

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
                # Loads Kiwi, which nothing else of the hub needs before the first question.
                from ieum.ask.understand import Understanding

                made = _made = (tools, Understanding.of(tools))
    return made[1]


def read(question: str, language: str) -> Reading:
    """What a question asks for, on this day in Korea."""
    return understanding().read(question, today_in_korea(), language)
