"""Questions that ask the same of two years, or of several documents: answered for each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ieum.search.evidence import Candidate
from ieum.search.finding import Finding, Pair
from ieum.search.questions import Question, Reckoning, Wanted
from ieum.search.sentence import Sentence
from ieum.search.terms import Term, TermKind

_QUESTION_WORD = re.compile(r"몇|얼마|언제|어떤|어떻|무엇|뭐")
#: A word that only says which document is meant: 11월 자료, 대통령실 업무보고에서.
_OF_A_DOCUMENT = re.compile(
    r"\s?(?:문서|자료|보도자료|기사|신문|발표|업무보고|보고서?|계획|회의|총회)(?:자료)?(?:에서|에는|에|와|과|하고|이랑|랑|의|,|\s)"
)
MOST_DOCUMENTS = 4
Good = Callable[[Question, Sequence[Sentence]], Sequence[Candidate]]
"""The candidates that answer a question among sentences, the best first."""


def by_year(question: Question, plain: Callable[[Question], Finding]) -> Finding | None:
    """The finding for a question of two years: what is said for each; ``None`` if it is none."""
    years = [term for term in question.terms if term.kind is TermKind.YEAR]
    asks_twice = len(_QUESTION_WORD.findall(question.text)) > 1
    is_of_a_gap = question.reckoning in (Reckoning.DIFFERENCE, Reckoning.LARGER)
    is_of_both = asks_twice or is_of_a_gap or question.reckoning is Reckoning.EACH
    if len({term.year for term in years}) != 2 or len(years) != 2 or not is_of_both:
        return None
    halves = []
    for year, other in (years, years[::-1]):
        terms = tuple(term for term in question.terms if term is not other)
        half = plain(replace(question, reckoning=None, terms=terms))
        if half.lack and question.wanted[0] is not Wanted.AMOUNT:
            # The year may be that of the document alone, which speaks of the years to come.
            of_it = tuple(replace(t, describes=True) if t is year else t for t in terms)
            half = plain(replace(question, reckoning=None, terms=of_it))
        halves.append(half)
    if any(half.lack or not half.quotes for half in halves):
        return None
    if is_of_a_gap:
        return _gap(question, sorted(zip(years, halves, strict=True), key=lambda h: h[0].year or 0))
    quotes = [half.quotes[0] for half in halves]
    if quotes[0].document is quotes[1].document and quotes[0].start == quotes[1].start:
        return None
    return Finding(replace(question, reckoning=Reckoning.EACH), quotes, None, halves[0].score)


def _gap(question: Question, halves: Sequence[tuple[Term, Finding]]) -> Finding | None:
    """The finding that sets the figure of the earlier year against that of the later."""
    earlier, later = (half for _, half in halves)
    first, second = (next(iter(half.quotes[0].figures), None) for half in (earlier, later))
    if first is None or second is None or (first.kind, first.unit) != (second.kind, second.unit):
        return None
    if first.value is None or second.value is None or first.value == second.value:
        return None
    one, other = earlier.quotes[0], later.quotes[0]
    quotes = [one, other]
    if one.passage is other.passage and one.start == other.start:
        figures = sorted((first, second), key=lambda figure: figure.start)
        quotes = [replace(one, figures=figures)]
    return Finding(question, quotes, None, earlier.score, None, Pair(first, second))


def by_document(
    question: Question,
    found: Sequence[Sentence],
    candidates: Good,
) -> list[Candidate]:
    """The best sentence of each document for what a question asks of several; empty if of one alone."""
    if sum(term.kind is TermKind.NUMBER for term in question.terms) > 1:
        # Each number (6개 권역, 4대 권역) is of one of them alone.
        return []
    terms = _topic(question)
    left_out = len(question.terms) - len(terms)
    if question.reckoning is not Reckoning.CONTRAST and left_out < 2:
        return []
    topic = replace(question, terms=tuple(terms), reckoning=None)
    if not left_out or not any(term.required for term in terms):
        return []
    best: dict[str, Candidate] = {}
    for candidate in candidates(topic, found):
        best.setdefault(candidate.sentence.document.key, candidate)
    told = sorted(best.values(), key=lambda c: str(c.sentence.document.issued or ""))
    return told[:MOST_DOCUMENTS] if len(told) > 1 else []


def _topic(question: Question) -> list[Term]:
    """The terms that do not only say which document is meant."""
    text = question.text

    def is_of_a_document(term: Term) -> bool:
        places = list(term.places(text))
        return bool(places) and all(_OF_A_DOCUMENT.match(text, end) for _, end in places)

    return [
        term
        for term in question.terms
        if term.kind is TermKind.WEAK or not (term.kind is TermKind.YEAR or is_of_a_document(term))
    ]


#: Two words that are both said of something: '검토'라는 말과 '도입'이라는 말이 나온다.
_SAID = re.compile(r"[‘'\"“]?(?P<word>[가-힣A-Za-z]{2,10}?)[’'\"”]?(?:이?라는|이?라고도?)(?=\s)")
_BOTH_SAID = re.compile(
    r"(?P<one>[가-힣]{2,8})(?:와|과|하고)\s(?P<other>[가-힣]{2,8})(?:라는|이라는|의|,)?\s(?:두\s?가지|두|둘)"
)


def by_word(question: Question, found: Sequence[Sentence], good: Good) -> list[Candidate]:
    """The sentences that say each of two words of what a question is about; empty if it names none."""
    text = question.text
    both = _BOTH_SAID.search(text)
    places = [match.span("word") for match in _SAID.finditer(text)]
    if both:
        places = [both.span("one"), both.span("other")]
    if len(places) != 2:
        return []
    topic = [
        term
        for term in question.terms
        if any(end <= places[0][0] for _, end in term.places(text)) and term.kind is TermKind.NAME
    ]
    if not topic:
        return []
    told: list[Candidate] = []
    for start, end in places:
        word = Term((text[start:end],), TermKind.NAME)
        asked = replace(question, terms=(*topic, word), wanted=(Wanted.STATEMENT,), reckoning=None)
        told += good(asked, [one for one in found if word.stands_in(one.text)])[:1]
    return told if len({id(one.sentence) for one in told}) == 2 else []
