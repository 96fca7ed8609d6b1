"""Which tool an utterance asks for: ridge regression on the utterances that each tool says.

A few hundred examples in many dimensions are best solved in the dual, in one step and without a
random start: the same tools always give the same classifier.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ieum.ask.features import Vector, vector_of

Floats = NDArray[np.float32]
_RIDGE = 0.35
_COLUMNS = 2048


@dataclass(frozen=True, slots=True)
class Example:
    """An utterance by its features, and the class it belongs to."""

    features: Counter[str]
    label: str
    weight: float = 1.0


class Classifier:
    """Scores of classes for features; made once, then never changed.

    ``rarity`` says how much each feature tells, ``rows`` its row in ``weights`` (features by
    classes, the classes in the order of ``labels``).
    """

    def __init__(
        self,
        labels: Sequence[str],
        rarity: Mapping[str, float],
        rows: Mapping[str, int],
        weights: Floats,
    ) -> None:
        self.labels = list(labels)
        self.rarities = rarity
        self.rows = rows
        self.weights = weights
        self._unseen = max(rarity.values(), default=1.0)

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Classifier:
        """Learn from examples."""
        labels = sorted({example.label for example in examples})
        rarity = _rarities(examples)
        unseen = max(rarity.values(), default=1.0)
        vectors = [vector_of(example.features, rarity, unseen) for example in examples]
        rows = {f: i for i, f in enumerate(sorted({f for v in vectors for f in v}))}
        kernel = np.zeros((len(vectors), len(vectors)), dtype=np.float32)
        for _start, block in _blocks(vectors, rows):
            kernel += block @ block.T
        targets = np.array(
            [[1.0 if e.label == label else 0.0 for label in labels] for e in examples]
        )
        ridge = np.diag([_RIDGE / example.weight for example in examples])
        dual = np.linalg.solve(kernel + ridge, targets).astype(np.float32)
        weights = np.zeros((len(rows), len(labels)), dtype=np.float32)
        for start, block in _blocks(vectors, rows):
            weights[start : start + block.shape[1]] = block.T @ dual
        return cls(labels, rarity, rows, weights)

    def scores(self, features: Counter[str]) -> dict[str, float]:
        """How much each class is meant: about one for its own utterances, about zero for others."""
        found = [(self.rows[f], w) for f, w in self._vector(features).items() if f in self.rows]
        rows, weights = [row for row, _w in found], np.array([w for _row, w in found])
        scores = weights @ self.weights[rows] if found else np.zeros(len(self.labels))
        return dict(zip(self.labels, scores.tolist(), strict=True))

    def rarity(self, feature: str) -> float:
        """How much a feature tells; the most for one never seen."""
        return self.rarities.get(feature, self._unseen)

    def _vector(self, features: Counter[str]) -> Vector:
        return vector_of(features, self.rarities, self._unseen)


def _blocks(vectors: Sequence[Vector], rows: Mapping[str, int]) -> Iterator[tuple[int, Floats]]:
    """The matrix of examples by features, some columns at a time: whole, it would be large."""
    entries: dict[int, list[tuple[int, int, float]]] = {}
    for row, vector in enumerate(vectors):
        for feature, weight in vector.items():
            block, column = divmod(rows[feature], _COLUMNS)
            entries.setdefault(block, []).append((row, column, weight))
    for number in sorted(entries):
        start = number * _COLUMNS
        matrix = np.zeros((len(vectors), min(_COLUMNS, len(rows) - start)), dtype=np.float32)
        at, columns, weights = zip(*entries.pop(number), strict=True)
        matrix[at, columns] = weights
        yield start, matrix


def _rarities(examples: Sequence[Example]) -> dict[str, float]:
    """Inverse frequency over examples: what everybody says tells little."""
    counts: Counter[str] = Counter()
    for example in examples:
        counts.update(set(example.features))
    return {f: math.log(1 + len(examples) / n) for f, n in counts.items()}
