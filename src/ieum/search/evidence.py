"""How well a stretch of a document answers a question's words: by what stands near, and governs.

A figure belongs to the words of its own clause most, then to those of its sentence, to the headings
above it, to the sentences before it in its paragraph, and least to the title of its document. Context
flows forward only: what is said after a figure, or of a sibling in a list, is not said of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ieum.search.clauses import (
    NOUNS,
    bracket_around,
    clause,
    in_brackets_of_a_list,
    is_of_its_noun,
    noun_phrases,
)
from ieum.search.figures import Figure, FigureKind
from ieum.search.paraphrases import Side
from ieum.search.passages import Role
from ieum.search.sentence import BEFORE, GENERIC, HEADING, TITLE, Sentence
from ieum.search.terms import Term, TermKind

CLAUSE = 1.0
NEAR = 0.9
SENTENCE = 0.65
AFTER = 0.5
PART = 0.3
HEAD_IN_CLAUSE = 0.15
_LIST_MARK = re.compile(r"[,·]\s?\||\|\s?[,·]")

_AND_OTHERS = re.compile(r"[^.;]{0,40}?\s(?:등(?![가-힣]{2})|(?:전|모든)\s(?:분야|영역|과정))")

LEAST_FOR_FOCUS = 0.6


@dataclass(frozen=True)
class Candidate:
    """A sentence, or a figure in it, judged against the words of a question."""

    sentence: Sentence
    figure: Figure | None
    credits: dict[Term, float] = field(repr=False)

    @property
    def score(self) -> float:
        """The share of the question's weight that is answered, 0 to 1."""
        whole = sum(term.weight for term in self.credits)
        gained = sum(term.weight * credit for term, credit in self.credits.items())
        return gained / whole if whole else 0.0

    @property
    def score_of_names(self) -> float:
        """``score`` over the words alone that a passage must hold."""
        needed = {term: credit for term, credit in self.credits.items() if term.required}
        whole = sum(term.weight for term in needed)
        gained = sum(term.weight * credit for term, credit in needed.items())
        return gained / whole if whole else 0.0

    @cached_property
    def rank(self) -> float:
        """``score``, less for a figure of something more special than what was asked.

        The figure of "광주 AI 과학영재학교 예산" is none of "광주 AI 예산".
        """
        if self.figure is None:
            return self.score
        named = sum(term.weight for term, credit in self.credits.items() if credit >= NEAR)
        special = self.score * (0.6 + 0.4 * named / (named + self._unasked() or 1))
        head = [term for term in self.credits if term.focus][-1:]
        leads = bool(head) and self.credits[head[0]] == CLAUSE and self._precedes(head[0])
        return special + (HEAD_IN_CLAUSE if leads else 0.0)

    @property
    def _is_of_the_moment(self) -> bool:
        # An event (총회 때) may be told of before; a deed (출범 때) parts what was from what is.
        moments = [
            credit >= NEAR
            for term, credit in self.credits.items()
            if term.is_moment and term.weight < 1
        ]
        # Of several moments (출범 때와 총회 때) each is told by a figure of its own.
        return any(moments) or not moments

    def _precedes(self, term: Term) -> bool:
        """Whether a term stands before the figure in its clause, as its name does in Korean."""
        assert self.figure is not None
        start, _ = clause(self.sentence, self.figure, strict=True)
        return term.stands_in(self.sentence.passage.text[start : self.figure.start])

    def _unasked(self) -> int:
        """How many nouns stand in the same noun phrases as the question's words, and are not its."""
        figure, passage = self.figure, self.sentence.passage
        assert figure is not None
        start, _ = clause(self.sentence, figure, strict=True)
        named = [
            place
            for term in self.credits
            for place in term.places(passage.text)
            if start <= place[1] and place[0] < figure.start
        ]
        bracket = bracket_around(passage.text, figure)
        phrases = [p for p in noun_phrases(passage, start, figure.start) if p]
        unasked = 0
        for number, phrase in enumerate(phrases, start=1):
            asked = [t for t in phrase if any(s <= t.start < e for s, e in named)]
            # What stands right before a bracket names the figure in it, asked for or not.
            if asked or (bracket and number == len(phrases)):
                unasked += sum(
                    token.tag in NOUNS and token not in asked and token.form not in GENERIC
                    for token in phrase
                )
        return unasked

    def _is_under_another_name(self, focus: Sequence[tuple[Term, float]]) -> bool:
        """Whether all but the last of what is asked of stands in the title alone, and the figure in a
        note (*) under another heading: it is of that."""
        *names, (_, last) = focus
        passage = self.sentence.passage
        is_note = bool(passage.path) and passage.text.startswith("*")
        return is_note and bool(names) and last > TITLE >= max(credit for _, credit in names)

    @property
    def missing(self) -> list[Term]:
        """The terms that a passage must hold, and this one does not."""
        return [term for term, credit in self.credits.items() if term.required and credit == 0]

    @property
    def is_of_the_focus(self) -> bool:
        """Whether all that is asked of stands in the figure's own clause."""
        focus = [credit for term, credit in self.credits.items() if term.focus]
        return bool(focus) and min(focus) == CLAUSE

    @property
    def is_about_the_document(self) -> bool:
        """Whether what is asked of stands in the title of the document alone."""
        focus = [credit for term, credit in self.credits.items() if term.focus]
        return bool(focus) and 0 < max(focus) <= TITLE

    @property
    def answers(self) -> bool:
        """Whether all that must be there is, and what is asked of stands close enough."""
        if self.missing or (self.figure and not self._is_of_the_moment):
            return False
        if self.figure and PART in self.credits.values():
            return False
        focus = [(term, credit) for term, credit in self.credits.items() if term.focus]
        if not focus or self.figure is None:
            return True
        if any(credit == AFTER for _, credit in focus):
            return False
        # A numbered thing (4차 발사) is not the one that a sentence before numbers.
        if any(t.kind is TermKind.NUMBER and credit == BEFORE for t, credit in focus):
            return False
        if self._is_under_another_name(focus):
            return False
        mean = sum(credit * term.weight for term, credit in focus) / sum(t.weight for t, _ in focus)
        return focus[-1][1] >= BEFORE and mean >= LEAST_FOR_FOCUS


