"""What tests of the exchange share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

#: In the order in which they can be emptied.
TABLES = [f"exchange_ledger{name}" for name in ("head", "key", "tile", "entry")]


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
