"""``ieum restore``: a hub as it was when the backup was made, brought up to this release.

Nothing is touched before the file is proved whole. Everything is then built beside what is there,
and takes its place in one step at the end, so a failure in between leaves the hub as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ieum.exchange.events.store import begin_anew
from ieum.hub.backup.archive import FILES, ROWS, Contents, members, verified
from ieum.hub.backup.make import DATABASE_FILES
from ieum.hub.backup.place import put_in_place
from ieum.hub.backup.rows import (
    Tables,
    continue_numbering,
    empty,
    last_of_each,
    read_rows,
    steps_taken,
    tables,
    unknown_steps,
)
from ieum.hub.home import home
from ieum.hub.running import LOCK, is_running
from ieum.hub.upgrade import migrate
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _

#: What a home may hold and still count as empty: made by asking about it, and made again at will.
OF_NO_WEIGHT = frozenset({"secret_key", "cache", LOCK, *DATABASE_FILES})


class CannotRestore(IeumError):
    """The backup is whole, but cannot be restored here, and why."""

    code = "cannot-restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    contents: Contents
    rows: int
    files: int
    #: Where the data folder that was there before is kept; None if there was none.
    before: Path | None


def restore_backup(path: Path, *, replace: bool = False) -> Restored:
    """Restore a backup into the home and the database that the environment names.

    With ``replace`` what is there gives way: the data folder is kept under another name, the rows
    of a PostgreSQL database are dropped. Raises ``NotABackup`` or ``CannotRestore``.
    """
    contents = verified(path)
    target = home()
    keep = not _weightless(target)
    _check_place(contents, replace, keep)
    staging = _staging(target)
    try:
        with _database(staging) as connection:
            rows, files = _fill(path, contents, connection, staging)
        before = put_in_place(staging, target, keep_before=keep)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Restored(contents, rows, files, before)


def _check_place(contents: Contents, replace: bool, is_in_use: bool) -> None:
    target = home()
    connection = connections["default"]
    if is_running(target):
        raise CannotRestore(
            _("A hub runs on {folder}. Stop it, then restore again.", folder=target)
        )
    if unknown := unknown_steps(contents.header.steps):
        raise CannotRestore(
            _(
                "The backup has data that this hub does not know ({steps}); it was made by Ieum "
                "{release}. Install that release or a newer one, and the same services.",
                steps=", ".join(f"{app}.{step}" for app, step in unknown[:5]),
                release=contents.header.ieum,
            )
        )
    if replace:
        return
    if is_in_use:
        raise CannotRestore(
            _(
                "{folder} is not empty. Restore with --replace to put it aside, "
                "or set IEUM_HOME to another folder.",
                folder=target,
            )
        )
    if connection.vendor == "postgresql" and steps_taken(connection):
        raise CannotRestore(
            _(
                "The database of IEUM_DATABASE_URL already holds a hub. Restore with --replace to "
                "drop that hub's tables, or name another database."
            )
        )


def _weightless(folder: Path) -> bool:
    """Whether nothing would be lost with the folder: no files, and no tables in its database."""
    if not folder.exists():
        return True
    names = {entry.name for entry in folder.iterdir()}
    if not names <= OF_NO_WEIGHT:
        return False
    return names.isdisjoint(DATABASE_FILES) or not steps_taken(connections["default"])


def _staging(target: Path) -> Path:
    """A new folder on the same disk, so that it can be renamed into place."""
    beside = target if os.path.ismount(target) else target.parent
    staging = beside / f".{target.name}.restoring.{os.getpid()}"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700, parents=True)
    return staging


@contextmanager
def _database(staging: Path) -> Iterator[BaseDatabaseWrapper]:
    """The database to fill: a new SQLite file in the staging folder, or PostgreSQL itself.

    It stands in as the default one, because steps that change data ask for no other. In PostgreSQL
    one transaction holds everything, which ends well or changes nothing.
    """
    ordinary = connections["default"]
    if ordinary.vendor == "postgresql":
        with transaction.atomic():
            _drop_tables(ordinary)
            yield ordinary
        return
    ordinary.close()
    connection = ordinary.copy("default")
    connection.settings_dict["NAME"] = staging / Path(ordinary.settings_dict["NAME"]).name
    connections["default"] = connection
    try:
        yield connection
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
        connections["default"] = ordinary


def _drop_tables(connection: BaseDatabaseWrapper) -> None:
    """Drop the hub's own tables; others in the same database are none of our business."""
    ours = {model._meta.db_table for model in tables(connection, steps_taken(connection)).values()}
    with connection.cursor() as cursor:
        there = ours & set(connection.introspection.table_names(cursor)) | {"django_migrations"}
        names = ", ".join(connection.ops.quote_name(name) for name in sorted(there))
        cursor.execute(f"DROP TABLE IF EXISTS {names} CASCADE")


def _fill(
    path: Path, contents: Contents, connection: BaseDatabaseWrapper, staging: Path
) -> tuple[int, int]:
    found = _prepared(contents, connection)
    rows = files = 0
    with _unordered(connection):
        empty(found, connection)
        for name, file in members(path):
            if name.startswith(ROWS):
                rows += read_rows(found[_label(name)], connection, file)
            elif name.startswith(FILES):
                _put(file, staging / name.removeprefix(FILES))
                files += 1
        continue_numbering(found, connection)
    migrate()
    # Subscribers may have seen events that the backup has not; their cursors must lead nowhere.
    begin_anew()
    return rows, files


def _prepared(contents: Contents, connection: BaseDatabaseWrapper) -> Tables:
    """Tables as they were when the backup was made."""
    from django.db.migrations.executor import MigrationExecutor

    steps = contents.header.steps
    MigrationExecutor(connection).migrate(last_of_each(connection, steps))
    found = tables(connection, steps)
    strangers = {_label(name) for name in contents.sizes if name.startswith(ROWS)} - found.keys()
    if strangers:
        raise CannotRestore(
            _(
                "The backup has rows of {names}, which this hub does not know.",
                names=", ".join(sorted(strangers)),
            )
        )
    return found


def _label(member: str) -> str:
    return member.removeprefix(ROWS).removesuffix(".jsonl")


@contextmanager
def _unordered(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Rows may come before those they refer to; all references are checked at the end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Steps that added a column with a reference have left it immediate.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return
    with connection.constraint_checks_disabled(), transaction.atomic():
        yield
    connection.check_constraints()


def _put(file: IO[bytes], target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        os.fsync(copy.fileno())
