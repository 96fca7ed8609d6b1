"""Faults of the machine (disk, rights, database), in words that an operator can act on."""

from __future__ import annotations

import errno
import sys

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _

REASONS: dict[int, Message] = {
    errno.ENOENT: _("no such file or folder"),
    errno.ENOTDIR: _("a part of the path is no folder"),
    errno.EISDIR: _("it is a folder"),
    errno.EACCES: _("this account has no right to it"),
    errno.EPERM: _("this account has no right to it"),
    errno.EROFS: _("the disk can only be read"),
    errno.ENOSPC: _("the disk is full"),
    errno.EDQUOT: _("the disk quota is used up"),
    errno.EFBIG: _("the file would be larger than this account may write"),
    errno.EIO: _("the disk does not work"),
    errno.ENAMETOOLONG: _("the name is too long"),
    errno.EMFILE: _("too many files are open"),
}


class MachineFault(IeumError):
    """The machine, not the call, stands in the way: what failed, why, and what to look at."""

    code = "machine-fault"
    status = 503


def reason(problem: OSError) -> Message:
    """Why the system refused, in the reader's language where we know the words."""
    if problem.errno in REASONS:
        return REASONS[problem.errno]
    return Message("{why}", {"why": problem.strerror or type(problem).__name__})


def machine_fault(error: BaseException) -> MachineFault | None:
    """The fault of the machine that an exception tells of; None when it tells of no such thing."""
    if isinstance(error, OSError) and error.errno in REASONS:
        return _file_fault(error)
    # Where Django was never loaded, no exception can be one of its database.
    database = sys.modules.get("django.db")
    if database is not None and (
        isinstance(error, (database.OperationalError, database.InterfaceError))
        # SQLite's word for a file that is damaged or none of its own; its heirs are our mistakes.
        or type(error) is database.DatabaseError
    ):
        return _database_fault(error)
    return None


def _file_fault(error: OSError) -> MachineFault:
    if error.filename is None:
        return MachineFault(_("A file cannot be used: {reason}.", reason=reason(error)))
    return MachineFault(
        _("{file} cannot be used: {reason}.", file=error.filename, reason=reason(error))
    )


def _database_fault(error: BaseException) -> MachineFault:
    from ieum.hub import environment
    from ieum.hub.home import home

    # PostgreSQL adds hints on further lines; the first names the server and the cause.
    why = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if environment.DATABASE_URL.is_set():
        return MachineFault(
            _(
                "The database of IEUM_DATABASE_URL cannot be used: {reason}. See whether the "
                "server runs and whether host, port, name, user and password are right.",
                reason=why,
            )
        )
    return MachineFault(
        _(
            "The database in {folder} cannot be used: {reason}. See whether the disk is full and "
            "whether this account may write there.",
            folder=home(),
            reason=why,
        )
    )
