"""Whether a payer is on a suspicious call now: what a bank asks before it lets money go."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Purpose
from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry, Evidence
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.kernel.answer import Answer, Result, Source, SourceKind
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.tool import Rate
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.desk import store
from ieum.services.scamcall.due_process import store as switches
from ieum.services.scamcall.due_process.values import SwitchKind
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.normal import WrongIdentifier, normal
from ieum.services.scamcall.service import service
from ieum.services.scamcall.signals import store as signals
from ieum.services.scamcall.vocabulary import SIGNALS, SignalType, SubjectKind

#: A large bank's risky transfers; whoever asks more often tries numbers out.
PAYER_RATE = Rate(600, 60)
BASIS = "통신사기피해환급법 제13조의4"


class OnCall(StrEnum):
    """What is known."""

    YES = "yes"
    NO = "no"
    #: Some operator gives this bank nothing, and its customers could be meant.
    UNKNOWN = "unknown"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _WORDS[self]


_WORDS = {
    OnCall.YES: _("지금 의심 통화 중이거나 방금까지 그랬습니다. 이체를 멈추고 확인하세요."),
    OnCall.NO: _("의심 통화 중이라는 신호가 없습니다."),
    OnCall.UNKNOWN: _("알 수 없습니다. 약정하지 않은 통신사의 가입자일 수 있습니다."),
}


class PayerOnCall(Result):
    """Whether the payer is on a suspicious call."""

    on_call: Annotated[OnCall, Field(description=_("yes, no, unknown 가운데 하나"))]
    says: Annotated[Message, Field(description=_("뜻"))]


@service.tool(
    title=_("송금인이 의심 통화 중인지 묻기"),
    says=[
        "이 송금인이 지금 의심 통화 중이야?",
        "이체 전에 통화 상태를 확인해 줘",
        "is the payer on a suspicious call now?",
    ],
    examples=[{"number": "+12025550123", "case": "TX-2026-1"}],
    access="party",
    scope="ask",
    effect="write",
    rate=PAYER_RATE,
)
def payer_on_call(
    number: Annotated[str, Field(min_length=3, max_length=40, description=_("송금인의 전화번호"))],
    case: Annotated[
        str,
        Field(
            min_length=1,
            max_length=60,
            pattern=r"^[A-Za-z0-9._/-]+$",
            description=_("묻는 까닭이 되는 거래 번호(기관 안의 번호)"),
        ),
    ],
    context: Context,
) -> Answer[PayerOnCall]:
    """Say whether a payer is on a suspicious call, as far as the operators agreed to tell this bank."""
    party = parties.acting_for(context.caller)
    if party.id != HUB and (party.kind is not PartyKind.BANK or not party.is_live):
        raise NotAllowed(_("실제로 참여하는 금융회사만 이체 전에 물을 수 있습니다."))
    try:
        plain = normal(SubjectKind.PHONE, number)
    except WrongIdentifier as error:
        raise WrongArgument("number", error.message) from None
    when = now()
    with signals.at_once():
        found = answer_to(party, plain, when)
        ledger.write(
            Entry(
                kind="question.payer_on_call",
                party=party.id,
                actor=context.caller.reference,
                at=when,
                basis=BASIS,
                evidence=(Evidence(reference=f"case:{case}"),),
                body={"answer": str(found), "purpose": str(Purpose.PREVENTION)},
            )
        )
    return Answer(
        result=PayerOnCall(on_call=found, says=found.words),
        sources=[Source(kind=SourceKind.LAW, title=BASIS)],
    )


def answer_to(party: Party, number: str, now: datetime) -> OnCall:
    """What is known of a number in its normal form to a party, by what each operator agreed to."""
    kind = SignalType.SUSPICIOUS_CALL
    terms = agreements.terms_of(party.id, now)
    off = {target for what, target in switches.switched_off() if what is SwitchKind.SOURCE}
    senders = [one for one in parties.parties(SIGNALS[kind].senders) if one.is_live]
    telling = {
        one.id
        for one in senders
        if one.id not in off
        and (party.id == HUB or terms.fields(one.id, kind.kind, now, Purpose.PREVENTION))
    }
    subject = subjects.find(SubjectKind.PHONE, number)
    since = now - timedelta(hours=SIGNALS[kind].lasts_hours)
    if subject is not None and telling & store.callers_telecoms(subject, since, now):
        return OnCall.YES
    operators = {one.id for one in senders if one.kind is PartyKind.TELECOM}
    return OnCall.NO if operators and operators <= telling else OnCall.UNKNOWN
