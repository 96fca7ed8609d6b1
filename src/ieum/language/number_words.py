"""Korean words that read as numerals and are none: 구조 is no nine trillion, 사유로 no four euros."""

from __future__ import annotations

import re

# These syllables are also words of their own (이 this, 일 work, 사 four or buy, 영 zero or decree).
_AMBIGUOUS = frozenset("이일사오구영")
# Written with one of these behind it, even such a syllable is a numeral (일년, 이 개월, 오 퍼센트).
_PLAIN_UNITS = frozenset({"years", "months", "%", "%p", "fold"})
_WORDS = frozenset({"구조", "일조", "백조", "영조", "이조", "사조"})
_ONE_OF_THEM = re.compile(r"(?:의|로|에 해당|에 속|에 불과|가 되)(?![가-힣])|에 ?(?:해당|속)")
_ONE_BEFORE = re.compile(r"(?:중|가운데|어느|또) $")


def is_word(text: str, start: int, end: int, unit: str) -> bool:
    """Whether the spelt numeral `text[start:end]` is an ordinary word in its place."""
    numeral = text[start:end]
    if numeral == "하나":
        return bool(_ONE_OF_THEM.match(text, end) or _ONE_BEFORE.search(text[:start]))
    if numeral in ("한", "하나") and text.startswith(" 번 더", end):
        return True
    if numeral == "열" and text.startswith(" 수 ", end):
        return True
    if numeral == "네" and text[end : end + 1] in (",", ".", "!"):
        return True
    if len(numeral) == 1 and numeral in _AMBIGUOUS:
        return unit not in _PLAIN_UNITS
    if unit:
        return False
    # 이 조 is "this article", never two trillion.
    return numeral in _WORDS or (" " in numeral and numeral[0] in _AMBIGUOUS)
