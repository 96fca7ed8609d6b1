"""Calls to learn from, and the parts of them that have been heard after some seconds."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ieum.services.scamcall.early_warning.normal_form import (
    SYLLABLES_A_SECOND,
    first_syllables,
    syllable_places,
    syllables,
)
from ieum.services.scamcall.vocabulary import Manoeuvre

#: After how many seconds a call is looked at while a model learns.
HEARD_SECONDS = (4, 7, 10, 15, 20, 25, 30, 45)
#: Scam calls are also learned from later on, in pieces of LATER_SECONDS of which so much has been heard:
#: whoever calls again goes on where the last call ended.
LATER_SECONDS = (10, 20, 30)
#: At most so many later pieces of a call, and none shorter than this many syllables.
LATER_PIECES, LEAST_SYLLABLES = 12, 40
#: How far the pace of speech varies, in syllables a second.
SLOW, FAST = 4.0, 6.0


@dataclass(frozen=True, slots=True)
class Call:
    """One transcript.

    ``source``: where it comes from; a model is tested on sources and groups that it has not seen. What
    stands before a colon is the family: sources of one family count as one while a model learns.
    ``group``: calls of one script or one gang; they are never divided between learning and testing.
    ``manoeuvre``: what kind of scam it is, ``UNKNOWN`` where nobody said, None for a normal call.
    """

    text: str
    scam: bool
    source: str
    group: str
    manoeuvre: Manoeuvre | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What has been heard of a call after ``seconds``; ``call`` is its place in the list of calls.

    ``later``: heard from somewhere in the middle on, not from the start.
    """

    call: int
    seconds: int
    text: str
    later: bool = False


def heard_parts(calls: Iterable[Call], seed: int = 0) -> Iterator[Heard]:
    """Each call as it stands after HEARD_SECONDS, spoken at a pace between slow and fast; of scam
    calls also later pieces."""
    chance = random.Random(seed)
    for place, call in enumerate(calls):
        pace = chance.uniform(SLOW, FAST)
        for second in HEARD_SECONDS:
            yield Heard(place, second, first_syllables(call.text, round(second * pace)))
        if call.scam:
            for piece in _later_pieces(call.text, chance):
                for second in LATER_SECONDS:
                    heard = first_syllables(piece, round(second * pace))
                    yield Heard(place, second, heard, later=True)


def _later_pieces(text: str, chance: random.Random) -> list[str]:
    """Pieces of the text after its first LATER_SECONDS[-1], each about as long as that."""
    size = round(LATER_SECONDS[-1] * SYLLABLES_A_SECOND)
    places = syllable_places(text)
    starts = list(range(size, len(places) - LEAST_SYLLABLES, size))
    if len(starts) > LATER_PIECES:
        starts = sorted(chance.sample(starts, LATER_PIECES))
    return [text[places[one] : places[min(one + size, len(places)) - 1] + 1] for one in starts]


def spoken(text: str, pace: float = SYLLABLES_A_SECOND) -> Iterator[tuple[float, str]]:
    """The words of a text in pieces of about a second, each with the second at which it ends."""
    piece: list[str] = []
    said = ended = 0
    for word in text.split():
        piece.append(word)
        said += syllables(word)
        if said - ended >= pace:
            yield said / pace, " ".join(piece)
            piece, ended = [], said
    if piece:
        yield said / pace, " ".join(piece)


def read_calls(path: Path) -> list[Call]:
    """The calls of a UTF-8 CSV file with the columns ``text``, ``label`` (1: scam, 0: normal) and,
    where known, ``source``, ``group`` (or ``script_cluster``) and ``manoeuvre``.

    A file without ``source`` is one source; a row without a group is a group of its own. Raises
    ValueError that names the line.
    """
    calls = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            text, label = row.get("text") or "", row.get("label")
            if not text.strip() or label not in ("0", "1"):
                raise ValueError(
                    f"{path.name}, line {number}: expected a text and a label 0 or 1, not {label!r}"
                )
            named = row.get("manoeuvre") or ""
            if named and named not in set(Manoeuvre):
                raise ValueError(f"{path.name}, line {number}: {named!r} is no manoeuvre")
            source = row.get("source") or path.stem
            group = row.get("group") or row.get("script_cluster") or f"row {number}"
            manoeuvre = Manoeuvre(named or "unknown") if label == "1" else None
            calls.append(Call(text, label == "1", source, f"{source}/{group}", manoeuvre))
    return calls
