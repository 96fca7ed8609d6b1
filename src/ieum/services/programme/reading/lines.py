"""A document as lines, whatever file it came from: what layout is told of each beside its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ieum.search.passages import Part


class Mark(Enum):
    """What the file itself says that a line is."""

    NONE = auto()
    HEADING = auto()
    ITEM = auto()
    CAPTION = auto()
    ROW = auto()
    """A row of a table, its cells parted by tabs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: a paragraph, a heading or a row.

    ``size`` is the type size in points, 0 where it is not known.
    """

    text: str
    part: Part = Part.BODY
    mark: Mark = Mark.NONE
    size: float = 0.0
