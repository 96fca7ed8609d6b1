"""Made-up calls, drawn from lines that were written for this purpose (``calls.toml``).

They let a model be shown, tried and tested where no real call may lie, and the normal ones among them
widen what a model takes for normal. A model that learned from them alone knows our lines, not the gangs';
the one that ships is such a model, to try the way, not to use.
"""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from ieum.services.scamcall.early_warning.corpus import Call
from ieum.services.scamcall.early_warning.everyday import sentence
from ieum.services.scamcall.vocabulary import Manoeuvre

#: The source of all made-up calls begins so.
MADE_UP = "made up"
#: The model that ships: learned from made-up calls alone.
SAMPLE_MODEL = Path(__file__).with_name("made_up.model")
_LINES = Path(__file__).with_name("calls.toml")
#: One call in so many is everyday talk of so many sentences.
_EVERYDAY_EVERY = 4
_FEWEST, _MOST = 12, 24
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def _lines() -> dict[str, Any]:
    return tomllib.loads(_LINES.read_text(encoding="utf-8"))


def sample_calls(count: int, seed: int, only_normal: bool = False) -> list[Call]:
    """``count`` calls, in turn of every kind that the lines hold and every fourth of everyday talk; the
    same seed gives the same calls."""
    chance = random.Random(seed)
    kinds = cycle([kind for kind in _lines()["call"] if not (only_normal and kind["scam"])])
    return [
        _call(next(kinds), number, chance)
        if (number + 1) % _EVERYDAY_EVERY
        else _everyday(number, chance)
        for number in range(count)
    ]


def _everyday(number: int, chance: random.Random) -> Call:
    sentences = (sentence(chance) for _ in range(chance.randint(_FEWEST, _MOST)))
    return Call("\n".join(sentences), False, f"{MADE_UP}: everyday", f"{MADE_UP} {number}")


def _call(kind: dict[str, Any], number: int, chance: random.Random) -> Call:
    lines, slots = _lines(), _lines()["slots"]
    bodies = chance.sample(kind["bodies"], chance.randint(4, min(9, len(kind["bodies"]))))
    spoken = [chance.choice(kind["openings"]), *bodies, chance.choice(kind["closings"])]
    if chance.random() < 0.6:
        spoken.insert(0, chance.choice(lines["openings"]["lines"]))
    if chance.random() < 0.25:
        del spoken[: chance.randint(1, 2)]
    turns: list[str] = []
    for line in spoken:
        turns.append(_SLOT.sub(lambda found: str(chance.choice(slots[found[1]])), line))
        if chance.random() < 0.55:
            turns.append(chance.choice(lines["answers"]["lines"]))
    scam = bool(kind["scam"])
    return Call(
        "\n".join(turns),
        scam,
        f"{MADE_UP}: {kind['kind']}",
        f"{MADE_UP} {number}",
        Manoeuvre(kind["kind"]) if scam else None,
    )
