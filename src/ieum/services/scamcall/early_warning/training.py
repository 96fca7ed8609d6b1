"""Learning a model from calls, and the scores that it gives to calls it has not learned from."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ieum.services.scamcall.early_warning.corpus import Call, Heard, heard_parts
from ieum.services.scamcall.early_warning.features import BUCKETS, buckets
from ieum.services.scamcall.early_warning.model import (
    COLUMNS,
    DAMPING,
    LEAST_BUCKETS,
    MANOEUVRES,
    Model,
)
from ieum.services.scamcall.early_warning.normal_form import bare

Numbers = NDArray[np.float64]
_STEPS = 70
_RATE = 0.5
#: Weight of the squared weights against the mean loss.
_RESTRAINT = 1e-5
_MOMENTUM, _MEMORY = 0.9, 0.99


@dataclass(frozen=True)
class _Rows:
    """Parts of calls as sparse rows: entry ``i`` is column ``columns[i]`` of row ``rows[i]``."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    known: NDArray[np.int64]
    damped: Numbers

    @classmethod
    def of(cls, found: Sequence[NDArray[np.int32]]) -> _Rows:
        counts = np.array([len(one) for one in found])
        known, columns = np.unique(np.concatenate(found), return_inverse=True)
        return cls(
            np.repeat(np.arange(len(found)), counts),
            columns,
            known.astype(np.int64),
            np.maximum(counts, LEAST_BUCKETS) ** -DAMPING,
        )

    def scores(self, weights: Numbers) -> Numbers:
        sums = np.bincount(self.rows, weights[self.columns], minlength=len(self.damped))
        found: Numbers = sums * self.damped
        return found

    def slope(self, errors: Numbers) -> Numbers:
        shares = (errors * self.damped)[self.rows]
        return np.bincount(self.columns, shares, minlength=len(self.known)).astype(np.float64)


class Learner:
    """Holds the parts of calls in hashed form, so that several models learn from subsets of them."""

    def __init__(self, calls: Sequence[Call], seed: int = 0) -> None:
        self.calls = calls
        self.parts: list[Heard] = list(heard_parts(calls, seed))
        self._found = [buckets(bare(part.text)) for part in self.parts]

    def model(self, chosen: Sequence[int] | None = None, manoeuvres: bool = True) -> Model:
        """A model of the chosen calls (places in ``calls``), or of all; without manoeuvres sooner."""
        calls = set(range(len(self.calls)) if chosen is None else chosen)
        places = [i for i, part in enumerate(self.parts) if part.call in calls]
        weights = np.zeros((BUCKETS, COLUMNS))
        bias = np.zeros(COLUMNS)
        weights[:, 0], bias[0] = self._scam_column(places)
        named = [i for i in places if self._call(i).manoeuvre in MANOEUVRES]
        if named and manoeuvres:
            self._manoeuvre_columns(named, weights, bias)
        sources = tuple(sorted({self._call(i).source for i in places}))
        return _quantised(weights, bias, sources)

    def scores(self, model: Model, places: Sequence[int]) -> Numbers:
        """The scam score of parts, by their places in ``parts``."""
        sums = [model.weights[self._found[i], 0].sum(dtype=np.int64) for i in places]
        counts = np.array([len(self._found[i]) for i in places])
        damped = np.maximum(counts, LEAST_BUCKETS) ** DAMPING
        found: Numbers = model.bias[0] + model.scale[0] * np.array(sums) / damped
        return found

    def _call(self, place: int) -> Call:
        return self.calls[self.parts[place].call]

    def _scam_column(self, places: Sequence[int]) -> tuple[Numbers, float]:
        calls = [self._call(i) for i in places]
        wanted = np.array([call.scam for call in calls], dtype=float)
        if wanted.min() == wanted.max():
            raise ValueError("scam calls and normal calls are both needed to learn")
        shares = _shares(calls)
        return _fit(_Rows.of([self._found[i] for i in places]), wanted, shares)

    def _manoeuvre_columns(self, places: Sequence[int], weights: Numbers, bias: Numbers) -> None:
        rows = _Rows.of([self._found[i] for i in places])
        for column, manoeuvre in enumerate(MANOEUVRES, 1):
            wanted = np.array([self._call(i).manoeuvre is manoeuvre for i in places], dtype=float)
            if wanted.any() and not wanted.all():
                shares = np.where(wanted, 0.5 / wanted.sum(), 0.5 / (1 - wanted).sum())
                weights[:, column], bias[column] = _fit(rows, wanted, shares)
            elif not wanted.any():
                bias[column] = -10.0


def _shares(calls: Sequence[Call]) -> Numbers:
    """How much each part counts: both classes alike, and within each a source by the root of its size."""
    sizes = Counter((call.scam, call.source) for call in calls)
    totals = {
        scam: sum(size**0.5 for (other, _), size in sizes.items() if other is scam)
        for scam in (True, False)
    }
    return np.array(
        [0.5 / totals[call.scam] * sizes[call.scam, call.source] ** -0.5 for call in calls]
    )


def _fit(rows: _Rows, wanted: Numbers, shares: Numbers) -> tuple[Numbers, float]:
    """Logistic regression by Adam over all rows at once; weights by bucket, and the bias."""
    size = len(rows.known)
    weights, mean, square = np.zeros(size + 1), np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, _STEPS + 1):
        scores = rows.scores(weights[:-1]) + weights[-1]
        errors = shares * (1 / (1 + np.exp(-scores)) - wanted)
        slope = np.append(rows.slope(errors) + _RESTRAINT * weights[:-1], errors.sum())
        mean = _MOMENTUM * mean + (1 - _MOMENTUM) * slope
        square = _MEMORY * square + (1 - _MEMORY) * slope**2
        change = mean / (1 - _MOMENTUM**step)
        change /= np.sqrt(square / (1 - _MEMORY**step)) + 1e-7
        weights -= _RATE * (1 - 0.9 * step / _STEPS) * change
    spread = np.zeros(BUCKETS)
    spread[rows.known] = weights[:-1]
    return spread, float(weights[-1])


def _quantised(weights: Numbers, bias: Numbers, sources: tuple[str, ...]) -> Model:
    """Weights in eight bits; the few beyond six deviations are cut."""
    scale = np.zeros(COLUMNS)
    small = np.zeros(weights.shape, dtype=np.int8)
    for column in range(COLUMNS):
        used = weights[:, column][weights[:, column] != 0]
        scale[column] = 6 * used.std() / 127 if len(used) else 0.0
        if scale[column]:
            small[:, column] = np.clip(np.rint(weights[:, column] / scale[column]), -127, 127)
    return Model(small, tuple(scale.tolist()), tuple(bias.tolist()), 1.0, 0.0, sources)


def divided(calls: Sequence[Call], folds: int, seed: int = 0) -> list[int]:
    """The fold of each call; calls of one group lie in one fold."""
    groups = sorted({call.group for call in calls})
    random.Random(seed).shuffle(groups)
    fold = {group: place % folds for place, group in enumerate(groups)}
    return [fold[call.group] for call in calls]
