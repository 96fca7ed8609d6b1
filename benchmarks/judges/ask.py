"""Judge for the ask box: was the right tool chosen, were all arguments right, was the rest refused.

Knows nothing of the product. An argument is right when it equals the gold: numbers as numbers,
texts without regard to outer spaces, case and final punctuation, lists and models part by part.
Arguments that the gold does not have must be absent.
"""

from typing import Any

Row = dict[str, Any]


def judge(cases: list[Row], predictions: list[Row]) -> dict[str, Any]:
    """Shares in per cent, and the ids of the cases that went wrong."""
    by_id = {prediction["id"]: prediction for prediction in predictions}
    inside = [case for case in cases if case["tool"] is not None]
    outside = [case for case in cases if case["tool"] is None]
    tool_wrong, arguments_wrong = [], []
    for case in inside:
        found = by_id.get(case["id"], {"tool": None, "arguments": {}})
        if found["tool"] != case["tool"]:
            tool_wrong.append(case["id"])
            arguments_wrong.append(case["id"])
        elif not same(case["arguments"], found["arguments"]):
            arguments_wrong.append(case["id"])
    accepted = [case["id"] for case in outside if by_id.get(case["id"], {}).get("tool")]
    return {
        "in_scope": len(inside),
        "out_of_scope": len(outside),
        "tool_percent": _percent(len(inside) - len(tool_wrong), len(inside)),
        "arguments_percent": _percent(len(inside) - len(arguments_wrong), len(inside)),
        "accepted_out_of_scope_percent": _percent(len(accepted), len(outside)),
        "tool_wrong": tool_wrong,
        "arguments_wrong": [one for one in arguments_wrong if one not in tool_wrong],
        "accepted_out_of_scope": accepted,
    }


def same(gold: Any, found: Any) -> bool:
    """Whether two JSON values mean the same argument."""
    if isinstance(gold, bool) or isinstance(found, bool):
        return gold is found
    if isinstance(gold, int | float) and isinstance(found, int | float):
        return gold == found
    if isinstance(gold, str) and isinstance(found, str):
        return _plain(gold) == _plain(found)
    if isinstance(gold, list) and isinstance(found, list):
        return len(gold) == len(found) and all(map(same, gold, found))
    if isinstance(gold, dict) and isinstance(found, dict):
        return gold.keys() == found.keys() and all(same(gold[key], found[key]) for key in gold)
    return gold is None and found is None


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".?!").strip().casefold()


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
