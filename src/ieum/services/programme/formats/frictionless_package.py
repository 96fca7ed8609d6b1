"""The tables as a data package (Frictionless Data Package 1.0): CSV files with their schema, zipped."""

from __future__ import annotations

import json
import zipfile
from typing import Any, BinaryIO, cast

from ieum.services.programme.formats.csv_file import write_csv
from ieum.services.programme.formats.entries import TITLE, Publication
from ieum.services.programme.formats.steady_zip import entry
from ieum.services.programme.formats.tables import (
    DOCUMENTS,
    PROGRAMMES,
    STATEMENTS,
    TABLES,
    Column,
    Table,
)

_KEYS = {PROGRAMMES.name: "code", STATEMENTS.name: "id", DOCUMENTS.name: "id"}
#: Nothing refers to a row that a filter may have left out.
_REFERENCES = {STATEMENTS.name: ("programme", PROGRAMMES.name, "code")}


def write_package(publication: Publication, out: BinaryIO) -> None:
    """Write ``datapackage.json`` and the tables it describes."""
    with zipfile.ZipFile(out, "w") as archive:
        described = json.dumps(description(publication), ensure_ascii=False, indent=1)
        archive.writestr(entry("datapackage.json"), described)
        for table in TABLES:
            with archive.open(entry(f"{table.name}.csv"), "w", force_zip64=True) as file:
                write_csv(table, publication, cast(BinaryIO, file))


def description(publication: Publication) -> dict[str, Any]:
    """The descriptor of the package."""
    return {
        "profile": "tabular-data-package",
        "name": "ieum-programmes",
        "title": TITLE.text(publication.language),
        "created": publication.moment.isoformat(),
        "homepage": publication.address,
        "resources": [_resource(table, publication.language) for table in TABLES],
    }


def _resource(table: Table, language: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, language) for column in table.columns],
        "primaryKey": _KEYS[table.name],
        "missingValues": [""],
    }
    if table.name in _REFERENCES:
        own, other, key = _REFERENCES[table.name]
        reference = {"resource": other, "fields": key}
        schema["foreignKeys"] = [{"fields": own, "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title.text(language),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
        "schema": schema,
    }


def _field(column: Column, language: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.label.text(language),
        "type": column.type,
    }
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if constraints:
        field["constraints"] = constraints
    return field
