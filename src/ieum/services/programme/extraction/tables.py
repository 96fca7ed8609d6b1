"""The tables of a document: rows of cells under heads, with the unit their numbers are in.

A table is found by its shape alone, whatever file it came from: lines whose cells are parted by tabs
or upright bars, one beneath the other. A lone line between two rows is the head of a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ieum.search.passages import Document, Passage, ends_a_sentence
from ieum.services.programme.extraction.table_heads import YEAR, Column, Head, heads_of
from ieum.services.programme.extraction.table_units import NUMBER, unit_in

_PART = re.compile(r"\s*[|│｜]\s*|\t")
_TOTAL = re.compile(
    r"(?:총\s?)?합\s?계|총\s?계|총\s?합계?|총액|총\s?사업비|전\s?체|모\s?두|계|(?P<sub>소\s?계|sub\s?-?total)|"
    r"(?:grand\s)?total|sum",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\d\s?[조억만천]?\s?원$")
_SAYS_MONEY = re.compile(r"\d\s?[조억만천]{0,2}\s?원(?=[,\s]|$)")
_UNIT = re.compile(r"\s*[(\[<]?\s*단위")
#: Lines above a table in which its unit may stand.
_ABOVE = 4
_FEWEST_ROWS = 2
_LONGEST_GROUP = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; [start, end) in characters of the document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table and the passage it stands in."""

    passage: Passage
    cells: tuple[Cell, ...]
    group: Cell | None = None
    """What it stands under: the head of its group, or the cell that it shares with rows above."""
    office: Cell | None = None
    """Who leads it: its own cell, or the one that it shares with rows above."""
    is_total: bool = False
    """It adds up the rows above it."""
    is_subtotal: bool = False
    """It adds up those of its group."""

    @property
    def is_lone(self) -> bool:
        """Whether it has words in one cell alone."""
        return sum(bool(cell.text) for cell in self.cells) == 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; ``unit`` is won a number, None if the table does not say."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    unit: int | None
    above: str
    """The lines right above it."""
    lead_in: Passage | None = None
    """The last of them that says more than a unit."""
    tops: tuple[Row, ...] = ()
    """The rows that its heads stand in."""

    @property
    def places(self) -> list[tuple[int, int]]:
        """The stretches of the document that its rows take, those of its heads included."""
        return [(row.cells[0].start, row.cells[-1].end) for row in (*self.tops, *self.rows)]

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years that columns of amounts are for."""
        return tuple(sorted({h.year for h in self.heads if h.year and h.column is Column.AMOUNT}))

    def won(self, row: Row, at: int) -> int | None:
        """The amount in a cell in won; None for a blank, a fall (△240) or words."""
        if at >= len(row.cells):
            return None
        match = NUMBER.fullmatch(row.cells[at].text)
        unit = self.heads[at].unit or self.unit
        if match is None or match["less"] or unit is None:
            return None
        won = Decimal(match["digits"].replace(",", "") + (match["part"] or "")) * unit
        return int(won) if won > 0 and won == won.to_integral_value() else None


@dataclass(frozen=True, slots=True)
class _Line:
    passage: Passage
    text: str
    cells: tuple[Cell, ...]


def tables_of(document: Document, this_year: int | None) -> list[Table]:
    """The tables of a document, in order. ``this_year`` is what 올해 and 전년 in a head count from."""
    tables: list[Table] = []
    above: list[_Line] = []
    rows: list[Row] = []
    lines = list(_lines(document))
    for at, line in enumerate(lines):
        if len(line.cells) > 1 or (rows and _heads_a_group(line, lines[at + 1 : at + 2])):
            rows.append(Row(line.passage, line.cells))
            continue
        if rows:
            tables += _made(rows, above, this_year, below=line.text)
            rows, above = [], []
        above = [*above[1 - _ABOVE :], line]
    return tables + _made(rows, above, this_year)


def is_row(text: str) -> bool:
    """Whether a line is one of a table by its shape."""
    return len(_PART.split(text.strip())) > 1


def _lines(document: Document) -> Iterator[_Line]:
    for passage in document.passages:
        for match in re.finditer(r"[^\n]+", passage.text):
            yield _Line(passage, match[0], _cells(match[0], passage.start + match.start()))


def _heads_a_group(line: _Line, after: Sequence[_Line]) -> bool:
    """Whether a lone line stands in a table: short words, and the row after it has no new heads."""
    return (
        len(line.text) <= _LONGEST_GROUP
        and not ends_a_sentence(line.text)
        and unit_in([line.text]) is None
        and not NUMBER.fullmatch(line.text.strip())
        and all(len(row.cells) > 1 and _holds_numbers(row.cells) for row in after)
        and bool(after)
    )


def _cells(line: str, start: int) -> tuple[Cell, ...]:
    cells = []
    at = 0
    for end, after in [*((m.start(), m.end()) for m in _PART.finditer(line)), (len(line), 0)]:
        text = line[at:end]
        lead = len(text) - len(text.lstrip())
        place = start + at + lead
        cells.append(Cell(text.strip(), place, place + len(text.strip())))
        at = after
    framed = line.strip().startswith(("|", "│", "｜"))
    return tuple(cells[1:] if framed else cells)


def _made(
    rows: Sequence[Row], above: Sequence[_Line], this_year: int | None, below: str = ""
) -> list[Table]:
    if len(rows) < _FEWEST_ROWS:
        return []
    first = next(
        (at for at, row in enumerate(rows) if at and (row.is_lone or _holds_numbers(row.cells))),
        None,
    )
    if first is None or not any(_holds_numbers(row.cells) for row in rows[first:]):
        return []
    if _is_form(rows):
        return []
    tops, body = rows[:first], rows[first:]
    heads = heads_of(
        [[cell.text for cell in row.cells] for row in tops],
        [[cell.text for cell in row.cells] for row in body],
        max(len(row.cells) for row in rows),
        this_year,
    )
    texts = [line.text for line in above]
    said = [*reversed(texts), *(cell.text for row in tops for cell in row.cells), below]
    head_texts = {tuple(cell.text for cell in row.cells) for row in tops}
    body = [row for row in body if tuple(cell.text for cell in row.cells) not in head_texts]
    grouped = tuple(_grouped([_filled(row, heads) for row in body], heads))
    lead_in = next((line.passage for line in reversed(above) if not _UNIT.match(line.text)), None)
    return [Table(heads, grouped, unit_in(said), "\n".join(texts), lead_in, tuple(tops))]


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether rows are fields with what is written into them: 사업기간 | 2025~2029년."""
    values = [row.cells[1].text for row in rows if len(row.cells) == 2]
    amounts = sum(bool(NUMBER.fullmatch(text) or _MONEY.search(text)) for text in values)
    return len(values) == len(rows) and 2 * amounts < len(rows)


