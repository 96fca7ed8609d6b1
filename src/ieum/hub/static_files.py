"""Style sheets, scripts and fonts: gathered once, with hashed names and packed copies.

They come from installed packages. ``gather`` puts them into the data folder, so that an installed
wheel needs no build step; afterwards a request for one never reaches Django.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from whitenoise import WhiteNoise
from whitenoise.storage import CompressedManifestStaticFilesStorage

from ieum.hub.safety.headers import ANY_REPLY

Application = Callable[..., Iterable[bytes]]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names that change with the content, so that browsers may keep a file for ever."""

    manifest_strict = False


def gather() -> None:
    """Bring the static files of all installed packages into the data folder, if any changed."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, clear=False)


def with_static_files(application: Application) -> Application:
    """The application, with ``/static/`` answered before it."""

    def add_headers(headers: Any, path: str, url: str) -> None:
        for name, value in ANY_REPLY:
            headers[name] = value

    root = settings.STATIC_ROOT
    if not root.is_dir():
        return application
    static: Application = WhiteNoise(
        application,
        root=str(root),
        prefix=settings.STATIC_URL,
        max_age=60,
        add_headers_function=add_headers,
        immutable_file_test=_is_hashed,
    )
    return static


def _is_hashed(path: str, url: str) -> bool:
    parts = url.rpartition("/")[2].split(".")
    return len(parts) >= 3 and len(parts[-2]) == 12 and parts[-2].isalnum()
