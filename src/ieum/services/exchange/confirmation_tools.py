"""The tool that proves what was delivered: which parties said that they applied something."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.events import store as outbox
from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Column, Table
from ieum.services.exchange.acting import party_meant, sees_all
from ieum.services.exchange.service import service
from ieum.services.exchange.words import moment


@service.tool(
    title=_("적용 확인 보기"),
    says=[
        "누가 해제를 적용했다고 했어?",
        "우리가 적용했다는 기록을 보여 줘",
        "who confirmed this release",
        "show that we applied this revision",
    ],
    examples=[
        {
            "kind": "scamcall.order",
            "subject": "phone.1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "revision": 1,
        }
    ],
    access="party",
    scope="receive",
)
def confirmations(
    kind: Annotated[
        str, Field(min_length=3, max_length=100, description=_("나눈 것. 예: scamcall.order"))
    ],
    subject: Annotated[str, Field(min_length=1, max_length=120, description=_("대상"))],
    revision: Annotated[int, Field(ge=1, le=2**62, description=_("적용한 판"))],
    context: Context,
) -> Answer[Table]:
    """Show which parties applied a revision of a subject; a party sees its own word, overseers all."""
    own = party_meant(context.caller)
    found = outbox.confirmations(kind, subject, revision)
    if not sees_all(context.caller):
        found = [one for one in found if one.party == own.id]
    return Answer(
        result=Table(
            columns=[
                Column(name="party", label=_("기관의 짧은 이름")),
                Column(name="at", label=_("알린 때")),
                Column(name="signed", label=_("서명이 확인되었는가")),
                Column(name="key", label=_("서명한 키")),
                Column(name="signature", label=_("서명")),
            ],
            rows=[
                [one.party, moment(one.at), bool(one.key), one.key or None, one.signature or None]
                for one in found
            ],
        )
    )
