"""Tables as an Excel workbook that people edit, and the workbook read back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from ieum.kernel.errors import UnsupportedMediaType
from ieum.kernel.messages import _
from ieum.services.programme.formats.cells import Cell, text_of
from ieum.services.programme.formats.entries import Publication
from ieum.services.programme.formats.steady_zip import steadied
from ieum.services.programme.formats.tables import TABLES, Column, Table

#: Rows of a sheet that still opens quickly; Excel itself ends at 1,048,576.
MOST_ROWS = 1_000_000
#: Excel keeps so many characters in a cell, and whole numbers exactly up to so many digits.
LONGEST_CELL, LARGEST_NUMBER = 32_767, 10**15
#: More of an archive is not unpacked: it would be a bomb rather than a table.
MOST_UNPACKED = 2**30
_WIDE = frozenset({"name", "programme_name", "document_title", "documents", "quote", "title"})
_TOLD = PatternFill("solid", fgColor="F1F3F5")
_HEADING = PatternFill("solid", fgColor="D9E4F5")
#: What XML cannot hold, and what Excel would take for such an escape (ECMA-376, ST_Xstring).
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_excel(publication: Publication, out: BinaryIO) -> None:
    """Write the tables as sheets; grey cells only tell, white and empty ones are for changing."""
    book = Workbook(write_only=True)
    moment = datetime.combine(publication.day, time())
    book.properties.creator, book.properties.created = "Ieum", moment
    for table in TABLES:
        _write_sheets(book, table, publication)
    with TemporaryFile() as made:
        book.save(made)
        made.seek(0)
        stamp = moment.isoformat().encode() + b"Z"
        steadied(
            cast(BinaryIO, made),
            out,
            {"docProps/core.xml": lambda xml: _MODIFIED.sub(rb"\g<1>" + stamp, xml)},
        )


def _write_sheets(book: Any, table: Table, publication: Publication) -> None:
    """One sheet, or several where there are more rows than one holds."""
    rows = table.rows(publication)
    number = 0
    more = True
    while more:
        number += 1
        title = table.title.text(publication.language)
        sheet = _sheet(book, table, title if number == 1 else f"{title} {number}", publication)
        more = False
        pens = [_Pens(sheet, column) for column in table.columns]
        for count, row in enumerate(rows, 1):
            sheet.append([pen.write(cell) for pen, cell in zip(pens, row, strict=True)])
            if count == MOST_ROWS:
                more = True
                break


def _sheet(book: Any, table: Table, title: str, publication: Publication) -> Any:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    for number, column in enumerate(table.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 40 if column.name in _WIDE else 15
        if column.is_stated and column.choices:
            listed = DataValidation(
                "list", formula1=f'"{",".join(column.choices)}"', allow_blank=True
            )
            listed.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            sheet.data_validations.append(listed)
    heading = []
    for column in table.columns:
        cell = WriteOnlyCell(sheet, column.label.text(publication.language))
        cell.font, cell.fill = Font(bold=True), _HEADING
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        heading.append(cell)
    sheet.append(heading)
    return sheet


class _Pens:
    """What writes the cells of a column: one cell for each kind of content, used row after row.

    To make a cell and its style costs several times what it costs to write one.
    """

    def __init__(self, sheet: Any, column: Column) -> None:
        number = "#,##0" if column.name.endswith("won") else "General"
        self.text = self._made(sheet, column, "@", "s")
        self.number = self._made(sheet, column, number, "n")
        self.truth = self._made(sheet, column, "General", "b")
        self.day = self._made(sheet, column, "yyyy-mm-dd", "d")

    @staticmethod
    def _made(sheet: Any, column: Column, number_format: str, kind: str) -> Any:
        cell = WriteOnlyCell(sheet)
        cell.number_format = number_format
        if not column.is_stated:
            cell.fill = _TOLD
        cell.data_type = kind
        return cell

    def write(self, value: Cell) -> Any:
        """The cell with this in it; None where it is empty."""
        if value is None or value == "":
            return None
        if isinstance(value, str) or (isinstance(value, int) and abs(value) > LARGEST_NUMBER):
            # A text is always a text, whatever it begins with: nothing here is a formula.
            cell, held = self.text, _escaped(str(value))[:LONGEST_CELL]
        elif isinstance(value, bool):
            cell, held = self.truth, value
        elif isinstance(value, date):
            cell, held = self.day, value
        else:
            cell, held = self.number, value
        cell._value = held
        return cell


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0][0]):04X}_{found[0][1:]}", text)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def read_excel(content: BinaryIO) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    """The rows of every sheet behind its first: the sheet, the number, the texts by heading.

    Formulas are not reckoned: of a cell that holds one, the value is taken that the program which
    saved it has written beside. Raises ``UnsupportedMediaType`` for anything but a workbook.
    """
    try:
        with zipfile.ZipFile(content) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                raise InvalidFileException("too large")
        content.seek(0)
        book = load_workbook(content, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UnsupportedMediaType(
            _(
                "표로 읽을 수 없는 파일입니다({reason}). CSV(UTF-8)나 Excel(.xlsx)로 저장해 주세요.",
                reason=str(error)[:80] or "-",
            )
        ) from None
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            headings = [_read(cell) for cell in next(rows, ())]
            for number, row in enumerate(rows, 2):
                cells = [_read(cell) for cell in row]
                if any(cells):
                    yield sheet.title, number, dict(zip(headings, cells, strict=False))
    finally:
        book.close()


def _read(cell: Any) -> str:
    if isinstance(cell, str):
        return text_of(_unescaped(cell))
    return text_of(cell if isinstance(cell, int | float | bool | date | None) else str(cell))
