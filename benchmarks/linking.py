"""How well the same programme is found in two lists of it, renamed or not.

    python -m benchmarks.linking --cases ../shared/data/programme/gmpp_panel_2013_2019.csv.gz

A file holds two snapshots or more; each is linked to the next. True pairs are those with the same
id (``gmpp_id`` or ``programme_id``) where the file has one, else those of ``--pairs``: row numbers
that we read and paired ourselves, after the first look, so a measure of what holds and no proof.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import sys
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.figures import report
from benchmarks.judges.linking import Pair, Row, exact_names, judge, true_pairs
from ieum.services.programme.joining.linking import Listed, link

_SHARED = Path(__file__).parents[2] / "shared/data/programme"
_PAIRS = Path(__file__).parent / "cases/linking/gmpp_pairs.csv"
_IDS = ("gmpp_id", "programme_id", "id")


def read_cases(path: Path) -> list[Row]:
    """The rows of a list, gzipped or not; rows without a number are numbered from 0."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows: list[Row] = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    for number, row in enumerate(rows):
        row.setdefault("row", str(number))
    return rows


def predict(earlier: list[Row], later: list[Row]) -> set[Pair]:
    """The pairs that the product finds."""
    return {
        (pair.earlier.row, pair.later.row)
        for pair in link([_listed(r) for r in earlier], [_listed(r) for r in later])
    }


def _listed(row: Row) -> Listed:
    return Listed(
        row=row["row"],
        name=row["name"],
        department=row.get("department") or "",
        category=row.get("category") or "",
        starts=row.get("start_date") or "",
        ends=row.get("end_date") or "",
    )


def main(arguments: list[str] | None = None) -> int:
    """Predict, and judge unless only predictions are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=_SHARED / "gmpp_panel_2013_2019.csv.gz")
    parser.add_argument("--pairs", type=Path, default=_PAIRS)
    parser.add_argument("--limit", type=int, help="snapshots at most")
    parser.add_argument("--seconds", type=float, help="accepted for uniformity; not needed")
    parser.add_argument("--predict", type=Path, help="write predictions here and do not judge")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    rows = read_cases(options.cases)
    snapshots = sorted({row["snapshot"] for row in rows})[: options.limit]
    started = time.perf_counter()
    found: set[Pair] = set()
    same_name: set[Pair] = set()
    for first, second in pairwise(snapshots):
        earlier = [row for row in rows if row["snapshot"] == first]
        later = [row for row in rows if row["snapshot"] == second]
        found |= predict(earlier, later)
        same_name |= exact_names(earlier, later)
    print(f"{len(rows)} rows in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    if options.predict:
        with options.predict.open("w", encoding="utf-8") as file:
            for a, b in sorted(found):
                file.write(json.dumps({"a": a, "b": b}) + "\n")
        return 0
    gold = _gold(rows, snapshots, options.pairs)
    figures = judge(rows, gold, found)
    peer = judge(rows, gold, same_name)
    figures |= {"exact_name_recall": peer["recall"], "exact_name_precision": peer["precision"]}
    report("linking", len(rows), figures, options.json)
    return 0


def _gold(rows: list[Row], snapshots: list[str], pairs: Path) -> set[Pair]:
    for column in _IDS:
        gold: set[Pair] = set()
        for first, second in pairwise(snapshots):
            gold |= true_pairs([r for r in rows if r["snapshot"] in (first, second)], column)
        if gold:
            return gold
    with pairs.open(encoding="utf-8", newline="") as file:
        return {(row["earlier"], row["later"]) for row in csv.DictReader(file)}


if __name__ == "__main__":
    sys.exit(main())
