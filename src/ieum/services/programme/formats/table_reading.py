"""The rows of an uploaded table, under the names that its columns have here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ieum.kernel.errors import UnsupportedMediaType, WrongArgument
from ieum.kernel.messages import Language, _
from ieum.kernel.upload import Upload
from ieum.services.programme.formats.changes import Row
from ieum.services.programme.formats.csv_file import read_csv
from ieum.services.programme.formats.excel_file import read_excel
from ieum.services.programme.formats.tables import DOCUMENTS, PROGRAMMES, STATEMENTS, TABLES, Table

_ARCHIVE = b"PK\x03\x04"
#: Without one of these a row says of nothing what it says.
_KEYS = {PROGRAMMES.name: {"code", "name"}, STATEMENTS.name: {"programme"}}


def rows_of(file: Upload) -> Iterator[Row]:
    """The rows of a CSV file or of a workbook's sheets; the sheet of documents only tells.

    Raises ``UnsupportedMediaType`` for what is no table, ``WrongArgument`` for a table of something
    else.
    """
    tables: dict[str, Table | None] = {}
    for sheet, number, texts in _rows(file):
        if sheet not in tables:
            tables[sheet] = _table(texts)
        table = tables[sheet]
        if table in (PROGRAMMES, STATEMENTS):
            assert table is not None
            yield Row(table, sheet, number, _named(table, texts))
    if all(table is None for table in tables.values()):
        raise WrongArgument(
            "file",
            _(
                "'{file}'에서 사업 표를 찾지 못했습니다. 첫 줄에 열의 이름이 있어야 합니다: {names}",
                file=file.name,
                names="code, name, lead, budget_won, …",
            ),
        )


def _rows(file: Upload) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    if file.read(4) == _ARCHIVE:
        with file.open() as content:
            yield from read_excel(content)
        return
    if b"\0" in file.read(2**12) and not file.read(2).startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnsupportedMediaType(
            _("{name:은/는} 표가 아닙니다. CSV나 Excel(.xlsx) 파일을 주세요.", name=file.name)
        )
    with file.open() as content:
        for number, texts in read_csv(content):
            yield "", number, texts


def _table(texts: Mapping[str, str]) -> Table | None:
    """The table whose columns the headings are; None where they are nobody's."""
    best = max(TABLES, key=lambda table: len(_named(table, texts)))
    found = set(_named(best, texts))
    if best is DOCUMENTS:
        return best if len(found) > 1 else None
    return best if len(found) > 1 and found & _KEYS[best.name] else None


def _named(table: Table, texts: Mapping[str, str]) -> dict[str, str]:
    names = _names(table)
    return {
        name: text
        for heading, text in texts.items()
        if (name := names.get(_folded(heading))) is not None
    }


def _names(table: Table) -> dict[str, str]:
    """The names of a table's columns by all that a heading may call them."""
    return {
        _folded(said): column.name
        for column in table.columns
        for said in (column.name, *(column.label.text(language) for language in Language))
    }


def _folded(heading: str) -> str:
    return "".join(heading.split()).casefold()
