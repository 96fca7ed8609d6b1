"""HWP 5.0, read after Hancom's published format ("한글 문서 파일 형식 5.0", revision 1.3).

A compound file holds streams of records. A record has a tag, a level and a payload; by their levels
records form a tree. A paragraph's text holds control characters; those of the extended kind stand
for what follows the paragraph as control headers, in the same order: tables, notes, drawings.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ieum.services.programme.reading.office import (
    Cell,
    Heading,
    Inset,
    InsetKind,
    Paragraph,
    commonest_size,
)
from ieum.services.programme.reading.unreadable import (
    broken,
    locked,
    too_many_pieces,
    too_much_inside,
)

#: All records of a document together, unpacked, in bytes.
MOST_UNPACKED = 64_000_000
#: A paragraph has four or five records; 500 pages have some 200,000.
MOST_RECORDS = 1_000_000
#: A table in a table in a table …: deeper than people draw them, and shallow enough to walk.
DEEPEST = 120

_BEGIN = 0x10
_CHAR_SHAPE, _PARA_SHAPE = _BEGIN + 5, _BEGIN + 9
_PARA_HEADER, _PARA_TEXT, _PARA_CHAR_SHAPE = _BEGIN + 50, _BEGIN + 51, _BEGIN + 52
_CTRL_HEADER, _LIST_HEADER, _TABLE, _MEMO_LIST = (
    _BEGIN + 55,
    _BEGIN + 56,
    _BEGIN + 61,
    _BEGIN + 77,
)

#: Control characters that take one unit; all other codes below 32 take eight.
_SINGLE = {0: "", 10: "\n", 13: "", 24: "-", 25: "", 26: "", 27: "", 28: "", 29: ""}
_SINGLE |= {30: "\xa0", 31: " "}
_TAB = 9
#: Those of eight units that have a control header of their own.
_EXTENDED = frozenset([1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23])
_UNITS = 8

_HEADINGS = {1: Heading.OUTLINE, 2: Heading.ITEM, 3: Heading.ITEM}
_INSETS = {
    b"head": InsetKind.MARGIN,
    b"foot": InsetKind.MARGIN,
    b"fn  ": InsetKind.NOTE,
    b"en  ": InsetKind.NOTE,
    b"tcmt": InsetKind.COMMENT,
}
#: Section definitions hold master pages, which are drawn on each page and are no text of it.
_SECTION_DEFINITION = b"secd"
_TABLE_CONTROL = b"tbl "
_MEMO_FIELD = b"%%me"

_COMPRESSED, _PASSWORD, _FOR_DISTRIBUTION, _DRM, _CERTIFICATE, _CERTIFICATE_DRM = (
    1 << bit for bit in (0, 1, 2, 4, 8, 10)
)
_LOCKED = _PASSWORD | _DRM | _CERTIFICATE | _CERTIFICATE_DRM


@dataclass(slots=True)
class _Record:
    tag: int
    level: int
    payload: bytes
    children: list[_Record] = field(default_factory=list)


@dataclass(slots=True)
class _Styles:
    """Type sizes in points and kinds of heading, by the number of the style."""

    sizes: list[float] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def read_hwp(content: bytes, name: str) -> list[Paragraph]:
    """The paragraphs of a HWP 5.0 file; ``Unreadable`` where it is locked or damaged."""
    # Loaded here: only HWP needs it.
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            return _Reader(file, name).paragraphs()
    except (OSError, struct.error, zlib.error, IndexError, ValueError) as error:
        raise broken(name) from error


class _Reader:
    """One file: its streams, unpacked within a limit."""

    def __init__(self, file: object, name: str) -> None:
        self.file = file
        self.name = name
        self.left = MOST_UNPACKED
        header = self._stream("FileHeader")
        (self.properties,) = struct.unpack_from("<I", header, 36)
        if self.properties & _LOCKED or self.properties & _FOR_DISTRIBUTION:
            raise locked(name, for_distribution=bool(self.properties & _FOR_DISTRIBUTION))

    def paragraphs(self) -> list[Paragraph]:
        styles = _styles(_records(self._unpacked("DocInfo")))
        numbers = sorted(
            int(path[1].removeprefix("Section"))
            for path in self.file.listdir()  # type: ignore[attr-defined]
            if len(path) == 2 and path[0] == "BodyText" and path[1][7:].isdigit()
        )
        if not numbers:
            raise broken(self.name)
        found: list[Paragraph] = []
        for number in numbers:
            records = _records(self._unpacked(f"BodyText/Section{number}"))
            found += _Section(_tree(records, self.name), styles).paragraphs()
        return found

    def _stream(self, path: str) -> bytes:
        content: bytes = self.file.openstream(path).read()  # type: ignore[attr-defined]
        return content

    def _unpacked(self, path: str) -> bytes:
        content = self._stream(path)
        if self.properties & _COMPRESSED:
            # Deflate without a header; what cannot be had within the limit is not made.
            packed = zlib.decompressobj(-zlib.MAX_WBITS)
            content = packed.decompress(content, self.left + 1)
        self.left -= len(content)
        if self.left < 0:
            raise too_much_inside(self.name, MOST_UNPACKED)
        if self.properties & _COMPRESSED and not packed.eof:
            raise broken(self.name)
        return content


def _records(stream: bytes) -> Iterator[_Record]:
    at = 0
    while at + 4 <= len(stream):
        (head,) = struct.unpack_from("<I", stream, at)
        at += 4
        tag, level, size = head & 0x3FF, head >> 10 & 0x3FF, head >> 20
        if size == 0xFFF:
            (size,) = struct.unpack_from("<I", stream, at)
            at += 4
        if at + size > len(stream):
            raise ValueError("a record is longer than its stream")
        yield _Record(tag, level, stream[at : at + size])
        at += size


def _tree(records: Iterator[_Record], name: str) -> list[_Record]:
    """The records of the outermost level, each with those below it."""
    roots: list[_Record] = []
    path: list[_Record] = []
    for number, record in enumerate(records):
        if record.level > DEEPEST:
            raise broken(name)
        if number >= MOST_RECORDS:
            raise too_many_pieces(name, number + 1, MOST_RECORDS)
        while path and path[-1].level >= record.level:
            path.pop()
        (path[-1].children if path else roots).append(record)
        path.append(record)
    return roots


def _styles(records: Iterator[_Record]) -> _Styles:
    styles = _Styles()
    for record in records:
        if record.tag == _CHAR_SHAPE:
            # Seven fonts, widths, spacings, relative sizes and offsets, then the size in 1/100 pt.
            (size,) = struct.unpack_from("<i", record.payload, 42)
            styles.sizes.append(size / 100)
        elif record.tag == _PARA_SHAPE:
            (properties,) = struct.unpack_from("<I", record.payload, 0)
            styles.headings.append(_HEADINGS.get(properties >> 23 & 3, Heading.NONE))
    return styles


class _Section:
    """One section's records as paragraphs."""

    def __init__(self, roots: list[_Record], styles: _Styles) -> None:
        self.roots = roots
        self.styles = styles
        self.memos = dict(_memos(roots))

    def paragraphs(self) -> list[Paragraph]:
        own = [record for record, of_list in _listed(self.roots) if of_list is None]
        return [self._paragraph(record) for record in own if record.tag == _PARA_HEADER]

    def _paragraph(self, record: _Record) -> Paragraph:
        (shape,) = struct.unpack_from("<H", record.payload, 8)
        headings = self.styles.headings
        paragraph = Paragraph(heading=headings[shape] if shape < len(headings) else Heading.NONE)
        by_tag = {child.tag: child for child in record.children}
        controls = iter([child for child in record.children if child.tag == _CTRL_HEADER])
        text = by_tag.get(_PARA_TEXT)
        for code, words in _characters(text.payload if text else b""):
            if code is None:
                paragraph.content.append(words)
            elif (control := next(controls, None)) is not None:
                paragraph.content += self._insets(control)
        # Older writers leave out a control's character; what it holds is text all the same.
        for control in controls:
            paragraph.content += self._insets(control)
        if text and _PARA_CHAR_SHAPE in by_tag:
            paragraph.size = self._size(text.payload, by_tag[_PARA_CHAR_SHAPE].payload)
        return paragraph

    def _size(self, text: bytes, shapes: bytes) -> float:
        """The size of most units of a text; ``shapes`` are pairs of a place and a style."""
        changes = list(struct.iter_unpack("<II", shapes[: len(shapes) // 8 * 8]))
        sizes: Counter[float] = Counter()
        ends = [at for at, _ in changes[1:]] + [len(text) // 2]
        for (start, style), end in zip(changes, ends, strict=True):
            if style < len(self.styles.sizes) and end > start:
                sizes[self.styles.sizes[style]] += end - start
        return commonest_size(sizes)

    def _insets(self, control: _Record) -> list[Inset]:
        kind = control.payload[:4][::-1]
        if kind == _SECTION_DEFINITION:
            return []
        if kind == _TABLE_CONTROL:
            return self._table(control)
        if kind == _MEMO_FIELD:
            (memo,) = struct.unpack_from("<I", control.payload, len(control.payload) - 4)
            records = self.memos.pop(memo, [])
            return [self._inset(InsetKind.COMMENT, records)] if records else []
        if kind in _INSETS:
            records = [record for record in control.children if record.tag == _PARA_HEADER]
            return [self._inset(_INSETS[kind], records)]
        return list(self._drawing(control))

    def _inset(self, kind: InsetKind, records: Sequence[_Record]) -> Inset:
        return Inset(kind, [Cell(0, [self._paragraph(record) for record in records])])

    def _drawing(self, record: _Record) -> Iterator[Inset]:
        """The text boxes of a drawing, those of grouped ones in turn; its caption comes last."""
        own: dict[int, list[_Record]] = {}
        for child, of_list in _listed(record.children):
            if of_list is not None:
                own.setdefault(id(of_list), []).append(child)
            elif child.tag != _LIST_HEADER:
                yield from self._drawing(child)
        for records in own.values():
            yield self._inset(InsetKind.FRAME, records)

    def _table(self, control: _Record) -> list[Inset]:
        """A table, after its caption if it has one: the list of paragraphs before the table."""
        table = Inset(InsetKind.TABLE)
        captions: dict[int, list[_Record]] = {}
        cells: dict[int, Cell] = {}
        in_table = False
        for record, of_list in _listed(control.children):
            in_table = in_table or record.tag == _TABLE
            if record.tag == _LIST_HEADER and in_table:
                # A count, properties, then the column and the row of the cell.
                column, row = struct.unpack_from("<HH", record.payload, 8)
                cells[id(record)] = Cell(row, [], column)
                table.cells.append(cells[id(record)])
            elif of_list is not None and id(of_list) in cells:
                cells[id(of_list)].paragraphs.append(self._paragraph(record))
            elif of_list is not None:
                captions.setdefault(id(of_list), []).append(record)
        return [*(self._inset(InsetKind.FRAME, found) for found in captions.values()), table]


def _listed(records: Sequence[_Record]) -> Iterator[tuple[_Record, _Record | None]]:
    """Each record with the list that it belongs to: paragraphs stand beside their list's header."""
    of_list: _Record | None = None
    for record in records:
        if record.tag == _LIST_HEADER:
            of_list = record
            yield record, None
        elif record.tag == _PARA_HEADER:
            yield record, of_list
        else:
            yield record, None


def _memos(records: Sequence[_Record]) -> Iterator[tuple[int, list[_Record]]]:
    """The paragraphs of memos by number: they stand after the text that they are pinned to."""
    number: int | None = None
    found: list[_Record] = []
    for record in records:
        if record.tag == _MEMO_LIST:
            if number is not None:
                yield number, found
            (number,), found = struct.unpack_from("<I", record.payload, 0), []
            nested = [child for child in record.children if child.tag == _PARA_HEADER]
            found += nested
        elif number is not None and record.tag == _PARA_HEADER:
            found.append(record)
        else:
            yield from _memos(record.children)
    if number is not None:
        yield number, found


def _characters(payload: bytes) -> Iterator[tuple[int | None, str]]:
    """Stretches of text (without a code), and the codes of extended control characters."""
    units = memoryview(payload[: len(payload) // 2 * 2]).cast("H")
    start = at = 0

    def words(end: int) -> str:
        return payload[start * 2 : end * 2].decode("utf-16-le", "replace")

    while at < len(units):
        code = units[at]
        if code >= 32:
            at += 1
            continue
        if at > start:
            yield None, words(at)
        if code in _SINGLE:
            if _SINGLE[code]:
                yield None, _SINGLE[code]
            at += 1
        else:
            if code == _TAB:
                yield None, "\t"
            elif code in _EXTENDED:
                yield code, ""
            at += _UNITS
        start = at
    if at > start:
        yield None, words(len(units))
