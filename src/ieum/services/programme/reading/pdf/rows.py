"""Glyphs as printed lines: what stands side by side on one height, with its spaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ieum.services.programme.reading.pdf.glyphs import Glyph

#: A gap of this share of the height of the line is a space; of this one, the end of a column.
_SPACE, _COLUMN = 0.25, 1.6


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line, or the part of one that stands in one column."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    height: float
    keeps_space: bool
    """Whether white space stands after it in the file."""

    @property
    def middle(self) -> float:
        """Half of its height."""
        return (self.top + self.bottom) / 2


def rows_of(glyphs: Sequence[tuple[int, Glyph]], trailing: frozenset[int]) -> list[Row]:
    """The printed lines of some glyphs, from the top down, those on one height from the left."""
    lines: list[list[tuple[int, Glyph]]] = []
    for placed in sorted(glyphs, key=lambda placed: (placed[1].top + placed[1].bottom) / 2):
        if lines and _is_level(lines[-1][-1][1], placed[1]):
            lines[-1].append(placed)
        else:
            lines.append([placed])
    rows: list[Row] = []
    for line in lines:
        line.sort(key=lambda placed: placed[1].left)
        rows += _parted(line, trailing)
    return rows


def _is_level(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs stand on one line; small ones may stand higher or lower, as marks do."""
    middles = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return middles < 0.4 * max(one.height, other.height)


def _parted(line: list[tuple[int, Glyph]], trailing: frozenset[int]) -> Iterable[Row]:
    """A line, parted where a gap is too wide for a space."""
    start = 0
    for at in range(1, len(line)):
        before, after = line[at - 1][1], line[at][1]
        if after.left - before.right > _COLUMN * min(before.height, after.height):
            yield _row(line[start:at], trailing)
            start = at
    yield _row(line[start:], trailing)


def _row(line: list[tuple[int, Glyph]], trailing: frozenset[int]) -> Row:
    pieces: list[str] = []
    before: tuple[int, Glyph] | None = None
    for at, glyph in line:
        if before is not None:
            gap = glyph.left - before[1].right
            # White space of the file counts where the two follow each other in the file too.
            is_written = glyph.spaced and at == before[0] + 1
            if gap > _SPACE * glyph.height or (is_written and gap > -0.2 * glyph.height):
                pieces.append(" ")
        pieces.append(glyph.text)
        before = (at, glyph)
    heights = Counter(round(glyph.height, 1) for _, glyph in line)
    return Row(
        text="".join(pieces),
        left=line[0][1].left,
        top=median(glyph.top for _, glyph in line),
        right=max(glyph.right for _, glyph in line),
        bottom=median(glyph.bottom for _, glyph in line),
        height=heights.most_common(1)[0][0],
        keeps_space=line[-1][0] in trailing,
    )
