"""PDF: the words on its pages as lines; what only shows pictures of words is refused."""

from __future__ import annotations

import math
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pypdfium2

from ieum.search.passages import Part, ends_a_sentence
from ieum.search.tokens import HANGUL, kiwi
from ieum.services.programme.reading.layout import begins_an_item
from ieum.services.programme.reading.lines import Line
from ieum.services.programme.reading.office import Cell, Inset, InsetKind, Paragraph, lines_of
from ieum.services.programme.reading.pdf.columns import Column, columns_of
from ieum.services.programme.reading.pdf.glyphs import (
    MOST_GLYPHS,
    Glyph,
    PageTooFull,
    Sheet,
    sheet_of,
)
from ieum.services.programme.reading.pdf.grids import Grid, grids_of
from ieum.services.programme.reading.pdf.rows import Row, rows_of
from ieum.services.programme.reading.unreadable import (
    broken,
    locked_pdf,
    scanned,
    too_many_pages,
    too_many_pieces,
)

MOST_PAGES = 2000
#: A page of words has more characters than this; with fewer, a picture on it says the rest.
_FEW_CHARACTERS = 30
#: Shares of a page that its running head and foot stand in.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(
    r"\W*(?:p(?:age)?\.?\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE
)
#: What stands close to the line before: marks, and particles on their own.
_CLOSE_AFTER = re.compile(
    r"[,.·:;)\]}%~(「」』’”?!]|(?:을|를|은|는|이|가|의|에|와|과|로|으로|도|만|에서|까지|부터)(?=\s)"
)
_CLOSE_BEFORE = re.compile(r"[(\[{·~「『‘“]$")
#: The end of a sentence that looks like the mark of an item; two spaces and more part a mark off.
_ENDS_A_VERB = re.compile(r"다\.(?:\s\S|$)")
#: The title of a table, and the unit above it.
_BEGINS_A_TABLE = re.compile(r"[《〈<【\[]|\(?단위")
#: So many characters on either side tell whether two lines meet inside a word.
_CONTEXT = 12
#: The width of a Korean syllable, as a share of the height of its line.
_EM = 0.9
#: So many times the usual distance may a line stand below the one that it goes on from.
_WIDER, _WIDER_AFTER_A_SENTENCE = 1.5, 1.15

#: PDFium may be used by one thread at a time.
_one_at_a_time = threading.Lock()


