"""What word processors keep: paragraphs with tables, notes and frames in them, as one tree.

HWP and HWPX are two writings of the same tree. Both readers build it; here it becomes either the
text in the order of the file (``in_order``), in which the two must agree, or lines as people read
them (``lines_of``): a note after its paragraph, a row of a table as one line.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from ieum.search.passages import Part
from ieum.services.programme.reading.lines import Line, Mark

_SPACE = re.compile(r"\s+")
#: Cells of one row whose second one is as long as this are a label and a text of its own.
_LONG_CELL = 160
#: Columns of the widest table whose gaps are kept.
_MOST_COLUMNS = 64


class Heading(Enum):
    """What the style of a paragraph makes of it."""

    NONE = auto()
    OUTLINE = auto()
    ITEM = auto()
    """Numbered or with a bullet that is not in the text."""


class InsetKind(Enum):
    """What stands inside a paragraph beside its own words."""

    TABLE = auto()
    NOTE = auto()
    """A footnote or endnote."""
    FRAME = auto()
    """A text box, or the caption of a table or picture."""
    MARGIN = auto()
    """A running head or foot."""
    COMMENT = auto()
    """A memo or a hidden comment: not what the document says to its readers."""


@dataclass(slots=True)
class Cell:
    """A cell of a table, or the one cell of any other inset."""

    row: int
    paragraphs: list[Paragraph]
    column: int | None = None
    """Where it begins, counted from 0; None where the file does not say."""


@dataclass(slots=True)
class Inset:
    """Something with paragraphs of its own."""

    kind: InsetKind
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """Words and insets in order; ``size`` is the type size of most of its words, in points."""

    content: list[str | Inset] = field(default_factory=list)
    size: float = 0.0
    heading: Heading = Heading.NONE

    @property
    def words(self) -> str:
        """Its own words, on one line."""
        own = "".join(piece for piece in self.content if isinstance(piece, str))
        return _SPACE.sub(" ", own).strip()

    @property
    def insets(self) -> list[Inset]:
        """What stands inside it, in order."""
        return [piece for piece in self.content if isinstance(piece, Inset)]


def commonest_size(sizes: Counter[float]) -> float:
    """The type size of most characters; 0 where there are none."""
    return sizes.most_common(1)[0][0] if sizes else 0.0


def in_order(paragraphs: Iterable[Paragraph]) -> str:
    """All words in the order of the file, without white space, in Unicode's composed form.

    It is what the twins of a document, one HWP and one HWPX, have in common.
    """
    pieces = "".join(_pieces(paragraphs))
    return _SPACE.sub("", unicodedata.normalize("NFC", pieces))


def _pieces(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        for piece in paragraph.content:
            if isinstance(piece, str):
                yield piece
            else:
                for cell in piece.cells:
                    yield from _pieces(cell.paragraphs)


def lines_of(paragraphs: Iterable[Paragraph], part: Part = Part.BODY) -> Iterator[Line]:
    """The lines as people read them: what is inside a paragraph follows it."""
    for paragraph in paragraphs:
        words = paragraph.words
        if words:
            yield Line(words, part, _mark(paragraph), paragraph.size)
        for inset in paragraph.insets:
            yield from _inset_lines(inset, part)


def _mark(paragraph: Paragraph) -> Mark:
    match paragraph.heading:
        case Heading.OUTLINE:
            return Mark.HEADING
        case Heading.ITEM:
            return Mark.ITEM
        case Heading.NONE:
            return Mark.NONE


def _inset_lines(inset: Inset, part: Part) -> Iterator[Line]:
    match inset.kind:
        case InsetKind.TABLE:
            yield from _table_lines(inset, part)
        case InsetKind.MARGIN:
            yield from _all(inset, Part.FURNITURE)
        case InsetKind.COMMENT:
            yield from _all(inset, Part.ASIDE)
        case InsetKind.NOTE:
            yield from _note_lines(inset, part)
        case InsetKind.FRAME:
            yield from _all(inset, part)


def _all(inset: Inset, part: Part) -> Iterator[Line]:
    for cell in inset.cells:
        yield from lines_of(cell.paragraphs, part)


def _note_lines(inset: Inset, part: Part) -> Iterator[Line]:
    """A note begins with the asterisk by which documents without automatic notes mark theirs."""
    for number, line in enumerate(_all(inset, part)):
        is_bare = number == 0 and line.text[0].isalnum()
        yield Line(f"* {line.text}", line.part, line.mark, line.size) if is_bare else line


def _table_lines(table: Inset, part: Part) -> Iterator[Line]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    places = places_of(cell.column for cell in table.cells)
    for cells in rows.values():
        lines = [list(lines_of(cell.paragraphs, part)) for cell in cells]
        yield from row_lines(in_places(lines, [cell.column for cell in cells], places), part)


def places_of(columns: Iterable[int | None]) -> dict[int, int]:
    """The place in a line of each column in which a cell of a table begins.

    Empty where the file does not say it of all cells, or says it of more than people read.
    """
    known = set(columns)
    begun = sorted(column for column in known if column is not None)
    if len(begun) < len(known) or len(begun) > _MOST_COLUMNS:
        return {}
    return {column: place for place, column in enumerate(begun)}


def in_places(
    cells: Sequence[list[Line]], columns: Sequence[int | None], places: Mapping[int, int]
) -> Sequence[list[Line]]:
    """The cells of a row with an empty one where a cell of another row, or none, stands."""
    if not places:
        return cells
    row: list[list[Line]] = [[] for _ in places]
    for cell, column in zip(cells, columns, strict=True):
        if column is not None:
            row[places[column]] = [*row[places[column]], *cell]
    return row


def row_lines(cells: Sequence[list[Line]], part: Part = Part.BODY) -> Iterator[Line]:
    """A row of a table as one line, its cells parted by tabs; empty ones at its end are left out.

    Tables are drawn for other ends too. A frame with one cell is what it holds; a cell beside a
    text is its heading; cells with texts or tables of their own come one after the other.
    """
    filled = [lines for lines in cells if lines]
    texts = [_is_a_text(lines) for lines in filled]
    if len(filled) == 2 and texts == [False, True]:
        label = filled[0]
        yield Line(_joined(label), part, Mark.HEADING, label[0].size)
        yield from filled[1]
    elif len(filled) == 1 or any(texts):
        for lines in filled:
            yield from lines
    elif filled:
        words = "\t".join(map(_joined, cells)).rstrip("\t")
        yield Line(words, part, Mark.ROW, filled[0][0].size)


def _is_a_text(lines: Sequence[Line]) -> bool:
    """Whether a cell holds paragraphs or a table rather than an entry."""
    if any(line.mark is Mark.ROW for line in lines):
        return True
    return len(lines) > 1 and sum(len(line.text) for line in lines) >= _LONG_CELL


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)
