"""The queue of a member's desk: what waits for a second person, and freezing, approving, releasing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.kernel.answer import Answer, Result, Source, SourceKind, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.desk import acting, store
from ieum.services.scamcall.desk.acting import FreezeGround
from ieum.services.scamcall.desk.approval import rule_at
from ieum.services.scamcall.desk.case_tools import order_table
from ieum.services.scamcall.desk.second_person import competent, to_decide
from ieum.services.scamcall.due_process.telling import moment
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.normal import WrongIdentifier, normal
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order
from ieum.services.scamcall.service import service
from ieum.services.scamcall.vocabulary import Action, SubjectKind

MOST_LISTED = 100
BASIS = Source(
    kind=SourceKind.LAW,
    title=_("전기통신금융사기 피해 방지 및 피해금 환급에 관한 특별법"),
    locator=_("제4조제1항"),
)

OrderReference = Annotated[
    str, Field(min_length=8, max_length=20, description=_("명령 번호. 예: SC-0000-0000"))
]
Reason = Annotated[
    str, Field(min_length=2, max_length=80, description=_("까닭. 사람을 알아볼 말은 빼 주세요."))
]
EXAMPLE = {"order": "SC-0000-0000"}


class Verdict(StrEnum):
    """What the second person says."""

    APPROVE = "approve"
    TURN_DOWN = "turn_down"


class Queue(Result):
    """What waits for a second person, and what one's own party has asked for."""

    now: Annotated[Message, Field(description=_("지금의 두 사람 규칙"))]
    waiting: Annotated[Table, Field(description=_("승인을 기다리는 명령"))]
    own: Annotated[Table, Field(description=_("이 기관이 낸 명령"))]


class OrderNow(Result):
    """An order after something was done to it."""

    order: Annotated[str, Field(description=_("명령 번호"))]
    state: Annotated[Message, Field(description=_("상태"))]
    until: Annotated[str, Field(description=_("끝나는 때"))]
    says: Annotated[Message, Field(description=_("다음에 할 일"))]


@service.tool(
    title=_("승인할 명령"),
    says=[
        "승인을 기다리는 명령을 보여 줘",
        "지급정지 승인 대기열",
        "orders waiting for approval",
    ],
    examples=[{}],
    access="party",
    scope="decide",
)
def approval_queue(context: Context) -> Answer[Queue]:
    """List what waits for a second person, the first to lapse first, and what one's party has asked for."""
    party = parties.acting_for(context.caller)
    when = now()
    waiting = to_decide(store.to_approve(when, MOST_LISTED), party, when)
    return Answer(
        result=Queue(
            now=second_approval(when),
            waiting=order_table(waiting, _("승인을 기다리는 명령")),
            own=order_table(store.open_by(party.id, MOST_LISTED), _("이 기관이 낸 명령")),
        ),
        sources=[BASIS],
    )


@service.tool(
    title=_("계좌 지급정지"),
    says=[
        "이 계좌를 지급정지해 줘",
        "사기이용계좌를 묶어 줘",
        "freeze this account",
    ],
    examples=[
        {
            "account": "999:0000000",
            "ground": "suspicion",
            "evidence": "FDS-2026-1",
            "hours": 24,
        }
    ],
    access="party",
    scope="decide",
    effect="act",
)
def freeze_account(
    account: Annotated[
        str, Field(min_length=5, max_length=60, description=_("'은행코드:계좌번호', 또는 가명"))
    ],
    ground: Annotated[FreezeGround, Field(description=_("무엇 때문에 묶나요"))],
    evidence: Annotated[
        str,
        Field(
            min_length=3,
            max_length=60,
            pattern=r"^[A-Za-z0-9._/-]+$",
            description=_("증거가 있는 사건 번호(기관 안의 번호)"),
        ),
    ],
    context: Context,
    hours: Annotated[int, Field(ge=1, le=720, description=_("승인되면 몇 시간 동안 묶나요"))] = 72,
) -> Answer[OrderNow]:
    """Freeze an account: at night at once and until morning, by day once a second person approves."""
    party = parties.acting_for(context.caller)
    person = _person(context)
    order = acting.freeze(party, person, _account(account), ground, evidence, hours, now())
    is_new = order.requester == f"{party.id} {person}" and order.evidence.get("case") == evidence
    return Answer(
        result=_order_now(order),
        sources=[BASIS],
        notes=[] if is_new else [_("이 계좌에 이미 있는 지급정지입니다. 새로 청하지 않았습니다.")],
    )


