"""Two amounts reckoned with, whose things are named in short: 산업부 개발 가운데 가전이랑 로봇을 합하면?

What stands before the names tells where they belong. Each name is looked for among the budgets of
the documents that speak of it, those first that are parts of such a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ieum.search.figures import Figure, FigureKind
from ieum.search.finding import Finding, Pair, Quote
from ieum.search.passages import Document
from ieum.search.questions import Question, Reckoning
from ieum.search.reckoning import Part, Total
from ieum.search.terms import Term, TermKind
from ieum.services.programme.questions.replies import Library
from ieum.services.programme.questions.stated import Stated, quote_of
from ieum.text.particles import with_particle

_KINDS = r"(?:사업|과제|프로젝트|분야|예산|금액|항목|가지|건|개|곳|것)"
#: Where the names belong, said before them: … 가운데, … 중에서.
_AMONG = re.compile(
    r"^(?P<where>.+?)\s?(?:가운데(?:서)?|중에서?|중에는|\s중|안에서|에서|쪽에서)[,\s]\s?(?P<rest>.+)$"
)
#: What is reckoned, said after the names by how many they are: …, 광주가 이 둘에 쓰는 돈을.
_BOTH_OF_THEM = re.compile(
    rf"(?:,\s?|\s)(?:\S+(?:[은는이가]|에서)\s)?(?:이|그|저)?\s?(?:둘|두\s?{_KINDS}|양쪽)(?:만|의|에|을|를|은|는|이|가)?(?:\s|$).*$"
)
_MONEY_AFTER = re.compile(
    r"(?:의|에)?\s?(?:(?:드는|쓰는|들어가는|잡힌|배정된|책정된)\s)?(?:사업비|예산|금액|돈|비용|투자액|액수|규모)?(?:을|를|은|는|만|이|가|의)?\s*(?:다|모두|전부|같이|서로|그냥)?\s*$"
)
_ADDED = re.compile(
    r"(?:더하|더한|더해|합하|합한|합치|합친|합쳐|합산|합계|합[은이]\s|보태|합이|모두\s합)"
)
_JOINER = re.compile(
    r"(?<=[가-힣A-Za-z\d)’'」])(?:이랑|랑|하고|과|와|에다가?|및)\s|\s(?:및|그리고|\+)\s|,\s"
)
_THAN = re.compile(
    r"^(?P<first>.+?)(?:[은는이가])\s(?P<second>.+?)보다(?:는)?\s(?:.*?\s)?(?:얼마|몇|더|많|적|크|큰|작)"
)
_GAP_OF = re.compile(
    r"(?:차이|차액|격차|견주|견줘|비교|누가\s더|어느\s(?:쪽|것|게)|뭐가\s더|어디가\s더)"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A name's amount and the sentence that states it."""

    name: str
    quote: Quote
    figure: Figure


def named_in_short(finding: Finding, library: Library) -> Finding | None:
    """The sum or the gap of two things that a question names in short; ``None`` where it cannot."""
    question = finding.question
    if question.reckoning is Reckoning.EACH and _ADDED.search(question.text):
        # Answered as two questions, though a sum is asked for.
        question = replace(question, reckoning=Reckoning.SUM)
    if not _is_open(question, finding):
        return None
    for where, first, second in _names(question):
        one, other = _told(where, first, library), _told(where, second, library)
        if one is None or other is None or one.figure.unit != other.figure.unit:
            continue
        if _place(one) == _place(other):
            continue
        return _reckoned(question, one, other)
    return None


def _is_open(question: Question, finding: Finding) -> bool:
    """Whether two things are to be reckoned with, and just two have not been yet."""
    if question.reckoning is Reckoning.SUM:
        if finding.total is None:
            return True
        is_of_two = question.how_many == 2 or _BOTH_OF_THEM.search(question.text)
        is_of_another = bool(finding.total.gap) and question.how_many is None
        return len(finding.total.parts) != 2 and (bool(is_of_two) or is_of_another)
    is_gap = question.reckoning in (Reckoning.DIFFERENCE, Reckoning.LARGER)
    return is_gap and finding.pair is None


