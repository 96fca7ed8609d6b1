"""How well questions are answered from documents, and refused where the documents do not say.

    python -m benchmarks.questions --cases ../shared/data/programme/questions_sample.csv \\
        --documents ../shared/data/programme/documents

The documents are read and indexed as the product does it, in a folder that is thrown away. Only
the columns ``id`` and ``question_ko`` of the cases are read for predicting.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.judges.questions import judge
from ieum.kernel.context import today_in_korea
from ieum.kernel.upload import Upload
from ieum.search.answering import ask
from ieum.search.index import PassageIndex
from ieum.search.passages import Document, cut
from ieum.services.programme.questions.answering import answer as answer_question
from ieum.services.programme.questions.libraries import Unkept
from ieum.services.programme.questions.wording import answer_to
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.reading.unreadable import Unreadable

_SHARED = Path(__file__).parents[2] / "shared/data/programme"


def read_cases(path: Path) -> list[dict[str, str]]:
    """The cases in file order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Library:
    """The documents of a folder, read and indexed."""

    def __init__(self, folder: Path, index: PassageIndex) -> None:
        self.documents: dict[str, Document] = {}
        self.characters = 0
        started = time.perf_counter()
        for path in sorted(file for file in folder.iterdir() if file.is_file()):
            try:
                read = read_document(Upload(path.name, path))
            except Unreadable as error:
                print(error, file=sys.stderr)
                continue
            passages = cut(read.text, read.blocks, read.issued)
            self.documents[path.name] = Document(path.name, read.title, passages, read.issued)
            self.characters += len(read.text)
        self.index = index
        index.bring_up_to_date(
            dict.fromkeys(self.documents, "1"), lambda key: self.documents[key].passages
        )
        today = today_in_korea()
        self.library = Unkept(lambda text: ask(text, index, lambda _keys: self.documents, today))
        self.seconds = time.perf_counter() - started

    def predict(self, case: dict[str, str]) -> dict[str, Any]:
        """The prediction for one case, from its question alone."""
        reply = answer_question(case["question_ko"], self.library)
        finding = reply.finding
        answer = answer_to(reply).rendered("ko")
        refusal = answer["refusal"]
        if refusal:
            words = refusal["missing"]
        else:
            result = answer["result"]
            words = "\n".join([result["answer"], result["evidence"]["text"], *answer["notes"]])
        return {
            "id": case["id"],
            "answer": words,
            "refused": refusal is not None,
            "figures": [f.text for quote in finding.quotes for f in quote.figures],
            "sources": [
                {"document": quote.document.key, "span": [quote.start, quote.end]}
                for quote in finding.quotes
            ],
        }


def main(arguments: list[str] | None = None) -> int:
    """Predict, and judge unless only predictions are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=_SHARED / "questions_sample.csv")
    parser.add_argument("--documents", type=Path, default=_SHARED / "documents")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seconds", type=float, help="accepted for uniformity; not needed")
    parser.add_argument("--predict", type=Path, help="write predictions here and do not judge")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    cases = read_cases(options.cases)[: options.limit]
    with tempfile.TemporaryDirectory() as folder:
        library = Library(options.documents, PassageIndex(Path(folder)))
        print(
            f"{len(cases)} questions, {len(library.documents)} documents, "
            f"{library.characters / library.seconds:,.0f} characters/s read",
            file=sys.stderr,
        )
        predictions = [library.predict(case) for case in cases]
    if options.predict:
        with options.predict.open("w", encoding="utf-8") as file:
            for prediction in predictions:
                file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
        return 0
    figures = judge(cases, predictions, options.documents)
    for name, value in figures.items():
        print(f"{name:20} {value}")
    if options.json:
        line = {"benchmark": "questions", "cases": len(cases), "figures": figures}
        print(json.dumps(line, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
