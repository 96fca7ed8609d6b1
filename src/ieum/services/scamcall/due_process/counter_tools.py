"""The counter: officials take in objections that citizens bring or send on paper."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import Party
from ieum.kernel.answer import Answer, Result, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import Message, _
from ieum.kernel.tool import Rate
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import objecting, store
from ieum.services.scamcall.due_process.answers import (
    Contact,
    Filed,
    Papers,
    Reference,
    ReleaseReceipt,
    Standing,
    Statement,
    Word,
    add_papers_to,
    receipt_of,
    standing,
    take_in,
)
from ieum.services.scamcall.due_process.official_lists import (
    EXAMPLE,
    MOST_LISTED,
    ObjectionReference,
    Objections,
    find,
    listed,
    unknown,
)
from ieum.services.scamcall.due_process.values import Channel, Ground, Objection
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.normal import normal
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.service import service
from ieum.services.scamcall.vocabulary import SubjectKind

#: A counter finds a few lost notices an hour; whoever looks up many numbers serves no citizen.
COUNTER_RATE = Rate(30, 3600)


class Counter(StrEnum):
    """Where an official took an objection in."""

    COUNTER = "counter"
    PAPER = "paper"

    @property
    def words(self) -> Message:
        """What people call it."""
        return Channel(self).words


class Notices(Result):
    """The orders in force on a number or account."""

    orders: Annotated[Table, Field(description=_("찾은 명령"))]


@service.tool(
    title=_("이의 대신 받아 적기"),
    says=["매장에서 이의를 받아 적을게요", "서면으로 온 이의 등록", "enter a citizen's objection"],
    examples=[
        {
            "reference": "SC-0000-0000",
            "ground": "other",
            "word": "봄에 핀 살구꽃",
            "channel": "counter",
        }
    ],
    access="party",
    scope="assist",
    effect="write",
)
def take_objection(
    reference: Reference,
    ground: Annotated[Ground, Field(description=_("사유"))],
    word: Word,
    channel: Annotated[Counter, Field(description=_("어떻게 들어왔는가"))],
    context: Context,
    statement: Statement = "",
    contact: Contact = "",
    papers: Papers = None,
) -> Answer[Filed]:
    """Enter an objection that a citizen brings to a counter or sends on paper; the citizen keeps the word."""
    party = parties.acting_for(context.caller)
    return take_in(
        reference,
        ground,
        statement,
        contact,
        word,
        papers or [],
        channel=Channel(channel),
        taken_by=party.id,
        by=context.caller.reference,
    )


@service.tool(
    title=_("통지를 다시 찾기"),
    says=["통지를 잃어버린 분의 명령 번호를 찾아 줘", "find the notice of a citizen who lost it"],
    examples=[{"kind": "phone", "identifier": "+12025550123"}],
    access="party",
    scope="assist",
    effect="write",
    rate=COUNTER_RATE,
)
def find_notice(
    kind: Annotated[SubjectKind, Field(description=_("종류"))],
    identifier: Annotated[
        str,
        Field(min_length=3, max_length=300, description=_("전화번호나 은행코드:계좌번호")),
    ],
    context: Context,
) -> Answer[Notices]:
    """Find the orders on a number or account for a citizen who has lost the notice, at a counter."""
    party = parties.acting_for(context.caller)
    subject = subjects.find(kind, normal(kind, identifier))
    found = orders.open_orders(subject.id) if subject else []
    found = [order for order in found if order.state is OrderState.LIVE]
    if not found:
        return refused(_("이 번호나 계좌에 지금 조치가 없습니다."))
    objecting.note_counter_search(found, party.id, context.caller.reference, now())
    rows: list[list[Cell]] = [
        [order.reference, order.action.words, order.notice] for order in found
    ]
    columns = [
        Column(name="order", label=_("명령 번호")),
        Column(name="action", label=_("조치")),
        Column(name="notice", label=_("통지")),
    ]
    return Answer(result=Notices(orders=Table(columns=columns, rows=rows)))


@service.tool(
    title=_("받아 적은 이의"),
    says=["우리가 받은 이의 목록", "받아 적은 이의를 보여 줘", "objections taken at our counter"],
    examples=[{}],
    access="party",
    scope="assist",
)
def objections_taken(context: Context) -> Answer[Objections]:
    """List the objections that the people of one's party took in, the newest first."""
    party = parties.acting_for(context.caller)
    return Answer(result=Objections(objections=listed(store.taken_by(party.id, MOST_LISTED))))


@service.tool(
    title=_("받아 적은 이의의 진행"),
    says=["받아 적은 이의가 어떻게 되었나요", "창구 이의 진행", "status of an objection we took"],
    examples=[EXAMPLE],
    access="party",
    scope="assist",
    effect="write",
)
def objection_taken(
    objection: ObjectionReference, context: Context, papers: Papers = None
) -> Answer[Standing]:
    """Say how an objection stands that one's party took in, and hand in papers that were brought."""
    party = parties.acting_for(context.caller)
    found = _taken(objection, party)
    if found is None:
        return unknown(objection)
    if papers:
        add_papers_to(found, papers, party.id, context.caller.reference)
    return standing(store.by_reference(found.reference))


@service.tool(
    title=_("받아 적은 이의의 해제 확인서"),
    says=["창구에서 해제 확인서를 뽑아 줘", "print a release receipt at the counter"],
    examples=[EXAMPLE],
    access="party",
    scope="assist",
)
def receipt_at_counter(objection: ObjectionReference, context: Context) -> Answer[ReleaseReceipt]:
    """Give the receipt of a release to a citizen at the counter where the objection was taken in."""
    found = _taken(objection, parties.acting_for(context.caller))
    return unknown(objection) if found is None else receipt_of(found, context.language)


def _taken(reference: str, party: Party) -> Objection | None:
    found = find(reference)
    return found if found is not None and found.taken_by == party.id else None
