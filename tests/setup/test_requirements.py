"""The requirement files: what is pinned, and that nothing of one machine got in."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.install import BUILT_FROM_SOURCE, ROOT
from tools.requirements import SELECTIONS

ADDRESS = re.compile(r"[a-z+]+://|--(extra-)?index|--find-links|--trusted-host| @ ")
FILES = sorted(SELECTIONS)


def text_of(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins_of(name: str) -> set[str]:
    """Every `package==version` of a file."""
    return set(re.findall(r"^[\w.\[\]-]+==[^\s;\\]+", text_of(name), re.MULTILINE))


def pyproject_requirements(table: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in table}


def imports_of(file: Path) -> set[str]:
    """The top-level modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return {name.partition(".")[0] for name in found}


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    joined = text_of(name).replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]
    assert lines
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("name", FILES)
def test_no_requirement_file_names_an_address(name: str) -> None:
    assert ADDRESS.findall(text_of(name)) == []


def test_what_is_tested_is_what_runs() -> None:
    assert pins_of("run") - pins_of("test") == set()


def test_every_dependency_of_the_project_is_compiled() -> None:
    """Fails when somebody adds a dependency and forgets `make requirements`."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    extras = [line for table in project.get("optional-dependencies", {}).values() for line in table]
    groups = pyproject["dependency-groups"]
    wanted = {
        "run": project["dependencies"] + extras,
        "test": project["dependencies"] + extras + groups["test"],
        "setup": groups["setup"],
        "node": groups["node"],
    }
    missing = {
        name: pyproject_requirements(table) - {pin.partition("==")[0] for pin in pins_of(name)}
        for name, table in wanted.items()
    }
    assert missing == {name: set() for name in FILES}


def test_what_the_source_imports_is_installed_where_it_runs() -> None:
    """A package that only the tests bring would be missing from a hub."""
    providers = packages_distributions()
    pinned = {pin.partition("==")[0].partition("[")[0] for pin in pins_of("run")}
    ours = sys.stdlib_module_names | {"ieum"}
    missing = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / "src").rglob("*.py")
        for name in imports_of(file) - ours
        if not {canonicalize_name(each) for each in providers.get(name, [])} & pinned
    }
    assert sorted(missing) == []


def test_the_package_built_from_source_is_one_we_use() -> None:
    assert any(pin.startswith(f"{BUILT_FROM_SOURCE}==") for pin in pins_of("run"))


def test_the_npm_lock_file_holds_sums_and_no_addresses() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = {path: entry for path, entry in json.loads(text)["packages"].items() if path}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "resolved" not in text
    assert "://" not in text
