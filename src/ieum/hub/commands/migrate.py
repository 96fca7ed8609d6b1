"""Bring the database up to this release and load built-in data."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Take every step that waits, and name it."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from ieum.hub.saying import say
    from ieum.hub.upgrade import upgrade
    from ieum.kernel.messages import _

    steps = upgrade()
    for step in steps:
        print(step)
    if steps:
        say(arguments, _("{count:step/steps} taken.", count=len(steps)))
    else:
        say(arguments, _("The database is up to date."))
    return 0
