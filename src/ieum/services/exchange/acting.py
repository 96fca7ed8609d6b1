"""Who may do something at the exchange, for whom."""

from __future__ import annotations

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party
from ieum.kernel.context import Caller
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import _
from ieum.kernel.tool import Scope


def party_meant(caller: Caller, named: str = "") -> Party:
    """The party that a call is about: one's own, or any for those who run the hub.

    Raises ``NotAllowed`` for another party's, alike whether there is such a party or not.
    """
    own = parties.acting_for(caller)
    if not named or named == own.id:
        return own
    if own.id != HUB:
        raise NotAllowed(
            _(
                "다른 기관의 일은 볼 수도 바꿀 수도 없습니다. 지금은 '{own}'{own:-을/를} 위해 일하고 있습니다.",
                own=own.id,
            )
        )
    return parties.party(named)


def only_people(caller: Caller) -> None:
    """Refuse a program of a party: what gives others power is for a person with a name to do.

    A program could otherwise make itself a key of more scopes than its own.
    """
    if not caller.signed_in:
        raise NotAllowed(
            _(
                "사람과 키를 바꾸는 일은 기관의 사람이 로그인해서 합니다. 기관 키로는 할 수 없습니다."
            )
        )


def sees_all(caller: Caller) -> bool:
    """Whether a caller sees what all parties do: those who run the hub, and those who oversee."""
    return caller.party == HUB or caller.has_scope(f"exchange:{Scope.OVERSEE}")


def refuse_oversight(caller: Caller) -> None:
    """Refuse whoever would give a power over all parties and does not run the hub."""
    if caller.party != HUB:
        raise NotAllowed(
            _(
                "모든 기관을 감독하는 권한은 허브 운영 기관만 줄 수 있습니다. 운영 기관에 요청해 주세요."
            )
        )
