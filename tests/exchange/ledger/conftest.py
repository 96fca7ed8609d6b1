"""What tests of the ledger share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, in which a key is made when it is needed."""
    folder = tmp_path / "home"
    monkeypatch.setenv("IEUM_HOME", str(folder))
    return folder
