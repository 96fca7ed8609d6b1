"""A view of the database as it was at one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, inside one transaction that sees no later change.

    Its alias is ``snapshot``. It takes no lock that keeps others from writing.
    """
    connection = connections["default"].copy(ALIAS)
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        # The ordinary mode would take the write lock; with WAL a reader needs none.
        options["transaction_mode"] = "DEFERRED"
    connections[ALIAS] = connection
    try:
        with transaction.atomic(using=ALIAS):
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                else:
                    cursor.execute("SELECT count(*) FROM sqlite_master")
            yield connection
    finally:
        connection.close()
        del connections[ALIAS]