def judge(sentence: Sentence, terms: Sequence[Term], figure: Figure | None = None) -> Candidate:
    """How a sentence, or one of its figures, answers the terms of a question."""
    rings = [*_own_rings(sentence, figure), *sentence.context]
    return Candidate(
        sentence, figure, {term: _credit(term, rings, sentence, figure) for term in terms}
    )


def _credit(
    term: Term, rings: list[tuple[str, float]], sentence: Sentence, figure: Figure | None
) -> float:
    best = max((credit for text, credit in rings if term.stands_in(text)), default=0.0)
    if term.kind is TermKind.YEAR and term.year is not None:
        by_year = _credit_of_year(term, sentence, figure)
        issued = sentence.document.issued
        if term.away is not None and issued:
            own = replace(term, year=issued.year + term.away)
            by_year = max(by_year, min(_credit_of_year(own, sentence, figure), BEFORE))
        # "내년" may be the document's own word, meant from its day; "ASK 2026" is a name.
        return max(by_year, min(best, BEFORE) if term.is_word else 0.0)
    if figure and term.side and best < NEAR and _has_side(figure, term.side):
        return NEAR
    is_governing = any(
        term.stands_in(text) for text, credit in sentence.context if credit >= HEADING
    )
    is_name = term.focus or term.kind is TermKind.NAME
    if figure and is_name and not is_governing and _is_one_of_several(term, sentence, figure):
        return PART
    return best


_SIDES = {
    Side.START: re.compile(r"부터|이후|[~∼〜–-]\s?(?:\d|’|')"),
    Side.END: re.compile(r"까지|이내|이전|안에|말|[~∼〜–-]\s?(?:\d|’|')"),
}


