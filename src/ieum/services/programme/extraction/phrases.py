"""Noun phrases of a passage: the words by which a text names a thing, with what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ieum.search.passages import Passage
from ieum.search.tokens import Token
from ieum.services.programme.extraction.outline import without_mark

_NOUNS = frozenset(["NNG", "NNP", "NR", "SN", "SL", "SH", "XPN", "XSN", "XR", "NNB"])
_JOINS = frozenset("·-&/∙ㆍ+.")
_AND = "및"
_OPENS, _CLOSES = "'\"‘“「『<〈", "'\"’”」』>〉"
#: How many parts a thing has, and its own number, are not its name: 과제 1. 안전 2개 사업.
_COUNTED = re.compile(r"(?<=\S\S)(?:\s\d+대\s?(?:과제|분야))?\s\d+개\s?(?:사업|과제)$")
#: (설계비 31억 원)과 소음 지도 제작: the particle of what stands before.
#: 장비 도입비가: a particle that the tagger took for a part of the noun.
_OF_A_COST = re.compile(r"(?<=[가-힣]비)[가는은]$")
_AND_BEFORE = re.compile(r"^(?:과|와|및)\s")
_NUMBERED = re.compile(r"^(?:과제|전략|분야)\s?\d+\s?[.:]\s")
_WORD_BEFORE = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣]$")
_GLOSS = re.compile(r"\([^()]{1,30}\)")
#: Nouns that stand for when and which, and name nothing by themselves.
_OUTSIDE = re.compile(
    r"^(?:(?:20\d\d|'\d\d|\d\d)년도?|\d{1,2}년\s?(?:간|동안)|\d{1,2}월|\d{1,2}일|"
    r"(?:내년도?|올해|금년도?|내후년|작년|지난해|향후|오는|이번|이|그|해당|총|약|각|가운데|까지|부터|모두|합쳐|연간|매년|해마다|전년도?|"
    r"먼저|특히|또한?|반면|다만|아울러|이어|한편|나머지|이와|함께|별도로|우선|본격|상반기|하반기|대부분|주로|등)(?![가-힣]))\s*"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: [start, end) in its passage, and the particle right after it.

    ``quoted`` is what stands in quotation marks inside it, if anything does.
    """

    start: int
    end: int
    text: str
    particle: str = ""
    quoted: tuple[int, int] | None = None
    ends_in_action: bool = False
    """A verb is made of its last noun right after it: 기획(5억원)한다."""


def phrases_of(passage: Passage) -> list[Phrase]:
    """The noun phrases of a passage, in order; figures of money break them."""
    tokens = [token for token in passage.tokens if token.end > token.start]
    amounts = [(f.start, f.end) for f in passage.figures if f.kind == "amount"]
    in_amount = {at for start, end in amounts for at in range(start, end)}
    quotes = quotes_in(passage.text)
    found: list[Phrase] = []
    run: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        gloss = _GLOSS.match(passage.text, token.start) if token.form == "(" else None
        if token.start in in_amount:
            _close(found, run, passage, tokens, at, quotes)
            run = []
        elif gloss and run and not any(gloss.start() < s < gloss.end() for s, _ in amounts):
            # (신경망처리장치) explains the noun before it; the phrase goes on if nouns follow.
            inside = [t for t in tokens[at:] if t.start < gloss.end()]
            after = tokens[at + len(inside)] if at + len(inside) < len(tokens) else None
            if after and after.tag in _NOUNS and after.start - gloss.end() <= 1:
                run += inside
            else:
                _close(found, run, passage, tokens, at, quotes)
                run = []
            at += len(inside)
            continue
        elif _belongs(token, run, tokens, at, passage.text, quotes):
            run.append(token)
        else:
            _close(found, run, passage, tokens, at, quotes)
            run = []
        at += 1
    _close(found, run, passage, tokens, len(tokens), quotes)
    return found


def named(text: str) -> str:
    """A phrase without the words of time and order that lead into it."""
    text = _AND_BEFORE.sub("", without_mark(text)[1])
    while match := _OUTSIDE.match(text):
        if match.end() == len(text):
            return ""
        text = text[match.end() :]
    text = _OF_A_COST.sub("", _COUNTED.sub("", _NUMBERED.sub("", text)))
    return re.sub(r"\s+", " ", text).strip(" '\"‘’“”·,-")


def quote_around(text: str, at: int) -> tuple[int, int] | None:
    """The quotation, without its marks, that ``at`` lies in."""
    return next(((s, e) for s, e in quotes_in(text) if s <= at < e), None)


def quotes_in(text: str) -> list[tuple[int, int]]:
    """What stands in single quotation marks or corner brackets: titles. Speech is left out."""
    return [
        (match.start() + 1, match.end() - 1)
        for match in re.finditer(
            r"‘[^‘’]{2,60}’|'[^'\n]{2,60}'|「[^「」]{2,60}」|『[^『』]{2,60}』", text
        )
    ]


def _belongs(
    token: Token,
    run: Sequence[Token],
    tokens: Sequence[Token],
    at: int,
    text: str,
    quotes: Sequence[tuple[int, int]],
) -> bool:
    if any(start <= token.start < end for start, end in quotes):
        return True
    if token.form in _OPENS or token.form in _CLOSES:
        return any(token.end == start or token.start == end for start, end in quotes)
    if token.tag == "NNB" and not run:
        return False  # 이 중 AI 예산은: 중 names nothing.
    if token.tag in _NOUNS:
        return not run or token.start - run[-1].end <= 1
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if not run or follows is None or follows.tag not in _NOUNS:
        return False
    if token.form in _JOINS:
        return token.start == run[-1].end
    if token.tag == "MM":
        return False
    return text[token.start : token.end] == _AND


def _close(
    found: list[Phrase],
    run: list[Token],
    passage: Passage,
    tokens: Sequence[Token],
    at: int,
    quotes: Sequence[tuple[int, int]],
) -> None:
    if not run:
        return
    start, end = run[0].start, run[-1].end
    if _WORD_BEFORE.search(passage.text[max(0, start - 2) : start]) and not any(
        s <= start - 1 < e for s, e in quotes
    ):
        start -= 1  # 늘봄학교: an adverb to the tagger, a part of the name to the reader.
    after = tokens[at] if at < len(tokens) else None
    particle = after.form if after and after.tag.startswith("J") and after.start == end else ""
    quoted = next(((s, e) for s, e in reversed(quotes) if start <= s and e <= end + 1), None)
    made = bool(after and after.tag == "XSV")
    found.append(Phrase(start, end, passage.text[start:end], particle, quoted, made))


def clause_around(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The clause that [start, end) lies in: up to a coordinating verb ending on either side."""
    from ieum.search.tokens import CONNECTIVE, COORDINATING

    borders = [
        token.end
        for token in passage.tokens
        if token.tag == "EF" or (token.tag == CONNECTIVE and token.form in COORDINATING)
    ]
    borders = [0, *borders, len(passage.text)]
    return next(((a, b) for a, b in pairwise(borders) if a <= start < b), (0, len(passage.text)))
