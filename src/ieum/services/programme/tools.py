"""The tools of the programme service."""

from __future__ import annotations

from ieum.services.programme import asking_tools, library_tools, reading_tools
from ieum.services.programme.decisions import acting_tools, board_tools, office_tools
from ieum.services.programme.formats import tools as format_tools
from ieum.services.programme.overview import (
    budget_tools,
    comparison_tools,
    programme_tools,
    time_tools,
)
from ieum.services.programme.review import moving_tools, propose_tools
from ieum.services.programme.review import tools as review_tools
from ieum.services.programme.showing import (
    area_tools,
    map_tools,
    promised_tools,
    timeline_tools,
)

__all__ = [
    "acting_tools",
    "area_tools",
    "asking_tools",
    "board_tools",
    "budget_tools",
    "comparison_tools",
    "format_tools",
    "library_tools",
    "map_tools",
    "moving_tools",
    "office_tools",
    "programme_tools",
    "promised_tools",
    "propose_tools",
    "reading_tools",
    "review_tools",
    "time_tools",
    "timeline_tools",
]
