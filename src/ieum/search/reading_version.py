"""Which reading of texts this release does: what was stored under another one is read anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

#: What turns a text into passages, tokens and figures.
_READERS = ("figures.py", "passages.py", "tokens.py")
_LENGTH = 16


@cache
def reading_version() -> str:
    """A mark of all that finds passages, tokens and figures: our code, its tables, Kiwi's model.

    Taken from the code itself, so that nobody can forget to raise a number: after any change to it,
    stored documents are read again, once.
    """
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for package in ("kiwipiepy", "kiwipiepy_model"):
        digest.update(version(package).encode())
    return digest.hexdigest()[:_LENGTH]


def _sources() -> Iterator[Traversable]:
    yield from (files("ieum.search") / name for name in _READERS)
    tables = [file for file in files("ieum.text").iterdir() if file.name.endswith((".py", ".csv"))]
    yield from sorted(tables, key=lambda file: file.name)
