"""The budgets that a question met in documents: found again at a figure, in their tree, as quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ieum.search.figures import Figure, FigureKind
from ieum.search.finding import Quote
from ieum.search.passages import Document, Passage
from ieum.search.reckoning import Part
from ieum.search.sentence import sentences_of
from ieum.services.programme.extraction.findings import Budget, Place
from ieum.services.programme.register.values import Amount, ReviewState


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided of an extracted amount; ``amount`` is what counts since."""

    state: ReviewState
    amount: Amount


@dataclass(frozen=True, slots=True)
class Stated:
    """A budget of a document, by its place ``at`` among all that were found there."""

    document: Document
    budgets: Sequence[Budget]
    at: int

    @property
    def budget(self) -> Budget:
        """The budget itself."""
        return self.budgets[self.at]

    def parts(self) -> list[Stated]:
        """The budgets right under it, that are for the same kind of time."""
        return [
            replace(self, at=at)
            for at, other in enumerate(self.budgets)
            if other.parent == self.at and other.basis is self.budget.basis
        ]

    def names_above(self) -> list[str]:
        """The names of the budgets that it is a part of."""
        names: list[str] = []
        at = self.budget.parent
        while at is not None and len(names) < len(self.budgets):
            names.append(self.budgets[at].name)
            at = self.budgets[at].parent
        return names

    def leaves(self) -> list[Stated]:
        """The budgets under it that have no parts themselves."""
        found: list[Stated] = []
        for part in self.parts():
            found += part.leaves() or [part]
        return found


def stated_at(document: Document, budgets: Sequence[Budget], start: int, end: int) -> Stated | None:
    """The budget whose amount a document states at [start, end) in its text, if it is one."""
    for at, budget in enumerate(budgets):
        if any(_overlap(place, (start, end)) for place in (budget.amount_at, *budget.also_at)):
            return Stated(document, budgets, at)
    return None


def part_of(stated: Stated) -> Part | None:
    """The passage and figure in which a budget's amount stands."""
    place = stated.budget.amount_at
    for passage in stated.document.passages:
        if passage.start <= place[0] < passage.end:
            figure = _figure_at(passage, place)
            return Part(passage, figure) if figure else None
    return None


def quote_of(stated: Stated) -> Quote | None:
    """The sentence that states a budget, with its amount marked."""
    part = part_of(stated)
    if part is None:
        return None
    quote = sentence_at(stated.document, part.passage, part.figure.start)
    by = part.passage.start - quote.start
    inside = replace(part.figure, start=part.figure.start + by, end=part.figure.end + by)
    return replace(quote, figures=(inside,))


def sentence_at(document: Document, passage: Passage, at: int) -> Quote:
    """The sentence around a place in a passage."""
    around = [s for s in sentences_of(document, passage) if s.start <= at]
    return Quote(
        document, passage, passage.start + around[-1].start, passage.start + around[-1].end
    )


def _figure_at(passage: Passage, place: Place) -> Figure | None:
    return next(
        (
            figure
            for figure in passage.figures
            if figure.kind is FigureKind.AMOUNT
            and _overlap((passage.start + figure.start, passage.start + figure.end), place)
        ),
        None,
    )


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]
