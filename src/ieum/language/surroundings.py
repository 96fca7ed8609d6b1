"""Which words a figure stands among, to tell it from another figure of the same text.

A passage may say that one sentence is two years and another five. Both figures are in it; which of
them a text may put into a sentence is told by the words around. They are compared by pairs of
letters, which needs no morphemes and forgives other endings and particles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

REACH = 30
"""Letters on each side that count as near, within the sentence."""

FEWEST_PAIRS = 8
"""Fewer shared pairs of letters say nothing."""

CLEARLY = 0.6
"""A figure is refused when its own surroundings share less than this part of what another's do."""

Near = frozenset[str]
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence or line of `text` begins and ends."""
    cuts = [0]
    for match in _SENTENCE_END.finditer(text):
        cuts.append(match.end())
    cuts.append(len(text))
    return [(start, end) for start, end in pairwise(cuts) if start < end]


def sentence_at(found: list[tuple[int, int]], at: int, text: str) -> tuple[int, int]:
    """The one of the sentences `found` that holds the place `at`."""
    return next(((start, end) for start, end in found if start <= at < end), (0, len(text)))


def near(text: str, start: int, end: int, sentence: tuple[int, int]) -> Near:
    """Pairs of letters around `text[start:end]`, from the same sentence."""
    first, last = max(sentence[0], start - REACH), min(sentence[1], end + REACH)
    return _pairs(text[first:start]) | _pairs(text[end:last])


def fits_another_better(here: Near, own: Iterable[Near | None], others: Iterable[Near | None]) -> bool:  # fmt: skip
    """Whether the words around a figure are clearly those around another one in the evidence.

    A figure without surroundings (None: a typed value) fits anywhere.
    """
    best = 0
    for one in own:
        if one is None:
            return False
        best = max(best, len(here & one))
    rival = max((len(here & one) for one in others if one is not None), default=0)
    return rival >= FEWEST_PAIRS and best < CLEARLY * rival


def _pairs(text: str) -> Near:
    letters = "".join(character if character.isalpha() else " " for character in text)
    return frozenset(
        letters[at : at + 2] for at in range(len(letters) - 1) if letters[at : at + 2].isalpha()
    )
