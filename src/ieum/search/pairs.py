"""Questions that set two things against each other: the sum of A and B, A as a share of B, A or B.

Such a question is asked as two plain ones, and their figures are reckoned with, or their quotes stand
side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ieum.search.figures import Figure, FigureKind
from ieum.search.finding import Finding, Pair
from ieum.search.passages import Document
from ieum.search.questions import Question, Reckoning, Wanted
from ieum.search.reckoning import Part, Total
from ieum.search.terms import TermKind
from ieum.search.tokens import HANGUL, tokenise
from ieum.text.money import find_money
from ieum.text.particles import with_particle
from ieum.text.regions import find_regions


@dataclass(frozen=True, slots=True)
class Halves:
    """The two plain questions that a question is made of, and what it calls their things."""

    first: str
    second: str
    names: tuple[str, str]


#: What is asked of two things, after both are named.
_RECKONED = re.compile(
    r"(?:더하면|더한|합하면|합한|합치면|합친|합쳐|더해|보태|합산|합계|(?<![가-힣])합[은이]|총합|차이|몇\s?배|몇\s?(?:%|퍼센트)|비율|비중|"
    r"\s(?:중(?:에서?)?|가운데)(?:는)?\s|(?:서로\s)?(?:같은|동일한|별개의|다른)\s?(?:돈|금액|예산|것|건가|항목)|"
    r"(?:어떻게|무엇이|뭐가|어떤 점이)\s(?:서로\s)?(?:다르|다른|달라)|비교하면|비교해|견줘|견주|비교|각각)"
)
_SHARES = (
    re.compile(r"(?P<part>.+?)(?:이|가|은|는)\s(?P<whole>.+?)(?:에서|의|\s중(?:에서)?|\s가운데)\s(?:차지|몇\s?(?:%|퍼센트))"),
    re.compile(r"(?P<whole>.+?)(?:에서|\s중(?:에서)?|\s가운데)\s(?P<part>.+?)(?:이|가|은|는|의)\s(?:차지하는\s)?(?:비중|비율|몇\s?(?:%|퍼센트))"),
    re.compile(r"(?P<whole>.+?)\s대비\s(?P<part>.+?)(?:의|은|는|이|가)?\s?(?:비율|비중|몇\s?(?:%|퍼센트))"),
)  # fmt: skip
#: "A에 B까지 합한": the sum of two.
_ADDED = re.compile(
    r"(?P<first>.+?)에\s(?P<second>.+?)(?:까지|를|을)\s(?:모두\s)?(?:더|합)[하한친치]"
)
#: "A가 B보다 얼마나 많은가": what is more, and than what.
_THAN = re.compile(
    r"(?P<first>.+?)(?:이|가|은|는)\s(?P<second>.+?)보다\s(?:예산이\s|금액이\s|규모가\s)?(?:얼마나?|몇|더|많|적|크|큰|작)"
)
_ENGLISH = (
    re.compile(r"\b(?:sum of|between|add|adding)\s(.+?)\s(?:and|to|with)\s(.+?)\s*\?*$", re.IGNORECASE),
    re.compile(r"\b(?:do|does|would)\s(.+?)\sand\s(.+?)\s(?:add up to|come to|cost|amount to)\b.*$", re.IGNORECASE),
    re.compile(r"\b(?:larger|bigger|higher|smaller|lower|more|less)\b.*?[,:]\s?(.+?)\sor\s(.+?)\s*\?*$", re.IGNORECASE),
    re.compile(r"^(?:is|are|does|do)\s(.+?)\s(?:larger|bigger|higher|smaller|lower|more|less)\sthan\s(.+?)\s*\?*$", re.IGNORECASE),
    re.compile(
        r"\b(?:what (?:share|percentage|proportion|per ?cent) of)\s(?P<whole>.+?)\s(?:is|are|goes to|go to)\s"
        r"(?P<part>.+?)\s*\?*$",
        re.IGNORECASE,
    ),
)  # fmt: skip
#: What is asked of both stands once, after the second: "A와 B의 예산을 더하면".
_SHARED = re.compile(
    r"\s?(?:의\s)?((?:총\s?)?(?:사업비|예산|금액|투자액|비용|규모|사업 예산))(?:을|를|은|는|의|이|가)?\s*(?:모두|전부|각각)?\s*$"
)
#: "다솜시는 A와 B가": the topic is that of both.
_TOPIC = re.compile(r"^(?P<topic>\S.{1,30}?[가-힣])(?:은|는|에서)\s(?=\S)")
#: "A와 B에서 권역 수가": what is asked of both stands after the second.
_COMMON_TAIL = re.compile(r"^.+?(?:에서의?|의)\s(?P<tail>\S.*)$")
_TAIL = re.compile(r"(?:을|를|은|는|의|이|가)?\s*(?:모두|전부|각각|서로)?\s*$")
#: How many quotes tell what one of two things is.
MOST_TOLD = 2
#: "계획하고 기획": read as a verb, yet it joins.
_AND = re.compile(r"(?<=[가-힣])하고\s")
_JOINERS = frozenset(["과", "와", "하고", "이랑", "랑", "은", "는"])


def halves(question: Question) -> Iterator[Halves]:
    """The two plain questions that a question may be made of, in its order.

    Several where the question can be divided in several places; none where in none.
    """
    text = question.text
    if HANGUL.search(text):
        asked = _told if _is_told(question) else _asked
        for first, second in _korean(text):
            yield Halves(asked(first), asked(second), (first, second))
        return
    for pattern in _ENGLISH:
        match = pattern.search(text)
        if match:
            groups = match.groupdict() or {"part": match[1], "whole": match[2]}
            names = groups["part"], groups["whole"]
            yield Halves(f"How much is {names[0]}?", f"How much is {names[1]}?", names)


def _is_told(question: Question) -> bool:
    """Whether two things are to be told, not reckoned with."""
    is_of_each = question.reckoning is Reckoning.EACH and question.wanted == (Wanted.STATEMENT,)
    return is_of_each or question.reckoning is Reckoning.CONTRAST


def _korean(text: str) -> Iterator[tuple[str, str]]:
    for first, second in _divided(text):
        yield from _sharing(first, second)


def _sharing(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Two halves with what one of them leaves to the other: topic, measure or region."""
    topic = _TOPIC.match(first)
    if topic:
        yield first, f"{topic['topic']} {second}"
    tail = _COMMON_TAIL.match(second)
    if tail and tail["tail"] not in first:
        yield f"{first} {tail['tail']}", second
    yield first, second
    here = [region.text for region in find_regions(first)]
    there = [region.text for region in find_regions(second)]
    if here and not there:
        yield first, f"{here[0]} {second}"
    if there and not here:
        yield f"{there[0]} {first}", second


