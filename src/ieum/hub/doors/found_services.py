"""The names and titles of services, read from their files without running any of them.

A help page lists services in the blink of an eye, and a broken one is listed like any other.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ieum.kernel.messages import Message

GROUP = "ieum.services"


def names(folder: Path) -> list[str]:
    """The names alone."""
    return sorted({name for name, _file in (*_registered(), *_local(folder))})


def services(folder: Path) -> dict[str, Message | None]:
    """Titles by name, of services registered by entry point or kept in a folder.

    None where the title cannot be read without running the service.
    """
    found: dict[str, Message | None] = {}
    for name, file in (*_registered(), *_local(folder)):
        found[name] = title_in(file) if file and file.is_file() else None
    return dict(sorted(found.items()))


def title_in(file: Path) -> Message | None:
    """The ``title`` that the file hands to ``Service(…)``."""
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError, OSError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Service":
            for keyword in node.keywords:
                if keyword.arg == "title":
                    return _sentence(keyword.value)
    return None


def _sentence(node: ast.expr) -> Message | None:
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return Message(node.value)
    return None


@cache
def _registered() -> tuple[tuple[str, Path | None], ...]:
    from importlib.metadata import entry_points

    return tuple(
        (point.name, _file_of(point.value.partition(":")[0])) for point in entry_points(group=GROUP)
    )


def _file_of(module: str) -> Path | None:
    """The file of a module, found without importing the packages above it."""
    top, *rest = module.split(".")
    spec = find_spec(top)
    if spec is None or not spec.submodule_search_locations or not rest:
        return None
    return Path(next(iter(spec.submodule_search_locations))).joinpath(*rest).with_suffix(".py")


def _local(folder: Path) -> Iterator[tuple[str, Path | None]]:
    if folder.is_dir():
        for file in sorted(folder.glob("*/service.py")):
            yield file.parent.name, file
        for file in sorted(folder.glob("*/remote.json")):
            yield file.parent.name, None
