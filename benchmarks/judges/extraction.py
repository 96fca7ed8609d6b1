"""Judge for what was extracted from documents. Knows nothing of the product.

A budget of the gold is found when a prediction in the same document has its amount and, of several
with that amount, the likest name; each field is then compared by itself, and the budget is right
when all are. Names are alike when the words of one stand in the other (half of the pairs of
letters, other names of the row included). A figure of the gold is found when a prediction in the same document gives its
value or one of its printed forms; a prediction is right when the gold holds its value or its printed
form. Predictions with a span outside the article body are left out (page numbers, date lines, other
news), as are those that only repeat one.
"""

import re
from typing import Any

Row = dict[str, Any]
_FIELDS = ("lead", "region", "budget_qualifier", "budget_kind", "budget_period", "start", "end")
_QUALIFIERS = {"approximately": "approx", "more_than": "at_least"}
_ALIKE = 0.5


def judge(programmes: list[Row], facts: list[Row], predictions: list[Row]) -> dict[str, Any]:
    """Budgets right in all fields, recall and precision of budgets and of figures, and what is
    wrong."""
    gold = [row for row in programmes if row["budget_krw"]]
    budgets = [p for p in predictions if p["kind"] == "budget"]
    figures = [p for p in predictions if p["kind"] == "figure"]
    pairs, wrong = _matched(gold, budgets)
    whole = 0
    by_field = dict.fromkeys(("name_ko", *_FIELDS), 0)
    for row, found in pairs:
        faults = [field for field in _FIELDS if not _agrees(field, row, found)]
        if _likeness(row, found) < _ALIKE:
            faults.append("name_ko")
        for field in by_field:
            by_field[field] += field not in faults
        whole += not faults
        wrong += [
            f"{row['id']} {field}: {found.get(field)!r} instead of {row.get(field)!r}"
            for field in faults
        ]
    recall, precision, missed, over = _figures(facts, figures, budgets)
    return {
        "budgets_right": whole,
        "budgets": len(gold),
        "budget_recall": _share(len(pairs), len(gold)),
        "budget_precision": _share(len(pairs), len(budgets)),
        "fields_right": by_field,
        "figure_recall": recall,
        "figure_precision": precision,
        "wrong": wrong,
        "figures_missed": missed,
        "figures_over": over,
    }


def judge_checks(gold: list[Row], predictions: list[Row]) -> dict[str, Any]:
    """Disagreements raised against those of the gold (``DISAGREES``)."""
    raised = {(_number(p["stated"]), _number(p["computed"])) for p in predictions if p["disagrees"]}
    expected = {
        (float(row["stated"]), float(row["computed"]))
        for row in gold
        if row["result"] == "DISAGREES"
    }
    return {
        "disagreements_raised": len(raised),
        "disagreements_expected": len(expected),
        "disagreements_right": len(raised & expected),
    }


def _number(won: int) -> float:
    return won / 100_000_000


def _matched(gold: list[Row], budgets: list[Row]) -> tuple[list[tuple[Row, Row]], list[str]]:
    left = list(budgets)
    pairs, wrong = [], []
    possible = sorted(
        ((_likeness(row, found), at, number) for at, row in enumerate(gold)
         for number, found in enumerate(budgets) if _same_amount(row, found)),
        reverse=True,
    )  # fmt: skip
    taken_rows: set[int] = set()
    taken: set[int] = set()
    for _, at, number in possible:
        if at not in taken_rows and number not in taken:
            taken_rows.add(at)
            taken.add(number)
            pairs.append((gold[at], budgets[number]))
    wrong += [f"{row['id']} not found" for at, row in enumerate(gold) if at not in taken_rows]
    wrong += [
        f"over: {found['name_ko']} {found['budget_krw']}"
        for number, found in enumerate(left)
        if number not in taken
    ]
    return pairs, wrong


def _same_amount(row: Row, found: Row) -> bool:
    return row["source"] == found["document"] and int(row["budget_krw"]) == found["budget_krw"]


def _likeness(row: Row, found: Row) -> float:
    names = [row["name_ko"], *filter(None, (row.get("alias_ko") or "").split("|"))]
    return max(_overlap(_bigrams(name), _bigrams(found["name_ko"])) for name in names)


def _bigrams(text: str) -> set[str]:
    plain = re.sub(r"[^0-9A-Za-z가-힣]", "", text).lower()
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def _overlap(a: set[str], b: set[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _agrees(field: str, row: Row, found: Row) -> bool:
    wanted, got = row[field] or "", found[field] or ""
    if field == "region":
        return set(wanted.split("|")) == set(got.split("|"))
    if field == "lead":
        return wanted == got or (wanted.startswith(("(", "정부(")) and not got)
    if field == "budget_qualifier":
        return wanted == _QUALIFIERS.get(got, got)
    if field in ("start", "end"):
        return got.startswith(wanted) if wanted else not got
    return bool(wanted == got)


def _figures(
    facts: list[Row], figures: list[Row], budgets: list[Row]
) -> tuple[float, float, list[str], list[str]]:
    """Recall over all facts, budgets included; precision over the distinct predictions."""
    found = 0
    missed = []
    for fact in facts:
        if fact["metric"] == "budget":
            hit = any(
                b["document"] == fact["source"] and b["budget_krw"] == int(fact["value"])
                for b in budgets
            )
        else:
            hit = any(_is_it(fact, p) for p in figures)
        found += hit
        if not hit:
            missed.append(f"{fact['fact_id']} {fact['raw']} ({fact['value']} {fact['unit']})")
    distinct = {(p["document"], _plain(p["raw"]), p["value"]): p for p in figures}
    right = [p for p in distinct.values() if any(_holds(fact, p) for fact in facts)]
    over = [f"{p['raw']} ({p['value']})" for p in distinct.values() if p not in right]
    total = len(distinct) + len(budgets)
    return (
        _share(found, len(facts)),
        _share(len(right) + len(budgets), total),
        missed,
        over,
    )


def _is_it(fact: Row, prediction: Row) -> bool:
    if fact["source"] != prediction["document"]:
        return False
    return _same_value(fact, prediction) and (not fact["raw"] or _same_words(fact, prediction))


def _holds(fact: Row, prediction: Row) -> bool:
    if fact["source"] != prediction["document"]:
        return False
    when = (fact["when"] or "").lstrip("~")
    return (
        _same_words(fact, prediction) or _same_value(fact, prediction)
        or (bool(when) and when == prediction["value"])
    )  # fmt: skip


def _same_words(fact: Row, prediction: Row) -> bool:
    raw = _plain(prediction["raw"])
    return any(
        form and (form in raw or raw in form)
        for form in map(_plain, (fact["raw"] or "").split("|"))
    )


def _same_value(fact: Row, prediction: Row) -> bool:
    wanted, got = str(fact["value"]), str(prediction["value"])
    try:
        return abs(abs(float(wanted)) - abs(float(got))) < 1e-9
    except ValueError:
        return wanted.startswith(got) or got.startswith(wanted)


def _plain(text: str) -> str:
    return re.sub(r"[\s,]|date", "", text).replace("’", "'")


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
