"""What is left of a transcript when its style is taken away.

Recognisers and typists differ in spacing, punctuation, numerals, masks, fillers and polite endings, and
in every public corpus each of these tells the source of a text, and so its label. None of them may
reach the model: what remains is an unbroken run of Hangul syllables.
"""

from __future__ import annotations

import re

FIRST_SYLLABLE, LAST_SYLLABLE = 0xAC00, 0xD7A3
#: Syllables of telephone Korean in a second; recognisers that give no times are read at this pace.
SYLLABLES_A_SECOND = 5.0

_SYLLABLE = re.compile(r"[가-힣]")
_NOT_SYLLABLES = re.compile(r"[^가-힣]+")
_MASK = re.compile(r"<[^>]{0,12}>|\([^)]{0,6}\)")
_FILLERS = frozenset(
    [
        "네",
        "예",
        "어",
        "음",
        "아",
        "응",
        "에",
        "그",
        "저",
        "뭐",
        "막",
        "자",
        "네네",
        "예예",
        "아아",
        "어어",
        "네에",
        "예에",
        "여보세요",
        "그냥",
        "이제",
        "인제",
        "그러니까",
        "그니까",
        "그래서",
        "그러면",
        "그럼",
        "근데",
        "그런데",
        "그리고",
    ]
)
_ENDINGS = re.compile(
    r"(?:으십니까|십니까|습니까|읍니까|ㅂ니까|습니다|읍니다|입니다|니다|니까|거든요|는데요|은데요|"
    r"으세요|세요|셔요|어요|아요|에요|예요|이에요|까요|나요|군요|네요|지요|고요|구요|래요|대요|죠)"
)


def syllables(text: str) -> int:
    """How many Hangul syllables are spoken in the text."""
    return len(_SYLLABLE.findall(text))


def syllable_places(text: str) -> list[int]:
    """Where in the text each Hangul syllable stands."""
    return [found.start() for found in _SYLLABLE.finditer(text)]


def first_syllables(text: str, count: int) -> str:
    """The text up to and with its ``count``-th Hangul syllable."""
    for number, found in enumerate(_SYLLABLE.finditer(text), 1):
        if number == count:
            return text[: found.end()]
    return text


def bare(text: str) -> str:
    """The syllables of the text without fillers, polite endings, numerals, masks and spacing."""
    words = _NOT_SYLLABLES.sub(" ", _MASK.sub(" ", text)).split()
    return _ENDINGS.sub("", "".join(word for word in words if word not in _FILLERS))
