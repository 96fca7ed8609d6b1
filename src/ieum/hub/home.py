"""The folder where this hub keeps what it must not lose, and what it can make again."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ieum.hub import environment

#: Folders that can be made again at any time, so a backup leaves them out.
DERIVED = frozenset({"cache", "indexes"})


def home() -> Path:
    """The data folder, as an absolute path: ``IEUM_HOME``, or ``ieum-data`` where you stand."""
    return environment.HOME.value().expanduser().absolute()


def folder(name: str) -> Path:
    """A folder inside the home, made when first asked for; only the hub's own account may enter."""
    path = home() / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def kept_once(name: str, make: str) -> str:
    """The text of a small private file in the home; on first use it is written with ``make``.

    Two processes that start at once agree on one text: the file appears whole or not at all.
    """
    path = home() / name
    if not path.exists():
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
        # Nobody but the hub's own account may read what this makes.
        descriptor, draft = tempfile.mkstemp(prefix=f".{name}.", dir=home())
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(make)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # Another process was first; its text counts.
        finally:
            os.unlink(draft)
    return path.read_text(encoding="ascii").strip()
