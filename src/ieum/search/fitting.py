"""Whether what a sentence holds is the kind of answer that a question wants."""

from __future__ import annotations

import re
from itertools import pairwise

from ieum.search.clauses import bracket_around, in_brackets_of_a_list
from ieum.search.english import counters_of
from ieum.search.figures import Figure, FigureKind
from ieum.search.paraphrases import things
from ieum.search.question_terms import word_list
from ieum.search.questions import Question, Wanted
from ieum.search.sentence import Sentence, sentences_of
from ieum.search.tokens import HANGUL
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
    # 10대 과제 are ten of them.
    frozenset(["개", "종", "대"]),
    frozenset(["명", "쌍"]),
    frozenset(["차", "회", "번", "호"]),
)


#: A price of one: 대당, 1인당, 한 개의 가격, 단가.
_RATE_ASKED = re.compile(
    r"(?:대|명|인|개|장|곳|가구|톤|㎏|kg|킬로그램|시간|호)\s?당|단가|한\s?(?:대|개|장|명|곳)의?\s?(?:가격|값|비용)|\b(?:per|each)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"당\s?(?:약\s?|최대\s?)?$")


def is_rate_as_asked(figure: Figure, text: str, question: Question) -> bool:
    """Whether a figure is a price of one where such is asked for; ``text`` is its passage."""
    if figure.kind is not FigureKind.AMOUNT or not _RATE_ASKED.search(question.text):
        return True
    return _RATE.search(text[: figure.start]) is not None or "당" in figure.text


def fits(figure: Figure, wanted: Wanted, question: Question) -> bool:
    """Whether a figure is of the kind, and counted in the unit, that is asked for."""
    if figure.kind.value not in FIGURES[wanted]:
        return False
    if not question.reckoning and _is_said_in(figure, question):
        return False
    if wanted is Wanted.DATE and figure.first is None:
        # "몇 년까지" may ask for a year or for how many.
        return question.counter == "년"
    if wanted is Wanted.COUNT and question.counter and "가" <= question.counter[0] <= "힣":
        unit = units().get(question.counter)
        asked = unit.code if unit else question.counter
        if asked == figure.unit:
            return True
        return any(asked in like and figure.unit in like for like in _LIKE_COUNTERS)
    if wanted is Wanted.COUNT and question.counter and HANGUL.search(figure.unit):
        counters = counters_of(question.counter)
        return not counters or figure.unit in counters
    return True


_BODY_NAME = r"(?!이번|지난|해당|같은|열린|관련|각종)[가-힣\d]{2,}\s?"
#: Who leads, by a word that is no name: 민간 주도로.
_LED_BY = re.compile(r"(?:민간|정부|산업계|학계|지자체|기업|주민|시민)[가이]?\s?(?:의\s)?주도")
#: A body by the kind of its name: 어느 위원회에서 확정됐나.
_BODIES = "위원회|협의회|협회|재단|공사|공단|연구소|연구원|진흥원|학회|병원|대학교|대학"
_BODY_ASKED = re.compile(
    rf"어느\s(?P<which>{_BODIES})|(?<![가-힣])(?P<where>{_BODIES})(?:은|는|이|가)?\s어디"
)
_MINISTRY_ASKED = re.compile(r"부처|ministry", re.IGNORECASE)


def names_an_actor(sentence: Sentence, question: Question) -> bool:
    """Whether a sentence names somebody the question does not: a body, where a body is asked for.

    In a list of things, each with its figures in brackets, only beside the thing asked about.
    """
    start, end = _item_of(sentence, question)
    text = sentence.passage.text[start:end]
    body = _BODY_ASKED.search(question.text)
    if body:
        said = question.text.replace(" ", "")
        kind = body["which"] or body["where"]
        return any(m[0] not in said for m in re.finditer(rf"{_BODY_NAME}{kind}", text))
    if _LED_BY.search(text) and "주도" in question.text:
        return True
    if _MINISTRY_ASKED.search(question.text):
        found = [name for name in word_list("ministries") if name in text]
    else:
        found = [
            token.form
            for token in sentence.passage.tokens
            if token.tag in ("NNP", "SL")
            and start <= token.start < end
            and token.form not in things()
        ]
    return any(not any(term.stands_in(name) for term in question.terms) for name in found)


def _item_of(sentence: Sentence, question: Question) -> tuple[int, int]:
    """The item of a list in which most of the question's words stand; else the whole sentence."""
    text = sentence.passage.text
    ends = [
        bracket_around(text, figure)[1]  # type: ignore[index]
        for figure in sentence.figures
        if figure.kind is FigureKind.AMOUNT and in_brackets_of_a_list(sentence, figure)
    ]
    if not ends:
        return sentence.start, sentence.end
    bounds = [sentence.start, *dict.fromkeys(ends)]
    names = [term for term in question.terms if term.required]

    def held(item: tuple[int, int]) -> int:
        return sum(term.stands_in(text[item[0] : item[1]]) for term in names)

    return max(pairwise(bounds), key=held)


_PLACE = re.compile(
    r"[가-힣]{2,}(?:청사|센터|캠퍼스|회관|호텔|강당|회의실|공원|단지|대학교|비즈니스룸)(?![가-힣]{3})"
)


def names_a_place(sentence: Sentence, question: Question) -> bool:
    """Whether a sentence, or one beside it that speaks of the same, names a region or building that
    the question does not."""
    first = sentence.number - 1 if sentence.goes_on else sentence.number
    around = sentences_of(sentence.document, sentence.passage)[first : sentence.number + 2]
    places = [f.text for one in around for f in one.figures if f.kind is FigureKind.REGION]
    places += [match[0] for one in around for match in _PLACE.finditer(one.text)]
    return any(not any(term.stands_in(place) for term in question.terms) for place in places)


def _is_said_in(figure: Figure, question: Question) -> bool:
    """Whether the question itself states the figure: 7대 is no answer to "7대 과제 가운데 몇 개"."""
    said = re.escape(figure.text.replace(" ", ""))
    return re.search(rf"(?<![\d.,]){said}", question.text.replace(" ", "")) is not None
