"""One subject at the desk: who says what of it, where the money went, whom to call."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import Party
from ieum.kernel.answer import Answer, Result, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.desk import store
from ieum.services.scamcall.desk.board_tools import WEIGHED, contacts_of
from ieum.services.scamcall.desk.seeing import Seen, seen, shown, sight_of
from ieum.services.scamcall.desk.sight import Sight
from ieum.services.scamcall.due_process.telling import KIND_WORDS, moment
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.normal import WrongIdentifier, normal
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.orders.values import Order
from ieum.services.scamcall.service import service
from ieum.services.scamcall.vocabulary import SubjectKind

#: Money is followed over so many accounts, and so many transfers at each step.
MOST_STEPS = 6
MOST_TRANSFERS = 50

Subject = Annotated[
    str,
    Field(
        min_length=3,
        max_length=2000,
        description=_("상황판의 가명, 또는 전화번호나 '은행코드:계좌번호'"),
    ),
]


class Case(Result):
    """All that a party may see of one subject."""

    pseudonym: Annotated[str, Field(description=_("가명"))]
    subject: Annotated[str, Field(description=_("대상"))]
    kind: Annotated[Message, Field(description=_("종류"))]
    is_account: Annotated[bool, Field(description=_("계좌인가"))]
    score: Annotated[int, Field(description=_("확신, 0에서 100"))]
    support: Annotated[Table, Field(description=_("무엇이 뒷받침하나"))]
    orders: Annotated[Table, Field(description=_("지금 있는 명령"))]
    trail: Annotated[Table, Field(description=_("이어진 이체"))]
    contacts: Annotated[Table, Field(description=_("야간 연락처"))]


@service.tool(
    title=_("대상 한 건 보기"),
    says=[
        "이 계좌에 대한 신호를 모두 보여 줘",
        "이체가 어디로 이어졌는지 보여 줘",
        "show what supports this subject and where the money went",
    ],
    examples=[{"subject": "999:0000000"}, {"subject": "+12025550199"}],
    access="party",
    scope="receive",
)
def desk_case(subject: Subject, context: Context) -> Answer[Case]:
    """Show what supports one subject, its orders, the trail of transfers and whom to call."""
    party = parties.acting_for(context.caller)
    when = now()
    sight = sight_of(party, when)
    record = found_subject(subject)
    (one,) = seen(sight, [record], when) if record else (None,)
    if record is None or one is None or not (one.signals or one.orders):
        return refused(
            _("이 대상에 대해 이 기관이 볼 수 있는 것이 없습니다."),
            _("가명이나 번호를 확인해 주세요. 다른 기관의 신호는 약정한 것만 보입니다."),
        )
    trail = _trail(sight, record, when)
    senders = {signal.party for signal in one.signals} | {step.giver for step in trail}
    others = [found for found in parties.parties() if found.id in senders and found.id != party.id]
    return Answer(
        result=Case(
            pseudonym=record.pseudonym,
            subject=shown(record, party),
            kind=record.kind.words,
            is_account=record.kind is SubjectKind.ACCOUNT,
            score=round(one.support.score * 100),
            support=_support(one),
            orders=order_table(one.orders, _("지금 있는 명령")),
            trail=_transfers(trail, party),
            contacts=contacts_of(others, context.language),
        ),
        sources=[WEIGHED],
    )


def found_subject(text: str) -> SubjectRecord | None:
    """A subject by pseudonym or by the identifier itself, whatever kind it reads as."""
    text = text.strip()
    record = subjects.by_pseudonym(text)
    if record is not None:
        return record
    for kind in (SubjectKind.ACCOUNT, SubjectKind.PHONE, SubjectKind.LINK, SubjectKind.APP):
        try:
            record = subjects.find(kind, normal(kind, text))
        except WrongIdentifier:
            continue
        if record is not None:
            return record
    return None


def order_table(found: tuple[Order, ...] | list[Order], caption: Message) -> Table:
    """Orders with what an officer needs of them."""
    rows: list[list[Cell]] = [
        [
            one.reference,
            one.action.words,
            one.state.words,
            one.pseudonym,
            one.basis,
            one.confidence,
            one.requester,
            one.approver or None,
            moment(one.expires_at),
        ]
        for one in found
    ]
    return Table(
        caption=caption,
        columns=[
            Column(name="order", label=_("명령 번호")),
            Column(name="action", label=_("조치")),
            Column(name="state", label=_("상태")),
            Column(name="pseudonym", label=_("가명")),
            Column(name="basis", label=_("법적 근거")),
            Column(name="confidence", label=_("확신, 0에서 100")),
            Column(name="requester", label=_("요청한 이")),
            Column(name="approver", label=_("승인한 이")),
            Column(name="until", label=_("끝나는 때")),
        ],
        rows=rows,
    )


def _support(one: Seen) -> Table:
    rows: list[list[Cell]] = [
        [
            KIND_WORDS[signal.party_kind],
            signal.type.words,
            signal.confidence,
            signal.manoeuvre.words,
            moment(signal.seen_at),
            moment(signal.received_at),
        ]
        for signal in one.signals[:MOST_TRANSFERS]
    ]
    return Table(
        caption=_("무엇이 뒷받침하나"),
        columns=[
            Column(name="kind", label=_("알린 곳의 종류")),
            Column(name="type", label=_("신호의 종류")),
            Column(name="confidence", label=_("확신, 0에서 100")),
            Column(name="manoeuvre", label=_("수법")),
            Column(name="seen_at", label=_("본 때")),
            Column(name="received_at", label=_("들어온 때")),
        ],
        rows=rows,
    )


def _trail(sight: Sight, start: SubjectRecord, now: datetime) -> list[store.Transfer]:
    """The transfers onward from an account, step by step; an account is left once."""
    found: list[store.Transfer] = []
    left: set[int] = set()
    at = {start.id}
    for _step in range(MOST_STEPS):
        step = store.onward(sight, at, now, MOST_TRANSFERS)
        left |= at
        found += step
        at = {one.target.id for one in step} - left
        if not at or len(found) >= MOST_TRANSFERS:
            break
    return found[:MOST_TRANSFERS]


def _transfers(trail: list[store.Transfer], party: Party) -> Table:
    rows: list[list[Cell]] = [
        [
            shown(one.source, party),
            shown(one.target, party),
            one.target.pseudonym,
            one.amount_won,
            moment(one.seen_at),
        ]
        for one in trail
    ]
    return Table(
        caption=_("이어진 이체"),
        columns=[
            Column(name="source", label=_("나간 곳")),
            Column(name="target", label=_("들어간 곳")),
            Column(name="pseudonym", label=_("가명")),
            Column(name="amount", label=_("금액"), unit=_("원")),
            Column(name="seen_at", label=_("본 때")),
        ],
        rows=rows,
    )
