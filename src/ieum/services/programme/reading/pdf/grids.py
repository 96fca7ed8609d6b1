"""Tables of a page, made out by the rulings between their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ieum.services.programme.reading.pdf.glyphs import Glyph, Ruling

#: Rulings no further apart than this are one, in points: borders of neighbours, double lines.
_NEAR = 3.0
#: More than a page of rows: what has more is a drawing.
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the heights of its level rulings, those themselves, and where its cells begin."""

    tops: list[float]
    left: float
    right: float
    level: list[Ruling]
    starts: list[list[float]]
    """The left ends of the cells of each row."""
    columns: list[float]
    """The left ends of all columns."""

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.tops[0]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.tops[-1]

    def cell_of(self, glyph: Glyph) -> tuple[int, float] | None:
        """The row and the left end of the cell a glyph stands in; None outside of the table.

        A cell over several rows counts to the first of them.
        """
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if not (self.left <= x <= self.right and self.top <= y <= self.bottom):
            return None
        row = min(bisect_right(self.tops, y), len(self.tops) - 1) - 1
        bounds = self.starts[row]
        start = bounds[max(bisect_right(bounds, x) - 1, 0)]
        while row and not self._is_ruled(self.tops[row], x):
            row -= 1
        return row, start

    def column_of(self, start: float) -> int:
        """The column of a cell by its left end; ends that nearly meet are of one column."""
        return bisect_right(self.columns, start + _NEAR) - 1

    def _is_ruled(self, height: float, x: float) -> bool:
        return any(
            abs(r.at - height) <= _NEAR and r.first - _NEAR <= x <= r.last + _NEAR
            for r in self.level
        )


def grids_of(rulings: Iterable[Ruling]) -> list[Grid]:
    """The tables that rulings draw; a frame around a text is none, for nothing is parted in it."""
    rulings = list(rulings)
    level = _merged([ruling for ruling in rulings if ruling.is_level])
    upright = _merged([ruling for ruling in rulings if not ruling.is_level])
    if not level or not upright or len(level) + len(upright) > _MOST_LINES:
        return []
    grids = []
    for group in _touching(level, upright):
        lines = [ruling for ruling in group if ruling.is_level]
        posts = [ruling for ruling in group if not ruling.is_level]
        tops = sorted({ruling.at for ruling in lines})
        if len(tops) < 2 or not posts:
            continue
        left = min(min(r.first for r in lines), min(r.at for r in posts))
        right = max(max(r.last for r in lines), max(r.at for r in posts))
        starts = [_starts(posts, (top + bottom) / 2, left, right) for top, bottom in pairwise(tops)]
        if any(len(row) > 1 for row in starts):
            grids.append(Grid(tops, left, right, lines, starts, _columns(starts)))
    return grids


def _starts(posts: Iterable[Ruling], middle: float, left: float, right: float) -> list[float]:
    """The left ends of the cells of a row with this middle."""
    inside = {post.at for post in posts if post.first - _NEAR <= middle <= post.last + _NEAR}
    return [left, *sorted(at for at in inside if left + _NEAR < at < right - 1)]


def _columns(starts: Iterable[Iterable[float]]) -> list[float]:
    columns: list[float] = []
    for start in sorted({start for row in starts for start in row}):
        if not columns or start - columns[-1] > _NEAR:
            columns.append(start)
    return columns


def _merged(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Rulings of one direction, those on one line that touch put together."""
    lines: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda r: r.at):
        if lines and ruling.at - lines[-1][0].at <= _NEAR:
            lines[-1].append(ruling)
        else:
            lines.append([ruling])
    merged: list[Ruling] = []
    for line in lines:
        at = line[0].at
        first, last = 0.0, -1.0
        for ruling in sorted(line, key=lambda r: r.first):
            if last < first:
                first, last = ruling.first, ruling.last
            elif ruling.first <= last + _NEAR:
                last = max(last, ruling.last)
            else:
                merged.append(Ruling(ruling.is_level, at, first, last))
                first, last = ruling.first, ruling.last
        merged.append(Ruling(line[0].is_level, at, first, last))
    return merged


def _touching(level: Sequence[Ruling], upright: Sequence[Ruling]) -> list[list[Ruling]]:
    """Groups of rulings that hang together."""
    rulings = [*level, *upright]
    group_of = list(range(len(rulings)))

    def root(at: int) -> int:
        while group_of[at] != at:
            group_of[at] = group_of[group_of[at]]
            at = group_of[at]
        return at

    for i, line in enumerate(level):
        for j, post in enumerate(upright, len(level)):
            meets = (
                line.first - _NEAR <= post.at <= line.last + _NEAR
                and post.first - _NEAR <= line.at <= post.last + _NEAR
            )
            if meets:
                group_of[root(i)] = root(j)
    groups: dict[int, list[Ruling]] = {}
    for at, ruling in enumerate(rulings):
        groups.setdefault(root(at), []).append(ruling)
    return list(groups.values())
