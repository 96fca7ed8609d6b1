"""A model: one row of eight-bit weights a bucket, one column for scam and one for each manoeuvre.

    score = bias + scale * (sum of the weights of the distinct buckets) / max(count, 120) ** 0.5

The score of the first column tells scam calls from normal ones; the others are compared with one
another only. A file is the line ``IEUM-EARLY-WARNING 1``, a line of JSON, and the weights row by row.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from ieum.services.scamcall.early_warning.features import BUCKETS, buckets
from ieum.services.scamcall.early_warning.normal_form import bare
from ieum.services.scamcall.vocabulary import Manoeuvre

#: The columns after the first.
MANOEUVRES = (
    Manoeuvre.AGENCY,
    Manoeuvre.LOAN,
    Manoeuvre.FAMILY,
    Manoeuvre.DELIVERY,
    Manoeuvre.INVESTMENT,
    Manoeuvre.REMOTE_APP,
)
COLUMNS = 1 + len(MANOEUVRES)
#: Fewer buckets than this count as so many: a few words prove nothing.
LEAST_BUCKETS = 120
#: 1 would be a mean, 0 a sum. With the root the noise of common words is the same at any length, so that
#: one threshold serves the whole call, while what points to fraud piles up.
DAMPING = 0.5
_FIRST_LINE = b"IEUM-EARLY-WARNING 1\n"


def damping(count: int) -> float:
    """By what the sum over so many distinct buckets is divided."""
    return float(max(count, LEAST_BUCKETS) ** DAMPING)


@dataclass(frozen=True, eq=False)
class Model:
    """``weights``: BUCKETS by COLUMNS; ``scale`` and ``bias``: one a column.

    ``slope`` and ``offset`` turn a score into a chance where half of all calls are scams; an operator's
    share is far lower, which is why the alert hangs on a threshold from its own calls.
    ``learned_from``: the names of the sources.
    """

    weights: NDArray[np.int8]
    scale: tuple[float, ...]
    bias: tuple[float, ...]
    slope: float
    offset: float
    learned_from: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        """What names this very model: a calibration belongs to one."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def scores(self, sums: NDArray[np.int64], count: int) -> NDArray[np.float64]:
        """The score of each column, from the sum of weights over ``count`` distinct buckets."""
        return np.asarray(self.bias) + np.asarray(self.scale) * sums / damping(count)

    def score(self, text: str) -> float:
        """How much a whole text looks like a scam call."""
        found = buckets(bare(text))
        return float(self.scores(self.weights[found].sum(axis=0, dtype=np.int64), len(found))[0])

    def chance(self, score: float) -> float:
        """The chance of a scam at that score, 0 to 1, where half of all calls are scams."""
        return float(1 / (1 + np.exp(-(self.slope * score + self.offset))))

    def to_bytes(self) -> bytes:
        """The file of this model."""
        head = {
            "buckets": BUCKETS,
            "columns": ["scam", *MANOEUVRES],
            "scale": self.scale,
            "bias": self.bias,
            "slope": self.slope,
            "offset": self.offset,
            "learned_from": self.learned_from,
        }
        line = json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        return _FIRST_LINE + line + self.weights.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Model:
        """The model of a file; raises ValueError where it is none or of another shape."""
        if not data.startswith(_FIRST_LINE):
            raise ValueError("no early-warning model: expected the line IEUM-EARLY-WARNING 1")
        line, _, body = data[len(_FIRST_LINE) :].partition(b"\n")
        head = cast(dict[str, object], json.loads(line))
        if head["buckets"] != BUCKETS or head["columns"] != ["scam", *MANOEUVRES]:
            raise ValueError("an early-warning model of another shape: train it anew")
        if len(body) != BUCKETS * COLUMNS:
            raise ValueError(f"{len(body)} bytes of weights, expected {BUCKETS * COLUMNS}")
        return cls(
            np.frombuffer(body, dtype=np.int8).reshape(BUCKETS, COLUMNS),
            tuple(cast(list[float], head["scale"])),
            tuple(cast(list[float], head["bias"])),
            cast(float, head["slope"]),
            cast(float, head["offset"]),
            tuple(cast(list[str], head["learned_from"])),
        )


def read_model(path: Path) -> Model:
    """The model in a file."""
    return Model.from_bytes(path.read_bytes())
