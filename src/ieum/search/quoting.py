"""What is quoted of a document for an answer: the sentence, what it needs to be understood, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ieum.search.evidence import Candidate, judge
from ieum.search.figures import Figure
from ieum.search.finding import Quote
from ieum.search.fitting import FIGURES, fits, start_of_place, start_of_subject
from ieum.search.passages import Role
from ieum.search.questions import Question, Wanted
from ieum.search.reckoning import Total
from ieum.search.sentence import BEFORE, Sentence, sentences_of

#: A passage up to so many characters is quoted whole, for its other sentences often qualify.
SHORT_PASSAGE = 160
#: The same for what is no figure: the sentences around it explain it.
SHORT_EXPLANATION = 450


def quote_of(candidate: Candidate, question: Question) -> Quote:
    """The sentence with the figures asked for, and those before it that it needs to be understood."""
    sentence, passage = candidate.sentence, candidate.sentence.passage
    start = sentence.start
    if BEFORE in candidate.credits.values():
        start = _start_of_context(candidate)
    if question.wanted[0] is Wanted.PLACE:
        start = min(start, start_of_place(sentence, question))
    if question.wanted[0] is Wanted.ACTOR:
        start = min(start, start_of_subject(sentence))
    figures = []
    for wanted in question.wanted:
        if wanted not in FIGURES:
            continue
        if candidate.figure and fits(candidate.figure, wanted, question):
            if candidate.figure not in figures:
                figures.append(candidate.figure)
            continue
        near = [f for f in sentence.figures if fits(f, wanted, question)]
        judged = [(judge(sentence, question.terms, figure), figure) for figure in near]
        answering = [(one.score, figure) for one, figure in judged if one.answers]
        if answering:
            anchor = candidate.figure.start if candidate.figure else sentence.start
            _score, best = max(answering, key=lambda one: (one[0], -abs(one[1].start - anchor)))
            if best not in figures:
                figures.append(best)
    end = sentence.end
    bearable = SHORT_PASSAGE if candidate.figure else SHORT_EXPLANATION
    if len(passage.text) <= bearable and passage.role is not Role.HEADING:
        start, end = 0, len(passage.text)
    return Quote(
        sentence.document,
        passage,
        passage.start + start,
        passage.start + end,
        tuple(_moved(figure, -start) for figure in figures),
    )


def with_figures(quote: Quote, figures: Sequence[Figure]) -> Quote:
    """A quote with all of these figures of its passage, in their order."""
    by = quote.passage.start - quote.start
    placed = {_moved(figure, by) for figure in figures} | set(quote.figures)
    return replace(quote, figures=sorted(placed, key=lambda figure: figure.start))


_NOTE_MARK = re.compile(r"(?<=[^\s*])(\*{1,3})(?!\*)")
_FOOTNOTE_MARK = re.compile(r"\*{1,3}(?!\*)")


def footnotes_of(sentence: Sentence) -> list[Quote]:
    """The footnotes that the marks in a sentence point at: they say what the thing is.

    Where a passage has no mark, the footnotes below it are for the whole of it.
    """
    document, passage = sentence.document, sentence.passage
    marks = set(_NOTE_MARK.findall(sentence.text))
    is_marked = bool(_NOTE_MARK.search(passage.text))
    notes = []
    for other in document.passages[passage.ordinal + 1 :]:
        mark = _FOOTNOTE_MARK.match(other.text)
        if mark is None or not other.path or other.path[-1] != passage.ordinal:
            break
        if mark[0] in marks or not is_marked:
            notes.append(Quote(document, other, other.start, other.end))
    return notes


def quotes_of_parts(total: Total) -> list[Quote]:
    """The sentences that the parts of a total stand in, each once."""
    quotes: dict[tuple[int, int], Quote] = {}
    for part in total.parts:
        for sentence in sentences_of(total.document, part.passage):
            if sentence.start <= part.figure.start < sentence.end:
                key = (part.passage.ordinal, sentence.start)
                known = quotes[key].figures if key in quotes else ()
                quotes[key] = Quote(
                    total.document,
                    part.passage,
                    part.passage.start + sentence.start,
                    part.passage.start + sentence.end,
                    (*known, _moved(part.figure, -sentence.start)),
                )
    return list(quotes.values())


def _start_of_context(candidate: Candidate) -> int:
    """Where the earlier sentence begins that holds the words this one leaves unsaid."""
    sentence = candidate.sentence
    earlier = sentences_of(sentence.document, sentence.passage)[: sentence.number]
    needed = [
        term for term, credit in candidate.credits.items() if credit == BEFORE and term.required
    ]
    start = sentence.start
    for other in reversed(earlier):
        said = [term for term in needed if term.stands_in(other.text)]
        if said:
            start = other.start
            needed = [term for term in needed if term not in said]
    return start


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by)
