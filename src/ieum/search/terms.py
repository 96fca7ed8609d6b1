"""The words of a question that a passage must answer to, and where in a text they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ieum.search.paraphrases import VERBS, Side
from ieum.text.normalise import fold


class TermKind(StrEnum):
    """How a term is matched and how much it decides."""

    NAME = "name"
    """A thing the question is about: a passage without it does not answer."""
    ACT = "act"
    """A deed (출범, 늘리다): it has near-synonyms."""
    WEAK = "weak"
    """A word that most documents of the field hold (사업, 추진): it only ranks."""
    YEAR = "year"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question with the other words for it; ``focus`` if it is what is asked of."""

    forms: tuple[str, ...]
    kind: TermKind
    weight: float = 1.0
    focus: bool = False
    year: int | None = None
    describes: bool = False
    """For a year: it tells which document or plan is meant (2021년 계획에서 …)."""
    is_word: bool = False
    """For a year: the word itself may stand in the text (내년, ASK 2026)."""

    away: int | None = None
    """For a year that counts from the day of whoever says it: 1 for 내년."""
    is_moment: bool = False
    """It tells when a figure held (출범 당시): it must stand before it in its sentence."""
    is_place: bool = False
    """It names a region, which stands whole and at the start of a word: 대전, not 3대 전략."""
    is_verb: bool = False
    """Its first form is the stem of a verb, which stands in a text with its endings: 줄이, 줄인."""
    side: Side | None = None
    """It only says which side of a time is asked for (시작하다, 끝나다)."""

    @property
    def required(self) -> bool:
        """Whether a passage that lacks it does not answer."""
        return self.kind in (TermKind.NAME, TermKind.YEAR, TermKind.NUMBER)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the term, in any of its forms, stands in a text."""
        yield from _places(self.forms, self.is_place, self.is_verb, text)

    def stands_in(self, text: str) -> bool:
        """Whether the term stands in a text."""
        pattern = _pattern(self.forms, self.is_place, self.is_verb)
        return pattern.search(_folded(text)) is not None


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """Kept, since every term of a question is looked for in the same stretches."""
    return fold(text)


@lru_cache(maxsize=512)
def _places(
    forms: tuple[str, ...], is_place: bool, is_verb: bool, text: str
) -> tuple[tuple[int, int], ...]:
    """Kept, since every figure of a long passage asks for the same places again."""
    return tuple(
        match.span() for match in _pattern(forms, is_place, is_verb).finditer(_folded(text))
    )


_LOOSE = r"[^\w]{0,3}"


@lru_cache(maxsize=4096)
def _pattern(forms: tuple[str, ...], is_place: bool, is_verb: bool) -> re.Pattern[str]:
    one = _one_place if is_place else _one
    stems = VERBS | {forms[0]} if is_verb else VERBS
    return re.compile(
        "|".join(_one_verb(form) if form in stems else one(form) for form in forms), re.IGNORECASE
    )


#: A vowel at the end of a stem with the one it becomes before 어, by their order in a syllable:
#: 줄이어 → 줄여, 나오아 → 나와, 낮추어 → 낮춰, 쓰어 → 써.
_CONTRACTED = {20: 6, 8: 9, 13: 14, 18: 4}
_FIRST = ord("가")
_FINALS = 28
_FINAL_L = 8
_VOWELS = 21


def _one_verb(stem: str) -> str:
    """A verb's stem as a pattern, its last syllable with whatever endings melt into it."""
    at = ord(stem[-1]) - _FIRST
    is_short = len(stem) == 1
    if is_short or not "가" <= stem[-1] <= "힣" or at % _FINALS not in (0, _FINAL_L):
        # A single syllable with any ending is the beginning of many nouns: 열다, 연구.
        return rf"(?<![가-힣]){re.escape(stem)}" if is_short else _one(stem)
    open_at = at - at % _FINALS
    vowel = open_at // _FINALS % _VOWELS
    starts = [open_at]
    if at % _FINALS == 0 and vowel in _CONTRACTED:
        starts.append(open_at + (_CONTRACTED[vowel] - vowel) * _FINALS)
    last = "".join(f"{chr(_FIRST + s)}-{chr(_FIRST + s + _FINALS - 1)}" for s in starts)
    return f"(?:(?<![가-힣]){_LOOSE.join(map(re.escape, stem[:-1]))}[{last}])"


#: Words that begin as a region does: 대전환, 부산물, 경기 침체.
_OTHER_WORDS = {"대전": "환|제", "부산": "물", "경기": r"\s?(?:침체|부양|회복|순환|둔화|변동|전망)"}


#: A school or hospital that is named after a region is no such region: 전남대병원.
_SCHOOL = r"대(?:학교?|병원|교)?(?![가-힣])|대(?:학|병원)"


def _one_place(form: str) -> str:
    """A region's name as a pattern: whole, at the start of a word, and no other word's start."""
    if form.isascii():
        return _one(form)
    others = _OTHER_WORDS.get(form)
    ends = rf"(?!{_SCHOOL}{'|' + others if others else ''})"
    return rf"(?<![가-힣\d]){re.escape(form)}{ends}"


#: The end of a word and the beginning of the next that look like another: 개발사업, 공산업, 전기차.
_STRADDLED = {"발사": "개", "산업": "공", "기차": "전", "사회": "회", "기사": "전", "수도": "용"}
#: After a noun of one syllable, which otherwise begins another word: 문을, not 문화.
_ALONE = r"(?=(?:이|가|은|는|을|를|의|에|도|만|과|와|로|으로|에서|까지|부터|마다)?(?![가-힣]))"


def _one(form: str) -> str:
    """A form as a pattern: spacing is free, Latin words and figures stand alone."""
    letters = [re.escape(letter) for letter in fold(form) if not letter.isspace()]
    body = _LOOSE.join(letters)
    first, last = form[0], form[-1]
    if first.isdigit():
        body = r"(?<![\d,.])" + body
    elif first.isascii():
        body = r"(?<![A-Za-z.])" + body
    elif form in _STRADDLED:
        body = rf"(?<!{_STRADDLED[form]})" + body
    elif len(letters) == 1:
        body = r"(?<![가-힣])" + body + ("" if form in VERBS else _ALONE)
    if form.isdigit() and len(form) < 4:
        # 제조 AI 24 is no 24일.
        body += r"(?!\s?(?:[년월일시분명인개곳건대장회차위억만조천]))"
    if last.isdigit():
        body += r"(?![\d]|[,.]\d)"
    elif last.isascii():
        body += r"(?:s|es)?(?![A-Za-z])"
    return f"(?:{body})"