@dataclass(slots=True)
class _Page:
    """A page taken apart: tables, and the rows outside of them."""

    height: float
    grids: list[tuple[Grid, Inset]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph put together from printed lines.

    ``room`` is what its last line leaves free of its column, in points.
    """

    words: str
    size: float
    room: float
    keeps_space: bool


def read_pdf(content: bytes, name: str) -> list[Line]:
    """The lines of a PDF; ``Unreadable`` where it is locked, damaged or holds pictures of pages."""
    with _one_at_a_time:
        sheets = list(_sheets(content, name))
    if _is_scanned(sheets):
        raise scanned(name)
    return list(_lines([_taken_apart(sheet) for sheet in sheets]))


def page_count(content: bytes) -> int | None:
    """How many pages a PDF has, known without reading them; None where it does not open."""
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return None
        try:
            return len(document)
        finally:
            document.close()


def _sheets(content: bytes, name: str) -> Iterator[Sheet]:
    """The pages, one after the other."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise (locked_pdf(name) if "assword" in str(error) else broken(name)) from error
    try:
        if len(document) > MOST_PAGES:
            raise too_many_pages(name, len(document), MOST_PAGES)
        for page in document:
            yield sheet_of(page)
            page.close()
    except PageTooFull as error:
        raise too_many_pieces(name, error.glyphs, MOST_GLYPHS) from error
    except pypdfium2.PdfiumError as error:
        raise broken(name) from error
    finally:
        document.close()


def _is_scanned(sheets: Sequence[Sheet]) -> bool:
    """Whether most pages are pictures with next to no words on them."""
    if not any(sheet.glyphs for sheet in sheets):
        return True
    silent = [s for s in sheets if s.has_pictures and len(s.glyphs) < _FEW_CHARACTERS]
    return len(silent) > 0.5 * len(sheets)


def _taken_apart(sheet: Sheet) -> _Page:
    page = _Page(sheet.height)
    grids = grids_of(sheet.rulings)
    free: list[tuple[int, Glyph]] = []
    cells: list[dict[tuple[int, float], list[tuple[int, Glyph]]]] = [{} for _ in grids]
    for at, glyph in enumerate(sheet.glyphs):
        for number, grid in enumerate(grids):
            place = grid.cell_of(glyph)
            if place is not None:
                cells[number].setdefault(place, []).append((at, glyph))
                break
        else:
            free.append((at, glyph))
    for grid, found in zip(grids, cells, strict=True):
        table = Inset(InsetKind.TABLE)
        for (row, start), glyphs in sorted(found.items()):
            rows = rows_of(glyphs, sheet.trailing)
            texts = _joined(Column(rows), body_size=math.inf)
            paragraphs = [Paragraph([t.words], t.size) for t in texts]
            table.cells.append(Cell(row, paragraphs, grid.column_of(start)))
        if table.cells:
            page.grids.append((grid, table))
    page.rows = rows_of(free, sheet.trailing)
    return page


def _lines(pages: Sequence[_Page]) -> Iterator[Line]:
    heads = _running_heads(pages)
    body_size = _commonest_height(row for page in pages for row in page.rows)
    pending: _Text | None = None
    for page in pages:
        for row in page.rows:
            if _is_margin(row, page, heads):
                yield Line(row.text, Part.FURNITURE)
        body = [row for row in page.rows if not _is_margin(row, page, heads)]
        goes_on = True
        for item in _in_order(page, body, body_size):
            if isinstance(item, Inset):
                if pending:
                    yield _line(pending)
                pending = None
                yield from lines_of([Paragraph([item])])
            elif pending and goes_on and _goes_on_overleaf(pending, item):
                pending = replace(
                    item, words=_glued(pending.words, item.words, pending.keeps_space)
                )
            else:
                if pending:
                    yield _line(pending)
                pending = item
            goes_on = False
    if pending:
        yield _line(pending)


def _line(text: _Text) -> Line:
    return Line(text.words, size=text.size)


def _goes_on_overleaf(text: _Text, after: _Text) -> bool:
    return (
        _fills(text.room, after.words, after.size)
        and not ends_a_sentence(text.words)
        and _same_size(text.size, after.size)
        and not begins_an_item(after.words)
    )


def _running_heads(pages: Sequence[_Page]) -> frozenset[str]:
    """What stands at the top or the bottom of most pages, with whatever numbers."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(row) for row in page.rows if _in_margin(row, page)})
    least = max(2, len(pages) / 2)
    return frozenset(key for key, count in seen.items() if count >= least)


def _is_margin(row: Row, page: _Page, heads: frozenset[str]) -> bool:
    if not _in_margin(row, page):
        return False
    return _key(row) in heads or _PAGE_NUMBER.fullmatch(row.text) is not None


def _in_margin(row: Row, page: _Page) -> bool:
    return not _MARGIN * page.height < row.middle < (1 - _MARGIN) * page.height


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _in_order(page: _Page, rows: Sequence[Row], body_size: float) -> Iterator[_Text | Inset]:
    """Paragraphs from the top down: text, then the table that cuts it off, then text again."""
    left = list(rows)
    for grid, table in sorted(page.grids, key=lambda placed: placed[0].top):
        above = [row for row in left if row.middle < grid.top]
        left = [row for row in left if row.middle >= grid.top]
        yield from _texts(columns_of(above), body_size)
        yield table
    yield from _texts(columns_of(left), body_size)


def _texts(columns: Iterable[Column], body_size: float) -> Iterator[_Text]:
    for column in columns:
        yield from _joined(column, body_size)


def _joined(column: Column, body_size: float) -> Iterator[_Text]:
    """The printed lines of a column as paragraphs: a line that is full goes on in the next."""
    rows = _side_by_side(column.rows)
    pitch = _pitch(rows)
    text: _Text | None = None
    before: Row | None = None
    edges = {
        height: max(row.right for row in rows if _same_size(row.height, height))
        for height in {row.height for row in rows}
    }
    for row in rows:
        edge = edges[row.height]
        if text and before and _continues(before, row, text.room, pitch, body_size):
            words = _glued(text.words, row.text, before.keeps_space)
        else:
            if text:
                yield text
            words = row.text
        text = _Text(words, row.height, edge - row.right, row.keeps_space)
        before = row
    if text:
        yield text


def _fills(room: float, after: str, size: float) -> bool:
    """Whether a line was broken because the next word had no room in it."""
    word = after.split(maxsplit=1)[0]
    width = sum(1.0 if HANGUL.match(character) else 0.5 for character in word)
    return room < _EM * size * (width + 1)


def _side_by_side(rows: Sequence[Row]) -> list[Row]:
    """Rows on one height, such as entries of a table without rulings, as one."""
    merged: list[Row] = []
    for row in sorted(rows, key=lambda row: row.middle):
        last = merged[-1] if merged else None
        if last and row.middle - last.middle < 0.4 * row.height and row.left >= last.right:
            merged[-1] = replace(
                last,
                text=f"{last.text}\t{row.text}",
                right=row.right,
                keeps_space=row.keeps_space,
            )
        else:
            merged.append(row)
    return merged


def _pitch(rows: Sequence[Row]) -> float:
    """The distance from one line of a paragraph to the next: the smallest there is; 0 for one line.

    Between paragraphs it is the same or more, in whatever share of all lines they begin.
    """
    steps = (
        after.top - before.top
        for before, after in pairwise(rows)
        if _same_size(before.height, after.height)
    )
    return min((step for step in steps if step > 0), default=0.0)


def _continues(before: Row, row: Row, room: float, pitch: float, body_size: float) -> bool:
    if not _same_size(before.height, row.height):
        return False
    if begins_an_item(row.text) and not (
        _ENDS_A_VERB.match(row.text) and _fills(room, row.text, row.height)
    ):
        return False
    step = row.top - before.top
    has_ended = ends_a_sentence(before.text)
    if min(before.height, row.height) > 1.3 * body_size:
        # A title in large type is broken where it reads well, not where its line is full.
        return step <= 1.8 * row.height and not has_ended
    if has_ended and _BEGINS_A_TABLE.match(row.text):
        return False
    is_indented = row.left > before.left + 0.5 * row.height
    widest = _WIDER_AFTER_A_SENTENCE if has_ended else _WIDER
    is_full = _fills(room, row.text, row.height)
    return is_full and step <= widest * pitch and not (has_ended and is_indented)


def _same_size(one: float, other: float) -> bool:
    return abs(one - other) <= 0.12 * max(one, other)


def _commonest_height(rows: Iterable[Row]) -> float:
    heights: Counter[float] = Counter()
    for row in rows:
        heights[row.height] += len(row.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _glued(before: str, after: str, keeps_space: bool) -> str:
    """Two lines of one paragraph as one: Korean lines may end in the middle of a word."""
    if before.endswith("\u00ad"):
        return before[:-1] + after
    if keeps_space or not before or not after:
        return f"{before} {after}"
    if _CLOSE_AFTER.match(after) or _CLOSE_BEFORE.search(before):
        return before + after
    ends_in_hangul, begins_in_hangul = HANGUL.match(before[-1]), HANGUL.match(after)
    if before[-1].isdigit() and begins_in_hangul:
        # A unit or a counter.
        return before + after
    if not (ends_in_hangul or begins_in_hangul):
        return f"{before} {after}"
    # Kiwi knows whether the two ends make one word.
    left, right = before[-_CONTEXT:], after[:_CONTEXT]
    _, spaces = kiwi().glue([left, right], return_space_insertions=True)
    return f"{before} {after}" if spaces[0] else before + after
