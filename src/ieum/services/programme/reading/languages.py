"""Which language a text is written in: Korean, English, or one that this service does not read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

#: The commonest English words: any English prose of some length holds many of them.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "for",
        "that",
        "on",
        "with",
        "as",
        "by",
        "it",
        "be",
        "are",
        "was",
        "at",
        "from",
        "this",
        "which",
        "or",
        "an",
        "will",
        "have",
        "has",
        "not",
        "its",
        "their",
        "all",
        "were",
        "been",
        "would",
        "can",
    ]
)
_SHARE_OF_COMMON_WORDS = 0.12
_FEW_WORDS = 12
_LEAST_KOREAN = 0.2


def language_of(text: str) -> str | None:
    """``ko``, ``en``, or None for another language (or none at all, such as bare figures)."""
    scripts = Counter(map(_script, text))
    scripts.pop("", None)
    letters = sum(scripts.values())
    if not letters:
        return None
    if scripts["HANGUL"] >= _LEAST_KOREAN * letters:
        return "ko"
    if scripts["LATIN"] >= 0.9 * letters and _is_english(text):
        return "en"
    return None


def _script(character: str) -> str:
    if not character.isalpha():
        return ""
    if "가" <= character <= "힣":
        return "HANGUL"
    if character.isascii():
        return "LATIN"
    return unicodedata.name(character, "OTHER").partition(" ")[0]


def _is_english(text: str) -> bool:
    words = re.findall(r"[a-z]+(?:'[a-z]+)?", text[:20_000].lower())
    if len(words) < _FEW_WORDS:
        return text.isascii()
    common = sum(word in _ENGLISH for word in words)
    return common >= _SHARE_OF_COMMON_WORDS * len(words)
