"""What speaks for a tool and against it, beside the score of the classifier, and how far to trust it.

The weights were fitted by logistic regression on utterances of the development cases and on
utterances of tools that the classifier had not seen; they name no tool and no word.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ieum.ask.classifier import Classifier
from ieum.ask.features import Word
from ieum.ask.filling import Filling
from ieum.ask.lessons import ELSEWHERE
from ieum.ask.lexicon import Lexicon
from ieum.ask.values import ValueKind
from ieum.ask.wants import Want
from ieum.kernel.tool import Tool

#: How much of a score a value that the tool has no use for costs, and an argument left empty.
_LEFT_OVER, _EMPTY = 0.06, 0.04
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
    known: float
    """Share of the names in a question that the tool knows something about; 0 for other tools."""
    takes_all: bool
    """The whole utterance is the argument, so that no value speaks for the tool."""

    @property
    def rank(self) -> float:
        """By which tools are ordered."""
        return self.score - _LEFT_OVER * self.left_over - _EMPTY * self.empty

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
            self.known,
            float(self.takes_all),
        )


_WEIGHTS = (0.47, 3.97, 4.2, 1.44, -3.36, 1.96, -0.92)


def signals(
    tool: Tool,
    filling: Filling,
    words: Sequence[Word],
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
        found = set(tool.knows(asked)) if asked else set()
        known = _share(found, asked, classifier)
        strange -= found
    return Signals(
        scores[tool.full_name],
        scores[ELSEWHERE],
        min(sum(f.kind is not ValueKind.REGION for f in filling.left_over), 3),
        min(len(filling.missing), 2),
        0 if takes_all else len(filling.arguments),
        _share(strange, names, classifier),
        known,
        takes_all,
    )


def _share(some: Collection[str], of: Collection[str], classifier: Classifier) -> float:
    """How much of what the words tell is told by some of them."""
    told = sum(classifier.rarity(f"m:{word}") for word in of)
    return sum(classifier.rarity(f"m:{word}") for word in some) / told if told else 0.0


def _within(word: Word, filling: Filling) -> bool:
    return any(word.start < span.end and span.start < word.end for span in filling.spans.values())
