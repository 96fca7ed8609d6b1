"""What speaks for a tool and against it, beside the score of the classifier, and how far to trust it.

The weights were fitted by logistic regression (``benchmarks/ask_trust.py``) on the cases in the
repository and on utterances of tools that the classifier had not seen; they name no tool and no word.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ieum.ask.classifier import Classifier
from ieum.ask.features import Word
from ieum.ask.lessons import ELSEWHERE
from ieum.ask.lexicon import Lexicon
from ieum.ask.taking import Filling
from ieum.ask.values import Found, ValueKind
from ieum.ask.wants import Want
from ieum.kernel.tool import Tool

#: How much of a score a value that the tool has no use for costs, and an argument left empty.
_LEFT_OVER, _EMPTY = 0.06, 0.04
#: How much the material of a tool that knows what a question is about adds.
_KNOWN = 0.12
#: Words that ask, a closed class of both languages, and the deeds of telling.
_ASKING = frozenset(
    [
        "뭐",
        "무엇",
        "뭣",
        "언제",
        "어디",
        "누구",
        "누",
        "얼마",
        "얼마나",
        "몇",
        "며칠",
        "어느",
        "어떤",
        "어떻",
        "어떻게",
        "왜",
        "무슨",
        "알리",
        "말하",
        "찾",
        "묻",
        "설명",
        "what",
        "when",
        "where",
        "who",
        "whom",
        "whose",
        "which",
        "why",
        "how",
        "tell",
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "did",
        "will",
        "has",
        "have",
    ]
)
_NAMES = frozenset(["NNG", "NNP", "SL", "XR", "SH"])


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of one tool as the reading of one utterance."""

    score: float
    """Of the classifier, for the tool."""
    elsewhere: float
    """Of the classifier, for what no tool does."""
    left_over: int
    """Values said that the tool has no use for."""
    empty: int
    """Arguments needed that were not said. A file never is: who has one to hand names it."""
    filled: int
    """Arguments that were said."""
    strange: float
    """Share of the names and deeds outside the arguments that the tool never speaks of."""
    head: bool
    """Whether the tool never speaks of the thing or deed that is asked for first of all: the last
    one named in Korean, the first in English."""
    known: float
    """Share of the names in a question that the tool knows something about; 0 for other tools."""
    takes_all: bool
    """The whole utterance is the argument, so that no value speaks for the tool."""
    orders: bool
    """It is, and no word in it asks for anything."""

    @property
    def rank(self) -> float:
        """By which tools are ordered."""
        cost = _LEFT_OVER * self.left_over + _EMPTY * self.empty
        return self.score + _KNOWN * self.known - cost

    @property
    def trust(self) -> float:
        """The probability that the utterance is for a tool of this hub at all."""
        return 1 / (1 + math.exp(-sum(w * x for w, x in zip(_WEIGHTS, self.inputs(), strict=True))))

    def inputs(self) -> tuple[float, ...]:
        """What ``trust`` weighs."""
        return (
            1.0,
            self.rank - self.elsewhere,
            self.rank,
            float(min(self.filled, 2)),
            self.strange,
            float(self.head),
            self.known,
            float(self.takes_all),
            float(self.left_over),
            float(self.orders),
        )


_WEIGHTS = (-0.53, 5.96, 5.83, 0.68, -3.46, -0.8, 1.13, 0.06, -0.49, -2.31)


def signals(
    tool: Tool,
    filling: Filling,
    words: Sequence[Word],
    values: Sequence[Found],
    scores: dict[str, float],
    classifier: Classifier,
    lexicon: Lexicon,
) -> Signals:
    """The signals for one tool; ``lexicon`` holds the words it speaks."""
    takes_all = any(w.want is Want.UTTERANCE for w in filling.wanted)
    outside = words if takes_all else [w for w in words if not _within(w, filling)]
    names = {w.form for w in outside if w.is_content and not w.is_slot}
    strange = {name for name in names if name not in lexicon}
    known = 0.0
    if tool.knows is not None and takes_all:
        asked = {w.form for w in words if w.tag in _NAMES and len(w.form) > 1}
        asked |= {f.text for f in values if f.kind is ValueKind.REGION}
        found = set(tool.knows(asked)) if asked else set()
        known = _share(found, asked, classifier)
        strange -= found
    return Signals(
        scores[tool.full_name],
        scores[ELSEWHERE],
        min(len(filling.unused), 3),
        min(len(filling.missing), 2),
        0 if takes_all else len(filling.arguments),
        _share(strange, names, classifier),
        _head(outside) in strange,
        known,
        takes_all,
        takes_all and not any(w.form in _ASKING for w in words),
    )


def _head(words: Sequence[Word]) -> str:
    """The thing or deed that an utterance asks for."""
    names = [w for w in words if w.is_content and not w.is_slot]
    if not names:
        return ""
    return names[0 if all(w.form.isascii() for w in names) else -1].form


def _share(some: Collection[str], of: Collection[str], classifier: Classifier) -> float:
    """How much of what the words tell is told by some of them."""
    told = sum(classifier.rarity(f"m:{word}") for word in of)
    return sum(classifier.rarity(f"m:{word}") for word in some) / told if told else 0.0


def _within(word: Word, filling: Filling) -> bool:
    return any(word.start < span.end and span.start < word.end for span in filling.spans.values())
