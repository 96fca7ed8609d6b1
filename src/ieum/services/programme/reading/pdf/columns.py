"""The order in which a page is read: columns one after the other, everything else from the top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ieum.services.programme.reading.pdf.rows import Row

#: Columns have at least so many lines on either side, and a gutter of so many points.
_LEAST_LINES = 4
_GUTTER = 8.0
#: A line of running text fills at least this share of its column.
_FILLED = 0.6
#: And so many points: what is narrower holds entries.
_LEAST_WIDTH = 100.0
#: A page with more printed lines is no page of running text.
_MOST_ROWS = 1500


@dataclass(frozen=True, slots=True)
class Column:
    """Printed lines that are read one after the other."""

    rows: list[Row]


def columns_of(rows: Sequence[Row]) -> Iterator[Column]:
    """Rows as columns in reading order."""
    rows = sorted(rows, key=lambda row: (row.middle, row.left))
    widest = max((row.right for row in rows), default=0) - min((r.left for r in rows), default=0)
    if len(rows) > _MOST_ROWS:
        yield Column(rows)
        return
    plain: list[Row] = []
    at = 0
    while at < len(rows):
        end, gutter = _band(rows, at, widest)
        if gutter is None:
            plain.append(rows[at])
            at += 1
            continue
        if plain:
            yield Column(plain)
            plain = []
        yield Column([row for row in rows[at:end] if row.right <= gutter])
        yield from columns_of([row for row in rows[at:end] if row.right > gutter])
        at = end
    if plain:
        yield Column(plain)


def _band(rows: Sequence[Row], start: int, widest: float) -> tuple[int, float | None]:
    """How far down columns reach from here, and the middle of their first gutter; or None.

    Lines of neighbouring columns need not stand on one height; all they have in common is that no
    line crosses the gutter.
    """
    covered: list[tuple[float, float]] = []
    gutter: float | None = None
    end = start
    for row in rows[start:]:
        wider = _with(covered, row)
        found = _gutter(wider)
        if found is None and (gutter is not None or wider[-1][1] - wider[0][0] > _FILLED * widest):
            break
        covered, gutter, end = wider, found, end + 1
    if gutter is None:
        return start, None
    sides = (
        [row for row in rows[start:end] if row.right <= gutter],
        [row for row in rows[start:end] if row.right > gutter],
    )
    return (end, gutter) if all(map(_is_running, sides)) else (start, None)


def _with(covered: Sequence[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """Stretches of the width of a page that lines cover, with one more line."""
    merged: list[tuple[float, float]] = []
    for left, right in sorted([*covered, (row.left, row.right)]):
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _gutter(covered: Sequence[tuple[float, float]]) -> float | None:
    """The middle of the first stretch between lines that none covers."""
    for (_, left), (right, _) in pairwise(covered):
        if right - left >= _GUTTER:
            return (left + right) / 2
    return None


def _is_running(rows: Sequence[Row]) -> bool:
    """Whether lines are running text, which fills its column, and not the entries of a table."""
    if len(rows) < _LEAST_LINES:
        return False
    width = max(row.right for row in rows) - min(row.left for row in rows)
    filled = median(row.right - row.left for row in rows)
    return filled >= max(_FILLED * width, _LEAST_WIDTH)
