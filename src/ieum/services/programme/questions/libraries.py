"""Documents that no store keeps, as something to put questions to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ieum.search.answering import answer_from_document
from ieum.search.finding import Finding
from ieum.search.passages import Document
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.questions.stated import Review


class Unkept:
    """Documents of which nothing is kept, so that nobody has reviewed them."""

    def __init__(self, ask: Callable[[str], Finding]) -> None:
        self.ask = ask
        self._budgets: dict[str, Sequence[Budget]] = {}

    def budgets(self, document: Document) -> Sequence[Budget]:
        """The budgets that were found in a document, looked for once."""
        if document.key not in self._budgets:
            self._budgets[document.key] = extract(document).budgets
        return self._budgets[document.key]

    def review(self, document: Document, budget: Budget) -> Review | None:
        """Nobody has reviewed it."""
        return None


class Single(Unkept):
    """One document alone."""

    def __init__(self, document: Document, today: date) -> None:
        super().__init__(lambda text: answer_from_document(text, document, today))
