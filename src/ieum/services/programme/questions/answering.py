"""Answers from what was extracted: which time an amount is for, parts of a whole, who leads it.

The words of the documents are searched first (``ieum.search``). What is found there is then met again
among the budgets of its document, which know what a sentence alone does not say: the fiscal year that
a heading names, the whole that an amount is a part of, the ministry that announced it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ieum.search.clauses import clause
from ieum.search.figures import FigureKind
from ieum.search.finding import Finding, Lack, Pair, Quote
from ieum.search.passages import Document
from ieum.search.questions import Question, Reckoning, Wanted
from ieum.search.reckoning import Total
from ieum.search.sentence import sentences_of
from ieum.search.terms import TermKind
from ieum.services.programme.extraction.findings import Basis, Budget
from ieum.services.programme.questions.stated import (
    Review,
    Stated,
    part_of,
    quote_of,
    sentence_at,
    stated_at,
)
from ieum.services.programme.register.values import ReviewState
from ieum.text.money import find_money
from ieum.text.particles import with_particle


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


def answer(text: str, library: Library) -> Reply:
    """Answer a question from documents and what was extracted from them."""
    finding = library.ask(text)
    question = finding.question
    if question.reckoning in (Reckoning.LARGEST, Reckoning.SMALLEST) and _MONEY.search(text):
        return _ranked(finding, library) or _silent(finding)
    if finding.lack:
        return _led(finding, library) or Reply(finding)
    if question.reckoning is Reckoning.SAME:
        finding = _said_twice(finding, library)
    stated = _stated(finding.quotes, library)
    if question.reckoning is Reckoning.SUM and finding.total is None and stated:
        finding = _summed(finding, stated[0])
        stated = _stated(finding.quotes, library)
    reviews = [r for s in stated if (r := library.review(s.document, s.budget))]
    is_rejected = bool(reviews) and reviews[0].state is ReviewState.REJECTED
    if is_rejected or (stated and _is_of_another_time(question, stated[0])):
        return _silent(finding)
    return Reply(finding, stated, reviews)


def _silent(finding: Finding) -> Reply:
    return Reply(Finding(finding.question, lack=Lack.NO_FIGURE))


def _stated(quotes: Sequence[Quote], library: Library) -> list[Stated]:
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


# What time an amount is for


_UNTIL = r"\s?(?:년|년도)?\s?(?:까지|부터|[~∼-]|이후|에서)"


def _is_of_another_time(question: Question, stated: Stated) -> bool:
    """Whether one year's money was asked for, and the amount is not known to be of that year."""
    years = [
        term.year
        for term in question.terms
        if term.kind is TermKind.YEAR and term.forms[0].isdigit() and not term.describes
    ]
    if question.wanted[0] is not Wanted.AMOUNT or question.reckoning or len(years) != 1:
        return False
    year, budget = years[0], stated.budget
    if year is None or re.search(rf"{year}{_UNTIL}", question.text):
        return False
    if budget.basis is Basis.ANNUAL:
        first, last = budget.years.first, budget.years.last
        return (first is not None and year < first) or (last is not None and year > last)
    if budget.years.first is not None:
        return True
    return year not in _years_beside(stated)


def _years_beside(stated: Stated) -> set[int]:
    """The years that stand in the same clause as an amount."""
    part = part_of(stated)
    if part is None:
        return set()
    beside = sentences_of(stated.document, part.passage)
    sentence = next(s for s in reversed(beside) if s.start <= part.figure.start)
    start, end = clause(sentence, part.figure, strict=False)
    return {
        figure.first.year
        for figure in sentence.figures
        if figure.kind is FigureKind.DATE and figure.first and start <= figure.start < end
    }


# Parts of a whole


_MONEY = re.compile(
    r"예산|금액|사업비|규모|투자|돈|비용|비싼|비싸|재원|사업|과제|budget|cost|spend|money|expensive|amount|fund",
    re.IGNORECASE,
)
_WHOLE = (
    re.compile(
        r"^(?P<whole>.+?)(?:\s(?:중(?:에서)?|가운데)|에서|의)?\s(?:(?:예산|금액|사업비|규모|투자액|비용)[이가]\s|돈이\s)?"
        r"(?:가장|제일)\s"
    ),
    re.compile(r"\b(?:largest|biggest|smallest|most expensive|cheapest|highest|lowest)\b.*?\b(?:of|in|among|under|within)\s(?P<whole>.+?)\s*\?*$", re.IGNORECASE),
)  # fmt: skip
#: The least share of a question's words that a whole must be named by.
_LEAST_NAMED = 0.7
_TOPIC = re.compile(r"^.{2,40}?[가-힣](?:은|는)\s")
_GROUPS = re.compile(r"분야|부문|그룹|영역|묶음|\b(?:group|field|area|sector)s?\b", re.IGNORECASE)
_COUNT_OF_PARTS = re.compile(
    r"\s?(?:\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개|가지|대)?\s?(?:사업|분야|과제|항목|부문)$"
)


