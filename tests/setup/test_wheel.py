"""The wheel carries everything that a hub needs to run, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.frontend import VENDOR
from tools.install import ROOT

SOURCE = ROOT / "src"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """A wheel built from this working copy, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    command = [*build, "--no-index", "--wheel-dir", str(folder), str(copy_of_source(folder))]
    subprocess.run(command, check=True, env=os.environ | {"PIP_FIND_LINKS": ""})
    return ZipFile(next(folder.glob("*.whl")))


def copy_of_source(folder: Path) -> Path:
    """Links to what a build reads, so that it leaves nothing behind in the working copy."""
    copy = folder / "copy"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        (copy / name).symlink_to(ROOT / name)
    for file in files_of_package():
        target = copy / "src" / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(SOURCE / file)
    return copy


def files_of_package() -> set[Path]:
    """Every file of the package, less what Python and the front-end step leave for themselves."""
    files = (SOURCE / "ieum").rglob("*")
    return {
        file.relative_to(SOURCE)
        for file in files
        if file.is_file() and file.suffix != ".pyc" and not file.name.startswith(".")
    }


def test_the_wheel_holds_every_file_of_the_package(wheel: ZipFile) -> None:
    held = {Path(name) for name in wheel.namelist()}
    assert sorted(files_of_package() - held) == []


def test_the_wheel_holds_nothing_but_the_package(wheel: ZipFile) -> None:
    own = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert sorted({Path(name) for name in own} - files_of_package()) == []


def test_the_wheel_holds_the_stylesheets_and_fonts(wheel: ZipFile) -> None:
    vendored = VENDOR.relative_to(SOURCE).as_posix()
    names = [name for name in wheel.namelist() if name.startswith(vendored)]
    assert {Path(name).suffix for name in names} >= {".css", ".woff2"}


def test_the_wheel_holds_its_licence(wheel: ZipFile) -> None:
    names = {Path(name).name for name in wheel.namelist() if ".dist-info/licenses/" in name}
    assert names == {"LICENSE", "NOTICE"}