def _names(question: Question) -> Iterator[tuple[str, str, str]]:
    """Where two things belong and their names, in every way that the question can be divided."""
    text = question.text.rstrip(" ?.")
    among = _AMONG.match(text)
    ways = [(among["where"], among["rest"])] if among else []
    ways.append(("", text))
    for where, rest in ways:
        than = _THAN.match(rest) if question.reckoning is not Reckoning.SUM else None
        if than:
            yield where, than["first"].strip(), than["second"].strip()
            continue
        reckoned = (_ADDED if question.reckoning is Reckoning.SUM else _GAP_OF).search(rest)
        if reckoned is None:
            continue
        body = _BOTH_OF_THEM.sub("", rest[: reckoned.start()])
        body = _MONEY_AFTER.sub("", body).strip(" ,")
        for joint in _JOINER.finditer(body):
            first, second = body[: joint.start()].strip(" ,"), body[joint.end() :].strip(" ,")
            if first and second:
                yield where, first, second


def _told(where: str, name: str, library: Library) -> _Told | None:
    """The amount of what is named so, among what is named before it or anywhere."""
    asked = library.ask(f"{with_particle(name, '은/는')} 얼마인가?")
    terms = [term for term in asked.question.terms if term.kind is not TermKind.YEAR]
    if where:
        around = library.ask(f"{with_particle(where, '은/는')} 얼마인가?")
        beside = [t for t in around.question.terms if t.kind is TermKind.NAME]
        documents = {q.document.key: q.document for q in (*around.quotes, *asked.quotes)}
        best = _best(terms, beside, list(documents.values()), library)
        quote = quote_of(best) if best else None
        if quote:
            return _Told(name, quote, quote.figures[0])
    for finding in (
        asked,
        library.ask(f"{where} {with_particle(name, '은/는')} 얼마인가?") if where else asked,
    ):
        for quote in finding.quotes[:1]:
            amount = next((f for f in quote.figures if f.kind is FigureKind.AMOUNT), None)
            if amount:
                return _Told(name, quote, amount)
    return None


def _best(
    terms: Sequence[Term], beside: Sequence[Term], documents: Sequence[Document], library: Library
) -> Stated | None:
    """The budget that is named by all terms; of several the one that belongs where it is said to."""
    if not terms:
        return None
    found: list[tuple[float, Stated]] = []
    for document in documents:
        budgets = library.budgets(document)
        for at in range(len(budgets)):
            stated = Stated(document, budgets, at)
            name = stated.budget.name
            if all(term.stands_in(name) for term in terms if term.required):
                above = " ".join([*stated.names_above(), stated.budget.lead])
                belongs = sum(term.weight for term in beside if term.stands_in(above))
                found.append((belongs, stated))
    if not found:
        return None
    most = max(belongs for belongs, _ in found)
    best = [stated for belongs, stated in found if belongs == most]
    return best[0] if len({stated.budget.won for stated in best}) == 1 else None


def _reckoned(question: Question, one: _Told, other: _Told) -> Finding:
    quotes = [one.quote, other.quote]
    if _same(one.quote, other.quote):
        both = {figure.start: figure for quote in quotes for figure in quote.figures}
        quotes = [
            Quote(
                one.quote.document,
                one.quote.passage,
                one.quote.start,
                one.quote.end,
                [both[at] for at in sorted(both)],
            )
        ]
    if question.reckoning is Reckoning.SUM:
        parts = [Part(told.quote.passage, told.figure) for told in (one, other)]
        return Finding(question, quotes, None, 1.0, Total(one.quote.document, parts, None))
    pair = Pair(one.figure, other.figure, (one.name, other.name))
    return Finding(question, quotes, None, 1.0, None, pair)


def _same(one: Quote, other: Quote) -> bool:
    return (one.document.key, one.start, one.end) == (other.document.key, other.start, other.end)


def _place(told: _Told) -> tuple[str, int]:
    return told.quote.document.key, told.quote.start + told.figure.start
