"""Which of two arguments a value belongs to, by what stands beside it.

Learnt from the utterances of the tool itself: "3억은 12억의 몇 퍼센트" shows that 의 stands behind the
whole and 은 behind the part, "7월 7일생" that 생 stands behind a birthday.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ieum.ask.spoken import in_plain_spelling
from ieum.ask.values import Found, ValueKind, find_values
from ieum.kernel.tool import Tool
from ieum.search.tokens import HANGUL

#: Relative words are read against this day; only where they stand is learnt.
_SOME_DAY = date(2025, 6, 16)
_BEHIND = re.compile(r" ?(?:([가-힣]{1,2})|([a-z]+))")
_BEFORE = re.compile(r"[가-힣]+|[a-z]+")
_PARTICLE = re.compile(r"(?<=[가-힣])(?:은|는|이|가|을|를|의|에|로)$")
#: Below this the places tell too little to say which value is which.
_CLEAR = 2.0


@dataclass(frozen=True)
class Roles:
    """How often each mark stands beside the values of one argument, and beside those of the other."""

    one: Counter[str]
    other: Counter[str]

    def leaning(self, text: str, value: Found, values: Sequence[Found]) -> float:
        """How much more what stands beside a value speaks for the first than for the second."""
        return sum(
            math.log((self.one[mark] + 0.5) / (self.other[mark] + 0.5))
            for mark in _marks(text, value, values)
        )

    def are_swapped(self, text: str, first: Found, second: Found) -> bool | None:
        """Whether the second value is the first argument's; ``None`` where nothing tells."""
        pair = (first, second)
        lead = self.leaning(text, first, pair) - self.leaning(text, second, pair)
        return None if abs(lead) < _CLEAR else lead < 0


@cache
def smaller_and_larger(tool: Tool) -> Roles:
    """The places of the smaller and the larger of two amounts, the part and the whole."""
    smaller: Counter[str] = Counter()
    larger: Counter[str] = Counter()
    for text, values in _said(tool, ValueKind.WON):
        if len(values) == 2 and values[0].number != values[1].number:
            low, high = sorted(values, key=lambda found: found.number or 0)
            smaller.update(_marks(text, low, values))
            larger.update(_marks(text, high, values))
    return Roles(smaller, larger)


@cache
def required_dates(tool: Tool) -> Roles:
    """The places of the one date that most utterances of a tool name, its required one, and of the
    others beside it."""
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    said = [(text, values) for text, values in _said(tool, ValueKind.DATE) if values]
    for text, values in said:
        if len(values) == 1:
            ones.update(_marks(text, values[0], values))
    alone = Roles(ones.copy(), Counter())
    for text, values in said:
        if len(values) > 1:
            best = max(values, key=lambda found: alone.leaning(text, found, values))
            for found in values:
                (ones if found is best else others).update(_marks(text, found, values))
    return Roles(ones, others)


def _said(tool: Tool, kind: ValueKind) -> Iterator[tuple[str, list[Found]]]:
    for said in tool.says:
        text = in_plain_spelling(said).text
        yield text, [found for found in find_values(text, _SOME_DAY) if found.kind is kind]


def _marks(text: str, value: Found, values: Sequence[Found]) -> set[str]:
    """What stands right before and right behind a value, as far as other values allow."""
    low = max([0, *(f.span.end for f in values if f.span.end <= value.span.start)])
    high = min([len(text), *(f.span.start for f in values if f.span.start >= value.span.end)])
    marks = set()
    behind = _BEHIND.match(text[value.span.end : high].lower())
    if behind:
        hangul = behind[1] or ""
        marks |= {f">{hangul[:1]}", f">{hangul}"} if hangul else {f">{behind[2]}"}
    before = _BEFORE.findall(text[low : value.span.start].lower())[-2:]
    # Of Korean, the word right before tells; of English, a preposition may stand between.
    for word in before[-1:] if before and HANGUL.search(before[-1]) else before:
        marks.add(f"<{_PARTICLE.sub('', word)}")
    return marks
