"""Questions of several parts: two that share a topic, or the sum of more than two things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ieum.search.figures import Figure, FigureKind
from ieum.search.finding import Finding, Quote
from ieum.search.questions import Question, Reckoning
from ieum.search.reckoning import Part, Total
from ieum.search.tokens import tokenise
from ieum.text.particles import with_particle

_QUESTION_WORD = r"(?:무엇|무슨|뭐|뭘|어떤|어떻|어느|어디|누구|누가|언제|얼마|몇|왜)"
_TWO_PARTS = re.compile(
    rf"^(?P<topic>.+?[가-힣](?:은|는|이|가|을|를))\s(?P<first>[^?]*?{_QUESTION_WORD}[^,?]*?(?:고|며|인지|는지|은지|나요|ᆫ가요|인가))[,\s]\s?"
    rf"(?P<second>[^?]*?{_QUESTION_WORD}[^?]*)\??$"
)
_MANY = re.compile(
    r"^(?:.*(?:,\s?곧|,\s?즉|:)\s)?(?P<names>.+?)(?:의\s(?:총\s?)?(?:예산|사업비|금액|투자액|비용))?(?:을|를|은|는)?\s?"
    r"(?:모두|전부|다)?\s?(?:더하면|더한|합하면|합치면|합쳐|더해|합계|(?<![가-힣])합[은이]|합산)"
)
_BETWEEN = re.compile(r",\s?|(?<=[가-힣A-Za-z\d)])(?:과|와|이랑|랑|하고|및)\s|\s및\s")
_LEAST = 3


def parts_of(question: Question) -> tuple[str, str] | None:
    """The two questions that share a topic: X는 무엇을 하고, 몇 개인가 → X는 무엇을 하나, X는 몇 개인가."""
    match = _TWO_PARTS.match(question.text)
    if match is None:
        return None
    topic = match["topic"]
    return f"{topic} {match['first']}?", f"{topic} {match['second']}?"


#: The same is asked of two moments or things: 출범 때 몇 개였고 지금은 몇 개인가, 시의 수와 군의 수.
_HOW_MANY = re.compile(r"몇|얼마")
_NUMBER_OF = re.compile(
    r"[가-힣](?:의\s)?\s?수(?=(?:와|과|하고|이랑|랑|는|가|를|은)?,?(?:\s|\?|$))"
)


def asks_two_figures(question: Question) -> bool:
    """Whether two figures of one kind are asked for, which one figure does not tell."""
    if len(question.wanted) > 1:
        return False
    parts = parts_of(question)
    is_asked_twice = parts is not None and all(map(_HOW_MANY.search, parts))
    return is_asked_twice or len(_NUMBER_OF.findall(question.text)) > 1


#: Two nouns that are asked of one thing have little after them: 예산과 내용은?
_SECOND_NOUN = re.compile(r"[^?,]{2,30}(?:은|는|이|가|을|를)?\s?\??$")
_JOINED = re.compile(r"(?<=[가-힣])(?:와|과|이랑|하고)$")
_JOINING = frozenset(["와", "과", "이랑", "랑", "하고", ","])
_LONGEST_TOPIC = 5


def nouns_of(text: str) -> Iterator[tuple[str, str]]:
    """The two questions of two nouns that are asked of one thing, the longest topic first.

    "A의 규모와 의장은?" asks "A의 규모는?" and "A의 의장은?".
    """
    joints = [t for t in tokenise(text) if t.form in _JOINING and t.tag in ("JC", "JKB", "SP")]
    for joint in reversed(joints[-1:]):
        first, second = text[: joint.start].strip(), text[joint.end :].strip()
        if joint.form == ",":
            first = _JOINED.sub("", first)
        words = first.split()
        if not _SECOND_NOUN.match(second):
            continue
        for many in range(min(len(words) - 1, _LONGEST_TOPIC), 0, -1):
            yield f"{first}?", f"{' '.join(words[:many])} {second}"


def both_parts(question: Question, plain: Callable[[str], Finding]) -> Finding | None:
    """The finding for a question of two parts, if each is answered; ``None`` if it is none."""
    answered = (found for parts in _ways(question) if (found := _answered(parts, plain)))
    is_of_two = asks_two_figures(question)
    halves = next((found for found in answered if not is_of_two or _differ(found)), None)
    if halves is None:
        return None
    quotes: list[Quote] = []
    for half in halves:
        for quote in _that_tell_more(half):
            at = next((n for n, other in enumerate(quotes) if _same(other, quote)), None)
            if at is None:
                quotes.append(quote)
            else:
                figures = {*quotes[at].figures, *quote.figures}
                by_place = sorted(figures, key=lambda figure: figure.start)
                quotes[at] = replace(quotes[at], figures=by_place)
    return Finding(replace(question, reckoning=Reckoning.EACH), quotes, None, halves[0].score)


def _differ(halves: Sequence[Finding]) -> bool:
    """Whether two findings begin with figures of their own."""
    first, second = (half.quotes[0].figures for half in halves)
    return {figure.value for figure in first} != {figure.value for figure in second}


def _that_tell_more(half: Finding) -> Iterator[Quote]:
    """The quotes of a finding without those that only say its figures again."""
    known: set[tuple[FigureKind, Decimal | None, str]] = set()
    for quote in half.quotes:
        figures = {(figure.kind, figure.value, figure.unit) for figure in quote.figures}
        if not figures or not figures <= known:
            yield quote
        known |= figures


def _ways(question: Question) -> Iterator[tuple[str, str]]:
    parts = parts_of(question)
    if parts:
        yield parts
    yield from nouns_of(question.text)


def _answered(parts: tuple[str, str], plain: Callable[[str], Finding]) -> list[Finding] | None:
    """The findings for two questions, if each has an answer."""
    halves: list[Finding] = []
    for part in parts:
        half = plain(part)
        if half.lack or not half.quotes:
            return None
        halves.append(half)
    return halves


def _same(one: Quote, other: Quote) -> bool:
    place = one.document, one.start, one.end
    return place == (other.document, other.start, other.end)


def sum_of_many(question: Question, plain: Callable[[str], Finding]) -> Finding | None:
    """The sum of three things or more that a question names one by one."""
    match = _MANY.search(question.text) if question.reckoning is Reckoning.SUM else None
    names = [name.strip() for name in _BETWEEN.split(match["names"])] if match else []
    if len(names) < _LEAST or question.how_many not in (None, len(names)) or not all(names):
        return None
    parts: list[tuple[Quote, Figure]] = []
    for name in names:
        quotes = plain(f"{with_particle(f'{name} 예산', '은/는')} 얼마인가?").quotes
        figure = next(
            (f for q in quotes[:1] for f in q.figures if f.kind is FigureKind.AMOUNT), None
        )
        if figure is None or any(_place(quotes[0], figure) == _place(*other) for other in parts):
            return None
        parts.append((quotes[0], figure))
    if len({figure.unit for _, figure in parts}) > 1:
        return None
    kept = list({(q.document.key, q.start): q for q, _ in parts}.values())
    quotes = [replace(quote, figures=[f for q, f in parts if _same(q, quote)]) for quote in kept]
    total = Total(quotes[0].document, [Part(q.passage, f) for q, f in parts], None)
    return Finding(question, quotes, None, 1.0, total)


def _place(quote: Quote, figure: Figure) -> tuple[str, int]:
    return quote.document.key, quote.start + figure.start
