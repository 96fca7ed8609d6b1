"""The tools of the programme service."""

from __future__ import annotations

from ieum.services.programme import asking_tools, library_tools, reading_tools
from ieum.services.programme.decisions import acting_tools, board_tools, office_tools
from ieum.services.programme.overview import programme_tools
from ieum.services.programme.review import tools as review_tools
from ieum.services.programme.showing import promised_tools

__all__ = [
    "acting_tools",
    "asking_tools",
    "board_tools",
    "library_tools",
    "office_tools",
    "programme_tools",
    "promised_tools",
    "reading_tools",
    "review_tools",
]
