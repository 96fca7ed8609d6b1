"""Which tool an utterance asks for: ridge regression on the utterances that each tool says.

A few hundred examples in many dimensions are best solved in the dual, in one step and without a
random start: the same tools always give the same classifier.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ieum.ask.features import Vector, vector_of

_RIDGE = 0.35


@dataclass(frozen=True, slots=True)
class Example:
    """An utterance by its features, and the class it belongs to."""

    features: Counter[str]
    label: str
    weight: float = 1.0


class Classifier:
    """Scores of classes for features; made once from examples, then never changed."""

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
        dual = np.linalg.solve(kernel + ridge, targets)
        weights = matrix.T @ dual.astype(np.float32)
        self._weights = {feature: weights[i] for feature, i in columns.items()}

    def scores(self, features: Counter[str]) -> dict[str, float]:
        """How much each class is meant: about one for its own utterances, about zero for others."""
        scores = np.zeros(len(self.labels))
        for feature, weight in self._vector(features).items():
            row = self._weights.get(feature)
            if row is not None:
                scores += weight * row
        return dict(zip(self.labels, scores.tolist(), strict=True))

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
