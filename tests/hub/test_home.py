"""The data folder."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ieum.hub import home as homes


def test_the_home_is_where_the_variable_says(home: Path) -> None:
    assert homes.home() == home


def test_without_the_variable_it_is_a_folder_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IEUM_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert homes.home() == tmp_path / "ieum-data"


def test_what_is_kept_once_is_readable_by_the_hub_alone_and_stays(home: Path) -> None:
    assert homes.kept_once("secret_key", "first") == "first"
    assert homes.kept_once("secret_key", "second") == "first"
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_threads_that_start_at_once_agree_on_one_text(home: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda n: homes.kept_once("secret_key", f"text-{n}"), range(40)))
    assert len(texts) == 1
    assert [entry.name for entry in home.iterdir()] == ["secret_key"]


def test_a_folder_in_it_is_closed_to_others(home: Path) -> None:
    folder = homes.folder("uploads")
    assert folder == home / "uploads"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
