"""Exports under the validators of their standards, and tables there and back again.

    python -m benchmarks.exports --cases ../shared/data/programme \\
        --documents ../shared/data/programme/documents

Three registers are exported: what is built in, what is found in the documents, and odd programmes
made to break formats (nothing stated, quotation marks, formulas, huge amounts, years that run
backwards). The validators run in an environment of their own (``benchmarks/judges/exports.py``),
which ``uv`` makes at the first time; ``--judge PYTHON`` names one that exists already. ``--scale N``
also writes N odd programmes in each format and tells the time and memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.figures import report
from ieum.kernel.upload import Upload
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.formats.changes import codes_in, plan
from ieum.services.programme.formats.entries import Entry, Publication, SourceDocument
from ieum.services.programme.formats.files import FILES, Format, write_files
from ieum.services.programme.formats.table_reading import rows_of
from ieum.services.programme.register.lists.columns import summary_of
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.values import (
    MOST_WON,
    Amount,
    Measured,
    Names,
    ReviewState,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)

_SHARED = Path(__file__).parents[2] / "shared/data/programme"
_JUDGE = Path(__file__).parent / "judges/exports.py"
_DAY = date(2026, 7, 1)
_ODD_TEXTS = (
    "평범한 이름",
    '=HYPERLINK("x")',
    "+1",
    "-1",
    "@a",
    "'=가",
    '“큰따옴표”와 ‘작은따옴표’, "쉼표"',
    "줄\r\n바꿈\n과\t탭",
    "글자\x0b와\x00와\ufffe와 _x0041_",
    "</iati-activity> & <b>",
    "a|b/c?d&e",
    "한\u00a0글 𠮷 👩‍👩‍👧",
    "2027-03-02",
    "0012",
    "1e5",
    "긴 이름 " * 40,
)


def odd_entries(count: int) -> Iterator[Entry]:
    """Programmes that differ in everything a format may stumble over; the first states nothing."""
    yield _entry(0, "아무것도 적히지 않음", ())
    for number in range(1, count):
        text = _ODD_TEXTS[number % len(_ODD_TEXTS)]
        yield _entry(number, text, tuple(_odd_values(number, text)))


def _odd_values(number: int, text: str) -> Iterator[StatementValue]:
    first = (None, 2027, 2030, 1, 99999)[number % 5]
    last = (2027, 2030, None, 2026)[number % 4]
    won = (0, 1, 163_400_000_000, 10**15 + 1, MOST_WON)[number % 5]
    qualifiers = ("exact", "approximately", "at_least", "at_most", "more_than", "less_than")
    yield Amount.model_validate(
        {
            "won": won,
            "qualifier": qualifiers[number % 6],
            "basis": Basis.TOTAL,
            "first_year": first,
            "last_year": last,
        }
    )
    yield Amount(won=won // 3, basis=Basis.ANNUAL, first_year=2026, last_year=2026)
    if number % 2:
        yield Names(subject=Subject.LEAD, names=(text[:200], "산업통상부"))
        yield Names(subject=Subject.REGIONS, names=("KR-29", "호남"))
    if number % 3:
        yield Time(subject=Subject.START, first=date(2028, 1, 1), last=date(2028, 12, 31))
        yield Time(subject=Subject.END, first=date(2026, 3, 1), last=date(2026, 3, 31))
    yield Measured(subject=Subject.TARGET, number=12.5, unit="%", what=text)
    yield Stage(status=list(Status)[number % len(Status)])
    yield Step(what=text, due=date(2027, 3, 2), met=date(2027, 3, 1) if number % 2 else None)


def _entry(number: int, name: str, values: tuple[StatementValue, ...]) -> Entry:
    code = f"P{number:06d}" if number % 7 else f"코드/{number}&?"
    statements = tuple(
        StatementRecord(
            id=number * 10 + at,
            programme=code,
            value=value,
            as_of=_DAY - timedelta(days=at),
            state=list(ReviewState)[(number + at) % 3],
            document=at % 3 or None,
            document_title=name if at % 3 else "",
            quote=name,
            note=name,
        )
        for at, value in enumerate(values)
    )
    summary = summary_of(statements)
    record = ProgrammeRecord(
        code=code,
        name=name,
        name_en="" if number % 2 else name,
        area=name if number % 4 else "",
        parent="P000001" if number % 5 == 2 else "",
        budget=summary.budget,
        status=summary.status,
        is_confirmed=summary.is_confirmed,
        last_heard=summary.last_heard,
    )
    parts = ("P000002", "코드/7&?") if number == 1 else ()
    return Entry(record, statements, parts)


def _odd_documents() -> Iterator[SourceDocument]:
    for number, text in enumerate(_ODD_TEXTS, 1):
        issued = _DAY if number % 2 else None
        digest = f"{number:064x}"
        yield SourceDocument(
            number, text[:200], text[: number % 3 * 50], issued, "ko", text, digest
        )


def odd(count: int) -> Publication:
    """The odd programmes as a publication."""
    return Publication(lambda: odd_entries(count), _odd_documents, _DAY)


def stored() -> Publication:
    """What the hub of ``IEUM_HOME`` holds."""
    from ieum.services.programme.formats import store

    selection = store.Selection()
    return Publication(lambda: store.entries(selection), store.documents, _DAY)


def fill(documents: Path) -> None:
    """Read documents into the hub and propose what is found in them."""
    from ieum.services.programme import store
    from ieum.services.programme.extraction.extract import extract
    from ieum.services.programme.reading.reader import read_document
    from ieum.services.programme.register.proposals import propose

    for path in sorted(documents.iterdir()):
        record, _is_new = store.add(read_document(Upload(path.name, path)))
        found = store.find(record.id)
        assert found is not None
        propose(record.id, extract(found[1]))


def write(publication: Publication, folder: Path) -> None:
    """Write every format's files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for format in Format:
        for file in write_files(format, publication, 0):
            with (folder / file.name).open("wb") as out:
                out.writelines(file.content.blocks())