def _divided(text: str) -> Iterator[tuple[str, str]]:
    for pattern in _SHARES:
        share = pattern.search(text)
        if share:
            yield share["part"].strip(), share["whole"].strip()
    added = _ADDED.search(text)
    if added:
        yield added["first"].strip(), added["second"].strip()
    than = _THAN.search(text)
    if than:
        yield than["first"].strip(), than["second"].strip()
    reckoned = _RECKONED.search(text)
    if reckoned is None:
        return
    before = text[: reckoned.start()]
    shared = _SHARED.search(before)
    of_both = f" {shared[1]}" if shared else ""
    body = before[: shared.start()] if shared else _TAIL.sub("", before)
    for joined in _AND.finditer(body):
        yield body[: joined.start()], body[joined.end() :]
    for token in tokenise(before):
        # "A와 B", "A는 B의": a particle that joins, or the topic before what it is measured by.
        if token.tag not in ("JC", "JKB", "JX") or token.form not in _JOINERS:
            continue
        first, second = body[: token.start].strip(), body[token.end :].strip()
        if first and second:
            yield (
                first if _names_money(first) else first + of_both,
                second if _names_money(second) else second + of_both,
            )


def _asked(words: str) -> str:
    """The question for the amount of a thing; an amount that names it is left out (…의 7000억원)."""
    for money in reversed(list(find_money(words))):
        words = f"{words[: money.span.start].strip()} {words[money.span.end :].strip()}".strip()
    words = re.sub(r"\s?(?:이상|이하|규모|여)$", "", words)
    return f"{with_particle(words, '은/는')} 얼마인가?"


def _told(words: str) -> str:
    return f"{with_particle(words, '은/는')} 무엇인가?"


def _names_money(words: str) -> bool:
    return bool(_SHARED.search(words))


Plain = Callable[[str, Document | None], Finding]
"""How a plain question is answered, from one document alone if one is given."""


def _of_one_document(
    both: Halves, first: Finding, second: Finding, plain: Plain
) -> tuple[Finding, Finding]:
    """Both halves from one document where one speaks of both: what is left unsaid is then its."""
    if not (first.quotes and second.quotes):
        return first, second
    one, other = first.quotes[0].document, second.quotes[0].document
    if one is other:
        return first, second
    beside = plain(both.second, one)
    if beside.quotes:
        return first, beside
    beside = plain(both.first, other)
    return (beside, second) if beside.quotes else (first, second)


def set_against(question: Question, plain: Plain) -> Finding | None:
    """The finding for a question of two things; ``None`` if it is none, or one of them is unknown."""
    if question.reckoning is None and Wanted.SHARE not in question.wanted:
        return None
    for both in halves(question):
        first, second = plain(both.first, None), plain(both.second, None)
        if not (_names(first) and _names(second)):
            continue
        first, second = _of_one_document(both, first, second, plain)
        if _is_told(question):
            if first.quotes and second.quotes:
                told = [*first.quotes[:MOST_TOLD], *second.quotes[:MOST_TOLD]]
                return Finding(question, told, None, first.score)
            continue
        figures = _amounts_of(question, first, second)
        if figures is None:
            continue
        quotes = [first.quotes[0], second.quotes[0]]
        if question.reckoning is Reckoning.EACH:
            return Finding(question, quotes, None, first.score)
        if question.reckoning is Reckoning.SUM:
            parts = [Part(q.passage, f) for q, f in zip(quotes, figures, strict=True)]
            total = Total(quotes[0].document, parts, None)
            return Finding(question, quotes, None, first.score, total)
        return Finding(question, quotes, None, first.score, None, Pair(*figures, both.names))
    return None


def _names(half: Finding) -> bool:
    """Whether a half names a thing; a year alone is the other half's."""
    return any(term.kind is TermKind.NAME for term in half.question.terms)


def _amounts_of(
    question: Question, first: Finding, second: Finding
) -> tuple[Figure, Figure] | None:
    """The amounts of two findings, if both have one, of one unit and not one and the same."""
    if not (first.quotes and second.quotes):
        return None
    quotes = first.quotes[0], second.quotes[0]
    one, other = (next((f for f in q.figures if f.kind is FigureKind.AMOUNT), None) for q in quotes)
    if one is None or other is None or one.unit != other.unit:
        return None
    if one.value is None or not other.value:
        return None
    if one.value == other.value and question.reckoning not in (Reckoning.SAME, Reckoning.LARGER):
        return None
    places = [
        (q.document.key, q.start + f.start) for q, f in zip(quotes, (one, other), strict=True)
    ]
    return (one, other) if places[0] != places[1] else None
