"""From a question and documents to the sentences that answer it, or to what is missing.

Nothing is generated: a finding quotes sentences with their places and points at the figures in them.
It is refused where no sentence holds all that the question names, or where the sentence that does
holds no figure of the kind that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ieum.search.evidence import Candidate, judge
from ieum.search.figures import Figure
from ieum.search.finding import Finding, Lack, Pair, Quote
from ieum.search.fitting import FIGURES, fits, is_rate_as_asked, names_a_place, names_an_actor
from ieum.search.index import PassageIndex
from ieum.search.mending import forgiving
from ieum.search.pairs import set_against
from ieum.search.passages import Document, Role
from ieum.search.questions import Question, Reckoning, Wanted, understand
from ieum.search.ranking import counts, distance, rank
from ieum.search.reckoning import Total, compared, total_under
from ieum.search.sentence import BEFORE, Sentence, sentences_of
from ieum.search.terms import TermKind

#: How many passages are looked at closely.
LOOKED_AT = 40
#: A finding must answer at least this share of what the question's words weigh.
LEAST_FOR_FIGURE = 0.55
LEAST_FOR_STATEMENT = 0.5
#: The same where the figure stands right before the noun whose number is asked.
LEAST_FOR_COUNTED = 0.5
#: Findings within this of the best are shown beside it.
NEARLY_AS_GOOD = 0.02
JUST_AS_GOOD = 0.005
MOST_SHOWN = 3
#: The same where all that there are are asked for, one by one.
NEAR_ENOUGH_TO_LIST = 0.2
MOST_LISTED = 8
#: A passage up to so many characters is quoted whole, for its other sentences often qualify.
SHORT_PASSAGE = 160
#: The same for what is no figure: the sentences around it explain it.
SHORT_EXPLANATION = 450
#: How many of the best findings are tried for a sum of their parts.
MOST_WEIGHED = 30


def ask(
    text: str,
    index: PassageIndex,
    load: Callable[[Sequence[str]], Mapping[str, Document]],
    today: date,
) -> Finding:
    """Answer a question from the documents in an index; ``load`` gives those with certain keys."""

    def near(question: Question) -> list[Sentence]:
        words = [
            tuple(w for form in term.forms for w in form.lower().split()) for term in question.terms
        ]
        hits = index.find(words, question.text, LOOKED_AT)
        documents = load(list(dict.fromkeys(hit.document for hit in hits)))
        return [
            sentence
            for hit in hits
            if hit.document in documents
            for sentence in sentences_of(
                documents[hit.document], documents[hit.document].passages[hit.ordinal]
            )
        ]

    return _answered(understand(text, today), near, today)


def answer_from_document(text: str, document: Document, today: date) -> Finding:
    """Answer a question from one document alone, without an index."""
    sentences = [one for passage in document.passages for one in sentences_of(document, passage)]
    return _answered(understand(text, today), lambda _question: sentences, today)


def _answered(
    question: Question, near: Callable[[Question], Sequence[Sentence]], today: date
) -> Finding:
    """The finding for a question; ``near`` gives the sentences that may answer one."""
    finding = _plainly(question, near(question))
    if finding.total or finding.pair:
        return finding

    def plain(text: str) -> Finding:
        half = understand(text, today)
        return _plainly(half, near(half))

    return set_against(question, plain) or finding


def _plainly(question: Question, found: Sequence[Sentence]) -> Finding:
    """The finding for a question that asks one thing, from the sentences that may answer it."""
    if not question.terms:
        return Finding(question, lack=Lack.NO_WORDS)
    if not found or all(term.kind is TermKind.WEAK for term in question.terms):
        return Finding(question, lack=Lack.NO_SUBJECT)
    return answer_from(forgiving(question, found), found)


def answer_from(question: Question, found: Sequence[Sentence]) -> Finding:
    """Choose among sentences that may answer."""
    main = question.wanted[0]
    if main in (Wanted.STATEMENT, Wanted.ACTOR, Wanted.PLACE):
        candidates = [
            judge(sentence, question.terms)
            for sentence in found
            if main is Wanted.STATEMENT
            or (main is Wanted.ACTOR and names_an_actor(sentence, question))
            or (main is Wanted.PLACE and names_a_place(sentence, question))
        ]
        least = LEAST_FOR_STATEMENT
    else:
        candidates = [
            judge(sentence, question.terms, figure)
            for sentence in found
            for figure in sentence.figures
            if fits(figure, main, question)
            and is_rate_as_asked(figure, sentence.passage.text, question)
        ]
        least = LEAST_FOR_FIGURE
    is_figure = main in FIGURES
    good = [
        c
        for c in candidates
        if (c.answers and (c.score if is_figure else c.score_of_names) >= least)
        or (_is_the_count_asked(c, question) and c.score >= LEAST_FOR_COUNTED)
    ]
    if not good:
        things = [t for t in question.terms if t.focus or (t.required and t.weight >= 1)]
        spoken_of = any(not judge(sentence, things).missing for sentence in found)
        return Finding(question, lack=Lack.NO_FIGURE if spoken_of else Lack.NO_SUBJECT)
    good.sort(key=lambda c: (-rank(c, question), distance(c)))
    best = _in_full(good)
    shown = [best]
    is_each = question.reckoning is Reckoning.EACH
    least_rank = rank(best, question) - (NEAR_ENOUGH_TO_LIST if is_each else NEARLY_AS_GOOD)
    for candidate in good:
        is_new = all(candidate.sentence is not other.sentence for other in shown)
        if (
            is_new
            and (_agrees(candidate, best) or is_each)
            and rank(candidate, question) >= least_rank
            and len(shown) < (MOST_LISTED if is_each else MOST_SHOWN)
        ):
            shown.append(candidate)
    quotes = [_quote(candidate, question) for candidate in shown]
    if is_each and best.figure:
        listed = [
            c for c in good if c.sentence is best.sentence and rank(c, question) >= least_rank
        ]
        quotes[0] = _with_figures(quotes[0], [c.figure for c in listed if c.figure])
    if not is_figure:
        quotes += [note for candidate in shown for note in _footnotes(candidate.sentence)]
    total = pair = None
    if question.reckoning is Reckoning.SUM:
        weighed = [(total_under(c, question.how_many), c) for c in good[:MOST_WEIGHED]]
        totals = [(found, c) for found, c in weighed if found]
        if totals:
            # Parts belong to the whole they come nearest to.
            total, stated = min(totals, key=lambda pair: abs(pair[0].gap or Decimal(0)))
            quotes = [_quote(stated, question), *_quotes_of(total)]
    elif question.reckoning in (Reckoning.DIFFERENCE, Reckoning.RATIO):
        figures = compared(best)
        pair = Pair(*figures) if figures else None
    held = {f.kind.value for quote in quotes for f in quote.figures}
    unanswered = [
        kind for kind in question.wanted[1:] if kind in FIGURES and not held & FIGURES[kind]
    ]
    return Finding(question, quotes, None, best.score, total, pair, unanswered)


def _in_full(good: Sequence[Candidate]) -> Candidate:
    """The best; for a figure in a title, the sentence of the document that says it in full."""
    best = good[0]
    heads = (Role.TITLE, Role.SUBTITLE)
    if best.figure is None or best.sentence.passage.role not in heads:
        return best
    for other in good[1:]:
        is_body = other.sentence.passage.role not in heads
        is_same = other.figure is not None and other.figure.value == best.figure.value
        if is_body and is_same and other.sentence.document is best.sentence.document:
            return other
    return best


def _is_the_count_asked(candidate: Candidate, question: Question) -> bool:
    """Whether a figure stands right before the very noun whose number is asked (6개 권역).

    Such a figure needs its other words only somewhere near.
    """
    figure = candidate.figure
    if figure is None or not question.counted or candidate.missing:
        return False
    return counts(candidate.sentence.passage, figure, question.counted) > 0


def _agrees(candidate: Candidate, best: Candidate) -> bool:
    """Whether a finding may stand beside the best.

    So does the same figure, another document's, or one that the question's words fit just as well,
    such as the amounts of two years when no year was asked for.
    """
    if candidate.figure is None or best.figure is None:
        return True
    return (
        candidate.figure.value == best.figure.value
        or candidate.sentence.document is not best.sentence.document
        or abs(candidate.rank - best.rank) < JUST_AS_GOOD
    )


def _quote(candidate: Candidate, question: Question) -> Quote:
    """The sentence with the figures asked for, and those before it that it needs to be understood."""
    sentence, passage = candidate.sentence, candidate.sentence.passage
    start = sentence.start
    if BEFORE in candidate.credits.values():
        start = _start_of_context(candidate)
    if question.wanted[0] is Wanted.PLACE and sentence.goes_on:
        start = min(start, sentences_of(sentence.document, passage)[sentence.number - 1].start)
    figures = []
    for wanted in question.wanted:
        if wanted not in FIGURES:
            continue
        if candidate.figure and fits(candidate.figure, wanted, question):
            if candidate.figure not in figures:
                figures.append(candidate.figure)
            continue
        near = [f for f in sentence.figures if fits(f, wanted, question)]
        judged = [judge(sentence, question.terms, figure) for figure in near]
        judged = [c for c in judged if c.answers]
        if judged:
            anchor = candidate.figure.start if candidate.figure else sentence.start
            best = max(judged, key=lambda c: (c.score, -abs(c.figure.start - anchor)))  # type: ignore[union-attr]
            if best.figure and best.figure not in figures:
                figures.append(best.figure)
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


def _with_figures(quote: Quote, figures: Sequence[Figure]) -> Quote:
    """A quote with all of these figures of its passage, in their order."""
    by = quote.passage.start - quote.start
    placed = {_moved(figure, by) for figure in figures} | set(quote.figures)
    return replace(quote, figures=sorted(placed, key=lambda figure: figure.start))


_NOTE_MARK = re.compile(r"(?<=[^\s*])(\*{1,3})(?!\*)")
_FOOTNOTE_MARK = re.compile(r"\*{1,3}(?!\*)")


def _footnotes(sentence: Sentence) -> list[Quote]:
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


def _quotes_of(total: Total) -> list[Quote]:
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
