"""What tests of the hub share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("IEUM_HOME", str(folder))
    return folder
