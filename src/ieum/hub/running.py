"""Whether a hub runs on a data folder, so that nobody replaces it meanwhile."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "running.lock"


@contextmanager
def running(home: Path) -> Iterator[None]:
    """Say that a hub runs there for as long as the block lasts; several may."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def is_running(home: Path) -> bool:
    """Whether a hub runs there."""
    if not (home / LOCK).exists():
        return False
    with (home / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