def _ranked(finding: Finding, library: Library) -> Reply | None:
    question = finding.question
    match = next((m for pattern in _WHOLE if (m := pattern.search(question.text))), None)
    if match is None:
        return None
    name = _COUNT_OF_PARTS.sub("", match["whole"])
    # "A는 B 가운데 가장 큰가": what is asked about stands before the whole.
    names = [name, _TOPIC.sub("", name)]
    asked = (f"How much is {n}?" if question.language == "en" else _asked_amount(n) for n in names)
    whole = next((w for plain in asked if (w := _whole(library.ask(plain), library))), None)
    if whole is None:
        return None
    parts = whole.parts() if _GROUPS.search(question.text) else whole.leaves()
    pick = max if question.reckoning is Reckoning.LARGEST else min
    first = pick(parts, key=lambda part: part.budget.won)
    quotes = [quote for part in (first, whole) if (quote := quote_of(part))]
    if not quotes:
        return None
    found = Finding(question, quotes, None, finding.score)
    return Reply(found, [first], ranked=Ranked(whole, first, len(parts)))


def _whole(finding: Finding, library: Library) -> Stated | None:
    """The budget that is meant by the words of a finding, among those that have parts."""
    stated = _stated(finding.quotes, library)
    if stated and len(stated[0].parts()) > 1:
        return stated[0]
    documents = {quote.document.key: quote.document for quote in finding.quotes}
    wholes = []
    for document in documents.values():
        budgets = library.budgets(document)
        for at in range(len(budgets)):
            whole = Stated(document, budgets, at)
            if len(whole.parts()) > 1:
                wholes.append((_named_by(finding.question, whole), at, whole))
    best = max(wholes, key=lambda found: (found[0], -found[1]), default=None)
    return best[2] if best and best[0] >= _LEAST_NAMED else None


def _named_by(question: Question, whole: Stated) -> float:
    """How much of what a question names stands in the name of a budget, or above it."""
    above = " ".join([whole.document.title, *whole.names_above()])
    needed = [term for term in question.terms if term.kind is not TermKind.YEAR]
    found = sum(
        term.weight * (1.0 if term.stands_in(whole.budget.name) else term.stands_in(above) / 2)
        for term in needed
    )
    return found / (sum(term.weight for term in needed) or 1)


def _asked_amount(words: str) -> str:
    return f"{with_particle(words, '은/는')} 얼마인가?"


def _summed(finding: Finding, whole: Stated) -> Finding:
    """The finding with the parts that the document lists under the figure found, and their sum."""
    how_many = finding.question.how_many
    for parts in (whole.parts(), whole.leaves()):
        placed = [part for stated in parts if (part := part_of(stated))]
        if len(placed) < 2 or how_many not in (None, len(placed)):
            continue
        stated = part_of(whole)
        quotes = [*finding.quotes[:1], *(q for part in parts if (q := quote_of(part)))]
        total = Total(whole.document, placed, stated)
        return replace(finding, quotes=quotes, total=total)
    return finding


# One amount, said of two things


def _said_twice(finding: Finding, library: Library) -> Finding:
    """The finding with the two budgets that have the amount the question names, if there are two."""
    asked = {money.won for money in find_money(finding.question.text) if money.won}
    if len(asked) != 1:
        return finding
    documents = {quote.document.key: quote.document for quote in finding.quotes}
    stated = [
        Stated(document, budgets, at)
        for document in documents.values()
        for budgets in [library.budgets(document)]
        for at, budget in enumerate(budgets)
        if budget.won in asked
    ]
    quotes = [quote for one in stated if (quote := quote_of(one))]
    if len(quotes) != 2 or len(stated) != 2:
        return finding
    first, second = (quote.figures[0] for quote in quotes)
    names = stated[0].budget.name, stated[1].budget.name
    return replace(finding, quotes=quotes, pair=Pair(first, second, names))


# Who leads it


_LED = (
    re.compile(r"(?P<thing>.+?)(?:을|를|은|는|이|가|의)?\s(?:주관|담당|추진|소관|주무|총괄|집행|책임|맡|이끄|이끌)"),
    re.compile(r"(?:어느|어떤|무슨)\s(?:부처|기관|곳)[가-힣]{0,2}\s(?P<thing>.+?)(?:을|를)\s"),
)  # fmt: skip
_OTHER_BODIES = re.compile(
    r"기업|회사|업체|대학|병원|연구소|위원회|대표|사람|장관|compan|universit"
)
_MINISTRY = re.compile(r"부처|ministry")


def _led(finding: Finding, library: Library) -> Reply | None:
    """Who leads what the question names, where its document says it in another place."""
    question = finding.question
    text = question.text
    if question.wanted[0] is not Wanted.ACTOR or _OTHER_BODIES.search(text):
        return None
    thing = next((m["thing"] for pattern in _LED if (m := pattern.search(text))), "")
    stated = _stated(library.ask(f"{thing} 예산은 얼마인가?").quotes, library) if thing else []
    for one in stated[:1]:
        lead, place = one.budget.lead, one.budget.lead_at
        if not place or (_MINISTRY.search(text) and not re.search(r"(?:부|처|청|위원회)$", lead)):
            continue
        passage = next((p for p in one.document.passages if p.start <= place[0] < p.end), None)
        if passage is None:
            continue
        told = sentence_at(one.document, passage, place[0] - passage.start)
        own = quote_of(one)
        shown = [told, *([replace(own, figures=())] if own and own.start != told.start else [])]
        return Reply(Finding(question, shown), lead=lead)
    return None