def _filled(row: Row, heads: Sequence[Head]) -> Row:
    """A row of as many cells as the table has: the word of a total may span the first ones."""
    missing = len(heads) - len(row.cells)
    fits = all(
        heads[at].column in (Column.AMOUNT, Column.FUNDING, Column.OTHER)
        for at, cell in enumerate(row.cells)
        if NUMBER.fullmatch(cell.text)
    )
    if missing <= 0 or fits:
        return row
    first, *rest = row.cells
    blank = Cell("", first.start, first.start)
    if _TOTAL.fullmatch(first.text):
        return replace(row, cells=(first, *[blank] * missing, *rest))
    # A cell of the row above spans this one.
    return replace(row, cells=(*[blank] * missing, *row.cells))


def _grouped(rows: Sequence[Row], heads: Sequence[Head]) -> Iterator[Row]:
    """The rows with what they stand under, and which of them add up others."""
    at_group = next((at for at, head in enumerate(heads) if head.column is Column.GROUP), None)
    at_office = next((at for at, head in enumerate(heads) if head.column is Column.LEAD), None)
    group: Cell | None = None
    office: Cell | None = None
    for row in rows:
        if row.is_lone and not _holds_numbers(row.cells):
            group = next(cell for cell in row.cells if cell.text)
            continue
        first, *others = row.cells[:3]
        total = _TOTAL.fullmatch(first.text)
        within = next((m for cell in others if (m := _TOTAL.fullmatch(cell.text))), None)
        if total is None:
            group = _own(row, at_group) or group
            office = _own(row, at_office) or office
        if total is not None:
            is_sub = bool(total["sub"])
            yield replace(row, group=group, is_total=not is_sub, is_subtotal=is_sub)
        elif within is not None and (first.text or group is not None):
            own = first if first.text and not NUMBER.fullmatch(first.text) else group
            yield replace(row, group=own, is_subtotal=True)
        elif within is not None:
            yield replace(row, is_total=True)
        else:
            yield replace(row, group=group, office=office)


def _own(row: Row, at: int | None) -> Cell | None:
    is_there = at is not None and at < len(row.cells) and row.cells[at].text
    return row.cells[at] if is_there and at is not None else None


def _holds_numbers(cells: Sequence[Cell]) -> bool:
    """Whether a row holds amounts rather than heads, in which a bare number is a year."""
    numbers = [m for cell in cells[1:] if (m := NUMBER.fullmatch(cell.text))]
    money = any(_SAYS_MONEY.search(cell.text) for cell in cells[1:])
    return money or any(not YEAR.fullmatch(m[0]) for m in numbers)
