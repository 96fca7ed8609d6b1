"""The AX programme as this release ships it: facts of five documents in our own words.

``built_in_programmes/programmes.csv`` names the programmes, ``statements.csv`` says what each source
says of them and where in it. Nothing of it is confirmed: it is what the authors of this release read,
put before the people of a hub like any other statement, with its source.
"""

from __future__ import annotations

import csv
import hashlib
from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.incoming import NewProgramme, NewStatement
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
    plain_of,
)

FOLDER = "built_in_programmes"


def shipped() -> list[NewProgramme]:
    """The programmes with their statements, parents before their parts."""
    sources = {row["source"]: row for row in _rows("sources")}
    statements: dict[str, list[NewStatement]] = defaultdict(list)
    for row in _rows("statements"):
        for statement in _statements(row, sources[row["source"]]):
            if statement.built_in not in {s.built_in for s in statements[row["key"]]}:
                statements[row["key"]].append(statement)
    return [
        NewProgramme(
            code=row["key"],
            name=row["name"],
            name_en=row["name_en"],
            kind=row["kind"],
            area=row["area"],
            parent=row["parent"],
            other_names=_several(row["other_names"]),
            built_in=row["key"],
            statements=tuple(statements[row["key"]]),
        )
        for row in _rows("programmes")
    ]


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("ieum.services.programme") / FOLDER / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _statements(row: Mapping[str, str], source: Mapping[str, str]) -> list[NewStatement]:
    as_of = date.fromisoformat(source["as_of"])
    place = f"{source['title']} ({source['publisher']}, {source['as_of']}), {row['locator']}"
    return [
        NewStatement(value, as_of, source=place, built_in=_name(row, value))
        for value in _values(row)
    ]


def _name(row: Mapping[str, str], value: StatementValue) -> str:
    """A name for a statement that changes when what it says does."""
    said = repr(sorted(plain_of(value).items())).encode()
    digest = hashlib.sha256(said).hexdigest()[:12]
    return f"{row['key']}/{row['source']}/{digest}"


def _values(row: Mapping[str, str]) -> list[StatementValue]:
    values: list[StatementValue] = []
    if row["won"]:
        values.append(
            Amount(
                won=int(row["won"]),
                qualifier=row["qualifier"],  # type: ignore[arg-type]
                basis=Basis(row["basis"]),
                first_year=_year(row["first_year"]),
                last_year=_year(row["last_year"]),
            )
        )
    if row["lead"]:
        values.append(Names(subject=Subject.LEAD, names=(row["lead"],)))
    if row["partners"]:
        values.append(Names(subject=Subject.PARTNERS, names=_several(row["partners"])))
    if row["regions"]:
        values.append(Names(subject=Subject.REGIONS, names=_several(row["regions"])))
    if row["start"]:
        first, last = _days(row["start"])
        values.append(Time(subject=Subject.START, first=first, last=last))
    if row["end"]:
        first, last = _days(row["end"])
        values.append(Time(subject=Subject.END, first=first, last=last))
    if row["status"]:
        values.append(Stage(status=Status(row["status"])))
    for target in _several(row["targets"]):
        what, _at, due = target.partition("@")
        values.append(
            Step(what=what, due=date.fromisoformat(due))
            if due
            else Measured(subject=Subject.TARGET, what=what)
        )
    return values


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _year(text: str) -> int | None:
    return int(text) if text else None


def _days(text: str) -> tuple[date, date]:
    """The days that a year, a month or a day covers."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(*parts, 1), date(*parts, monthrange(*parts)[1])
    return date(*parts), date(*parts)
