"""The tools of agreements: who gives what to whom, for which purpose, in which fields, for how long."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from pydantic import Field

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import LONGEST_RETENTION_DAYS, Agreement, Offer, Purpose
from ieum.exchange.parties.values import PartyKind
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import SEOUL, Context
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.exchange.acting import party_meant, sees_all
from ieum.services.exchange.people_tools import OtherParty
from ieum.services.exchange.service import service
from ieum.services.exchange.store import recorded
from ieum.services.exchange.words import PURPOSES, REGISTER, listed, moment

MOST_FIELDS = 90
Number = Annotated[int, Field(ge=1, le=2**62, description=_("제안이나 약정의 번호"))]


class OfferState(Result):
    """What became of an offer."""

    offer: Annotated[int, Field(description=_("제안의 번호"))]
    live: Annotated[bool, Field(description=_("지금 받아들일 수 있는가"))]


class AgreementState(Result):
    """What became of an agreement."""

    agreement: Annotated[int, Field(description=_("약정의 번호"))]
    live: Annotated[bool, Field(description=_("지금 유효한가"))]


@service.tool(
    title=_("제안 보기"),
    says=[
        "어떤 자료를 받을 수 있어?",
        "나눠 준다는 제안을 보여 줘",
        "list the offers I may accept",
        "what do other parties offer",
    ],
    examples=[{}],
    access="party",
    scope="receive",
)
def offers(context: Context) -> Answer[Table]:
    """List the live offers that a party made or may accept, the newest first."""
    own = party_meant(context.caller)
    now = datetime.now(SEOUL)
    found = [
        one
        for one in agreements.offers()
        if one.giver == own.id
        or (one.is_live(now) and (not one.audience or own.kind in one.audience))
    ]
    return Answer(
        result=Table(
            columns=[
                Column(name="number", label=_("제안의 번호")),
                *_TERMS,
                Column(name="audience", label=_("받아들일 수 있는 기관")),
                Column(name="live", label=_("지금 유효한가")),
            ],
            rows=[[one.id, *_terms(one), listed(one.audience), one.is_live(now)] for one in found],
        ),
        sources=[REGISTER],
    )


@service.tool(
    title=_("제안하기"),
    says=[
        "우리 신호를 나누겠다고 제안할게",
        "다른 기관에 자료를 주고 싶어",
        "offer data to other parties",
        "offer our signals",
    ],
    examples=[
        {
            "kind": "scamcall.order",
            "purpose": "prevention",
            "fields": ["pseudonym", "action", "expires_at"],
            "starts_on": "2026-01-01",
            "ends_on": "2027-12-31",
            "retention_days": 90,
            "basis": "통신사기피해환급법 제13조의4",
        }
    ],
    access="party",
    scope="manage",
    effect="write",
)
def make_offer(
    kind: Annotated[
        str, Field(min_length=3, max_length=100, description=_("나눌 것. 예: scamcall.order"))
    ],
    purpose: Annotated[Purpose, Field(description=_("쓸 수 있는 목적"))],
    fields: Annotated[
        list[Annotated[str, Field(max_length=60)]],
        Field(min_length=1, max_length=MOST_FIELDS, description=_("줄 항목의 이름")),
    ],
    starts_on: Annotated[date, Field(description=_("시작하는 날"))],
    ends_on: Annotated[date, Field(description=_("마지막 날"))],
    retention_days: Annotated[
        int,
        Field(ge=1, le=LONGEST_RETENTION_DAYS, description=_("받은 쪽이 며칠 안에 지워야 하는가")),
    ],
    basis: Annotated[str, Field(min_length=1, max_length=300, description=_("근거 법이나 계약"))],
    context: Context,
    audience: Annotated[
        list[PartyKind] | None,
        Field(max_length=len(PartyKind), description=_("이 종류의 기관만, 비우면 모두")),
    ] = None,
) -> Answer[OfferState]:
    """Offer other parties something under terms; each that accepts has an agreement."""
    own = party_meant(context.caller)
    made = recorded(
        context.caller,
        "offer.made",
        lambda: agreements.make_offer(
            own.id,
            kind,
            purpose,
            fields,
            starts_at=datetime.combine(starts_on, time.min, SEOUL),
            ends_at=datetime.combine(ends_on, time.max, SEOUL),
            retention_days=retention_days,
            basis=basis,
            audience=audience or (),
            by=context.caller.reference,
        ),
        lambda one: {
            "offer": one.id,
            "kind": kind,
            "purpose": str(purpose),
            "fields": " ".join(sorted(one.fields)),
            "ends_at": moment(one.ends_at),
            "retention_days": retention_days,
        },
        basis=basis,
    )
    return Answer(
        result=OfferState(offer=made.id, live=made.is_live(datetime.now(SEOUL))),
        sources=[REGISTER],
    )


@service.tool(
    title=_("제안 받아들이기"),
    says=[
        "이 제안을 받아들일게",
        "약정을 맺어 줘",
        "accept an offer",
        "agree to these terms",
    ],
    examples=[{"offer": 1}],
    access="party",
    scope="manage",
    effect="write",
)
def accept_offer(
    offer: Number,
    context: Context,
) -> Answer[AgreementState]:
    """Accept an offer for one's own party; from then on what it gives may be received."""
    own = party_meant(context.caller)
    made = recorded(
        context.caller,
        "agreement.accepted",
        lambda: agreements.accept(offer, own.id, context.caller.reference),
        lambda one: {
            "agreement": one.id,
            "offer": offer,
            "giver": one.offer.giver,
            "taker": own.id,
            "kind": one.offer.kind,
        },
    )
    return Answer(result=AgreementState(agreement=made.id, live=True), sources=[REGISTER])


