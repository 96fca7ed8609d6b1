"""What was released stays released: which signals may still speak against somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ieum.services.scamcall.due_process import store
from ieum.services.scamcall.due_process.values import SwitchKind
from ieum.services.scamcall.signals.values import SignalRecord


def still_counting(
    found: Mapping[int, Sequence[SignalRecord]],
) -> dict[int, list[SignalRecord]]:
    """Of the signals of some subjects, those that may still support something.

    What was known when an objection freed somebody says nothing against them any more, and neither
    does whoever was found wrong then: only new evidence of others does. Another holder of the same
    number is not protected by it. Sources that are switched off say nothing at all.
    """
    freed = store.freed(found)
    off = {target for kind, target in store.switched_off() if kind is SwitchKind.SOURCE}
    return {
        subject: [
            one
            for one in some
            if one.party not in off and not _was_refuted(one, freed.get((subject, one.holder)))
        ]
        for subject, some in found.items()
    }


def _was_refuted(signal: SignalRecord, freed: tuple[datetime, frozenset[str]] | None) -> bool:
    if freed is None:
        return False
    at, wrong = freed
    return signal.received_at <= at or signal.organisation in wrong
