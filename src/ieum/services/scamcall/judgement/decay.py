"""How what was seen says less with time: MISP's polynomial model of decay, with its parameters for
telephone numbers (MISP misp-decaying-models, ``vishing-model``)."""

from __future__ import annotations

#: How steep the fall is; MISP's value for telephone numbers.
SPEED = 2.3


def decay(age_hours: float, lasts_hours: float, speed: float = SPEED) -> float:
    """The share of its first weight that a signal of this age still has, 0 to 1.

    ``1 - (age / lasts) ** (1 / speed)``; a signal from the future counts as new.
    """
    if age_hours <= 0:
        return 1.0
    if age_hours >= lasts_hours:
        return 0.0
    return float(1 - (age_hours / lasts_hours) ** (1 / speed))
