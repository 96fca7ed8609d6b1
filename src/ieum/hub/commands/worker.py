"""Carry out jobs, apart from the web process (set IEUM_JOBS=elsewhere there)."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or SIGINT."""
    import signal
    import threading

    from ieum.hub.django_ready import django_ready

    django_ready()
    from ieum.hub.home import home
    from ieum.hub.jobs import worker
    from ieum.hub.running import running
    from ieum.hub.saying import CommandFailed, mention
    from ieum.hub.upgrade import unapplied
    from ieum.kernel.messages import _

    if unapplied():
        # Not taken here: a worker may be the older of two releases on one database.
        raise CommandFailed(
            _("The database is not of this release. Run `ieum migrate`, then start the worker.")
        )
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_signal: (stop.set(), worker.wake()))
    mention(arguments, _("Data folder: {folder}", folder=home()))
    mention(arguments, _("The worker waits for jobs."))
    with running(home()):
        worker.run_until(stop)
    mention(arguments, _("The worker has stopped."))
    return 0
