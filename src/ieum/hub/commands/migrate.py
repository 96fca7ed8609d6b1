"""Bring the database up to this release and load built-in data."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    from ieum.hub.django_ready import django_ready

    django_ready()
    from ieum.hub.upgrade import upgrade

    steps = upgrade()
    for step in steps:
        print(step)
    print("The database is up to date." if not steps else f"{len(steps)} steps taken.")
    return 0
