"""What the keepers of numbers and accounts say when one goes to somebody new."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, PartyKind
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import _
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import objecting
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.normal import normal
from ieum.services.scamcall.service import service
from ieum.services.scamcall.vocabulary import SubjectKind

#: Who keeps what, and so may say that it has gone to somebody new.
_KEEPERS = {SubjectKind.PHONE: PartyKind.TELECOM, SubjectKind.ACCOUNT: PartyKind.BANK}


class PassedOn(Result):
    """What ended because a number or account went to somebody new."""

    ended: Annotated[int, Field(description=_("끝낸 명령 수"))]


@service.tool(
    title=_("새 명의인 알리기"),
    says=[
        "이 번호를 새 사람이 쓰게 되었다고 알려 줘",
        "번호가 새 명의인에게 갔어요",
        "a number has a new holder",
    ],
    examples=[{"kind": "phone", "identifier": "+12025550123"}],
    access="party",
    scope="submit",
    effect="write",
)
def note_new_holder(
    kind: Annotated[SubjectKind, Field(description=_("종류"))],
    identifier: Annotated[
        str, Field(min_length=3, max_length=300, description=_("전화번호나 은행코드:계좌번호"))
    ],
    context: Context,
) -> Answer[PassedOn]:
    """Note that a number or account has gone to somebody new: nothing said before counts against them."""
    party = parties.acting_for(context.caller)
    if party.id != HUB and (_KEEPERS.get(kind) is not party.kind or not party.is_live):
        raise NotAllowed(
            _(
                "전화번호는 통신사가, 계좌는 금융회사가 새 명의인을 알립니다. 시험 참여 중에는 할 수 없습니다."
            )
        )
    subject = subjects.find(kind, normal(kind, identifier))
    ended = 0
    if subject is not None:
        by = context.caller.reference
        ended = objecting.pass_on(subject.id, subject.holder, party.id, by, now())
    return Answer(result=PassedOn(ended=ended))
