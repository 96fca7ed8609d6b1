"""Back up the hub (rows, uploads, local services) into one verified file."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument(
        "file", nargs="?", help="file to write (ieum-DATE-TIME.tar.gz in this folder)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the file, read it back, say what it holds."""
    from datetime import datetime
    from pathlib import Path

    from ieum.hub.django_ready import django_ready

    django_ready()
    from ieum.hub.backup.archive import FILES
    from ieum.hub.backup.make import make_backup
    from ieum.hub.machine_faults import reason
    from ieum.hub.saying import CommandFailed, say
    from ieum.kernel.messages import _

    file = Path(arguments.file or f"ieum-{datetime.now():%Y%m%d-%H%M%S}.tar.gz").absolute()
    if file.is_dir():
        raise CommandFailed(_("{file} is a folder. Name a file to write.", file=file))
    try:
        contents = make_backup(file)
    except OSError as problem:
        raise CommandFailed(
            _("{file} cannot be written: {reason}", file=file, reason=reason(problem))
        ) from None
    say(
        arguments,
        _(
            "{file} holds {tables} tables and {files} files, and was read back without a fault "
            "({megabytes:.1f} MB). It contains secrets: keep it like one.",
            file=file,
            tables=len([name for name in contents.sizes if name.startswith("rows/")]),
            files=len([name for name in contents.sizes if name.startswith(FILES)]),
            megabytes=file.stat().st_size / 1e6,
        ),
    )
    return 0
