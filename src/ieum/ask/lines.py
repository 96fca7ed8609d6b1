"""Names beside amounts: "강사료 30만원, 다과비 12만원" and "venue 800,000 won and 60,000 won for meals"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ieum.ask.features import Word
from ieum.ask.values import Found, ValueKind
from ieum.text.span import Span

#: What a name is made of, and what may stand between it and its amount.
_OF_NAMES = frozenset(
    ["NNG", "NNP", "NNB", "SL", "SH", "SN", "XPN", "XSN", "XR", "NR", "SLOT", "JKG"]
)
#: Tags of syllables that the tagger cuts off a name's front: 다 of 다과비, 총 of 총예산.
_CUT_OFF = frozenset(["MAG", "MM", "IC"])
_BETWEEN = frozenset(["JX", "JKS", "JKO", "JKB", "SP", "SS", "SY", "SW"])
_FUNCTION_WORDS = frozenset(
    [
        "and",
        "of",
        "the",
        "a",
        "an",
        "for",
        "is",
        "are",
        "was",
        "be",
        "with",
        "plus",
        "what",
        "do",
        "does",
        "come",
        "comes",
        "to",
        "these",
        "this",
        "that",
        "if",
        "in",
        "on",
        "at",
        "by",
        "from",
        "as",
        "it",
        "its",
        "please",
        "then",
        "equal",
        "equals",
        "makes",
        "make",
        "costs",
        "cost",
    ]
)
_AFTER = re.compile(
    r"\s*(?:for|on)\s+((?:the\s+)?[a-z][a-z -]*?)(?=,|\s+and\b|\s+plus\b|[.?!]|$)", re.I
)


def name_beside(
    text: str, words: Sequence[Word], value: Found, previous_end: int, carriers: Collection[str]
) -> Span | None:
    """Where the name of an amount stands: right before it, or after "for".

    ``carriers`` are words that carry the request itself (add, sum) and no name.
    """
    before = [w for w in words if previous_end <= w.start and w.end <= value.span.start]
    while before and (before[-1].tag in _BETWEEN):
        before.pop()
    name: list[Word] = []
    for word in reversed(before):
        glued = bool(name) and word.end == name[-1].start and word.tag in _CUT_OFF
        if not (glued or word.tag in _OF_NAMES) or _is_amount(word):
            break
        if word.tag == "SL" and (word.form in _FUNCTION_WORDS or word.form in carriers):
            break
        gap = text[word.end : name[-1].start] if name else ""
        if re.search(r"[,;+/\n:]", gap):
            break
        name.append(word)
    while name and name[-1].tag in ("JKG", "XSN", "NR"):
        name.pop()
    if name:
        return Span(name[-1].start, name[0].end)
    after = _AFTER.match(text, value.span.end)
    return Span(*after.span(1)) if after else None


def _is_amount(word: Word) -> bool:
    return word.is_slot and word.form != f"<{ValueKind.NUMBER}>"
