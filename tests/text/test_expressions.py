"""The benchmark on others' sentences: its judge, and that what was reached is not lost."""

import json
from pathlib import Path

import pytest

from benchmarks.expressions import main, predict, read_cases
from benchmarks.judges.expressions import judge

SHARED = Path(__file__).parents[3] / "shared/data/programme"
CASE = {
    "id": "a",
    "dimension": "currency",
    "input": "약 3 달러이다",
    "extraction_only": False,
    "gold_fault": "",
    "results": [
        {"text": "3 달러", "start": 2, "length": 4, "value": {"value": "3", "unit": "Dollar"}}
    ],
}


def right_of(case: dict, results: list[dict]) -> int:
    return judge([case], [{"id": "a", "results": results}])["checked"]["currency"]["right"]


def test_the_judge_asks_for_span_and_value_and_nothing_over() -> None:
    good = {"text": "3 달러", "start": 2, "end": 6, "value": {"value": "3", "unit": "Dollar"}}
    assert right_of(CASE, [good]) == 1
    assert right_of(CASE, []) == 0
    assert right_of(CASE, [good, good]) == 0
    assert right_of(CASE, [good | {"text": "약 3 달러"}]) == 0
    assert right_of(CASE, [good | {"start": 0}]) == 0
    assert right_of(CASE, [good | {"value": {"value": "3", "unit": "Pound"}}]) == 0


def test_the_judge_leaves_out_what_its_authors_did_not_check() -> None:
    unchecked = CASE | {"extraction_only": True}
    assert judge([unchecked], [{"id": "a", "results": []}])["checked"] == {}


def test_predictions_need_no_gold(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    bare = {key: CASE[key] for key in ("id", "dimension", "input")} | {"reference_time": ""}
    cases.write_text(json.dumps(bare, ensure_ascii=False) + "\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert main(["--cases", str(cases), "--predict", str(out)]) == 0
    (line,) = out.read_text(encoding="utf-8").splitlines()
    (result,) = json.loads(line)["results"]
    assert (result["start"], result["end"], result["text"]) == (2, 6, "3 달러")


@pytest.mark.parametrize(
    ("file", "at_least"),
    [
        (
            "korean_expressions_recognizers.jsonl",
            {
                "currency": 45,
                "date": 42,
                "date_period": 21,
                "duration": 8,
                "number": 115,
                "number_range": 75,
                "percent": 18,
            },
        ),
        (
            "korean_expressions_duckling.csv",
            {"AmountOfMoney": 49, "Numeral": 94, "Time": 187, "Distance": 19, "Temperature": 8},
        ),
    ],
)
def test_what_was_reached_on_the_development_half_is_kept(
    file: str, at_least: dict[str, int]
) -> None:
    cases = read_cases(SHARED / file)
    checked = judge(cases, [predict(case) for case in cases])["checked"]
    reached = {dimension: checked[dimension]["right"] for dimension in at_least}
    assert {d: n for d, n in reached.items() if n < at_least[d]} == {}