@service.tool(
    title=_("제안 거두기"),
    says=[
        "우리 제안을 거둘게",
        "자료를 더는 주지 않을래",
        "revoke an offer",
        "stop giving our data",
    ],
    examples=[{"offer": 1}],
    access="party",
    scope="manage",
    effect="write",
)
def revoke_offer(offer: Number, context: Context) -> Answer[OfferState]:
    """Take one's own offer back: all that was agreed under it ends, and running streams are cut."""
    own = party_meant(context.caller)
    recorded(
        context.caller,
        "offer.revoked",
        lambda: agreements.revoke(offer, own.id),
        lambda _none: {"offer": offer, "giver": own.id},
    )
    return Answer(result=OfferState(offer=offer, live=False), sources=[REGISTER])


@service.tool(
    title=_("약정 끝내기"),
    says=[
        "이 약정을 끝낼게",
        "자료를 더는 받지 않을래",
        "end an agreement",
        "stop receiving under this agreement",
    ],
    examples=[{"agreement": 1}],
    access="party",
    scope="manage",
    effect="write",
)
def end_agreement(agreement: Number, context: Context) -> Answer[AgreementState]:
    """End what one's own party accepted, at once."""
    own = party_meant(context.caller)
    recorded(
        context.caller,
        "agreement.ended",
        lambda: agreements.end(agreement, own.id),
        lambda _none: {"agreement": agreement, "taker": own.id},
    )
    return Answer(result=AgreementState(agreement=agreement, live=False), sources=[REGISTER])


@service.tool(
    title=_("누가 무엇을 누구에게 주나"),
    says=[
        "누가 누구에게 무엇을 줘?",
        "우리 기관의 약정을 보여 줘",
        "who gives what to whom",
        "list our agreements",
    ],
    examples=[{}],
    access="party",
    scope="receive",
)
def agreed(context: Context, party: OtherParty = "") -> Answer[Table]:
    """List what was agreed by one's own party, as giver or as taker; overseers see all."""
    if sees_all(context.caller) and not party:
        found = agreements.agreements()
    else:
        meant = party_meant(context.caller, party).id
        found = agreements.agreements(giver=meant) + agreements.agreements(taker=meant)
    now = datetime.now(SEOUL)
    return Answer(
        result=Table(
            columns=[
                Column(name="number", label=_("약정의 번호")),
                Column(name="taker", label=_("받는 기관")),
                *_TERMS,
                Column(name="accepted", label=_("받아들인 때")),
                Column(name="live", label=_("지금 유효한가")),
            ],
            rows=[_agreement(one, now) for one in found],
        ),
        sources=[REGISTER],
    )


_TERMS = [
    Column(name="giver", label=_("주는 기관")),
    Column(name="kind", label=_("나누는 것")),
    Column(name="purpose", label=_("목적")),
    Column(name="fields", label=_("항목")),
    Column(name="starts", label=_("시작하는 때")),
    Column(name="ends", label=_("끝나는 때")),
    Column(name="retention_days", label=_("보유 기간"), unit=_("일")),
    Column(name="basis", label=_("근거")),
]


def _terms(one: Offer) -> list[Cell]:
    return [
        one.giver,
        one.kind,
        PURPOSES[one.purpose],
        listed(one.fields),
        moment(one.starts_at),
        moment(one.ends_at),
        one.retention_days,
        one.basis,
    ]


def _agreement(one: Agreement, now: datetime) -> list[Cell]:
    return [one.id, one.taker, *_terms(one.offer), moment(one.accepted_at), one.is_live(now)]
