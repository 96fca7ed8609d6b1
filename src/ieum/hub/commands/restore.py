"""Restore the hub from a backup file, and bring it up to this release."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """What to restore, and whether something may give way to it."""
    parser.add_argument("file", help="a file that `ieum backup` wrote")
    parser.add_argument(
        "--replace", action="store_true", help="put aside the hub that is there already"
    )
    parser.add_argument("--check", action="store_true", help="only check the file; change nothing")


def run(arguments: argparse.Namespace) -> int:
    """Check the file, restore it unless told not to, say what was done."""
    from pathlib import Path

    from ieum.hub.backup.archive import verified
    from ieum.hub.saying import say
    from ieum.kernel.messages import _

    file = Path(arguments.file)
    if arguments.check:
        header = verified(file).header
        say(
            arguments,
            _(
                "{file} is whole. Ieum {release} made it at {moment}.",
                file=file,
                release=header.ieum,
                moment=header.made_at,
            ),
        )
        return 0
    from ieum.hub.django_ready import django_ready

    django_ready()
    from ieum.hub.backup.restore import restore_backup
    from ieum.hub.home import home

    done = restore_backup(file, replace=arguments.replace)
    say(
        arguments,
        _(
            "{folder} is restored: {rows:,} rows and {files:,} files, as of {moment}.",
            folder=home(),
            rows=done.rows,
            files=done.files,
            moment=done.contents.header.made_at,
        ),
    )
    if done.before:
        say(arguments, _("What was there before is kept in {folder}.", folder=done.before))
    return 0
