"""Hearing a call piece by piece, and what can be said after each piece."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ieum.services.scamcall.early_warning.calibration import Calibration
from ieum.services.scamcall.early_warning.features import BUCKETS, OVERLAP, buckets
from ieum.services.scamcall.early_warning.model import COLUMNS, MANOEUVRES, Model
from ieum.services.scamcall.early_warning.normal_form import bare
from ieum.services.scamcall.vocabulary import Manoeuvre

#: Below this chance no manoeuvre is named.
_NAMED_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a call at one second; it can be recorded, and warns nobody."""

    second: float
    score: float
    chance: float
    manoeuvre: Manoeuvre


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning to the person on the call."""

    second: float
    chance: float
    manoeuvre: Manoeuvre


class ShadowListener:
    """Hears one call and tells its readings; it has no way to alert."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._seen = np.zeros(BUCKETS, dtype=np.bool_)
        self._sums = np.zeros(COLUMNS, dtype=np.int64)
        self._count = 0
        self._tail = ""
        #: The highest score so far; that of silence before anything was heard.
        self.peak = float(model.bias[0])

    def hear(self, text: str, second: float) -> Reading:
        """What can be said after the next piece of the transcript, which ended at ``second``."""
        piece = bare(text)
        run = self._tail + piece
        found = buckets(run, len(self._tail))
        fresh = found[~self._seen[found]]
        self._seen[fresh] = True
        self._sums += self._model.weights[fresh].sum(axis=0, dtype=np.int64)
        self._count += len(fresh)
        self._tail = run[-OVERLAP:]
        scores = self._model.scores(self._sums, self._count)
        score = float(scores[0])
        self.peak = max(self.peak, score)
        chance = self._model.chance(score)
        named = MANOEUVRES[int(scores[1:].argmax())]
        return Reading(second, score, chance, named if chance >= _NAMED_FROM else Manoeuvre.UNKNOWN)


class AlertingListener:
    """Hears one call and alerts once; it exists only with a calibration of this very model."""

    def __init__(self, model: Model, calibration: Calibration) -> None:
        if calibration.model != model.digest:
            raise ValueError("the calibration is of another model: calibrate this one in shadow")
        self._shadow = ShadowListener(model)
        self._threshold = calibration.threshold
        self.alert: Alert | None = None

    def hear(self, text: str, second: float) -> Reading:
        """As in shadow; ``alert`` is set at the first reading above the threshold, and stays."""
        reading = self._shadow.hear(text, second)
        if self.alert is None and reading.score > self._threshold:
            self.alert = Alert(reading.second, reading.chance, reading.manoeuvre)
        return reading
