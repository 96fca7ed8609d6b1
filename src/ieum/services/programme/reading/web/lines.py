"""The elements of a page as lines: one a paragraph, item, heading or row, as a browser sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import html

from ieum.search.passages import Part
from ieum.services.programme.reading.lines import Line, Mark
from ieum.services.programme.reading.office import in_places, places_of, row_lines
from ieum.services.programme.reading.web.parts import DROPPED

#: Type sizes in points, as browsers set them by themselves.
_SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 13.0, "h5": 12.0, "h6": 12.0}
_MARKS = {"li": Mark.ITEM, "figcaption": Mark.CAPTION, "caption": Mark.CAPTION}
_MARKS |= dict.fromkeys(_SIZES, Mark.HEADING)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
        "caption",
        "br",
    ]
)
_SPACE = re.compile(r"\s+")
BODY_SIZE = 11.0
#: Rows and columns that one cell reaches over at most.
_MOST_SPAN = 100
_WIDEST = 200


def lines_of_element(element: html.HtmlElement) -> list[Line]:
    """The lines of an element and of all inside it."""
    return list(_Setter().lines(element))


class _Setter:
    """Collects the words of one line until a block begins or ends."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = self.plain = 0

    def lines(
        self, element: html.HtmlElement, mark: Mark = Mark.NONE, size: float = BODY_SIZE
    ) -> Iterator[Line]:
        """The lines of an element that begins on a line of its own."""
        yield from self._walk(element, mark, size, in_link=False)
        yield from self._flush(mark, size)

    def _walk(
        self, element: html.HtmlElement, mark: Mark, size: float, in_link: bool
    ) -> Iterator[Line]:
        self._add(element.text, in_link)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in DROPPED:
                if tag == "table":
                    yield from self._flush(mark, size)
                    yield from _table(child)
                elif tag in _BLOCKS:
                    yield from self._flush(mark, size)
                    own_mark, own_size = _MARKS.get(tag, mark), _SIZES.get(tag, size)
                    yield from self._walk(child, own_mark, own_size, in_link)
                    yield from self._flush(own_mark, own_size)
                else:
                    yield from self._walk(child, mark, size, in_link or tag == "a")
            self._add(child.tail, in_link)

    def _add(self, text: str | None, in_link: bool) -> None:
        if not text:
            return
        self.pieces.append(text)
        if in_link:
            self.linked += len(text.strip())
        else:
            self.plain += len(text.strip())

    def _flush(self, mark: Mark, size: float) -> Iterator[Line]:
        words = _SPACE.sub(" ", "".join(self.pieces)).strip()
        is_link = self.linked > 0 and self.plain == 0
        self.pieces, self.linked, self.plain = [], 0, 0
        if words:
            # A line that only leads elsewhere belongs to what is elsewhere.
            yield Line(words, Part.ASIDE if is_link else Part.BODY, mark, size)


def _table(element: html.HtmlElement) -> Iterator[Line]:
    own = [
        row for row in element.iter("tr", "caption") if next(row.iterancestors("table")) is element
    ]
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in own]
    columns = _columns(rows)
    places = places_of(column for row in columns for column in row)
    for row, cells, begun in zip(own, rows, columns, strict=True):
        if row.tag == "caption":
            yield from _Setter().lines(row, Mark.CAPTION)
        else:
            lines = [lines_of_element(cell) for cell in cells]
            yield from row_lines(in_places(lines, begun, places))


def _columns(rows: Sequence[Sequence[html.HtmlElement]]) -> Sequence[Sequence[int | None]]:
    """The column in which each cell begins, beside those of rows above that reach down to it; none
    are told of a table that is wider than any that people read."""
    columns: list[list[int]] = []
    reaching: list[int] = []
    """By column, how many more rows a cell above reaches down."""
    for row in rows:
        taken, at = [], 0
        below = [max(rest - 1, 0) for rest in reaching]
        for cell in row:
            while at < len(reaching) and reaching[at]:
                at += 1
            taken.append(at)
            across, down = (_span(cell, name) for name in ("colspan", "rowspan"))
            below += [0] * (at + across - len(below))
            below[at : at + across] = [down - 1] * across
            at += across
        if len(below) > _WIDEST:
            return [[None] * len(row) for row in rows]
        columns.append(taken)
        reaching = below
    return columns


def _span(cell: html.HtmlElement, name: str) -> int:
    said = cell.get(name, "")
    return min(max(int(said), 1), _MOST_SPAN) if re.fullmatch(r"[0-9]{1,6}", said) else 1
