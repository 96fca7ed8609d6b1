"""The tools of the programme service."""

from __future__ import annotations

from ieum.services.programme import asking_tools, library_tools, reading_tools
from ieum.services.programme.decisions import (
    assigning_tools,
    board_tools,
    office_tools,
    reporting_tools,
)
from ieum.services.programme.formats import tools as format_tools
from ieum.services.programme.overview import (
    budget_tools,
    comparison_tools,
    programme_tools,
    time_tools,
)
from ieum.services.programme.review import (
    deciding_tools,
    moving_tools,
    propose_tools,
    review_tools,
)
from ieum.services.programme.showing import (
    area_tools,
    map_tools,
    promised_tools,
    timeline_tools,
)

__all__ = [
    "area_tools",
    "asking_tools",
    "assigning_tools",
    "board_tools",
    "budget_tools",
    "comparison_tools",
    "deciding_tools",
    "format_tools",
    "library_tools",
    "map_tools",
    "moving_tools",
    "office_tools",
    "programme_tools",
    "promised_tools",
    "propose_tools",
    "reading_tools",
    "reporting_tools",
    "review_tools",
    "time_tools",
    "timeline_tools",
]
