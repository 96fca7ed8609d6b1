"""Empties the tables after a test that really committed, in a fraction of Django's time.

Django truncates every table, writes the types and permissions of all models anew, and takes half a
second for it. Most tests leave rows in a dozen tables, and these two never change.
"""

from __future__ import annotations

from django.db import connections, transaction
from django.test import TransactionTestCase

#: What Django writes after the steps of a database, and no test touches.
KEPT = frozenset({"django_content_type", "auth_permission", "django_site", "django_migrations"})


def empty_tables(database: str = "default") -> None:
    """Delete the rows of every table that has any."""
    connection = connections[database]
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    quoted = [connection.ops.quote_name(name) for name in sorted(set(names) - KEPT)]
    looks = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {name})" for number, name in enumerate(quoted)
    )
    with connection.cursor() as cursor:
        cursor.execute(looks)
        full = [quoted[number] for (number,) in cursor.fetchall()]
    # References are checked at the end, when nothing is left that they could miss.
    with (
        connection.constraint_checks_disabled(),
        transaction.atomic(database),
        connection.cursor() as cursor,
    ):
        for name in full:
            cursor.execute(f"DELETE FROM {name}")


def _fixture_teardown(case: TransactionTestCase) -> None:
    for name in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        empty_tables(name)


def install() -> None:
    """Let tests that commit end so."""
    TransactionTestCase._fixture_teardown = _fixture_teardown  # type: ignore[attr-defined]
