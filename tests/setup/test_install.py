"""Set-up says clearly what is missing, and lets nothing damaged in."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tools import bundle, install
from tools.requirements import PYTHONS


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a few files and their sums, as a bundle is laid out."""
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "묶음.whl").write_bytes(b"whole")
    (tmp_path / "Makefile").write_text("run:\n")
    bundle.write_sums(tmp_path)
    monkeypatch.setattr(install, "ROOT", tmp_path)
    return tmp_path


def test_a_whole_bundle_passes(unpacked: Path) -> None:
    install.check_bundle()


def test_a_damaged_bundle_is_refused_by_the_name_of_the_file(
    unpacked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (unpacked / "bundle" / "묶음.whl").write_bytes(b"whale")
    with pytest.raises(SystemExit):
        install.check_bundle()
    assert capsys.readouterr().err.count("bundle/묶음.whl") == 2


def test_a_bundle_that_lost_a_file_is_refused(unpacked: Path) -> None:
    (unpacked / "Makefile").unlink()
    with pytest.raises(SystemExit):
        install.check_bundle()


def test_the_sums_are_of_the_common_form(unpacked: Path) -> None:
    checked = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=unpacked)
    assert checked.returncode == 0


@pytest.mark.parametrize("python", PYTHONS)
def test_a_bundle_takes_each_package_once_for_a_version_of_python(python: str) -> None:
    pins = list(bundle.pins("run", python))
    names = [pin.partition("==")[0] for pin in pins]
    assert len(names) == len(set(names))
    assert {"django", "pydantic-core"} <= set(names)
    assert all(re.fullmatch(r"\S+==\S+( --hash=sha256:[0-9a-f]{64})+", pin) for pin in pins)


def test_no_python_is_told_in_both_languages() -> None:
    made = subprocess.run(
        ["make", "install", "PYTHON="],
        cwd=install.ROOT,
        env=os.environ | {"MAKEFLAGS": ""},
        capture_output=True,
        text=True,
    )
    assert made.returncode != 0
    assert "Ieum needs Python 3.11" in made.stderr
    assert "파이썬 3.11~3.14" in made.stderr
