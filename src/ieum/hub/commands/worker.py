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
    from ieum.hub.jobs import worker

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: (stop.set(), worker.wake()))
    worker.run_until(stop)
    return 0