@service.tool(
    title=_("명령 승인·반려"),
    says=[
        "이 지급정지를 승인할게",
        "이 명령을 반려해 줘",
        "approve a freeze",
        "turn an order down",
    ],
    examples=[{**EXAMPLE, "verdict": "approve"}],
    access="party",
    scope="approve",
    effect="act",
)
def decide_order(
    order: OrderReference,
    verdict: Annotated[Verdict, Field(description=_("승인하나요"))],
    context: Context,
    reason: Annotated[
        str, Field(max_length=80, description=_("반려하면 그 까닭. 사람을 알아볼 말은 빼 주세요."))
    ] = "",
) -> Answer[OrderNow]:
    """Approve or turn down what another organisation or a rule asked for; whoever reported decides nothing."""
    party = parties.acting_for(context.caller)
    person = _person(context)
    found = orders.find(order)
    if found is None or not competent([found], party):
        return _unknown(order)
    if verdict is Verdict.APPROVE:
        done = acting.approve(found, party, person, now())
    else:
        done = acting.turn_down(found, party, person, reason or "-", now())
    return Answer(result=_order_now(done), sources=[BASIS])


@service.tool(
    title=_("명령 풀기"),
    says=["우리가 낸 지급정지를 풀어 줘", "이 명령을 해제해 줘", "release a freeze of ours"],
    examples=[{**EXAMPLE, "reason": "피해가 아님을 확인"}],
    access="party",
    scope="decide",
    effect="act",
)
def release_order(order: OrderReference, reason: Reason, context: Context) -> Answer[OrderNow]:
    """End an order of one's own party before its time; every subscriber hears of it before all else."""
    party = parties.acting_for(context.caller)
    person = _person(context)
    found = orders.find(order)
    if found is None:
        return _unknown(order)
    done = acting.release(found, party, person, reason, now())
    return Answer(result=_order_now(done), sources=[BASIS])


def _account(text: str) -> str:
    """The normal form of an account that was named by its number or by its pseudonym."""
    known = subjects.by_pseudonym(text.strip())
    if known is not None and known.kind is SubjectKind.ACCOUNT:
        return subjects.identifier(known.id)
    try:
        return normal(SubjectKind.ACCOUNT, text)
    except WrongIdentifier as error:
        raise WrongArgument("account", error.message) from None


def second_approval(when: datetime) -> Message:
    """The rule of a second approval, as it is now."""
    rule = rule_at(when)
    if rule.is_alone(when):
        return _(
            "지금은 한 사람이 지급정지를 바로 할 수 있습니다. {until}까지 다른 사람이 승인하지 않으면 풀립니다.",
            until=moment(rule.lapses_at(when)),
        )
    return _(
        "지금은 다른 사람이 승인해야 지급정지가 시작됩니다. 청한 것은 {hours}시간 동안 기다립니다.",
        hours=rule.waits_hours,
    )


def _order_now(order: Order) -> OrderNow:
    return OrderNow(
        order=order.reference,
        state=order.state.words,
        until=moment(order.expires_at),
        says=_says(order),
    )


def _says(order: Order) -> Message:
    if not acting.waits(order):
        return _("더 할 일이 없습니다. 받는 기관들에 바로 알렸습니다.")
    until = moment(order.expires_at)
    if order.action is Action.FREEZE and order.requester.startswith("rule "):
        return _("{until}까지 사람이 승인하지 않으면 시행하지 않습니다.", until=until)
    return _("{until}까지 다른 사람이 '승인할 명령'에서 승인하지 않으면 끝납니다.", until=until)


def _person(context: Context) -> str:
    """Who acts: a person, never a program. Raises ``NotAllowed``."""
    if not context.caller.signed_in:
        raise NotAllowed(_("사람이 로그인해 하는 일입니다. 프로그램의 키로는 할 수 없습니다."))
    return context.caller.reference


def _unknown(reference: str) -> Answer[Any]:
    return refused(
        _("'{reference}' 번호로 이 기관이 다룰 명령이 없습니다.", reference=reference),
        _("승인할 명령의 목록에서 번호를 확인해 주세요."),
    )
