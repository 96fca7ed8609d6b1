"""What the one concerned is told of an order: what happened, on what ground, and the way back."""

from __future__ import annotations

from ieum.kernel.messages import Message, _
from ieum.services.scamcall.vocabulary import Action

_SCOPES = {
    Action.ALERT: _("이 번호·계좌·링크를 상대하는 사람에게 주의를 알림"),
    Action.DELAY: _("이 번호·계좌와 관련된 이체를 늦춤"),
    Action.BLOCK: _("이 번호·링크로 걸고 받는 것을 막음"),
    Action.FREEZE: _("이 계좌에서 나가는 돈을 막음"),
    Action.BLOCK_PATH: _("이 번호로 거짓 표시된 발신 경로만 막음. 번호의 주인은 그대로 씀"),
}


def scope_of(action: Action) -> Message:
    """What an order of this kind covers."""
    return _SCOPES[action]


def notice_for(action: Action, reference: str, basis: str) -> Message:
    """The words of the notice."""
    return _(
        "{action} 조치를 했습니다. 근거: {basis}. 잘못되었다면 번호 {reference}{reference:-을/를} 대고 이의를 낼 수 "
        "있습니다. 온라인, 가까운 통신사 매장이나 은행 지점, 서면으로 받습니다. 돈을 요구하는 연락은 사기입니다.",
        action=action.words,
        basis=basis,
        reference=reference,
    )


def scope_after_partial_release(kept_won: int) -> Message:
    """What a freeze covers once all but the amount of the fraud is free."""
    return _("이 계좌에서 피해금 {kept:won}만 묶고 나머지는 풂", kept=kept_won)


def appeal_address(reference: str) -> str:
    """Where an objection is made, on this hub."""
    return f"/s/scamcall/file_objection?reference={reference}"
