"""A word from work that is about to wait for others, to whoever stands still for it.

The hub's event loop stands still for quick work. Work that waits, for other work above all, would hold
up just what it waits for; so it says so first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

_here = threading.local()


def told_by(let_go: Callable[[], None]) -> None:
    """Let ``let_go`` be called when work in this thread says that it is about to wait."""
    _here.let_go = let_go


def about_to_wait() -> None:
    """Say that the work in this thread is about to wait; where nobody stands still, nothing happens."""
    let_go: Callable[[], None] | None = getattr(_here, "let_go", None)
    if let_go is not None:
        let_go()
