"""A new service works at every door as it is written, and passes the conformance suite."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from ieum.hub.new_service.folder import WrongName, check_name, write
from ieum.kernel.registry import Registry
from ieum.kernel.service import Service
from tests.hub.running_hub import set_up

NOTHING: frozenset[str] = frozenset()
IEUM = [sys.executable, "-c", "from ieum.hub.doors.cli import main; raise SystemExit(main())"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write("night_bus", tmp_path, NOTHING)


def test_the_folder_is_a_service_that_loads(folder: Path) -> None:
    service = Registry(folder.parent).load("night_bus")
    assert isinstance(service, Service)
    tool = service.get("vehicles")
    assert tool.arguments.from_json(tool.examples[0]) == {"people": 120, "seats": 45}


def test_nothing_is_left_to_fill_in(folder: Path) -> None:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert len(files) == 7
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "{{" not in text, file
        assert not file.name.endswith(".txt")


def test_its_python_and_its_catalogues_are_well_formed(folder: Path) -> None:
    for file in folder.rglob("*.py"):
        ast.parse(file.read_text(encoding="utf-8"))
    for file in folder.rglob("*.po"):
        assert polib.pofile(str(file)).percent_translated() == 100


@pytest.mark.parametrize(
    "name",
    ["", "a-b", "Night", "1st", "밤버스", "a b", "a/b", "..", "a" * 41, "class", "_a", "a\udcff"],
)
def test_a_name_that_no_service_can_have_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(WrongName) as raised:
        write(name, tmp_path, NOTHING)
    assert "night_bus" in raised.value.message.text("ko")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["up", "jobs", "programme", "docs"])
def test_a_name_that_is_taken_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(WrongName, match="taken"):
        write(name, tmp_path, frozenset({"up", "programme"}))


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "work.txt").write_text("precious")
    with pytest.raises(WrongName, match="there already"):
        write("mine", tmp_path, NOTHING)
    assert (tmp_path / "mine" / "work.txt").read_text() == "precious"


def test_a_place_that_cannot_hold_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongName, match="cannot be made"):
        write("night_bus", tmp_path / "file", NOTHING)


@pytest.mark.parametrize("name", ["a", "night_bus", "x1", "a" * 40])
def test_ordinary_names_are_taken(name: str) -> None:
    check_name(name, NOTHING)


def test_from_the_command_line_to_every_door(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IEUM_")}
    env = {**kept, "IEUM_HOME": str(set_up(tmp_path)), "IEUM_LANGUAGE": "en"}
    env.pop("DJANGO_SETTINGS_MODULE", None)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*IEUM, *words], env=env, capture_output=True, text=True, check=False)

    made = run("new-service", "night_bus")
    assert made.returncode == 0
    assert made.stdout.strip() == str(tmp_path / "services" / "night_bus")
    called = run("night_bus", "vehicles", "--people", "91")
    assert called.returncode == 0
    assert "Vehicles needed: 3" in called.stdout
    checked = run("service", "check", "night_bus")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "✗" not in checked.stdout
    assert run("new-service", "night_bus").returncode == 2


def test_its_own_test_passes(folder: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("IEUM_")}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed[1]) >= 6
