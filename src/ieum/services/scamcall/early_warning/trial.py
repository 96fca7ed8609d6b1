"""The whole way from an operator's calls to a model with its permission to alert.

Scores for the threshold come from models that did not learn from the call in question, nor from any call
of its group: a threshold taken from calls that were learned would promise too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ieum.services.scamcall.early_warning.calibration import ShadowTrial
from ieum.services.scamcall.early_warning.corpus import Call, spoken
from ieum.services.scamcall.early_warning.listening import ShadowListener
from ieum.services.scamcall.early_warning.model import Model
from ieum.services.scamcall.early_warning.training import Learner, Numbers, divided

FOLDS = 4


@dataclass(frozen=True)
class Trained:
    """A model, and what models that had not learned from a call said of it.

    ``unseen``: a score for each part of the learner, in the order of ``learner.parts``.
    ``trial``: the normal calls, each heard in shadow by a model that had not learned from it.
    """

    model: Model
    learner: Learner
    unseen: Numbers
    trial: ShadowTrial


def train(calls: Sequence[Call], folds: int = FOLDS, seed: int = 0) -> Trained:
    """A model of all calls, its chances set by scores of calls that were left out."""
    learner = Learner(calls, seed)
    fold = divided(calls, folds, seed)
    unseen = np.zeros(len(learner.parts))
    peaks: list[tuple[float, str]] = []
    for left_out in range(folds):
        others = [i for i, one in enumerate(fold) if one != left_out]
        model = learner.model(others, manoeuvres=False)
        places = [i for i, part in enumerate(learner.parts) if fold[part.call] == left_out]
        unseen[places] = learner.scores(model, places)
        peaks += (
            (peak(model, call.text), call.source)
            for call, one in zip(calls, fold, strict=True)
            if one == left_out and not call.scam
        )
    scam = np.array([calls[part.call].scam for part in learner.parts])
    slope, offset = _chances(unseen, scam)
    model = replace(learner.model(), slope=slope, offset=offset)
    trial = ShadowTrial(model.digest)
    for highest, source in peaks:
        trial.heard(highest, source)
    return Trained(model, learner, unseen, trial)


def peak(model: Model, text: str) -> float:
    """The highest score that a call reaches when it is heard second by second to its end."""
    listener = ShadowListener(model)
    for second, piece in spoken(text):
        listener.hear(piece, second)
    return listener.peak


def in_shadow(model: Model, normal_calls: Sequence[Call]) -> ShadowTrial:
    """A trial in shadow over an operator's own normal calls."""
    trial = ShadowTrial(model.digest)
    for call in normal_calls:
        trial.heard(peak(model, call.text), call.source)
    return trial


def _chances(scores: Numbers, scam: np.ndarray) -> tuple[float, float]:
    """Slope and offset of the logistic curve through the scores, both classes weighing alike."""
    weights = np.where(scam, 0.5 / scam.sum(), 0.5 / (~scam).sum())
    found = np.array([1.0, 0.0])
    rows = np.stack([scores, np.ones_like(scores)])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(found @ rows, -30, 30)))
        slope = rows @ (weights * (chance - scam)) + 1e-4 * found
        curve = (rows * (weights * chance * (1 - chance))) @ rows.T + 1e-4 * np.eye(2)
        found = found - np.linalg.solve(curve, slope)
    return float(found[0]), float(found[1])
