"""Everyday spellings in speech and chat, brought to the form that the readers of values know.

Only forms that no other word shares: 담주 for 다음 주, 금욜 for 금요일, 몇일 for 며칠.
"""

from __future__ import annotations

import re
from functools import cache

from ieum.text.normalise import Normalised, normalise

_FORMS: tuple[tuple[str, str], ...] = (
    (r"(?<![가-힣])담(?= ?[달주해])", "다음"),
    (r"(?<=[월화수목금토일])욜", "요일"),
    (r"(?<![가-힣])낼(?![가-힣])|(?<![가-힣])낼(?=부터|까지|은|이)", "내일"),
    (r"(?<![가-힣])낼(?=모레)", "내일"),
    (r"(?<![가-힣])(?:몇일|몇 일|며칟|몃일|멷일)(?!날)", "며칠"),
    (r"(?<![가-힣])(?:얼만지|얼만가요|얼만데)", "얼마인지"),
    (r"(?<=[만억천백\d]) ?[언웜완](?![가-힣])", "원"),
    (r"(?<=[\d일이삼사오육칠팔구십]) ?퍼(?:[샌쎈세][트드]|센드|센|샌|쎈)?(?![가-힣])", "퍼센트"),
    (r"(?<=\d)년생(?= ?\d{1,2}월)", "년"),
    (r"(?<=다음|이번|지난|저번) ?쭈", "주"),
)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(form), plain) for form, plain in _FORMS]


def in_plain_spelling(text: str) -> Normalised:
    """The utterance with its everyday spellings made plain, and the way back to the original."""
    folded = normalise(text)
    written, origins = folded.text, list(folded.origins)
    for pattern, plain in _patterns():
        for match in reversed(list(pattern.finditer(written))):
            start, end = match.span()
            written = written[:start] + plain + written[end:]
            # What was put in counts as where the old form began, and ends where that ended.
            origins[start:end] = [origins[start]] * len(plain)
    return Normalised(written, text, tuple(origins))
