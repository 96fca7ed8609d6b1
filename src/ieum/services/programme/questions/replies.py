"""What questions are put to, and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ieum.search.figures import FigureKind
from ieum.search.finding import Finding, Quote
from ieum.search.passages import Document
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.questions.stated import Review, Stated, stated_at


class Library(Protocol):
    """The documents that a question is put to."""

    def ask(self, text: str) -> Finding:
        """What the words of the documents say."""

    def budgets(self, document: Document) -> Sequence[Budget]:
        """The budgets that were found in a document."""

    def review(self, document: Document, budget: Budget) -> Review | None:
        """What a person decided of a budget's amount, if anybody did."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The largest or smallest of the parts of a whole, and how many parts have an amount."""

    whole: Stated
    first: Stated
    among: int
    last: Stated | None = None
    """The one at the other end, where both were asked for."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A finding, and what was extracted of its figures."""

    finding: Finding
    stated: Sequence[Stated] = ()
    """The budgets whose amounts the quotes mark, in their order."""
    reviews: Sequence[Review] = ()
    """What persons decided of them."""
    ranked: Ranked | None = None
    lead: str = ""
    """Who leads it, where that was asked and the document says it elsewhere."""


def budgets_in(quotes: Sequence[Quote], library: Library) -> list[Stated]:
    """The budgets whose amounts quotes mark, in their order."""
    found = []
    for quote in quotes:
        for figure in quote.figures:
            if figure.kind is FigureKind.AMOUNT:
                place = quote.start + figure.start, quote.start + figure.end
                budgets = library.budgets(quote.document)
                stated = stated_at(quote.document, budgets, *place)
                if stated:
                    found.append(stated)
    return found
