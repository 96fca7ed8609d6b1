"""Whether what a sentence holds is the kind of answer that a question wants."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from ieum.search.asked_kind import RATE_ASKED
from ieum.search.clauses import bracket_around, in_brackets_of_a_list
from ieum.search.english import counters_of
from ieum.search.figures import Figure, FigureKind
from ieum.search.paraphrases import Side, things
from ieum.search.question_terms import word_list
from ieum.search.questions import Question, Reckoning, Wanted, asks_both_sides
from ieum.search.sentence import Sentence, sentences_of
from ieum.search.tokens import HANGUL
from ieum.text.money import find_money
from ieum.text.normalise import fold
from ieum.text.units import units

FIGURES: dict[Wanted, frozenset[str]] = {
    Wanted.AMOUNT: frozenset({FigureKind.AMOUNT}),
    Wanted.DATE: frozenset({FigureKind.DATE, FigureKind.PERIOD}),
    Wanted.PERIOD: frozenset({FigureKind.PERIOD, FigureKind.DATE}),
    Wanted.COUNT: frozenset({FigureKind.COUNT}),
    Wanted.SHARE: frozenset({FigureKind.SHARE}),
    Wanted.CHANGE: frozenset({FigureKind.SHARE, FigureKind.AMOUNT, FigureKind.COUNT}),
}
#: Counters that answer each other, by the codes of ``ieum.text.units``.
_LIKE_COUNTERS = (
    frozenset(["개", "곳", "종", "건", "장", "호", "점", "기", "척", "권", "과목"]),
    frozenset(["명", "쌍"]),
    frozenset(["차", "회", "번", "호"]),
)


_RATE = re.compile(r"당\s?(?:약\s?|최대\s?)?$")


def is_rate_as_asked(figure: Figure, text: str, question: Question) -> bool:
    """Whether a figure is a price of one where such is asked for; ``text`` is its passage."""
    if figure.kind is not FigureKind.AMOUNT or not RATE_ASKED.search(question.text):
        return True
    return _RATE.search(text[: figure.start]) is not None or "당" in figure.text


def fits(figure: Figure, wanted: Wanted, question: Question) -> bool:
    """Whether a figure is of the kind, and counted in the unit, that is asked for."""
    if figure.kind.value not in FIGURES[wanted]:
        return False
    if question.reckoning in (None, Reckoning.EACH) and _is_said_in(figure, question):
        return False
    if wanted is Wanted.CHANGE and figure.kind is FigureKind.COUNT and question.counter:
        return fits(figure, Wanted.COUNT, question)
    if wanted is Wanted.PERIOD and asks_both_sides(question.text):
        return figure.kind is FigureKind.PERIOD and figure.first != figure.last
    if wanted is Wanted.DATE and _is_the_other_side(figure, question):
        return False
    if wanted is Wanted.DATE and figure.first is None:
        # "몇 년까지" may ask for a year or for how many.
        return question.counter == "년"
    if wanted is Wanted.COUNT and question.counter and "가" <= question.counter[0] <= "힣":
        unit = units().get(question.counter)
        asked = unit.code if unit else question.counter
        if asked == figure.unit:
            return True
        if figure.unit == "대":
            # 10대 과제 are ten of them; ten cars are no ten things.
            return asked in ("개", "종") or bool(question.counted)
        return any(asked in like and figure.unit in like for like in _LIKE_COUNTERS)
    if wanted is Wanted.COUNT and not question.counter and figure.unit in _ORDINALS:
        return False
    if wanted is Wanted.COUNT and question.counter and HANGUL.search(figure.unit):
        counters = counters_of(question.counter)
        return not counters or figure.unit in counters
    return True


_OTHER_SIDE = {
    Side.START: re.compile(r"까지$"),
    Side.END: re.compile(r"(?:부터|이후)$"),
}


def _is_the_other_side(figure: Figure, question: Question) -> bool:
    """Whether a time says when something ends where its start is asked for, or the other way."""
    sides = {term.side for term in question.terms if term.side}
    return len(sides) == 1 and _OTHER_SIDE[sides.pop()].search(figure.text) is not None


#: Units that tell which one, not how many: 제2차, 5호.
_ORDINALS = frozenset(["차", "회", "호", "번"])
_BODY_NAME = r"(?!\d+개|이번|지난|해당|같은|열린|관련|각종)[가-힣\d]{2,}\s?"
#: Who leads, by a word that is no name: 민간 주도로.
_LED_BY = re.compile(r"(?:민간|정부|산업계|학계|지자체|기업|주민|시민)[가이]?\s?(?:의\s)?주도")
_LEADING = re.compile(r"주도|앞장|이끄|이끌|주축|나서")
#: A body by the kind of its name: 어느 위원회에서 확정됐나.
_BODIES = (
    "위원회|컨소시엄|연합체|협의회|협회|재단|공사|공단|연구소|연구원|진흥원|학회|병원|대학교|대학"
)
_BODY_ASKED = re.compile(
    rf"어느\s(?P<which>{_BODIES})|(?<![가-힣])(?P<where>{_BODIES})(?:(?:은|는|이|가)?\s어디|들?의?\s(?:이름|명단|목록))"
)
#: A body by its name alone, of which a part may be in the question: 다솜과학기술원.
_BODY = re.compile(
    r"[가-힣]{2,}(?:기술원|연구원|진흥원|개발원|정보원|재단|공사|공단|협회|협의회|위원회|컨소시엄)"
)
#: Somebody by the role alone: 통신사, 유관 기관.
_ROLE_ASKED = re.compile(r"누구|누가|주체")
_ROLE = re.compile(
    r"[가-힣]{2,}(?:사|기관|기업|업체|대학|병원|연구소|지자체|단체|부처|시·도|장관|총리|시장|대표|위원장)(?=[은는이가을를와과·,\s]|간)"
)
#: A firm, which no ministry and no region is.
_COMPANY_ASKED = re.compile(
    r"(?:어느|어떤|무슨)\s(?:회사|기업|업체)|(?:회사|기업|업체)(?:들?[은는이가])?\s?(?:어디|이름|\?|$)"
)
#: What is named by a technique before it is a thing: AI 팩토리.
_OF_A_TECHNIQUE = re.compile(r"(?<![A-Za-z가-힣])(?:AI|AX|인공\s?지능)\s$")
#: A firm's name is the end of its noun phrase: 노을상사는, not 별빛 연합 총회.
_STANDS_ALONE = re.compile(
    r"[A-Za-z\d]*(?:(?:은|는|이|가|을|를|의|과|와|에서|에|도|로|등)(?![가-힣])|\s?[,·()]|\s등(?![가-힣]{2}))"
)
#: Somebody in office, who is no firm.
_OFFICER = re.compile(r"(?P<name>[가-힣]{1,4})\s?(?:부총리|총리|대통령|장관|차관|시장|위원장|실장)")
_MINISTRY_ASKED = re.compile(r"부처|ministry", re.IGNORECASE)


def names_an_actor(sentence: Sentence, question: Question) -> bool:
    """Whether a sentence names somebody the question does not: a body, where a body is asked for.

    In a list of things, each with its figures in brackets, only beside the thing asked about.
    """
    start, end = _item_of(sentence, question)
    is_of_a_company = _COMPANY_ASKED.search(question.text) is not None
    is_whole = (start, end) == (sentence.start, sentence.end)
    if is_whole and not is_of_a_company and not question.text.isascii():
        start = start_of_subject(sentence)
    text = sentence.passage.text[start:end]
    body = _BODY_ASKED.search(question.text)
    if body:
        said = question.text.replace(" ", "")
        kind = body["which"] or body["where"]
        return any(m[0] not in said for m in re.finditer(rf"{_BODY_NAME}{kind}", text))
    if _LED_BY.search(text) and _LEADING.search(question.text):
        return True
    if _MINISTRY_ASKED.search(question.text):
        found = [name for name in word_list("ministries") if name in text]
    else:
        found = [match[0] for match in _BODY.finditer(text)]
        found += [
            token.form
            for token in sentence.passage.tokens
            if token.tag in ("NNP", "SL")
            and start <= token.start < end
            and token.form not in things()
            and not (token.tag == "SL" and _is_gloss(sentence.passage.text, token.start))
            and not _OF_A_TECHNIQUE.search(sentence.passage.text[: token.start])
            and (not is_of_a_company or _STANDS_ALONE.match(sentence.passage.text, token.end))
        ]
    if _ROLE_ASKED.search(question.text):
        found += [match[0] for match in _ROLE.finditer(text)]
    if is_of_a_company:
        others = {f.text for f in sentence.figures if f.kind is FigureKind.REGION}
        others |= {match["name"] for match in _OFFICER.finditer(text)} | word_list("ministries")
        found = [
            name
            for name in found
            if len(name) > 1 and not any(other.startswith(name) for other in others)
        ]
    said = fold(question.text).lower().replace(" ", "")
    named = {form.replace(" ", "") for term in question.terms for form in term.forms}
    return any(name not in named and name.replace(" ", "") not in said for name in found)


_IS_SUBJECT = r"(?:은|는|이|가|에서)(?=[\s,▲△])"


@cache
def _subject() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(word_list("ministries"), key=len, reverse=True)))
    return re.compile(
        rf"(?:{names}|{_BODY.pattern}|정부|[가-힣]{{2,4}}[시도]|[가-힣]{{1,4}}\s?(?:부총리|총리|장관|시장|위원장)){_IS_SUBJECT}"
    )


def start_of_subject(sentence: Sentence) -> int:
    """Where the sentence begins that says whose deeds this one goes on to tell."""
    around = sentences_of(sentence.document, sentence.passage)[: sentence.number + 1]
    for one in reversed(around):
        if _subject().search(one.text):
            return one.start
        if not one.goes_on:
            break
    return sentence.start


def _is_gloss(text: str, at: int) -> bool:
    """Whether a place stands in brackets, where Latin words only repeat what stands before."""
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def _item_of(sentence: Sentence, question: Question) -> tuple[int, int]:
    """The item of a list in which most of the question's words stand; else the whole sentence."""
    text = sentence.passage.text
    ends = [
        bracket[1]
        for figure in sentence.figures
        if figure.kind is FigureKind.AMOUNT and in_brackets_of_a_list(sentence, figure)
        if (bracket := bracket_around(text, figure))
    ]
    if not ends:
        return sentence.start, sentence.end
    bounds = [sentence.start, *dict.fromkeys(ends)]
    names = [term for term in question.terms if term.required]

    def held(item: tuple[int, int]) -> int:
        return sum(term.stands_in(text[item[0] : item[1]]) for term in names)

    return max(pairwise(bounds), key=held)