def _has_side(figure: Figure, side: Side) -> bool:
    """Whether a time says itself when something starts or ends: 2027년부터, 2025~2027년."""
    is_time = figure.kind in (FigureKind.DATE, FigureKind.PERIOD)
    return is_time and _SIDES[side].search(figure.text) is not None


def _is_one_of_several(term: Term, sentence: Sentence, figure: Figure) -> bool:
    """Whether the term only stands in a list (가, 나, 다 등) that the figure is for as a whole."""
    text = sentence.passage.text
    places = [p for p in term.places(text) if sentence.start <= p[0] and p[1] <= sentence.end]
    return bool(places) and all(
        _LIST_MARK.search(text[:start][-2:] + "|" + text[end:][:2])
        and (
            re.search(r"\s등\s", text[end : figure.start])
            if end <= figure.start
            else _AND_OTHERS.match(text, end)
        )
        for start, end in places
    )


def _credit_of_year(term: Term, sentence: Sentence, figure: Figure | None) -> float:
    """A year may be meant without being written: 내년, or the year the document is of."""
    year, issued = term.year or 0, sentence.document.issued
    if term.describes and issued and issued.year == year:
        return TITLE
    # What is spent over a period is not what is spent in one of its years.
    is_amount = figure is not None and figure.kind is FigureKind.AMOUNT

    def says(other: Figure) -> bool:
        return _covers(other, year) and not (is_amount and other.kind is FigureKind.PERIOD)

    written = [other for other in sentence.figures if says(other)]
    if written:
        return CLAUSE if figure is None or _is_dated(figure, written, sentence) else SENTENCE
    document = sentence.document
    for at in sentence.passage.path:
        if any(map(says, document.passages[at].figures)):
            return HEADING
    if any(map(says, (f for f in sentence.passage.figures if f.end <= sentence.start))):
        return BEFORE
    if any(_is_other_year(other, year) for other in sentence.figures):
        return 0.0
    head = [p for p in document.passages[:12] if p.role in (Role.TITLE, Role.SUBTITLE)]
    head += [p for p in document.passages if p.role is Role.PARAGRAPH][:1]
    if any(says(other) for passage in head for other in passage.figures):
        return TITLE
    # A budget told in one year is mostly that of the next: the year must be said.
    return TITLE if issued and issued.year == year and not is_amount else 0.0


def _is_dated(figure: Figure, dates: Sequence[Figure], sentence: Sentence) -> bool:
    """Whether one of the dates is the figure itself, or the last one said before it or beside it."""
    for day in dates:
        if day == figure:
            return True
        between = sorted([(day.start, day.end), (figure.start, figure.end)])
        alike = [
            other
            for other in sentence.figures
            if other.kind in (figure.kind, day.kind)
            and between[0][1] <= other.start
            and other.end <= between[1][0]
        ]
        follows = day.end <= figure.start or bracket_around(sentence.passage.text, day)
        if follows and not alike:
            return True
    return False


def _covers(figure: Figure, year: int) -> bool:
    if figure.first is None:
        return False
    last = figure.last.year if figure.last else figure.first.year
    return figure.first.year <= year <= last


def _is_other_year(figure: Figure, year: int) -> bool:
    return (
        figure.kind in (FigureKind.DATE, FigureKind.PERIOD)
        and figure.first is not None
        and not _covers(figure, year)
    )


def _own_rings(sentence: Sentence, figure: Figure | None) -> list[tuple[str, float]]:
    """The stretches of the sentence around a figure, the closest first."""
    if figure is None:
        return [(sentence.text, CLAUSE)]
    text = sentence.passage.text
    inner = clause(sentence, figure, strict=True)
    outer = clause(sentence, figure, strict=False)
    rings = [(text[inner[0] : inner[1]], CLAUSE), (text[outer[0] : inner[1]], NEAR)]
    if is_of_its_noun(sentence, figure):
        rings.append((text[inner[0] : outer[1]], NEAR))
    if not in_brackets_of_a_list(sentence, figure):
        rings.append((text[sentence.start : inner[1]], SENTENCE))
        rings.append((sentence.text, AFTER))
    return rings
