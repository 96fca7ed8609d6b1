"""How well ``ieum.text`` reads Korean numbers, money and dates in others' test sentences.

    python -m benchmarks.expressions --cases ../shared/data/programme/korean_expressions_recognizers.jsonl

``--cases`` takes Recognizers' JSON Lines or Duckling's CSV. Predictions are written in the words of
the case file (TIMEX values, past and future dates, names of units), which this module translates
our results into; it reads nothing but the inputs.
"""

import argparse
import csv
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.dialects import duckling, recognizers
from benchmarks.judges.expressions import judge

_DEFAULT = Path(__file__).parents[2] / "shared/data/programme/korean_expressions_recognizers.jsonl"
_TODAY = date(2016, 11, 7)


def read_cases(path: Path) -> list[dict[str, Any]]:
    """Cases of either format, in file order."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def predict(case: dict[str, Any]) -> dict[str, Any]:
    """The results for one case, from its input alone."""
    stamp = case.get("reference_time") or ""
    if "input" in case:
        reference = date.fromisoformat(stamp[:10]) if stamp else _TODAY
        results = recognizers.results(case["dimension"], case["input"], reference)
    else:
        moment = datetime.fromisoformat(stamp) if stamp else datetime(2013, 2, 12, 4, 30)
        results = duckling.results(case["dimension"], case["text"], moment)
    return {"id": case["id"], "results": results}


def main(arguments: list[str] | None = None) -> int:
    """Predict, and judge unless only predictions are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=_DEFAULT)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seconds", type=float, help="accepted for uniformity; not needed")
    parser.add_argument("--predict", type=Path, help="write predictions here and do not judge")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list the cases that are wrong")
    options = parser.parse_args(arguments)

    cases = read_cases(options.cases)[: options.limit]
    print(f"{len(cases)} cases from {options.cases}", file=sys.stderr)
    predictions = [predict(case) for case in cases]
    if options.predict:
        with options.predict.open("w", encoding="utf-8") as file:
            for prediction in predictions:
                file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
        return 0
    figures = judge(cases, predictions)
    for kind in ("checked", "spans"):
        for dimension, count in figures[kind].items():
            print(f"{kind:8} {dimension:14} {count['right']:4} of {count['of']}")
    if options.wrong:
        print(*figures["wrong"], sep="\n")
    if options.json:
        print(
            json.dumps(
                {"benchmark": "expressions", "cases": len(cases), "figures": figures},
                ensure_ascii=False,
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
