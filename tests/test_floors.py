"""A floor imports only from the floors below it; read from the source, so nothing can hide it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "ieum"
#: From the bottom up; floors on one line stand beside each other and know nothing of each other.
FLOORS: list[set[str]] = [
    {"text"},
    {"kernel"},
    {"search", "language", "remote"},
    {"ask"},
    {"exchange"},
    {"services"},
    {"hub"},
]
#: What a floor may take from outside of the standard library.
LIBRARIES = {
    "text": set(),
    "kernel": {"pydantic", "pydantic_core", "annotated_types", "orjson", "polib"},
}
#: The files of the exchange and of a service that may know Django: those that keep their rows, whatever
#: word stands before (``document_rows.py``), or show them to administrators.
KEEPERS = re.compile(r"(\w+_)?(rows|store)\.py|(models|admin|apps)\.py")
PARTS = [part for floor in FLOORS for part in sorted(floor)]


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""
            if node.module == "ieum":
                yield from (f"ieum.{alias.name}" for alias in node.names)


def files(part: str) -> list[Path]:
    return sorted((ROOT / part).rglob("*.py"))


def level(part: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if part in floor)


def test_every_part_of_the_package_has_its_floor() -> None:
    parts = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert parts == set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_only_from_itself_and_the_floors_below(part: str) -> None:
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files(part)
        for name in imports(file)
        if name.startswith("ieum.")
        and (other := name.split(".")[1]) != part
        and level(other) >= level(part)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("part", [part for part in PARTS if part != "hub"])
def test_django_stays_in_the_hub_and_in_what_keeps_rows(part: str) -> None:
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files(part)
        if not (
            part in {"exchange", "services"}
            and (KEEPERS.fullmatch(file.name) or file.parent.name == "migrations")
        )
        for name in imports(file)
        if name.split(".")[0] == "django"
    ]
    assert not wrong, "\n".join(wrong)


def test_a_service_knows_no_other_service() -> None:
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files("services")
        for name in imports(file)
        if name.startswith("ieum.services.")
        and name.split(".")[2] != file.relative_to(ROOT / "services").parts[0]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("part", list(LIBRARIES))
def test_the_lowest_floors_stand_on_little(part: str) -> None:
    wrong = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files(part)
        for name in imports(file)
        if (top := name.split(".")[0]) not in {"ieum", *LIBRARIES[part], *sys.stdlib_module_names}
        and top
    }
    assert not wrong, "\n".join(sorted(wrong))


def test_package_files_are_empty() -> None:
    full = [str(file.relative_to(ROOT)) for file in ROOT.rglob("__init__.py") if file.read_text()]
    assert not full
