"""Everyday spellings in speech and chat, brought to the form that the readers of values know.

Only forms that no other word shares: 담주 for 다음 주, 금욜 for 금요일, 몇일 for 며칠.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ieum.search.tokens import HANGUL
from ieum.text.hangul import from_latin_keys, looks_like_latin_keys
from ieum.text.normalise import Normalised, normalise

_FORMS: tuple[tuple[str, str], ...] = (
    (r"(?<![가-힣])다담(?= ?[달주해])", "다다음"),
    (r"(?<![가-힣])담(?= ?[달주해])", "다음"),
    (r"(?<=[월화수목금토일])욜", "요일"),
    (r"(?<![가-힣])낼(?![가-힣])|(?<![가-힣])낼(?=부터|까지|은|이)", "내일"),
    (r"(?<![가-힣])낼(?=모레)", "내일"),
    (r"(?<![가-힣])(?:몇일|몇 일|며칟|몃일|멷일)(?!날)|(?<![가-힣])며칟날", "며칠"),
    (r"(?<![가-힣])머(?=[ 해하라야예에임]|$)", "뭐"),
    (r"(?<![가-힣])(?:얼만지|얼만가요|얼만데)", "얼마인지"),
    (r"(?<=[만억천백\d]) ?[언웜완](?![가-힣])", "원"),
    (r"(?<=[\d일이삼사오육칠팔구십]) ?퍼(?:[샌쎈세][트드]|센드|센|샌|쎈)?(?![가-힣])", "퍼센트"),
    (r"(?<=\d)년생(?= ?\d{1,2}월)", "년"),
    (r"(?<=다음|이번|지난|저번) ?쭈", "주"),
)

_LATIN = re.compile(r"[A-Za-z]+")
#: Shorter words tell nothing of the keyboard.
_TELLING = 4


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(form), plain) for form, plain in _FORMS]


def in_plain_spelling(text: str) -> Normalised:
    """The utterance with its everyday spellings made plain, and the way back to the original."""
    folded = normalise(text)
    written, origins = folded.text, list(folded.origins)
    if _is_typed_in_latin_mode(written):
        written = _replaced(written, origins, _LATIN, lambda match: from_latin_keys(match[0]))
    for pattern, plain in _patterns():
        written = _replaced(written, origins, pattern, plain)
    return Normalised(written, text, tuple(origins))


def _replaced(
    written: str,
    origins: list[int],
    pattern: re.Pattern[str],
    plain: str | Callable[[re.Match[str]], str],
) -> str:
    """The text with each match replaced, and ``origins`` brought along."""
    for match in reversed(list(pattern.finditer(written))):
        start, end = match.span()
        put = plain if isinstance(plain, str) else plain(match)
        written = written[:start] + put + written[end:]
        # What was put in counts as where the old form began, and ends where that ended.
        origins[start:end] = [origins[start]] * len(put)
    return written


def _is_typed_in_latin_mode(text: str) -> bool:
    """Korean typed without switching the keyboard: 2djrdml 30vjtpsxm for 2억의 30퍼센트.

    Few English words read as whole syllables, and hardly ever two of them and no other.
    """
    words = [word for word in _LATIN.findall(text) if len(word) >= _TELLING]
    return (
        len(words) >= 2
        and HANGUL.search(text) is None
        and all(looks_like_latin_keys(word) for word in words)
    )
