"""Where the clause of a figure begins and ends, and the nouns that name the figure in it."""

from __future__ import annotations

import re

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Passage
from ieum.search.sentence import Sentence
from ieum.search.tokens import CONNECTIVE, COORDINATING, Token

NOUNS = frozenset(["NNG", "NNP", "SL", "SH"])
_MARKERS = "▲△▶▷①②③④⑤⑥⑦⑧⑨⑩◇◆○●■□※;"


def clause(sentence: Sentence, figure: Figure, strict: bool) -> tuple[int, int]:
    """The clause a figure stands in; strictly, commas bound it as well.

    A figure in brackets belongs to the words before the bracket, back to the item before.
    """
    text, passage = sentence.passage.text, sentence.passage
    start, end = sentence.start, sentence.end
    bracket = bracket_around(text, figure)
    left_of = bracket[0] if bracket else figure.start
    right_of = bracket[1] if bracket else figure.end
    for token in passage.tokens:
        is_bound = token.form in COORDINATING and token.tag == CONNECTIVE
        is_bound = is_bound or text[token.start] in _MARKERS
        if strict and not bracket:
            is_bound = is_bound or token.form == ","
        if not is_bound:
            continue
        is_before = token.end <= left_of
        between = (token.end, left_of) if is_before else (right_of, token.start)
        if token.form == "," and (
            not _names_something(passage, *between) or _is_in_a_list(sentence, token)
        ):
            continue
        if is_before:
            start = max(start, token.end)
        elif right_of <= token.start < end:
            end = token.start
            break
    if bracket:
        earlier = [
            place[1]
            for other in sentence.figures
            if (place := bracket_around(text, other)) and place[1] <= bracket[0]
        ]
        start = max([start, *earlier])
        end = bracket[1] if strict else end
        if in_brackets_of_a_list(sentence, figure):
            end = bracket[1]
    return start, end


_AND_OTHERS = re.compile(r"[^.,;]{1,25}(?:,[^.,;]{1,25}){0,6}?\s등(?![가-힣]{2})")


def _is_in_a_list(sentence: Sentence, comma: Token) -> bool:
    """Whether a comma parts names that are told together, none with a figure: 서울, 부산 등."""
    passage = sentence.passage
    match = _AND_OTHERS.match(passage.text, comma.end, sentence.end)
    before = next((token for token in reversed(passage.tokens) if token.end <= comma.start), None)
    if match is None or before is None or before.tag not in NOUNS or before.end != comma.start:
        return False
    return not any(comma.start <= f.start < match.end() for f in _measures(passage))


def _names_something(passage: Passage, start: int, end: int) -> bool:
    """Whether a noun stands there: a bare figure between commas belongs to its neighbours."""
    return any(
        token.tag in NOUNS
        and token.end - token.start > 1
        and start <= token.start < end
        and not any(f.start <= token.start < f.end for f in _measures(passage))
        for token in passage.tokens
    )


def bracket_around(text: str, figure: Figure) -> tuple[int, int] | None:
    """The brackets a figure stands in, if its bracket holds little but figures."""
    left = text.rfind("(", 0, figure.start + 1)
    if left < 0 or text.find(")", left, figure.start) >= 0:
        return None
    right = text.find(")", figure.end)
    if right < 0 or right - left > 60:
        return None
    return left, right + 1


def in_brackets_of_a_list(sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure is one of several that stand in brackets, each beside its own name."""
    text = sentence.passage.text
    if bracket_around(text, figure) is None:
        return False
    places = {
        bracket_around(text, other) for other in sentence.figures if other.kind is figure.kind
    }
    return len(places - {None}) > 1


_GOES_ON = re.compile(r"[가-힣]|\s(?:사업|과제|프로젝트|계획|분야)(?:은|는|이|가|을|를)\s")


def is_of_its_noun(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure in brackets touches what its noun is said to be or do: 학교(105억원)는 …."""
    text = sentence.passage.text
    bracket = bracket_around(text, figure)
    if bracket is None or in_brackets_of_a_list(sentence, figure):
        return False
    return _GOES_ON.match(text, bracket[1]) is not None


def _measures(passage: Passage) -> list[Figure]:
    """The figures of a passage without its regions, which are names."""
    return [figure for figure in passage.figures if figure.kind is not FigureKind.REGION]


def noun_phrases(passage: Passage, start: int, end: int) -> list[list[Token]]:
    """Runs of nouns with nothing between them but marks that join."""
    phrases: list[list[Token]] = [[]]
    for token in passage.tokens:
        if not start <= token.start < end:
            continue
        if any(f.start <= token.start < f.end for f in _measures(passage)):
            continue
        if token.tag in NOUNS or token.tag in ("XPN", "XSN", "NNB") or token.form in "·'":
            phrases[-1].append(token)
        elif phrases[-1]:
            phrases.append([])
    return phrases
