"""``ieum backup``: everything a hub must not lose, in one file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from ieum.hub.backup.archive import FILES, ROWS, Contents, Header, Writer, verified
from ieum.hub.backup.rows import steps_taken, tables, write_rows
from ieum.hub.backup.snapshot import ALIAS, snapshot
from ieum.hub.home import DERIVED, home
from ieum.hub.running import LOCK
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _

#: Files of the home that are not copied as files: the database is copied as rows.
DATABASE_FILES = ("ieum.sqlite3", "ieum.sqlite3-wal", "ieum.sqlite3-shm", "ieum.sqlite3-journal")


class NothingToBackUp(IeumError):
    """The home and the database that the environment names hold no hub."""

    code = "nothing-to-back-up"


def make_backup(path: Path) -> Contents:
    """Write a backup and read it back; says what it holds. Raises ``NothingToBackUp``.

    The hub may run meanwhile. Rows are those of one moment; a file that a row speaks of is there,
    because files are copied after the rows were read.
    """
    with snapshot() as connection:
        steps = steps_taken(connection)
        if not steps:
            raise NothingToBackUp(
                _(
                    "There is no hub in {folder}, so there is nothing to back up. "
                    "See whether IEUM_HOME and IEUM_DATABASE_URL are those of the hub.",
                    folder=home(),
                )
            )
        header = Header(
            ieum=version("ieum"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            database=connection.vendor,
            steps=steps,
        )
        with Writer(path, header) as writer:
            for label, model in tables(connection, steps).items():
                with writer.member(f"{ROWS}{label}.jsonl") as file:
                    write_rows(model, ALIAS, file)
            for source in files_to_keep():
                _copy(writer, source)
    return verified(path)


def files_to_keep() -> Iterator[Path]:
    """The files of the home that a backup holds, in order of name."""
    root = home()
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith(".") for part in parts) or "__pycache__" in parts
        ours = parts[0] in DERIVED or parts[0] in DATABASE_FILES or parts[0] == LOCK
        if not hidden and not ours and path.is_file() and not path.is_symlink():
            yield path


def _copy(writer: Writer, source: Path) -> None:
    name = FILES + source.relative_to(home()).as_posix()
    try:
        with source.open("rb") as original, writer.member(name) as copy:
            shutil.copyfileobj(original, copy)
    except FileNotFoundError:
        return  # Deleted since the folder was listed, as uploads are when their rows go.
