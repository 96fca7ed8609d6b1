"""A hub that can work, for the doors that a person opens without ``ieum up``."""

from __future__ import annotations

from functools import cache


@cache
def hub_ready() -> None:
    """Start Django, and bring the database up to this release if it is not; usually it is."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from ieum.hub.upgrade import unapplied, upgrade

    if unapplied():
        upgrade()
