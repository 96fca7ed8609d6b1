"""What tests of the programme service share: an index of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def indexes(tmp_path: Path, settings: object) -> Iterator[Path]:
    """A folder for search indexes that only this test uses."""
    from ieum.services.programme import store

    settings.INDEXES_ROOT = tmp_path  # type: ignore[attr-defined]
    store._index.cache_clear()
    store._held.clear()
    yield tmp_path
    store._index.cache_clear()
    store._held.clear()
