"""Bringing a hub's rows up to the release that runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ieum.hub import upgrade

pytestmark = pytest.mark.django_db
MAIN = "from ieum.hub.doors.cli import main; raise SystemExit(main())"
#: No file may grow beyond what the first steps need.
LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"


def test_nothing_waits_in_a_hub_that_is_up_to_date() -> None:
    assert upgrade.unapplied() == []


def test_every_app_with_built_in_data_is_found() -> None:
    assert "ieum.services.programme.built_in" in upgrade.built_in_modules()


def test_the_data_of_a_service_that_fails_does_not_keep_the_others_from_theirs(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    loaded: list[str] = []
    broken, whole = ModuleType("broken_built_in"), ModuleType("whole_built_in")
    broken.load = lambda: 1 / 0  # type: ignore[attr-defined]
    whole.load = lambda: loaded.append("whole")  # type: ignore[attr-defined]
    for module in (broken, whole):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    names = ["broken_built_in", "no_such_module", "whole_built_in"]
    monkeypatch.setattr(upgrade, "built_in_modules", lambda: names)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)  # The test's own is open.
    assert upgrade.upgrade() == []
    assert loaded == ["whole"]
    assert "broken_built_in could not be loaded" in caplog.text


def test_every_model_has_its_steps(capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True)
    assert "No changes detected" in capsys.readouterr().out


def test_an_upgrade_that_breaks_off_leaves_a_hub_that_can_be_upgraded(tmp_path: Path) -> None:
    """The disk is full for the first start, and has room again for the second."""
    # A database on a server would not feel that this disk is full.
    environment = os.environ | {
        "IEUM_HOME": str(tmp_path),
        "IEUM_LANGUAGE": "en",
        "IEUM_DATABASE_URL": "",
    }
    migrate = [sys.executable, "-c", f"{LIMIT}{MAIN}", "migrate"]
    first = subprocess.run(migrate, env=environment, capture_output=True, text=True)
    assert first.returncode == 1
    assert "cannot be used" in first.stderr
    assert "Traceback" not in first.stderr
    second = subprocess.run(
        [sys.executable, "-c", MAIN, "migrate"], env=environment, capture_output=True, text=True
    )
    assert (second.returncode, second.stderr) == (0, "")
    assert "accounts.0001_initial" in second.stdout
