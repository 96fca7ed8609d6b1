"""Make one file from which `make run` works without any network: `make bundle`.

It holds the tracked files as they stand, the wheels of every package for several versions of Python
on this kind of processor, the front-end packages, what was taken from them, and a list of
SHA-256 sums that set-up compares before it installs anything.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from packaging.markers import Marker

from tools.frontend import NODE_MODULES, VENDOR
from tools.install import BUILT_FROM_SOURCE, ROOT, digest
from tools.requirements import PYTHONS
from tools.steps import fail, step

# Systems with a GNU C library of this version or newer can use the bundle (2.28: 2018).
GLIBC = 28
WANTED_PYTHONS = os.environ.get("BUNDLE_PYTHONS", " ".join(PYTHONS)).split()


def main() -> None:
    """Write dist/ieum-VERSION-MACHINE.tar and, beside it, its own sum."""
    name = f"ieum-{version('ieum')}-{platform.machine()}"
    target = ROOT / "dist" / f"{name}.tar"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
        folder = Path(temporary) / name
        copy_repository(folder)
        download_packages(folder / "bundle" / "wheels")
        write_sums(folder)
        with step(f"Packing dist/{target.name}"), tarfile.open(target, "w") as archive:
            archive.add(folder, arcname=name)
    target.with_suffix(".tar.sha256").write_text(f"{digest(target)}  {target.name}\n")
    print(f"    {target.stat().st_size / 1e6:.0f} MB, for Python {', '.join(WANTED_PYTHONS)}")
    print(f"On the other machine: tar xf {target.name} && cd {name} && make run")


def copy_repository(folder: Path) -> None:
    """Copy the tracked files, the front-end packages and what was taken from them."""
    with step("Copying the repository"):
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if listing.returncode != 0:
            fail(
                "a bundle is made from a git clone, and this folder is none.",
                "묶음은 git 저장소를 복제한 폴더에서만 만들 수 있습니다.",
            )
        for name in filter(None, listing.stdout.split("\0")):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
        shutil.copytree(NODE_MODULES, folder / NODE_MODULES.relative_to(ROOT))
        shutil.copytree(VENDOR, folder / VENDOR.relative_to(ROOT))


def download_packages(wheels: Path) -> None:
    """Download what set-up and running need, each file once, compared with its pinned hash."""
    for python in WANTED_PYTHONS:
        with step(f"Downloading packages for Python {python}"):
            pinned = [*pins("setup", python), *pins("run", python)]
            binary = [pin for pin in pinned if not pin.startswith(f"{BUILT_FROM_SOURCE}==")]
            download(
                binary, wheels, f"--python-version={python}", "--only-binary=:all:", *platforms()
            )
    with step(f"Downloading {BUILT_FROM_SOURCE}, which is published as source alone"):
        source = [pin for pin in pinned if pin.startswith(f"{BUILT_FROM_SOURCE}==")]
        download(source, wheels, f"--no-binary={BUILT_FROM_SOURCE}", "--no-build-isolation")


def platforms() -> list[str]:
    """pip's options that admit wheels for this machine, the older names of platforms included."""
    names = [f"manylinux_2_{minor}" for minor in range(5, GLIBC + 1)]
    names += ["manylinux2014", "manylinux2010", "manylinux1", "linux"]
    return [f"--platform={name}_{platform.machine()}" for name in names]


def pins(name: str, python: str) -> Iterator[str]:
    """The pins of a requirement file, with hashes, that hold on this kind of machine.

    pip evaluates markers for the Python it runs on, whichever it downloads for, so it is done here.
    """
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^(\S+==\S+)(?: ; ([^\\\n]+?))?((?: \\\n +--hash=\S+)+)", text, re.M)
    for pin, marker, hashes in entries:
        if not marker or Marker(marker).evaluate(environment):
            yield pin + " " + " ".join(re.findall(r"--hash=\S+", hashes))


def download(pinned: list[str], wheels: Path, *options: str) -> None:
    """Let pip download pinned files into a folder."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as requirements:
        requirements.write("\n".join(pinned))
        requirements.flush()
        command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", *options]
        command += ["--require-hashes", "--dest", str(wheels), "--requirement", requirements.name]
        subprocess.run(command, check=True)


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS, in the form that `sha256sum --check` reads."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    lines = [f"{digest(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
