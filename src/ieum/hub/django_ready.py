"""Starts Django inside a command."""

from __future__ import annotations

import os


def django_ready() -> None:
    """Load the settings and the apps; cheap when already done.

    Raises ``environment.WrongSetting`` when a variable cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ieum.hub.settings")
    import django

    django.setup()
