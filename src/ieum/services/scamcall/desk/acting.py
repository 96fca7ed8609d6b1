"""People who freeze, approve, turn down and release: never one person twice, never without an end."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from ieum.exchange.parties.values import HUB, Party
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.messages import Message, _
from ieum.services.scamcall.desk.approval import rule_at
from ieum.services.scamcall.desk.second_person import (
    ACTING,
    asker,
    competent,
    may_freeze,
    to_decide,
)
from ieum.services.scamcall.due_process.clearing import still_counting
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.support import Support, support
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.notices import appeal_address, notice_for, scope_of
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.signals import store as signals
from ieum.services.scamcall.vocabulary import Action, SubjectKind

#: How sure an officer is who has nothing but their own evidence.
OFFICERS_CONFIDENCE = 70


class FreezeGround(StrEnum):
    """Why an account is frozen: the three occasions of 법 제4조제1항."""

    VICTIM = "victim"
    INVESTIGATORS = "investigators"
    SUSPICION = "suspicion"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _GROUND_WORDS[self]


_GROUND_WORDS = {
    FreezeGround.VICTIM: _("피해자의 구제 신청"),
    FreezeGround.INVESTIGATORS: _("수사기관·금융감독원의 요청"),
    FreezeGround.SUSPICION: _("의심 정보"),
}


def freeze(
    party: Party,
    person: str,
    account: str,
    ground: FreezeGround,
    evidence: str,
    hours: int,
    now: datetime,
) -> Order:
    """Freeze an account on one person's decision, as far as the rule of a second approval lets.

    Where a freeze is open on it already, that is given as it is, and nothing is changed.
    ``account``: its normal form. ``evidence``: the number of the case in the party's own records.
    Raises ``NotAllowed`` where the party may not, ``WrongArgument`` for an account that must never be
    frozen or that another bank holds, or for more hours than the rule allows.
    """
    rule = rule_at(now)
    _may_act(party)
    _holds(party, account)
    if hours > rule.longest_hours:
        raise WrongArgument("hours", _("{most}시간까지 청할 수 있습니다.", most=rule.longest_hours))
    who = judgements.allowed({(SubjectKind.ACCOUNT, account)}).get((SubjectKind.ACCOUNT, account))
    if who is not None:
        raise WrongArgument("account", _("'{who}'{who:-은/는} 막지 않기로 한 곳입니다.", who=who))
    with signals.at_once():
        subject = subjects.found_or_made([(SubjectKind.ACCOUNT, account)], now)[
            SubjectKind.ACCOUNT, account
        ]
        for order in orders.open_orders(subject.id):
            if order.action is Action.FREEZE:
                return order
        (issued,) = orders.issue(
            [_order(party, person, subject, ground, evidence, hours, now)], now
        )
    return issued


def approve(order: Order, party: Party, person: str, now: datetime) -> Order:
    """Approve what a person of another organisation, or a rule, asked for.

    Raises ``NotAllowed`` for whoever may not act on the account, asked for the order or reported its
    subject, and for what waits for nobody.
    """
    _is_second(order, party, person, now)
    asked = order.evidence.get("asked_hours")
    lasts = timedelta(hours=asked) if asked else order.expires_at - order.starts_at
    began = now if order.state is OrderState.PENDING else order.starts_at
    return orders.approve(order.reference, f"{party.id} {person}", began + lasts, now)


def turn_down(order: Order, party: Party, person: str, reason: str, now: datetime) -> Order:
    """Turn a request down; what one person did alone ends with it. Raises ``NotAllowed``."""
    _is_second(order, party, person, now)
    over = OrderState.DROPPED if order.state is OrderState.PENDING else OrderState.RELEASED
    return orders.end(order.reference, over, f"turned down: {reason}", f"{party.id} {person}", now)


def release(order: Order, party: Party, person: str, reason: str, now: datetime) -> Order:
    """End an order of one's own party early; whoever asked for it may as well. Raises ``NotAllowed``."""
    if party.id not in (HUB, asker(order)):
        raise NotAllowed(
            _("이 명령은 이 기관이 내지 않았습니다. 낸 기관이나 허브 운영자만 풀 수 있습니다.")
        )
    over = OrderState.DROPPED if order.state is OrderState.PENDING else OrderState.RELEASED
    return orders.end(order.reference, over, f"desk: {reason}", f"{party.id} {person}", now)


