"""Rows of a database as lines of JSON that any other database can take in.

Tables are read and written as the steps (migrations) that the database has taken describe them,
not as today's code does; so rows of an older release come back the way they were, and are then
brought up to date like those of any database.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.duration import duration_iso_string

Step = tuple[str, str]
Tables = dict[str, type[models.Model]]
CHUNK = 500


def steps_taken(connection: BaseDatabaseWrapper) -> list[Step]:
    """The steps that a database has taken, of those this hub knows."""
    loader = MigrationExecutor(connection).loader
    return sorted(set(loader.applied_migrations) & set(loader.graph.nodes))


def unknown_steps(steps: Iterable[Step]) -> list[Step]:
    """Steps that this hub does not know: of a newer release, or of a service it lacks."""
    known = MigrationLoader(None).disk_migrations
    return sorted(set(steps) - set(known))


def last_of_each(connection: BaseDatabaseWrapper, steps: Iterable[Step]) -> list[Step]:
    """The steps that no other step of the same app follows."""
    graph = MigrationExecutor(connection).loader.graph
    taken = {step for step in steps if step in graph.nodes}
    return sorted(
        step
        for step in taken
        if not any(
            child.key in taken and child.key[0] == step[0]
            for child in graph.node_map[step].children
        )
    )


def tables(connection: BaseDatabaseWrapper, steps: Iterable[Step]) -> Tables:
    """The tables as the steps describe them, by ``app.Model``; also those between two models."""
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state(last_of_each(connection, steps))
    return {
        model._meta.label: model
        for model in sorted(
            state.apps.get_models(include_auto_created=True), key=lambda model: model._meta.label
        )
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    }


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns of a model's own table that hold something of their own."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if not getattr(field, "generated", False)
    ]


def write_rows(model: type[models.Model], alias: str, file: IO[bytes]) -> int:
    """Write every row of a table: first the columns' names, then a line a row; says how many."""
    fields = columns(model)
    file.write(_line([field.column for field in fields]))
    rows = (
        model._base_manager.using(alias)
        .order_by("pk")
        .values_list(*(field.attname for field in fields))
    )
    count = 0
    for row in rows.iterator(chunk_size=CHUNK):
        file.write(_line([plain(value) for value in row]))
        count += 1
    return count


def read_rows(model: type[models.Model], connection: BaseDatabaseWrapper, file: IO[bytes]) -> int:
    """Put the rows of a file into an empty table; says how many.

    The rows go past the model's own saving, which would put today's date into some of them.
    """
    by_column = {field.column: field for field in columns(model)}
    lines = iter(file)
    names: list[str] = json.loads(next(lines))
    fields = [by_column[name] for name in names]
    quote = connection.ops.quote_name
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) "
        f"VALUES ({', '.join(['%s'] * len(fields))})"
    )
    count = 0
    with connection.cursor() as cursor:
        for chunk in _chunks(lines):
            rows = [
                [
                    _stored(field, item, connection)
                    for field, item in zip(fields, json.loads(line), strict=True)
                ]
                for line in chunk
            ]
            cursor.executemany(statement, rows)
            count += len(rows)
    return count


def empty(found: Tables, connection: BaseDatabaseWrapper) -> None:
    """Delete the rows that the steps themselves put in."""
    with connection.cursor() as cursor:
        for model in found.values():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def continue_numbering(found: Tables, connection: BaseDatabaseWrapper) -> None:
    """Let the next new row of each table get a number that is still free."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found.values())):
            cursor.execute(statement)


def plain(value: Any) -> Any:
    """A value of a column as JSON, without loss."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode("ascii")
        case _:
            return value


def _stored(field: models.Field[Any, Any], item: Any, connection: BaseDatabaseWrapper) -> Any:
    """A value from a backup as the database takes it."""
    if item is None:
        # A JSON column that may not be empty holds the JSON word null.
        is_word = isinstance(field, models.JSONField) and not field.null
        return connection.ops.adapt_json_value(None, None) if is_word else None
    return field.get_db_prep_save(field.to_python(item), connection)


def _line(row: list[Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _chunks(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
