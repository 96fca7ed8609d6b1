"""The formats in which the register is given out, and the files of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import BinaryIO

from ieum.kernel.files import Content, File
from ieum.kernel.messages import Message, _
from ieum.services.programme.formats.briefing import write_briefing
from ieum.services.programme.formats.csv_file import write_csv
from ieum.services.programme.formats.entries import Entry, Publication
from ieum.services.programme.formats.excel_file import write_excel
from ieum.services.programme.formats.frictionless_package import write_package
from ieum.services.programme.formats.iati import write_iati
from ieum.services.programme.formats.linked_data import write_dcat, write_schema_org
from ieum.services.programme.formats.oc4ids import write_oc4ids
from ieum.services.programme.formats.tables import PROGRAMMES, STATEMENTS

Write = Callable[[Publication, BinaryIO], None]

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Format(StrEnum):
    """What a file is for, and so in which form it is."""

    EXCEL = "excel"
    CSV = "csv"
    HWPX = "hwpx"
    OC4IDS = "oc4ids"
    IATI = "iati"
    DCAT = "dcat"
    FRICTIONLESS = "frictionless"
    SCHEMA_ORG = "schema_org"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _WORDS[self]


_WORDS = {
    Format.EXCEL: _("엑셀"),
    Format.CSV: _("CSV"),
    Format.HWPX: _("한글(한 쪽 브리핑)"),
    Format.OC4IDS: _("OC4IDS"),
    Format.IATI: _("IATI"),
    Format.DCAT: _("DCAT"),
    Format.FRICTIONLESS: _("Frictionless"),
    Format.SCHEMA_ORG: _("schema.org"),
}


def _csv(table_at: int) -> Write:
    table = (PROGRAMMES, STATEMENTS)[table_at]
    return lambda publication, out: write_csv(table, publication, out)


def _dcat(publication: Publication, out: BinaryIO) -> None:
    files = {
        str(format): (names[0][0], names[0][1])
        for format, names in FILES.items()
        if format is not Format.DCAT
    }
    write_dcat(publication, out, files)


#: Of each format the files: name, media type, and what writes it.
FILES: Mapping[Format, tuple[tuple[str, str, Write], ...]] = {
    Format.EXCEL: (("programmes.xlsx", EXCEL, write_excel),),
    Format.CSV: (
        ("programmes.csv", "text/csv", _csv(0)),
        ("statements.csv", "text/csv", _csv(1)),
    ),
    Format.HWPX: (("briefing.hwpx", "application/hwp+zip", write_briefing),),
    Format.OC4IDS: (("oc4ids.json", "application/json", write_oc4ids),),
    Format.IATI: (("iati-activities.xml", "application/xml", write_iati),),
    Format.DCAT: (("catalogue.jsonld", "application/ld+json", _dcat),),
    Format.FRICTIONLESS: (("datapackage.zip", "application/zip", write_package),),
    Format.SCHEMA_ORG: (("schema-org.jsonld", "application/ld+json", write_schema_org),),
}
#: Formats that go through the programmes several times.
_PASSES = {Format.EXCEL: 2, Format.CSV: 2, Format.FRICTIONLESS: 2}


def write_files(format: Format, publication: Publication, programmes: int) -> list[File]:
    """The files of a format; ``programmes`` is how many there are, to tell how far it is."""
    total = max(programmes * _PASSES.get(format, 1), 1)
    told = partial(_told, publication, total, [0])
    counted = replace(publication, entries=told)
    files = []
    for name, media_type, write in FILES[format]:
        with Content.written() as (out, content):
            write(counted, out)
        files.append(File(name=name, media_type=media_type, content=content))
    return files


def _told(publication: Publication, total: int, done: list[int]) -> Iterator[Entry]:
    """The entries, with the share that is done told every hundred of them."""
    for entry in publication.entries():
        yield entry
        done[0] += 1
        if done[0] % 100 == 0:
            publication.told(min(done[0] / total, 1.0))
