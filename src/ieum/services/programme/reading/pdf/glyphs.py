"""What stands on a page of a PDF: its glyphs and its rulings, by PDFium. Heights count downwards."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

#: What PDFium puts for a hyphen at the end of a line, which joins the parts of a word.
_HYPHEN = 0x02
_NO_CHARACTER = frozenset([0, 0xFFFE, 0xFFFF])
#: A filled shape is a ruling if it is no thicker than this, in points.
_THIN = 3.0
_SHORTEST_RULING = 6.0
_STRAIGHT = 1.0
#: A page with more has a map or a chart on it, and no table that could be made out.
MOST_RULINGS = 3000
_DEEPEST_FORM = 3
#: A newspaper page has some 20,000; each costs some ten microseconds.
MOST_GLYPHS = 200_000

type_of = pdfium.FPDFPageObj_GetType


class PageTooFull(ValueError):
    """A page with more characters on it than anybody could print there."""

    def __init__(self, glyphs: int) -> None:
        super().__init__(f"{glyphs} characters on a page")
        self.glyphs = glyphs


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box, from its left end to its right, from its top to its bottom.

    ``spaced`` is whether white space stands before it in the file.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    spaced: bool

    @property
    def height(self) -> float:
        """The height of its line, much the same for all characters of one font and size."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: ``at`` is where it stands, ``first`` to ``last`` how far it goes."""

    is_level: bool
    at: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size in points, and what is on it."""

    width: float
    height: float
    glyphs: list[Glyph]
    rulings: list[Ruling]
    has_pictures: bool
    trailing: frozenset[int]
    """The places of glyphs after which white space stands before the line breaks."""


def sheet_of(page: PdfPage) -> Sheet:
    """What stands on a page; ``PageTooFull`` where that is more than a page holds."""
    width, height = page.get_size()
    glyphs, trailing = _glyphs(page, height)
    rulings: list[Ruling] = []
    pictures = 0
    for kind, raw, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(rulings) <= MOST_RULINGS:
            rulings += _rulings(raw, matrix, height)
    if len(rulings) > MOST_RULINGS:
        rulings = []
    return Sheet(width, height, glyphs, rulings, pictures > 0, frozenset(trailing))


def _glyphs(page: PdfPage, height: float) -> tuple[list[Glyph], list[int]]:
    """The glyphs in the order of the file; those drawn twice, for a bolder look, once."""
    textpage = page.get_textpage()
    raw = textpage.raw
    box = pdfium.FS_RECTF()
    glyphs: list[Glyph] = []
    trailing: list[int] = []
    seen: set[tuple[int, int, int]] = set()
    spaced = False
    count = pdfium.FPDFText_CountChars(raw)
    if count > MOST_GLYPHS:
        raise PageTooFull(count)
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, at)
        if code in _NO_CHARACTER or 0xD800 <= code < 0xE000:
            continue
        text = "\u00ad" if code == _HYPHEN else chr(code)
        if text.isspace():
            # A line break that PDFium made says nothing; a space before it does.
            if text not in "\r\n" and glyphs:
                trailing.append(len(glyphs) - 1)
            spaced = True
            continue
        if not text.isprintable() and text != "\u00ad":
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, at, ctypes.byref(box)):
            continue
        place = (code, round(box.left), round(box.bottom))
        if place in seen:
            continue
        seen.add(place)
        glyphs.append(
            Glyph(text, box.left, height - box.top, box.right, height - box.bottom, spaced)
        )
        spaced = False
    return glyphs, trailing


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: PdfPage) -> Iterator[tuple[int, object, _Matrix]]:
    """Pictures and paths, those in forms too, each with the matrix from its own space to the page."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for at in range(count):
        yield from _object(pdfium.FPDFPage_GetObject(page.raw, at), _IDENTITY, 0)


def _object(raw: object, outer: _Matrix, depth: int) -> Iterator[tuple[int, object, _Matrix]]:
    kind = type_of(raw)
    if kind not in (
        pdfium.FPDF_PAGEOBJ_IMAGE,
        pdfium.FPDF_PAGEOBJ_PATH,
        pdfium.FPDF_PAGEOBJ_FORM,
    ):
        return
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(raw, ctypes.byref(own))
    matrix = _product((own.a, own.b, own.c, own.d, own.e, own.f), outer)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, raw, matrix
    elif depth < _DEEPEST_FORM:
        for at in range(pdfium.FPDFFormObj_CountObjects(raw)):
            yield from _object(pdfium.FPDFFormObj_GetObject(raw, at), matrix, depth + 1)


def _product(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _rulings(raw: object, matrix: _Matrix, height: float) -> Iterator[Ruling]:
    """The straight upright and level lines of a path: strokes, and fills as thin as strokes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, ctypes.byref(fill), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(raw)
    if count < 2 or count > MOST_RULINGS or not (fill.value or stroke.value):
        return
    for points, is_closed in _outlines(raw, count, matrix, height):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if min(wide, high) <= _THIN and max(wide, high) >= _SHORTEST_RULING:
            if wide >= high:
                yield Ruling(True, (min(ys) + max(ys)) / 2, min(xs), max(xs))
            else:
                yield Ruling(False, (min(xs) + max(xs)) / 2, min(ys), max(ys))
        elif stroke.value:
            ends = [*points[1:], points[0]] if is_closed else points[1:]
            for (x, y), (to_x, to_y) in zip(points, ends, strict=False):
                if abs(y - to_y) <= _STRAIGHT and abs(x - to_x) >= _SHORTEST_RULING:
                    yield Ruling(True, (y + to_y) / 2, min(x, to_x), max(x, to_x))
                elif abs(x - to_x) <= _STRAIGHT and abs(y - to_y) >= _SHORTEST_RULING:
                    yield Ruling(False, (x + to_x) / 2, min(y, to_y), max(y, to_y))


def _outlines(
    raw: object, count: int, matrix: _Matrix, height: float
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The corners of each part of a path on the page, and whether it is closed; curves end it."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    is_closed = False
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(raw, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            points, is_closed = [], False
            continue
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, is_closed
            points, is_closed = [], False
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        px, py = x.value, y.value
        points.append((a * px + c * py + e, height - (b * px + d * py + f)))
        is_closed = is_closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if len(points) > 1:
        yield points, is_closed
