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


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """Rate limits of a process count from one test to the next; each begins anew."""
    from django.core.cache import cache

    from ieum.hub import rate_limits

    cache.clear()
    rate_limits.forget()
