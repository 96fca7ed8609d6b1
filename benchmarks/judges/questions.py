"""Judge for questions about documents. Knows nothing of the product.

An answer is right when it holds every group of ``must_contain`` (groups split by ``;``, alternatives
inside one by ``|``) and nothing of ``must_not_contain``, and is no refusal. Where ``must_refuse`` is 1
it must be a refusal, say so in one of the ways listed, and hold no figure that is not in the question.
White space and thousands separators are ignored. Each source must name a document and a span in it.
"""

import re
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def judge(cases: list[Row], predictions: list[Row], documents: Path) -> dict[str, Any]:
    """Right and total of the questions to answer and of those to refuse, and which are wrong."""
    by_id = {prediction["id"]: prediction for prediction in predictions}
    figures: dict[str, Any] = {
        "answered_right": 0,
        "to_answer": 0,
        "refused_right": 0,
        "to_refuse": 0,
        "sources_that_hold": 0,
        "sources": 0,
        "wrong": [],
    }
    for case in cases:
        prediction = by_id.get(case["id"], {"answer": "", "refused": False, "sources": []})
        must_refuse = case["must_refuse"].strip() == "1"
        right = _refuses(case, prediction) if must_refuse else _answers(case, prediction)
        figures["to_refuse" if must_refuse else "to_answer"] += 1
        figures["refused_right" if must_refuse else "answered_right"] += right
        if not right:
            figures["wrong"].append(case["id"])
        for source in prediction["sources"]:
            figures["sources"] += 1
            figures["sources_that_hold"] += _holds(source, prediction, documents)
    return figures


def plain(text: str) -> str:
    """A text without white space and thousands separators, in small letters."""
    without_commas = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return re.sub(r"\s+", "", without_commas).lower()


def _groups(cell: str) -> list[list[str]]:
    return [
        [plain(word) for word in group.split("|") if word.strip()]
        for group in cell.split(";")
        if group.strip()
    ]


def _contains(answer: str, group: list[str]) -> bool:
    return any(word in answer for word in group)


def _answers(case: Row, prediction: Row) -> bool:
    answer = plain(prediction["answer"])
    return (
        not prediction["refused"]
        and all(_contains(answer, group) for group in _groups(case["must_contain"]))
        and not any(_contains(answer, group) for group in _groups(case["must_not_contain"] or ""))
    )


def _refuses(case: Row, prediction: Row) -> bool:
    answer = plain(prediction["answer"])
    figures = set(re.findall(r"\d+", answer)) - set(re.findall(r"\d+", plain(case["question_ko"])))
    return (
        prediction["refused"]
        and all(_contains(answer, group) for group in _groups(case["must_contain"]))
        and not any(_contains(answer, group) for group in _groups(case["must_not_contain"] or ""))
        and not figures
        and not prediction.get("figures")
    )


def _holds(source: Row, prediction: Row, documents: Path) -> bool:
    """Whether the words at the span of a text file stand in the answer that cites them."""
    path = documents / source["document"]
    if not path.is_file():
        return False
    with path.open(encoding="utf-8", newline="") as file:
        words = file.read()[source["span"][0] : source["span"][1]]
    return bool(words) and plain(words) in plain(prediction["answer"])
