"""The tools by which parties send signals and take them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.kernel.answer import Answer, Result, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import Message, _
from ieum.kernel.tool import Rate
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall import responding
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.identifiers.normal import WrongIdentifier
from ieum.services.scamcall.service import service
from ieum.services.scamcall.signals.forms import SignalForm
from ieum.services.scamcall.signals.values import Receipt, Sighting, Taken

#: Signals in one call.
MOST_SIGNALS = 500
#: Signals of one party, in however many calls: a thousand a second, and no more than ten seconds of
#: them at once, so that a flood of one party does not keep the others waiting.
SIGNAL_RATE = Rate(10_000, 10, each="signals")
#: As fast as it sent them a party takes them back, one in a call.
RETRACTION_RATE = Rate(60_000, 60)
EXAMPLE = {
    "event_id": "example-1",
    "type": "number_report",
    "kind": "phone",
    "identifier": "+12025550123",
    "seen_at": "2026-11-20T09:30:00+09:00",
    "confidence": 80,
    "manoeuvre": "agency",
}

_TAKEN: dict[Taken, Message] = {
    Taken.ACCEPTED: _("받음"),
    Taken.REPEATED: _("이미 받은 것"),
    Taken.REFUSED: _("받지 않음"),
}


class SignalsTaken(Result):
    """What became of the signals that were sent."""

    accepted: Annotated[int, Field(description=_("받은 신호 수"))]
    repeated: Annotated[int, Field(description=_("이미 받았던 신호 수"))]
    refused: Annotated[int, Field(description=_("받지 않은 신호 수"))]
    trial: Annotated[bool, Field(description=_("시험 참여라 아무에게도 닿지 않았는가"))]
    signals: Annotated[Table, Field(description=_("신호마다의 결과"))]


@service.tool(
    title=_("신호 보내기"),
    says=[
        "의심 신호를 보내 줘",
        "이 번호를 공동 대응에 알려 줘",
        "send scam signals",
        "share a suspicious number",
    ],
    examples=[{"signals": [EXAMPLE]}],
    access="party",
    scope="submit",
    effect="write",
    rate=SIGNAL_RATE,
)
def send_signals(
    signals: Annotated[
        list[SignalForm],
        Field(min_length=1, max_length=MOST_SIGNALS, description=_("보낼 신호들")),
    ],
    context: Context,
) -> Answer[SignalsTaken]:
    """Take in what a party saw; the same event id again is the same signal."""
    party = parties.acting_for(context.caller)
    wrong: dict[int, Receipt] = {}
    fit: list[tuple[int, Sighting]] = []
    for place, signal in enumerate(signals):
        try:
            fit.append((place, signal.sighting()))
        except WrongIdentifier as error:
            wrong[place] = Receipt(signal.event_id, Taken.REFUSED, reason=error.message)
    found = responding.take_in(party, [one for _place, one in fit], now()) if fit else []
    by_place = wrong | {place: receipt for (place, _one), receipt in zip(fit, found, strict=True)}
    receipts = [by_place[place] for place in range(len(signals))]
    return Answer(result=_taken(receipts, not party.is_live))


@service.tool(
    title=_("보낸 신호 거두기"),
    says=[
        "보낸 신호를 거둬 줘",
        "잘못 보낸 신호를 취소해 줘",
        "take back a signal",
        "retract a report",
    ],
    examples=[{"event_id": "example-1"}],
    access="party",
    scope="submit",
    effect="write",
    rate=RETRACTION_RATE,
)
def retract_signal(
    event_id: Annotated[
        str, Field(min_length=1, max_length=100, description=_("거둘 신호의 번호"))
    ],
    context: Context,
) -> Answer[SignalsTaken]:
    """Take back a signal of one's own: from now on it supports nothing."""
    party = parties.acting_for(context.caller)
    if not responding.retract(party, event_id, now()):
        return refused(
            _("'{event_id}' 번호로 이 기관이 보낸 신호가 없습니다.", event_id=event_id),
            _("보낼 때 쓴 event_id를 그대로 적어 주세요."),
        )
    return Answer(result=_taken([Receipt(event_id, Taken.ACCEPTED)], not party.is_live))


def _taken(receipts: Sequence[Receipt], is_trial: bool) -> SignalsTaken:
    rows: list[list[Cell]] = [
        [one.event_id, _TAKEN[one.taken], one.signal, one.reason] for one in receipts
    ]
    count = {taken: sum(one.taken is taken for one in receipts) for taken in Taken}
    return SignalsTaken(
        accepted=count[Taken.ACCEPTED],
        repeated=count[Taken.REPEATED],
        refused=count[Taken.REFUSED],
        trial=is_trial,
        signals=Table(
            columns=[
                Column(name="event_id", label=_("신호 번호")),
                Column(name="taken", label=_("결과")),
                Column(name="signal", label=_("접수 번호")),
                Column(name="reason", label=_("까닭")),
            ],
            rows=rows,
        ),
    )
