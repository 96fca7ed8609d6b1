"""Starts Django inside a command."""

from __future__ import annotations

import os


def django_ready() -> None:
    """Load the settings and the apps; cheap when already done.

    Raises ``environment.WrongSetting`` when a variable cannot be used, the data folder included.
    """
    _check_home()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ieum.hub.settings")
    import django

    django.setup()


def _check_home() -> None:
    from ieum.hub import environment
    from ieum.hub.home import home

    try:
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
        usable = os.access(home(), os.W_OK | os.X_OK)
    except OSError:
        usable = False
    if not usable:
        raise environment.WrongSetting(environment.HOME, str(home()))