_PLACE = re.compile(
    r"[가-힣]{2,}(?:청사|센터|캠퍼스|회관|호텔|강당|회의실|공원|단지|대학교|[가-힣]룸|홀|광장|체육관|경기장|전시장)"
    r"(?=(?:\s\S{1,8})?(?:에서|에서의|에|서|으로|로|에는|에선|내|일대)(?![가-힣]))"
)


#: 곳 may be a place or a body: 기반을 까는 곳은 어디.
_EITHER = re.compile(r"[가-힣]\s곳(?:은|이)?\s?(?:어디|\?|$)")


def names_a_place(sentence: Sentence, question: Question) -> bool:
    """Whether a sentence, or one beside it that speaks of the same, names a region or building that
    the question does not."""
    if _EITHER.search(question.text) and names_an_actor(sentence, question):
        return True
    beside = sentences_of(sentence.document, sentence.passage)
    first = sentence.number
    while first and beside[first].goes_on:
        first -= 1
    around = beside[first : sentence.number + 2]
    return any(_new_places(one, question) for one in around)


def _new_places(sentence: Sentence, question: Question) -> list[str]:
    """The regions and buildings of a sentence that the question does not name."""
    places = [f.text for f in sentence.figures if f.kind is FigureKind.REGION]
    places += [match[0] for match in _PLACE.finditer(sentence.text)]
    return [p for p in places if not any(t.stands_in(p) for t in question.terms if t.required)]


def start_of_place(sentence: Sentence, question: Question) -> int:
    """Where the sentence begins that names the place this one goes on to speak of."""
    beside = sentences_of(sentence.document, sentence.passage)
    at = sentence.number
    while at and beside[at].goes_on and not _new_places(beside[at], question):
        at -= 1
    return beside[at].start if _new_places(beside[at], question) else sentence.start


@lru_cache(maxsize=64)
def _amounts_in(text: str) -> frozenset[tuple[Decimal, str]]:
    """Kept, since every figure is held against the same question."""
    return frozenset((money.amount, money.currency) for money in find_money(text))


def _is_said_in(figure: Figure, question: Question) -> bool:
    """Whether the question itself states the figure: 7대 is no answer to "7대 과제 가운데 몇 개"."""
    is_amount = figure.kind is FigureKind.AMOUNT
    if is_amount and (figure.value, figure.unit) in _amounts_in(question.text):
        return True
    said = re.escape(figure.text.replace(" ", ""))
    return re.search(rf"(?<![\d.,]){said}", question.text.replace(" ", "")) is not None
