"""From which score on a model may alert: taken from the operator's own normal calls, heard in shadow."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

#: With no false alarm in 300 calls the true share is below 1 % with a confidence of 95 %.
LEAST_CALLS = 300
#: The upper share of a source's calls that tells how its high scores thin out.
TAIL = 0.2
#: Of a source with so many calls in its tail, half of the slope is its own and half is that of all
#: sources: two dozen calls cannot say how rare the one in a hundred is.
OWN_TAIL = 50


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
        """The lowest threshold that holds every source to ``budget``, a share of its calls.

        Each source by itself: a mean over all would hide that calls of one kind, billing say, are flagged
        again and again. High scores are taken to thin out exponentially above the upper TAIL, so that the
        threshold does not hang on the single worst call of a small source, which ``false_alarms`` may
        then show above the budget; a source large enough to show the budget is held to what it shows.
        Raises TooFewCalls below LEAST_CALLS.
        """
        if not 0 < budget < 1:
            raise ValueError(f"the budget is a share between 0 and 1, not {budget}")
        if self.calls < LEAST_CALLS:
            raise TooFewCalls(
                f"{self.calls} normal calls were heard in shadow, at least {LEAST_CALLS} are needed"
            )
        threshold = self._threshold(budget)
        worst = max(
            sum(peak > threshold for peak in peaks) / len(peaks) for peaks in self._peaks.values()
        )
        return Calibration(self._model, threshold, self.calls, worst, _MADE_BY_TRIAL)

    def _threshold(self, budget: float) -> float:
        sources = [sorted(peaks, reverse=True) for peaks in self._peaks.values()]
        tails = [_tail(peaks) for peaks in sources]
        common = sum(map(sum, tails)) / sum(map(len, tails))
        found = []
        for peaks, tail in zip(sources, tails, strict=True):
            slope = (sum(tail) + OWN_TAIL * common) / (len(tail) + OWN_TAIL)
            start = peaks[0] - tail[0]
            found.append(start + slope * max(0.0, math.log(TAIL / budget)))
            if len(peaks) * budget >= 1:
                found.append(peaks[int(len(peaks) * budget)])
        return max(found)


def _tail(peaks: list[float]) -> list[float]:
    """By how much the upper TAIL of the scores, the highest first, lies above the one that follows it."""
    count = max(1, int(len(peaks) * TAIL))
    start = peaks[min(count, len(peaks) - 1)]
    return [peak - start for peak in peaks[:count]]
