"""Which tool an utterance asks for: ridge regression on the utterances that each tool says.

A few hundred examples in many dimensions are best solved in the dual, in one step and without a
random start: the same tools always give the same classifier. The same solution gives what each
example would score had it been left out, from which the scores are made into probabilities.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ieum.ask.features import Vector, vector_of

Floats = NDArray[np.float64]
_RIDGE = 0.35


@dataclass(frozen=True, slots=True)
class Example:
    """An utterance by its features, and the class it belongs to."""

    features: Counter[str]
    label: str
    weight: float = 1.0


class Classifier:
    """Probabilities of classes for features; made once from examples, then never changed."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.labels = sorted({example.label for example in examples})
        self._rarity = _rarities(examples)
        self._unseen = max(self._rarity.values(), default=1.0)
        vectors = [self._vector(example.features) for example in examples]
        columns = {f: i for i, f in enumerate(sorted({f for v in vectors for f in v}))}
        matrix = np.zeros((len(vectors), len(columns)), dtype=np.float32)
        for row, vector in enumerate(vectors):
            for feature, weight in vector.items():
                matrix[row, columns[feature]] = weight
        kernel = (matrix @ matrix.T).astype(np.float64)
        targets = np.array(
            [[1.0 if e.label == label else 0.0 for label in self.labels] for e in examples]
        )
        ridge = np.diag([_RIDGE / example.weight for example in examples])
        inverse = np.linalg.inv(kernel + ridge)
        dual = inverse @ targets
        left_out = targets - dual / np.diag(inverse)[:, None]
        self._sharpness = _sharpness(left_out, targets)
        weights = (matrix.T.astype(np.float64) @ dual).astype(np.float32)
        self._weights = {feature: weights[i] for feature, i in columns.items()}

    def probabilities(self, features: Counter[str]) -> dict[str, float]:
        """The probability of each class; they sum to one."""
        scores = np.zeros(len(self.labels))
        for feature, weight in self._vector(features).items():
            row = self._weights.get(feature)
            if row is not None:
                scores += weight * row
        exponents = np.exp(self._sharpness * (scores - scores.max()))
        return dict(zip(self.labels, (exponents / exponents.sum()).tolist(), strict=True))

    def rarity(self, feature: str) -> float:
        """How much a feature tells; the most for one never seen."""
        return self._rarity.get(feature, self._unseen)

    def _vector(self, features: Counter[str]) -> Vector:
        return vector_of(features, self._rarity, self._unseen)


def _rarities(examples: Sequence[Example]) -> dict[str, float]:
    """Inverse frequency over examples: what everybody says tells little."""
    counts: Counter[str] = Counter()
    for example in examples:
        counts.update(set(example.features))
    return {f: math.log(1 + len(examples) / n) for f, n in counts.items()}


def _sharpness(scores: Floats, targets: Floats) -> float:
    """The factor before the softmax under which left-out examples are likeliest."""
    best, best_loss = 1.0, math.inf
    for factor in np.linspace(2.0, 30.0, 57):
        exponents = np.exp(factor * (scores - scores.max(axis=1, keepdims=True)))
        chances = (exponents / exponents.sum(axis=1, keepdims=True) * targets).sum(axis=1)
        loss = float(-np.log(np.maximum(chances, 1e-9)).mean())
        if loss < best_loss:
            best, best_loss = float(factor), loss
    return best
