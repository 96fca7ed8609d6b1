"""The kept documents as something to put questions to, with what persons decided of their figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ieum.search.finding import Finding
from ieum.search.passages import Document
from ieum.services.programme import store
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.questions.stated import Review
from ieum.services.programme.register.rows import Statement
from ieum.services.programme.register.values import Amount, ReviewState, Subject


class Kept:
    """The documents that are stored now."""

    def __init__(self, today: date) -> None:
        self._ask = store.asking(today)

    def ask(self, text: str) -> Finding:
        """What the words of the documents say."""
        return self._ask(text)

    def budgets(self, document: Document) -> Sequence[Budget]:
        """The budgets that were found in a document, looked for once as long as it is in use."""
        return _budgets(_Same(document))

    def review(self, document: Document, budget: Budget) -> Review | None:
        """The last decision on the amount that stands where this budget's does."""
        row = (
            Statement.objects.filter(
                document_id=int(document.key),
                subject=str(Subject.BUDGET),
                start__lt=budget.amount_at[1],
                end__gt=budget.amount_at[0],
            )
            .exclude(state=str(ReviewState.EXTRACTED))
            .order_by("-decided_at")
            .first()
        )
        if row is None:
            return None
        return Review(ReviewState(row.state), Amount.model_validate(row.value))


class _Same:
    """A document as a key: one object is one reading of it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


@lru_cache(maxsize=128)
def _budgets(kept: _Same) -> Sequence[Budget]:
    return extract(kept.document).budgets
