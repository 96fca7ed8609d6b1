"""A hub in a folder that is thrown away, for checks that call every tool."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: What the operator has set stays out of a check, except what only says how to log and speak.
KEPT = frozenset({"IEUM_LOG", "IEUM_LOG_LEVEL", "IEUM_LANGUAGE"})


@contextmanager
def temporary_hub(*services: Path) -> Iterator[Path]:
    """A new hub with these service folders in it; its home.

    Django reads its settings once a process, so the hub stays for the rest of the process and is
    deleted at its end; a test run that has a hub already keeps that one.
    """
    from django.conf import settings

    if not settings.configured:
        _move_to_new_home()
    from ieum.hub.doors.hub_ready import hub_ready
    from ieum.hub.home import home

    with _linked(home(), services):
        hub_ready()
        yield home()


def _move_to_new_home() -> None:
    from django.conf import settings

    folder = tempfile.TemporaryDirectory(prefix="ieum-check-")
    atexit.register(folder.cleanup)
    for name in [n for n in os.environ if n.startswith("IEUM_") and n not in KEPT]:
        del os.environ[name]
    os.environ["IEUM_HOME"] = folder.name
    os.environ.setdefault("IEUM_LOG_LEVEL", "error")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ieum.hub.settings")
    # Pages name the files beside them; nobody fetches those here, so none need be gathered.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


@contextmanager
def _linked(home: Path, services: tuple[Path, ...]) -> Iterator[None]:
    links = []
    (home / "services").mkdir(parents=True, exist_ok=True)
    for folder in services:
        link = home / "services" / folder.name
        if not link.exists():
            link.symlink_to(folder.resolve(), target_is_directory=True)
            links.append(link)
    try:
        yield
    finally:
        for link in links:
            link.unlink()
