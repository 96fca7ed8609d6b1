"""Orders: what subscribers are asked to do to a subject, on what ground, until when, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _
from ieum.services.scamcall.vocabulary import Action, SubjectKind

#: No order that binds a line, an account or a link without a person lasts longer.
LONGEST_AUTOMATIC = timedelta(days=7)
#: An order is in force as it is issued, or at most so much later.
LONGEST_WAIT = timedelta(days=1)


class OrderState(StrEnum):
    """Where an order stands."""

    PENDING = "pending"
    LIVE = "live"
    RELEASED = "released"
    EXPIRED = "expired"
    #: Nobody approved it in time, or somebody turned it down.
    DROPPED = "dropped"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _STATE_WORDS[self]


_STATE_WORDS = {
    OrderState.PENDING: _("승인 기다림"),
    OrderState.LIVE: _("시행 중"),
    OrderState.RELEASED: _("해제됨"),
    OrderState.EXPIRED: _("기한이 끝남"),
    OrderState.DROPPED: _("시행하지 않음"),
}


class IncompleteOrder(IeumError):
    """An order without what every order must have."""

    code = "incomplete-order"
    status = 422


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of subscribers about one subject.

    ``reference`` stands on the notice and is what an objection names. ``basis``: the law or contract.
    ``evidence``: digests and references of what supports it, and the score. ``confidence``: 0 to 100.
    ``requester`` and ``approver``: a rule (``rule phone-block@1``) or an account of a party
    (``han-bank account 5``); ``scope``: what it covers, in words for the one concerned.
    ``notice``: what the one concerned is told; ``appeal``: where they object.
    """

    reference: str
    subject: int
    kind: SubjectKind
    pseudonym: str
    holder: int
    action: Action
    basis: str
    evidence: Mapping[str, Any]
    confidence: int
    requester: str
    approver: str
    rule: str
    scope: str
    starts_at: datetime
    expires_at: datetime
    notice: str
    appeal: str
    state: OrderState
    revision: int = 0
    kept_won: int | None = None

    def body(self) -> dict[str, Any]:
        """What subscribers are told, before it is cut to what was agreed."""
        return {
            "reference": self.reference,
            "subject_kind": str(self.kind),
            "pseudonym": self.pseudonym,
            "action": str(self.action),
            "state": str(self.state),
            "basis": self.basis,
            "confidence": self.confidence,
            "scope": self.scope,
            "starts_at": self.starts_at.isoformat(),
            "expires_at": self.expires_at.isoformat(),
            "appeal": self.appeal,
            "kept_won": self.kept_won,
        }


def check(order: Order, now: datetime) -> None:
    """Refuse an order that lacks what makes it lawful and reversible. Raises ``IncompleteOrder``."""
    for missing, message in (
        (not order.basis.strip(), _("명령에 법적 근거가 없습니다.")),
        (not order.evidence, _("명령에 증거가 없습니다.")),
        (not order.requester.strip(), _("명령을 요청한 이가 없습니다.")),
        (not order.scope.strip(), _("명령이 무엇에 미치는지 적혀 있지 않습니다.")),
        (not order.notice.strip(), _("당사자에게 알릴 말이 없습니다.")),
        (not order.appeal.strip(), _("이의를 낼 곳이 없습니다.")),
        (not 0 <= order.confidence <= 100, _("확신은 0에서 100까지입니다.")),
        (
            not now - timedelta(minutes=5) <= order.starts_at <= now + LONGEST_WAIT,
            _("명령은 지금이나 하루 안에 시작해야 합니다."),
        ),
        (order.expires_at <= order.starts_at, _("명령에 끝나는 때가 없거나 시작보다 앞입니다.")),
        (
            order.requester.startswith("rule ")
            and order.expires_at - order.starts_at > LONGEST_AUTOMATIC,
            _("사람 없이 내린 명령은 {days}일까지입니다.", days=LONGEST_AUTOMATIC.days),
        ),
    ):
        if missing:
            raise IncompleteOrder(message)
