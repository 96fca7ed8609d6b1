"""Many rows inserted by one statement, for the few places where hundreds come every second.

Django's ``bulk_create`` makes an object of each row and binds every value by itself. PostgreSQL reads
the rows from one JSON text instead, at a quarter of the processor time of this side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from django.db import connection, models

Row = Mapping[str, Any]


def insert(model: type[models.Model], rows: Sequence[Row], returning: str = "") -> list[Any]:
    """Insert rows in their order; what the database gave each for the column ``returning``.

    A row names the columns as the model's instances do (``subject_id``), all rows the same, and every
    column but those that the database fills itself. Without ``returning`` the list is empty.
    """
    if not rows:
        return []
    if connection.vendor != "postgresql":
        made = model._base_manager.bulk_create([model(**row) for row in rows])
        return [getattr(one, returning) for one in made] if returning else []
    statement, binary = _statement(model, tuple(rows[0]), returning)
    if binary:
        rows = [
            {**row, **{name: f"\\x{bytes(row[name]).hex()}" for name in binary}} for row in rows
        ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [orjson.dumps(rows).decode()])
        return [value for (value,) in cursor.fetchall()] if returning else []


@cache
def _statement(
    model: type[models.Model], names: tuple[str, ...], returning: str
) -> tuple[str, tuple[str, ...]]:
    """The statement that reads such rows from JSON, and the names of those that hold bytes."""
    quote = connection.ops.quote_name
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(quote(field.column) for field in fields)
    chosen = ", ".join(f"given.{quote(field.attname)}" for field in fields)
    types = ", ".join(f"{quote(field.attname)} {field.db_type(connection)}" for field in fields)
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) "
        f"SELECT {chosen} FROM json_to_recordset(%s::json) AS given ({types})"
    )
    if returning:
        statement += f" RETURNING {quote(by_name[returning].column)}"
    binary = tuple(field.attname for field in fields if isinstance(field, models.BinaryField))
    return statement, binary
