"""Tables as CSV (RFC 4180), in UTF-8 with the mark by which Korean Excel knows it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from ieum.kernel.errors import UnsupportedMediaType
from ieum.kernel.messages import _
from ieum.services.programme.formats.cells import guarded, text_of, unguarded
from ieum.services.programme.formats.entries import Publication
from ieum.services.programme.formats.tables import Table

#: A cell of a people's table; far above any quotation, far below what would fill the memory.
_LONGEST_CELL = 2**20


def write_csv(table: Table, publication: Publication, out: BinaryIO) -> None:
    """Write a table, row by row; texts are guarded against being run as formulas."""
    out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(table.names)
    for row in table.rows(publication):
        writer.writerow(
            guarded(text_of(cell)) if isinstance(cell, str) else text_of(cell) for cell in row
        )
    text.detach()


def read_csv(content: BinaryIO) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows behind the first, each with its number in the file and its texts by heading.

    UTF-8, UTF-16 as spreadsheets save "Unicode text", and CP949 of Korean Excel are read; commas,
    semicolons and tabs divide. Raises ``UnsupportedMediaType`` where it is none of these.
    """
    with io.TextIOWrapper(content, encoding=_encoding(content), newline="") as text:
        try:
            yield from _rows(text)
        except (UnicodeDecodeError, csv.Error) as error:
            raise UnsupportedMediaType(
                _(
                    "표로 읽을 수 없는 파일입니다({reason}). CSV(UTF-8)나 Excel(.xlsx)로 저장해 주세요.",
                    reason=str(error)[:80],
                )
            ) from None


def _rows(text: io.TextIOWrapper) -> Iterator[tuple[int, Mapping[str, str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    first = text.readline()
    divider = max(",;\t", key=first.count)
    headings = [
        unguarded(text_of(name)) for name in next(csv.reader([first], delimiter=divider), [])
    ]
    reader = csv.reader(text, delimiter=divider)
    for row in reader:
        cells = [unguarded(text_of(cell)) for cell in row]
        if any(cells):
            yield reader.line_num + 1, dict(zip(headings, cells, strict=False))


def _encoding(content: BinaryIO) -> str:
    beginning = content.read(2**16)
    content.seek(0)
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        # The block may end within a character, which is no fault.
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8-sig"
