"""What is found in documents: budgets with all their fields, figures, totals that do not add up.

    python -m benchmarks.extraction --documents ../shared/data/programme/documents \\
        --cases ../shared/data/programme

Predicting reads the documents alone. The gold (``programmes.csv``, ``facts.csv``, ``checks.csv`` in
the folder of the cases) is read only for judging.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.figures import report
from benchmarks.judges.extraction import judge, judge_checks
from ieum.kernel.upload import Upload
from ieum.search.passages import Document, cut
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.extraction.findings import Budget, Figure
from ieum.services.programme.joining.totals import check_totals
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.reading.unreadable import Unreadable

_SHARED = Path(__file__).parents[2] / "shared/data/programme"
#: The day on which documents are read, whatever day it is: after the latest that any of them was issued.
_READ_ON = date(2027, 12, 31)
_QUALIFIERS = {"approximately": "approx", "more_than": "at_least", "less_than": "at_most"}


def predict(path: Path) -> list[dict[str, Any]]:
    """What is found in one file, in the form of the shared cases."""
    read = read_document(Upload(path.name, path), today=_READ_ON)
    passages = cut(read.text, read.blocks, read.issued)
    document = Document(path.name, read.title, passages, read.issued, read.publisher)
    findings = extract(document)
    checks = [
        {
            "document": path.name,
            "kind": "check",
            "name_ko": findings.budgets[check.whole].name,
            "stated": check.stated,
            "computed": check.computed,
            "disagrees": check.disagrees,
        }
        for check in check_totals(findings.budgets)
    ]
    return [
        *(_budget(path.name, budget) for budget in findings.budgets),
        *(_figure(path.name, figure) for figure in findings.figures),
        *checks,
    ]


def _budget(document: str, budget: Budget) -> dict[str, Any]:
    return {
        "document": document,
        "kind": "budget",
        "name_ko": budget.name,
        "lead": budget.lead,
        "region": "|".join(budget.regions),
        "budget_krw": budget.won,
        "budget_qualifier": _QUALIFIERS.get(budget.qualifier, budget.qualifier),
        "budget_kind": budget.basis.value,
        "budget_period": str(budget.years),
        "start": str(budget.starts.year) if budget.starts else "",
        "end": str(budget.ends.year) if budget.ends else "",
        "span": list(budget.amount_at),
    }


def _figure(document: str, figure: Figure) -> dict[str, Any]:
    return {
        "document": document,
        "kind": "figure",
        "raw": figure.raw,
        "value": figure.value,
        "unit": figure.unit,
        "span": list(figure.at),
    }


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(arguments: list[str] | None = None) -> int:
    """Predict, and judge unless only predictions are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=_SHARED, help="folder that holds the gold")
    parser.add_argument("--documents", type=Path, default=_SHARED / "documents")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seconds", type=float, help="accepted for uniformity; not needed")
    parser.add_argument("--predict", type=Path, help="write predictions here and do not judge")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    started = time.perf_counter()
    predictions: list[dict[str, Any]] = []
    files = sorted(file for file in options.documents.iterdir() if file.is_file())
    for path in files[: options.limit]:
        try:
            predictions += predict(path)
        except Unreadable as error:
            print(error, file=sys.stderr)
    print(f"{len(files)} files in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    if options.predict:
        with options.predict.open("w", encoding="utf-8") as file:
            for prediction in predictions:
                file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
        return 0
    cases = options.cases if options.cases.is_dir() else options.cases.parent
    figures = judge(_rows(cases / "programmes.csv"), _rows(cases / "facts.csv"), predictions)
    checks = [p for p in predictions if p["kind"] == "check"]
    figures |= judge_checks(_rows(cases / "checks.csv"), checks)
    report("extraction", len(files), figures, options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
