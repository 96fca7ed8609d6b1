"""The words of a question that only say what kind of thing is asked for, not which.

"Which company cut its costs" is answered by a sentence that need not hold the word company; the same
goes for a noun that a clause before it describes (비용을 줄인 회사), for the counter after 몇, and for the
unit of a price. Such words rank, and decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ieum.search.question_terms import Placed, word_list
from ieum.search.terms import Term, TermKind
from ieum.search.tokens import Token

HOW_MANY = re.compile(
    r"몇\s?(?:[십백천만]+\s(?=[가-힣]))?(번째|개국|개사|개소|개교|개월|군데|가지|사람|[가-힣])(?:씩)?(?:\s([가-힣]{2,8}?)(?:[은는이가을를의에]|으로|로|$|\s|\?))?"
)
#: A price of one: 대당, 1인당, 한 개의 가격, 단가.
RATE_ASKED = re.compile(
    r"(?:\d+\s?)?(?:대|명|인|개|장|곳|가구|톤|㎏|kg|킬로그램|시간|호)\s?당|단가|한\s?(?:대|개|장|명|곳)의?\s?(?:가격|값|비용)|\b(?:per|each)\b",
    re.IGNORECASE,
)
_WEIGHT = 0.25
_WHICH = re.compile(r"(?:어느|어떤|무슨)\s?$")
_IS_ASKED = re.compile(
    r"들?(?:은|는|이|가|의\s(?:이름|명칭)(?:은|는|이)?)?\s?(?:어디|누구|(?P<end>\?|$))"
)
#: A side of a time, or a day, by its noun: 시작 연도, 종료일, 시행일.
_SIDE = re.compile(
    r"(시작|개시|착수|종료|완료|마감|만료)\s?(?:연도|년도|시점|시기|날짜|일|해)(?![가-힣]{2})"
)
#: Whoever is counted: 사람은 몇 명.
_WHOEVER = re.compile(r"(사람|인원|대상)(?:은|는|이|가)\s(?:모두\s|총\s|전부\s)?몇")
#: The best known of several: 대표 기업.
_BEST_KNOWN = re.compile(r"(대표)\s(?=기업|회사|기관|업체|사례)")
_IS_COUNTED = re.compile(
    r"(?:은|는|이|가|을|를)\s(?:\S+\s)?몇|(?:의\s|\s)?수(?:는|가|를|의|은|와|도)?(?:\s|\?|$)"
)
_ORDINAL_NOUN = re.compile(
    r"몇\s?(?:번째|차|회|호|번)\s([가-힣]{2,8}?)(?:이었|였|인가|이지|입니|이야|이에)"
)
#: The meeting of a body that is named anyway: 위원회 제3차 회의.
_NUMBERED_MEETING = re.compile(r"\S\s제?\s?\d+\s?(?:차|회)\s(회의)(?![가-힣]{2})")
#: A month, not the moon: 열리는 달은?
_MONTH_NOUN = re.compile(r"[는한된을]\s(달)[은이가]?\s?(?:\?|언제|무엇|$)")


def without_kinds(
    text: str, terms: Sequence[Placed], tokens: Sequence[Token], is_body_asked: bool
) -> list[Placed]:
    """The terms without those that name nothing, and with those that name a kind as weak ones.

    ``is_body_asked``: the question asks for somebody or some place, not for what a thing is.
    """
    unmeant = [
        match.span(1)
        for pattern in (
            HOW_MANY,
            _WHOEVER,
            _BEST_KNOWN,
            _ORDINAL_NOUN,
            _NUMBERED_MEETING,
            _MONTH_NOUN,
        )
        for match in [pattern.search(text)]
        if match
    ]
    unmeant += [match.span() for match in RATE_ASKED.finditer(text)]
    unmeant += [match.span(1) for match in _SIDE.finditer(text)]
    unmeant += [match.span() for match in _MANNER.finditer(text)]
    denied = _DENIED.match(text)
    if denied:
        since = denied.end("kept") if denied["kept"] else 0
        terms = [pair for pair in terms if not since <= pair[1][0] < denied.end()]
    or_else = _OR_ELSE.search(text)
    if or_else:
        terms = [pair for pair in terms if pair[1][0] < or_else.start()]
    alternatives = None if or_else else _ALTERNATIVES.search(text)
    if alternatives and not _is_in_a_noun(alternatives.end("first"), tokens):
        terms = _either(terms, alternatives)
    kept = []
    for term, (start, end) in terms:
        if any(first <= start and end <= last for first, last in unmeant):
            continue
        if _is_kind(text, term, (start, end), tokens, is_body_asked):
            term = replace(term, kind=TermKind.WEAK, weight=_WEIGHT, focus=False)
        kept.append((term, (start, end)))
    return kept


_ENDING = r"(?:이?야|이?니|인가요?|ᆫ가요?|인지|입니까|[했됐]나요?|\s?[한된은는던]\s?(?:건가요?|것인가요?|거야|거예요|건지|겁니까|것입니까)|이에요|예요|일까요?)"
#: Two states of which one is asked for: 확정됐나 검토 단계인가; 착공했나요, 아니면 어느 단계인가요.
_ALTERNATIVES = re.compile(
    rf"(?P<first>[가-힣]+?){_ENDING}[,\s]+(?:아니면\s|아님\s|혹은\s|또는\s)?(?P<second>[^,?]+?){_ENDING}\s?\??$"
)


#: The same with a word between, after which anything may stand for what is so.
_OR_ELSE = re.compile(r"[가-힣]+[,\s]+(?:아니면|아님|혹은)\s")
#: What is not meant: A가 아니라 B.
_DENIED = re.compile(r"(?P<kept>[^?.]*,\s)?[^?.,]{2,40}?(?:(?:이|가)\s아니라|말고)\s")
#: How something is told or done: 구체적으로.
_MANNER = re.compile(r"[가-힣]+적(?=으로)")


def leaves_open(text: str) -> bool:
    """Whether a question leaves open what may be so instead: …, 아니면 …."""
    return _OR_ELSE.search(text) is not None


def _is_in_a_noun(place: int, tokens: Sequence[Token]) -> bool:
    """Whether what looks like an ending belongs to a noun: 분야."""
    return any(t.start < place < t.end and t.tag.startswith("N") for t in tokens)


def _either(terms: Sequence[Placed], alternatives: re.Match[str]) -> list[Placed]:
    """The terms with those of two alternatives as one: whichever of them the documents say.

    None of them where the second is left open (아니면 어느 단계).
    """
    inside = [
        pair
        for pair in terms
        if alternatives.start() <= pair[1][0] and pair[0].kind is not TermKind.WEAK
    ]
    others = [pair for pair in terms if pair not in inside]
    forms = tuple(dict.fromkeys(form for term, _ in inside for form in term.forms))
    if _QUESTION_WORD.search(alternatives["second"]) or not forms:
        return others
    return [*others, (Term(forms, TermKind.NAME), inside[0][1])]


_QUESTION_WORD = re.compile(r"어느|어떤|무슨|어디|뭐|무엇|언제")


#: Whose money a part of a whole is, which the whole is not: 총사업비 중 국비 지원액.
_PART_PAID_BY = re.compile(
    r"(?:중에서?|중|가운데서?)\s(국비|지방비|시비|도비|구비|군비|민자|민간\s?자본|자부담|기금)"
)


def with_payers(text: str, terms: Sequence[Placed]) -> list[Placed]:
    """The terms with those as names that say whose part of a whole is asked for."""
    places = [match.span(1) for match in _PART_PAID_BY.finditer(text)]
    return [
        (replace(term, kind=TermKind.NAME, weight=1.0), (start, end))
        if any(first <= start and end <= last for first, last in places)
        else (term, (start, end))
        for term, (start, end) in terms
    ]


_WEIGHT_OF_DEED = 0.7
#: What a day is of stands before it; what is said of the day decides nothing: 공고 시기는 확정됐나.
_DATE_OF = re.compile(r"(?:시기|날짜|시점|일정|연도|기한|시한|일자)(?:은|는|이|가)\s(?!언제)")


def without_said_of(text: str, terms: Sequence[Placed], is_whether: bool) -> list[Placed]:
    """The terms with deeds that only rank, where they say something of what is asked for.

    ``is_whether``: the question asks whether something is so, which another deed may answer.
    """
    dated = _DATE_OF.search(text)
    since = 0 if is_whether else dated.end() if dated else len(text)
    return [
        (replace(term, kind=TermKind.ACT), place)
        if place[0] >= since and term.kind is TermKind.NAME and term.weight == _WEIGHT_OF_DEED
        else (term, place)
        for term, place in terms
    ]


def _is_kind(
    text: str, term: Term, place: tuple[int, int], tokens: Sequence[Token], is_body_asked: bool
) -> bool:
    start, end = place
    if term.kind is not TermKind.NAME or term.forms[0] not in word_list("kinds"):
        return False
    if _IS_COUNTED.match(text[end:]):
        return False
    asked = _IS_ASKED.match(text[end:])
    is_asked = asked is not None and (is_body_asked or asked["end"] is None)
    return is_asked or _WHICH.search(text[:start]) is not None or _is_described(start, tokens)


def _is_described(start: int, tokens: Sequence[Token]) -> bool:
    """Whether a clause describes the noun phrase that holds the noun: 비용을 줄인 (중소)기업."""
    before = [token for token in tokens if token.end <= start]
    while before and before[-1].tag in ("NNG", "XPN"):
        before.pop()
    return bool(before) and before[-1].tag == "ETM"