def waits(order: Order) -> bool:
    """Whether an order waits for a second person: it is pending, or in force by one person alone."""
    if order.state is OrderState.PENDING:
        return True
    alone = not order.approver and "asked_hours" in order.evidence
    return order.state is OrderState.LIVE and alone


def _is_second(order: Order, party: Party, person: str, now: datetime) -> None:
    if not competent([order], party):
        raise NotAllowed(_("이 명령의 승인은 이 기관의 일이 아닙니다."))
    if order.requester.partition(" ")[2] == person:
        raise NotAllowed(_("자기가 청한 것은 스스로 승인할 수 없습니다. 다른 사람이 해야 합니다."))
    if not to_decide([order], party, now):
        raise NotAllowed(
            _(
                "이 명령을 청했거나 그 대상을 신고한 기관, 또는 그 계열의 사람은 승인하거나 반려할 수 없습니다. 다른 기관이 "
                "해야 합니다. 이 기관이 청한 것은 '명령 풀기'로 거둘 수 있습니다."
            )
        )
    if not waits(order) or order.expires_at <= now:
        raise NotAllowed(
            _("'{order}'{order:-은/는} 승인을 기다리고 있지 않습니다.", order=order.reference)
        )


def _may_act(party: Party) -> None:
    if not party.is_live:
        raise NotAllowed(_("시험 참여 중에는 실제로 지급정지를 할 수 없습니다."))
    if party.kind not in ACTING:
        raise NotAllowed(_("지급정지는 금융회사, 수사기관, 행정기관이 합니다."))


def _holds(party: Party, account: str) -> None:
    if may_freeze(party, account):
        return
    if not party.institution_codes:
        raise NotAllowed(
            _(
                "이 금융회사의 코드가 등록되어 있지 않아 지급정지를 할 수 없습니다. 허브 운영자에게 등록을 청해 주세요."
            )
        )
    raise WrongArgument(
        "account",
        _(
            "코드가 {code}인 계좌는 이 금융회사의 것이 아닙니다. 은행은 자기가 가진 계좌({own})만 묶습니다. 다른 은행의 "
            "계좌라면 신호를 보내고 그 은행의 야간 연락처에 알려 주세요.",
            code=account.partition(":")[0],
            own=", ".join(sorted(party.institution_codes)),
        ),
    )


def _order(
    party: Party,
    person: str,
    subject: SubjectRecord,
    ground: FreezeGround,
    evidence: str,
    hours: int,
    now: datetime,
) -> Order:
    rule = rule_at(now)
    weighed = _weighed(subject, now)
    is_alone = rule.is_alone(now)
    reference = orders.new_reference()
    ends = (
        min(rule.lapses_at(now), now + timedelta(hours=hours))
        if is_alone
        else now + timedelta(hours=rule.waits_hours)
    )
    return Order(
        reference=reference,
        subject=subject.id,
        kind=subject.kind,
        pseudonym=subject.pseudonym,
        holder=subject.holder,
        action=Action.FREEZE,
        basis=rule.basis,
        evidence={
            "ground": str(ground),
            "case": evidence,
            "asked_hours": hours,
            "second_approval": rule.name,
            "score": round(weighed.score, 4),
            "organisations": weighed.organisations,
            "kinds": sorted(weighed.kinds),
            "reporters": sorted({one.organisation for one in weighed.contributions}),
            "since": weighed.since.isoformat() if weighed.since else None,
        },
        confidence=max(OFFICERS_CONFIDENCE, round(weighed.score * 100)),
        requester=f"{party.id} {person}",
        approver="",
        rule="",
        scope=scope_of(Action.FREEZE).text("ko"),
        starts_at=now,
        expires_at=ends,
        notice=notice_for(Action.FREEZE, reference, rule.basis).text("ko"),
        appeal=appeal_address(reference),
        state=OrderState.LIVE if is_alone else OrderState.PENDING,
    )


def _weighed(subject: SubjectRecord, now: datetime) -> Support:
    found = still_counting(signals.signals_of([subject.id], now)).get(subject.id, [])
    records = judgements.track_records({one.organisation for one in found})
    return support(found, records, now, subject.holder)