def changed_cells(publication: Publication, folder: Path) -> dict[str, int]:
    """What the tables change of the register that they come from: nothing, if all is well."""
    entries = {entry.programme.code: entry for entry in publication.entries()}
    found = {}
    for name in ("programmes.csv", "statements.csv", "programmes.xlsx"):
        rows = list(rows_of(Upload(name, folder / name)))
        assert codes_in(rows) <= set(entries), "a code was lost"
        come_to = plan(rows, entries, lambda name: [], _DAY)
        found[name] = len(come_to.changes) + len(come_to.aside)
        expected = len(entries) if name == "programmes.csv" else 0
        if len(rows) < expected:
            found[name] += expected - len(rows)
    return found


def faults_of_briefing(file: Path) -> int:
    """What Hangul would not open, and what its schema does not allow."""
    from hwpx.tools.package_validator import validate_editor_open_safety

    found = validate_editor_open_safety(str(file))
    issues = found.validate_document.issues if found.validate_document else ()
    return len(found.blocking_package_errors) + len(issues) + (not found.reopen_ok)


def judged(folders: list[Path], standards: Path, judge: str) -> dict[str, dict[str, list[str]]]:
    """What the validators say, by folder and file."""
    runner = [judge] if judge else [str(Path(sys.executable).parent / "uv"), "run", "--script"]
    command = [*runner, str(_JUDGE), *map(str, folders), "--standards", str(standards)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, dict[str, list[str]]] = json.loads(said.splitlines()[-1])
    return found


def measure(count: int) -> dict[str, float]:
    """Seconds that each format takes for so many programmes, and the peak of memory in MiB."""
    figures: dict[str, float] = {}
    for format in FILES:
        began = time.perf_counter()
        write_files(format, odd(count), count)
        figures[f"seconds_{format}"] = round(time.perf_counter() - began, 1)
        print(format, figures[f"seconds_{format}"], file=sys.stderr, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return figures | {"peak_mib": round(peak / 1024)}


def main() -> None:
    """Write, judge and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=_SHARED, help="folder with standards.zip")
    parser.add_argument("--documents", type=Path, default=_SHARED / "documents")
    parser.add_argument("--limit", type=int, default=200, help="odd programmes")
    parser.add_argument("--scale", type=int, default=0, help="odd programmes to time")
    parser.add_argument("--judge", default="", help="a Python that has the validators")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["IEUM_HOME"] = home
        figures = _figures(arguments, Path(home))
    report("exports", 3, figures, as_json=arguments.json)


def _figures(arguments: argparse.Namespace, home: Path) -> dict[str, Any]:
    from ieum.hub.django_ready import django_ready

    django_ready()
    from django.core.management import call_command

    from ieum.services.programme import built_in

    call_command("migrate", verbosity=0)
    built_in.load()
    figures: dict[str, Any] = {}
    folders = [home / name for name in ("built_in", "documents", "odd")]
    for folder in folders:
        if folder.name == "documents":
            fill(arguments.documents)
        publication = odd(arguments.limit) if folder.name == "odd" else stored()
        write(publication, folder)
        for name, changes in changed_cells(publication, folder).items():
            figures[f"{folder.name}_{name}_changes"] = changes
        figures[f"{folder.name}_briefing.hwpx_errors"] = faults_of_briefing(
            folder / "briefing.hwpx"
        )
    standards = arguments.cases / "standards.zip"
    for folder_name, files in judged(folders, standards, arguments.judge).items():
        for name, errors in files.items():
            figures[f"{folder_name}_{name}_errors"] = len(errors)
            for error in errors:
                print(f"{folder_name}/{name}: {error}", file=sys.stderr)
    if arguments.scale:
        figures |= measure(arguments.scale)
    return figures


if __name__ == "__main__":
    main()
