"""What was found for a question: quotes with the figures asked for, or what is lacking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ieum.search.figures import Figure
from ieum.search.passages import Document, Passage
from ieum.search.questions import Question, Wanted
from ieum.search.reckoning import Total


class Lack(StrEnum):
    """Why there is no answer."""

    NO_SUBJECT = "no-subject"
    """Nothing that was read speaks of it."""
    NO_FIGURE = "no-figure"
    """It is spoken of, but the kind of answer that was asked for is not given."""
    NO_WORDS = "no-words"
    """The question names nothing that could be looked for."""


@dataclass(frozen=True)
class Quote:
    """A stretch of a document that carries an answer: [start, end) in the document's text.

    ``figures`` have their places in the quote.
    """

    document: Document
    passage: Passage
    start: int
    end: int
    figures: Sequence[Figure] = ()

    @property
    def text(self) -> str:
        """The words, as they stand in the document."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True)
class Pair:
    """Two figures set against each other, with what the question calls their things, if it does."""

    first: Figure
    second: Figure
    names: tuple[str, str] | None = None


@dataclass(frozen=True)
class Finding:
    """What was found: quotes with the figures asked for, or what is lacking."""

    question: Question
    quotes: Sequence[Quote] = ()
    lack: Lack | None = None
    score: float = 0.0
    total: Total | None = None
    """The parts of the figure found and their sum, where the question asks to add up."""
    pair: Pair | None = None
    """The two figures to compare, where the question asks for a difference or a ratio."""
    unanswered: Sequence[Wanted] = field(default=())
    """Kinds of answer that were asked for as well, and that the quotes do not hold."""
