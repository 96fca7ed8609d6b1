"""Learning a model from calls, and the scores that it gives to calls it has not learned from."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

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
#: What later pieces of scam calls count, beside their beginnings.
_LATER_SHARE = 0.3
#: From this share of the steps on, normal calls count by how much they look like scams: a threshold
#: hangs on the worst of them, not on the mean.
_WORST_FROM = 0.3
_WORST_LIMIT = 8.0


class _Rows:
    """Parts of calls as sparse rows of ones over the buckets that occur (``known``)."""

    def __init__(self, found: Sequence[NDArray[np.int32]]) -> None:
        counts = np.array([len(one) for one in found])
        known, columns = np.unique(np.concatenate(found), return_inverse=True)
        self.known: NDArray[np.int64] = known.astype(np.int64)
        self._columns = columns.astype(np.int32)
        self._filled = counts > 0
        self._row_starts = (np.cumsum(counts) - counts)[self._filled]
        by_column = np.argsort(columns, kind="stable")
        self._rows = np.repeat(np.arange(len(found), dtype=np.int32), counts)[by_column]
        self._column_starts = np.searchsorted(columns[by_column], np.arange(len(known)))
        self._damped = (np.maximum(counts, LEAST_BUCKETS) ** -DAMPING).astype(np.float32)

    def scores(self, weights: Numbers) -> Numbers:
        """The damped sum of the weights of each row."""
        sums = np.zeros(len(self._filled), dtype=np.float32)
        shares = weights.astype(np.float32)[self._columns]
        sums[self._filled] = np.add.reduceat(shares, self._row_starts)
        found: Numbers = (sums * self._damped).astype(np.float64)
        return found

    def slope(self, errors: Numbers) -> Numbers:
        """What an error in each row's score says of each bucket's weight."""
        shares = (errors * self._damped).astype(np.float32)[self._rows]
        return np.add.reduceat(shares, self._column_starts).astype(np.float64)


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
        shares = _shares(calls, np.array([self.parts[i].later for i in places]))
        return _fit(_Rows([self._found[i] for i in places]), wanted, shares, worst_counts=True)

    def _manoeuvre_columns(self, places: Sequence[int], weights: Numbers, bias: Numbers) -> None:
        rows = _Rows([self._found[i] for i in places])
        for column, manoeuvre in enumerate(MANOEUVRES, 1):
            wanted = np.array([self._call(i).manoeuvre is manoeuvre for i in places], dtype=float)
            if wanted.any() and not wanted.all():
                shares = np.where(wanted, 0.5 / wanted.sum(), 0.5 / (1 - wanted).sum())
                weights[:, column], bias[column] = _fit(rows, wanted, shares)
            elif not wanted.any():
                bias[column] = -10.0


def _shares(calls: Sequence[Call], later: NDArray[np.bool_]) -> Numbers:
    """How much each part counts: both classes alike, and within each a family of sources by the root of
    its size, so that neither a large corpus nor one that names many sources drowns the others."""
    families = [(call.scam, call.source.partition(":")[0]) for call in calls]
    sizes = Counter(one for one, is_later in zip(families, later, strict=True) if not is_later)
    totals = {
        scam: sum(size**0.5 for (other, _), size in sizes.items() if other is scam)
        for scam in (True, False)
    }
    found = np.array([0.5 / totals[one[0]] * sizes[one] ** -0.5 for one in families])
    if later.any():
        scam = np.array([call.scam for call in calls])
        found[scam & ~later] *= 1 - _LATER_SHARE
        found[later] = 0.5 * _LATER_SHARE / later.sum()
    return found


def _fit(
    rows: _Rows, wanted: Numbers, shares: Numbers, worst_counts: bool = False
) -> tuple[Numbers, float]:
    """Logistic regression by Adam over all rows at once; weights by bucket, and the bias."""
    size = len(rows.known)
    weights, mean, square = np.zeros(size + 1), np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, _STEPS + 1):
        scores = rows.scores(weights[:-1]) + weights[-1]
        worst = worst_counts and step > _WORST_FROM * _STEPS
        counted = _by_the_worst(shares, scores, wanted) if worst else shares
        errors = counted * (1 / (1 + np.exp(-scores)) - wanted)
        slope = np.append(rows.slope(errors) + _RESTRAINT * weights[:-1], errors.sum())
        mean = _MOMENTUM * mean + (1 - _MOMENTUM) * slope
        square = _MEMORY * square + (1 - _MEMORY) * slope**2
        change = mean / (1 - _MOMENTUM**step)
        change /= np.sqrt(square / (1 - _MEMORY**step)) + 1e-7
        weights -= _RATE * (1 - 0.9 * step / _STEPS) * change
    spread = np.zeros(BUCKETS)
    spread[rows.known] = weights[:-1]
    return spread, float(weights[-1])


def _by_the_worst(shares: Numbers, scores: Numbers, wanted: Numbers) -> Numbers:
    """The shares with those of normal parts moved to the ones of high scores; their sum stays."""
    normal = wanted == 0
    moved = shares.copy()
    moved[normal] *= np.exp(np.clip(scores[normal], -_WORST_LIMIT, _WORST_LIMIT))
    moved[normal] *= shares[normal].sum() / moved[normal].sum()
    return moved


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
