"""The two lights of a programme side by side: a person's, and the computed one with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ieum.kernel.context import SEOUL
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.signal import computed
from ieum.services.programme.register.values import Signal

NOT_SET = _("정하지 않음")


def lights_table(
    programme: ProgrammeRecord, statements: Sequence[StatementRecord], today: date
) -> Table:
    """A row for what a person set, then one for each reason of the computed light."""
    light = computed(statements, today)
    by_person: list[Cell] = [
        _("사람의 신호등"),
        Signal(programme.signal).words if programme.signal else NOT_SET,
        programme.signal_reason or None,
        programme.signal_at.astimezone(SEOUL).date() if programme.signal_at else None,
    ]
    own = _("계산한 신호등")
    reasons: list[tuple[Message, Message | None]] = [
        (reason.light.words, reason.words) for reason in light.reasons
    ]
    if not reasons:
        reasons = [(light.light.words if light.light else NOT_SET, None)]
    return Table(
        caption=_("신호등"),
        columns=[
            Column(name="by", label=_("누가")),
            Column(name="light", label=_("신호등")),
            Column(name="why", label=_("까닭")),
            Column(name="day", label=_("날짜")),
        ],
        rows=[by_person, *([own, words, why, today] for words, why in reasons)],
    )
