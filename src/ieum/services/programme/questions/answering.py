"""Answers from what was extracted: which time an amount is for, parts of a whole, who leads it.

The words of the documents are searched first (``ieum.search``). What is found there is then met again
among the budgets of its document, which know what a sentence alone does not say: the fiscal year that
a heading names, the whole that an amount is a part of, the ministry that announced it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ieum.search.clauses import clause
from ieum.search.figures import FigureKind
from ieum.search.finding import Finding, Lack, Pair, Quote
from ieum.search.passages import Role
from ieum.search.questions import Question, Reckoning, Wanted
from ieum.search.reckoning import Total
from ieum.search.sentence import sentences_of
from ieum.search.terms import TermKind
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.questions.in_time import ranked_in_time
from ieum.services.programme.questions.leading import led, names_a_ministry
from ieum.services.programme.questions.listing import listed
from ieum.services.programme.questions.named import named_in_short
from ieum.services.programme.questions.replies import Library, Ranked, Reply, budgets_in
from ieum.services.programme.questions.retelling import of_now, recalled, retold
from ieum.services.programme.questions.stated import Stated, part_of, quote_of
from ieum.services.programme.questions.unsaid import leaves_unsaid
from ieum.services.programme.register.values import ReviewState
from ieum.text.money import find_money
from ieum.text.particles import with_particle


def answer(text: str, library: Library) -> Reply:
    """Answer a question from documents and what was extracted from them.

    Where nothing is found it is asked again in other words; a refusal speaks of its own.
    """
    in_time = ranked_in_time(text, library)
    if in_time:
        return in_time
    reply = _answered(of_now(recalled(text)), library)
    if not reply.finding.lack:
        return reply
    others = (_answered(other, library) for other in retold(text))
    return next((other for other in others if not other.finding.lack), reply)


def _answered(text: str, library: Library) -> Reply:
    finding = library.ask(text)
    question = finding.question
    if question.reckoning in (Reckoning.LARGEST, Reckoning.SMALLEST) and _MONEY.search(text):
        return _ranked(finding, library) or _silent(finding)
    finding = named_in_short(finding, library) or listed(finding, library) or finding
    if finding.lack:
        return led(finding, library) or Reply(finding)
    if leaves_unsaid(finding):
        return _silent(finding)
    if question.wanted[0] is Wanted.ACTOR and not names_a_ministry(finding):
        reply = led(finding, library)
        if reply:
            return reply
    if question.reckoning is Reckoning.SAME:
        finding = _said_twice(finding, library)
    stated = budgets_in(finding.quotes, library)
    if question.reckoning is Reckoning.EACH and question.how_many and stated:
        finding = _each_part(finding, stated[0], question.how_many)
        stated = budgets_in(finding.quotes, library)
    if question.reckoning is Reckoning.SUM and finding.total is None and stated:
        finding = _summed(finding, stated[0])
        stated = budgets_in(finding.quotes, library)
    reviews = [r for s in stated if (r := library.review(s.document, s.budget))]
    is_rejected = bool(reviews) and reviews[0].state is ReviewState.REJECTED
    if is_rejected or (stated and _is_of_another_time(question, stated[0])):
        return _silent(finding)
    return Reply(finding, stated, reviews)


def _silent(finding: Finding) -> Reply:
    return Reply(Finding(finding.question, lack=Lack.NO_FIGURE))


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
        r"^(?P<whole>.+?)(?:\s(?:중(?:에서?|에는)?|가운데(?:서)?)|에서|의)?\s(?:(?:예산|금액|사업비|규모|투자액|비용)[이가]\s|돈이\s)?"
        r"(?:가장|제일)\s"
    ),
    re.compile(r"\b(?:largest|biggest|smallest|most expensive|cheapest|highest|lowest)\b.*?\b(?:of|in|among|under|within)\s(?P<whole>.+?)\s*\?*$", re.IGNORECASE),
)  # fmt: skip
#: The least share of a question's words that a whole must be named by.
_LEAST_NAMED = 0.7
#: The same where the number of its parts tells it as well.
_LEAST_NAMED_OF_A_COUNT = 0.4
_TOPIC = re.compile(r"^.{2,40}?[가-힣](?:은|는)\s")
_GROUPS = re.compile(r"분야|부문|그룹|영역|묶음|\b(?:group|field|area|sector)s?\b", re.IGNORECASE)
_COUNT_OF_PARTS = re.compile(
    r"\s?(?:\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개|가지|대)?\s?(?:사업|분야|과제|항목|부문)$"
)
#: What the parts are, after the name of their whole: 광주 AI 분야 중 가장 ….
_KIND_OF_PARTS = re.compile(r"\s(?:세부\s)?(?:사업|분야|과제|항목|부문|그룹)들?$")

_MOST = r"(?:가장|제일)\s?(?:많|크|큰|비싼|비싸)|(?:largest|biggest|highest)"
_LEAST = r"(?:가장|제일)\s?(?:적|작|싼)|(?:smallest|lowest)"
_BOTH_ENDS = re.compile(rf"(?:{_MOST}).*(?:{_LEAST})|(?:{_LEAST}).*(?:{_MOST})", re.IGNORECASE)


def _ranked(finding: Finding, library: Library) -> Reply | None:
    question, text = finding.question, finding.question.text
    match = next((m for pattern in _WHOLE if (m := pattern.search(question.text))), None)
    if match is None:
        return None
    counted = _COUNT_OF_PARTS.search(match["whole"])
    how_many = question.how_many if counted else None
    name = _COUNT_OF_PARTS.sub("", match["whole"])
    # "A는 B 가운데 가장 큰가": what is asked about stands before the whole.
    names = dict.fromkeys([name, _KIND_OF_PARTS.sub("", name), _TOPIC.sub("", name)])
    asked = (f"How much is {n}?" if question.language == "en" else _asked_amount(n) for n in names)
    whole = next(
        (w for plain in asked if (w := _whole(library.ask(plain), library, how_many))), None
    )
    if whole is None:
        return None
    parts = whole.parts() if _GROUPS.search(question.text) else whole.leaves()
    pick, rest = (max, min) if question.reckoning is Reckoning.LARGEST else (min, max)
    first = pick(parts, key=lambda part: part.budget.won)
    last = rest(parts, key=lambda part: part.budget.won) if _BOTH_ENDS.search(text) else None
    shown = [first, last, whole] if last else [first, whole]
    quotes = [quote for part in shown if (quote := quote_of(part))]
    if not quotes:
        return None
    found = Finding(question, quotes, None, finding.score)
    return Reply(
        found, [first, *([last] if last else [])], ranked=Ranked(whole, first, len(parts), last)
    )


def _whole(finding: Finding, library: Library, how_many: int | None) -> Stated | None:
    """The budget that is meant by the words of a finding, among those that have parts.

    Where the question counts the parts, it has just so many.
    """
    stated = budgets_in(finding.quotes, library)
    if stated and _has_parts(stated[0], how_many):
        return stated[0]
    documents = {quote.document.key: quote.document for quote in finding.quotes}
    wholes = []
    for document in documents.values():
        budgets = library.budgets(document)
        for at in range(len(budgets)):
            whole = Stated(document, budgets, at)
            if _has_parts(whole, how_many):
                wholes.append((_named_by(finding.question, whole), at, whole))
    best = max(wholes, key=lambda found: (found[0], -found[1]), default=None)
    least = _LEAST_NAMED if how_many is None else _LEAST_NAMED_OF_A_COUNT
    return best[2] if best and best[0] >= least else None


def _has_parts(whole: Stated, how_many: int | None) -> bool:
    parts = len(whole.parts())
    return parts > 1 if how_many is None else parts == how_many or len(whole.leaves()) == how_many


def _named_by(question: Question, whole: Stated) -> float:
    """How much of what a question names stands in the name of a budget, or above it."""
    heads = [p.text for p in whole.document.passages if p.role in (Role.TITLE, Role.SUBTITLE)]
    above = " ".join([whole.document.title, *heads, *whole.names_above()])
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


def _each_part(finding: Finding, whole: Stated, how_many: int) -> Finding:
    """The finding with the parts of the figure found, one by one, if there are just so many."""
    for parts in (whole.parts(), whole.leaves()):
        quotes = [quote for part in parts if (quote := quote_of(part))]
        if len(quotes) == how_many == len(parts):
            return replace(finding, quotes=_merged(quotes))
    return finding


def _merged(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes with those of one place as one that has the figures of all."""
    places: dict[tuple[str, int], Quote] = {}
    for quote in quotes:
        place = quote.document.key, quote.start
        known = places.get(place)
        figures = (*known.figures, *quote.figures) if known else quote.figures
        places[place] = replace(quote, figures=figures)
    return list(places.values())


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
