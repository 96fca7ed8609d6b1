"""The tools of the programme service."""

from __future__ import annotations

from ieum.services.programme import asking_tools, library_tools, reading_tools

__all__ = ["asking_tools", "library_tools", "reading_tools"]
