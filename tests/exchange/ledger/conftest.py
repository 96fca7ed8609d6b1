"""What tests of the ledger share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

#: In the order in which they can be emptied.
TABLES = [f"exchange_ledger{name}" for name in ("head", "key", "tile", "entry")]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, in which a key is made when it is needed."""
    folder = tmp_path / "home"
    monkeypatch.setenv("IEUM_HOME", str(folder))
    return folder


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A ledger that really commits; what it holds is taken away again past its own guards."""
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in TABLES:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
                cursor.execute(f"DELETE FROM {name}")
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE %s",
            ["exchange_ledger%"],
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        for name in TABLES:
            cursor.execute(f"DELETE FROM {name}")
        for _name, sql in triggers:
            cursor.execute(sql)
