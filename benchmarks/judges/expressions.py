"""Judge for Korean expressions: Recognizers' sentences and Duckling's phrases.

Knows nothing of the product: it reads the gold in the case file and the predictions. A case is
right when the predicted results of its dimension are exactly those of the gold, each with the
same text and the same value, none missing and none over; where the gold gives an offset, that too.
"""

import json
from collections import Counter
from typing import Any

Row = dict[str, Any]


def judge(cases: list[Row], predictions: list[Row]) -> dict[str, Any]:
    """Right and total per dimension: ``checked`` (value known good) and ``all`` (spans too)."""
    by_id = {p["id"]: p["results"] for p in predictions}
    checked: dict[str, Counter[str]] = {}
    spans: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    for case in cases:
        results = by_id.get(case["id"], [])
        dimension = case["dimension"]
        span_ok = _same_spans(case, results)
        spans.setdefault(dimension, Counter()).update(right=int(span_ok), of=1)
        if not is_checked(case):
            continue
        ok = _same(case, results)
        checked.setdefault(dimension, Counter()).update(right=int(ok), of=1)
        if not ok:
            wrong.append(case["id"])
    return {
        "checked": {k: dict(v) for k, v in sorted(checked.items())},
        "spans": {k: dict(v) for k, v in sorted(spans.items())},
        "wrong": wrong,
    }


def is_checked(case: Row) -> bool:
    """The gold value is one that its authors verify and that is not known to be wrong."""
    return not case.get("extraction_only") and not case.get("gold_fault")


def _same(case: Row, results: list[Row]) -> bool:
    if "results" not in case:
        return _same_duckling(case, results)
    gold = Counter(_key(g["text"], g["value"]) for g in case["results"])
    ours = Counter(_key(r["text"], r["value"]) for r in results)
    return gold == ours and _same_starts(case, results)


def _key(text: str, value: Any) -> str:
    return json.dumps([text, value], ensure_ascii=False, sort_keys=True)


def _same_starts(case: Row, results: list[Row]) -> bool:
    gold = Counter(g["start"] for g in case["results"] if _fits(case["input"], g))
    ours = Counter(r["start"] for r in results)
    return all(ours[start] >= count for start, count in gold.items())


def _fits(text: str, gold: Row) -> bool:
    """The gold's offset is that of its own text; some carry over the English sentence's."""
    start = gold.get("start")
    return start is not None and text[start : start + len(gold["text"])] == gold["text"]


def _same_spans(case: Row, results: list[Row]) -> bool:
    if "results" not in case:
        return _same_duckling(case, results)
    gold = Counter(g["text"] for g in case["results"])
    return gold == Counter(r["text"] for r in results)


def _same_duckling(case: Row, results: list[Row]) -> bool:
    """One result whose kind, value, end, unit or grain, and holiday are those of the row."""
    if case["kind"] == "raw":
        return False
    if len(results) != 1:
        return False
    value = results[0]["value"]
    return all(
        _equal(str(value.get(field) or ""), case.get(field) or "")
        for field in ("kind", "value", "value_to", "unit_or_grain", "holiday")
    )


def _equal(ours: str, gold: str) -> bool:
    if ours == gold:
        return True
    try:
        return abs(float(ours) - float(gold)) <= 1e-9 * max(1.0, abs(float(gold)))
    except ValueError:
        return False
