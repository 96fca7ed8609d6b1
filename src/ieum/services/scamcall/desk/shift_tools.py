"""Handing a shift over: what the next one must know, with what is open."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import Party
from ieum.kernel.answer import Answer, Result, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.desk import store
from ieum.services.scamcall.desk.board_tools import WEIGHED
from ieum.services.scamcall.desk.case_tools import order_table
from ieum.services.scamcall.desk.second_person import to_decide
from ieum.services.scamcall.due_process.telling import moment
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.service import service

MOST_LISTED = 100


class Shift(Result):
    """What the shift before left."""

    notes: Annotated[Table, Field(description=_("남긴 말"))]
    waiting: Annotated[Table, Field(description=_("승인을 기다리는 명령"))]
    own: Annotated[Table, Field(description=_("이 기관이 낸 명령"))]


@service.tool(
    title=_("근무 인계 보기"),
    says=["앞 근무가 남긴 것을 보여 줘", "인계 사항", "what did the shift before leave"],
    examples=[{}, {"hours": 72}],
    access="party",
    scope="decide",
)
def shift(
    context: Context,
    hours: Annotated[int, Field(ge=1, le=720, description=_("지난 몇 시간"))] = 24,
) -> Answer[Shift]:
    """Show what the shift before left: its notes, what waits, and what is in force."""
    return Answer(result=_shift(parties.acting_for(context.caller), hours), sources=[WEIGHED])


@service.tool(
    title=_("근무 인계하기"),
    says=["다음 근무에게 남길 말을 적을게", "근무를 인계할게", "leave a note for the next shift"],
    examples=[{"note": "두 건이 아침 승인을 기다립니다."}],
    access="party",
    scope="decide",
    effect="write",
)
def hand_over(
    note: Annotated[
        str, Field(min_length=1, max_length=2000, description=_("다음 근무가 알아야 할 것"))
    ],
    context: Context,
    order: Annotated[
        str, Field(max_length=20, description=_("어느 명령에 관한 것이면 그 번호"))
    ] = "",
) -> Answer[Shift]:
    """Leave a note for the next shift of one's party; it is sealed and kept for ninety days."""
    party = parties.acting_for(context.caller)
    reference = ""
    if order.strip():
        found = orders.find(order)
        if found is None:
            return refused(_("'{order}' 명령이 없습니다. 번호를 확인해 주세요.", order=order))
        reference = found.reference
    store.note(party.id, context.caller.reference, reference, note, now())
    return Answer(result=_shift(party, 24), sources=[WEIGHED])


def _shift(party: Party, hours: int) -> Shift:
    when = now()
    rows: list[list[Cell]] = [
        [moment(one.at), one.by, one.order or None, one.text]
        for one in store.notes(party.id, when - timedelta(hours=hours), MOST_LISTED)
    ]
    waiting = to_decide(store.to_approve(when, MOST_LISTED), party, when)
    return Shift(
        notes=Table(
            caption=_("남긴 말"),
            columns=[
                Column(name="at", label=_("때")),
                Column(name="by", label=_("남긴 이")),
                Column(name="order", label=_("명령 번호")),
                Column(name="note", label=_("남긴 말")),
            ],
            rows=rows,
        ),
        waiting=order_table(waiting, _("승인을 기다리는 명령")),
        own=order_table(store.open_by(party.id, MOST_LISTED), _("이 기관이 낸 명령")),
    )
