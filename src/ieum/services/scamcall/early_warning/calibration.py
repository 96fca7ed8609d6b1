"""From which score on a model may alert: taken from the operator's own normal calls, heard in shadow."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

#: With no false alarm in 300 calls the true share is below 1 % with a confidence of 95 %.
LEAST_CALLS = 300
#: Added to the highest admissible score: the next month's calls are not quite those of the last.
MARGIN = 0.05


class TooFewCalls(ValueError):
    """The trial in shadow has not heard enough normal calls."""


_MADE_BY_TRIAL = object()


@dataclass(frozen=True, slots=True)
class Calibration:
    """Permission for one model to alert above ``threshold``; only a trial in shadow makes one.

    ``model``: digest of the model; ``false_alarms``: the largest share of calls above the threshold in
    any source of the trial; ``calls``: how many were heard.
    """

    model: str
    threshold: float
    calls: int
    false_alarms: float
    _made_by: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._made_by is not _MADE_BY_TRIAL:
            raise TypeError("a calibration comes from ShadowTrial.calibration() alone")


class ShadowTrial:
    """Collects of each normal call its highest score and the name of its source; never a word."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._peaks: dict[str, list[float]] = defaultdict(list)

    def heard(self, peak: float, source: str) -> None:
        """Note the highest score of one normal call; ``source``: the kind of call or where it is from."""
        if not math.isfinite(peak):
            raise ValueError(f"the highest score of a call is a number, not {peak}")
        self._peaks[source].append(peak)

    @property
    def calls(self) -> int:
        """How many normal calls were heard."""
        return sum(map(len, self._peaks.values()))

    def calibration(self, budget: float = 0.01) -> Calibration:
        """The lowest threshold at which no source has more false alarms than ``budget`` (a share).

        Every source is held to the budget by itself: a mean over all would hide that calls of one kind,
        billing say, are flagged again and again. Raises TooFewCalls below LEAST_CALLS.
        """
        if not 0 < budget < 1:
            raise ValueError(f"the budget is a share between 0 and 1, not {budget}")
        if self.calls < LEAST_CALLS:
            raise TooFewCalls(
                f"{self.calls} normal calls were heard in shadow, at least {LEAST_CALLS} are needed"
            )
        threshold = MARGIN + max(
            sorted(peaks, reverse=True)[int(len(peaks) * budget)] for peaks in self._peaks.values()
        )
        worst = max(
            sum(peak > threshold for peak in peaks) / len(peaks) for peaks in self._peaks.values()
        )
        return Calibration(self._model, threshold, self.calls, worst, _MADE_BY_TRIAL)
