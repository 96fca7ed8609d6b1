"""Light or dark: what the reader's machine says, unless the reader says otherwise."""

from __future__ import annotations

from django.http import HttpRequest

COOKIE = "ieum_theme"
THEMES = ("auto", "light", "dark")


def theme_of(request: HttpRequest) -> str:
    """What the reader chose, ``auto`` if nothing."""
    wish = request.COOKIES.get(COOKIE, "")
    return wish if wish in THEMES else "auto"
