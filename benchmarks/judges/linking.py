"""Judge for linking two lists. Knows nothing of the product.

Pairs are true when both rows bear the same id in the file, or where a list of pairs is given, when it
holds them. Of pairs with one name a machine of ten lines finds all, so the renamed ones are counted
apart.
"""

from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
Pair = tuple[str, str]


def true_pairs(rows: Iterable[Row], column: str) -> set[Pair]:
    """Pairs of rows of two snapshots that bear the same id."""
    by_id: dict[str, dict[str, str]] = {}
    for row in rows:
        if (row.get(column) or "").strip():
            by_id.setdefault(row[column].strip(), {})[row["snapshot"]] = row["row"]
    pairs = set()
    for found in by_id.values():
        if len(found) == 2:
            first, second = sorted(found)
            pairs.add((found[first], found[second]))
    return pairs


def judge(rows: list[Row], gold: set[Pair], predicted: set[Pair]) -> dict[str, Any]:
    """Recall and precision of all pairs, and recall of those whose name changed."""
    names = {row["row"]: row["name"].strip().lower() for row in rows}
    renamed = {pair for pair in gold if names[pair[0]] != names[pair[1]]}
    return {
        "pairs": len(gold),
        "recall": _share(len(gold & predicted), len(gold)),
        "precision": _share(len(gold & predicted), len(predicted)),
        "renamed": len(renamed),
        "renamed_recall": _share(len(renamed & predicted), len(renamed)),
    }


def exact_names(earlier: list[Row], later: list[Row]) -> set[Pair]:
    """The pairs with one name, as a peer to compare with."""
    by_name = {row["name"].strip().lower(): row["row"] for row in earlier}
    return {
        (by_name[row["name"].strip().lower()], row["row"])
        for row in later
        if row["name"].strip().lower() in by_name
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
