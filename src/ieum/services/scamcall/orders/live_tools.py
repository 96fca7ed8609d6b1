"""The tools by which subscribers get the list of what is in force, and say that they applied it."""

from __future__ import annotations

import base64
from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.exchange.agreements import store as agreements
from ieum.exchange.events import store as outbox
from ieum.exchange.ledger import signing
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import allowing
from ieum.services.scamcall.judgement.sources import RULES
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.service import service
from ieum.services.scamcall.subscriber import signed_pages

#: Rows of one page of the list.
PAGE = 5000


class LivePage(Result):
    """A page of the list of what is in force, and from where the stream goes on after it."""

    cursor: Annotated[str, Field(description=_("이 목록을 다 받은 뒤 흐름을 이어 받을 커서"))]
    after: Annotated[int | None, Field(description=_("다음 쪽을 부를 때 보낼 값, 없으면 끝"))]
    valid_through: Annotated[
        date,
        Field(description=_("이 목록이 쓸 수 있는 마지막 날. 그 뒤에는 아무것도 막지 마세요.")),
    ]
    signature: Annotated[str, Field(description=_("이 쪽에 대한 허브의 서명 (Ed25519, base64)"))]
    orders: Annotated[Table, Field(description=_("시행 중인 명령"))]


class Applied(Result):
    """That a party has applied a change."""

    pseudonym: Annotated[str, Field(description=_("대상"))]
    revision: Annotated[int, Field(description=_("적용한 판"))]
    new: Annotated[bool, Field(description=_("처음 알린 것인가"))]


@service.tool(
    title=_("시행 중인 목록 받기"),
    says=[
        "지금 막힌 목록을 받아 줘",
        "시행 중인 명령을 모두 보여 줘",
        "get the live block list",
        "snapshot of orders in force",
    ],
    examples=[{}],
    access="party",
    scope="receive",
)
def live_list(
    context: Context,
    after: Annotated[int, Field(ge=0, le=2**62, description=_("앞 쪽이 알려 준 값"))] = 0,
    cursor: Annotated[str, Field(max_length=200, description=_("첫 쪽이 알려 준 커서"))] = "",
) -> Answer[LivePage]:
    """List what is in force, page by page; the stream goes on from the cursor of the first page."""
    party = parties.acting_for(context.caller)
    terms = agreements.terms_of(party.id)
    begun = outbox.checked(cursor) if cursor else outbox.newest(terms.pauses_over)
    place = str(begun)
    if terms.pause_of(orders.KIND) is not None:
        # An empty list would free what must stay as it is.
        raise NotAllowed(
            _(
                "이 기관에는 지금 새 명령을 주지 않습니다. 가진 목록을 그대로 두고 흐름을 이어 들으면, 가진 명령의 "
                "해제는 모두 옵니다."
            )
        )
    agreements.check_resumed(terms, begun)
    when = now()
    # What has become allowed since is released before anything is handed out.
    allowing.follow(when)
    fields = terms.fields(HUB, orders.KIND, when)
    found, following = orders.live_page(after, PAGE)
    names = [name for name in LIST_FIELDS if name in fields or party.id == HUB]
    rows: list[list[Cell]] = []
    for order in found:
        body = order.body()
        rows.append([order.revision, *(body[name] for name in names)])
    columns = [Column(name="revision", label=_("판"))]
    columns += [Column(name=name, label=LIST_FIELDS[name]) for name in names]
    rows = rows if names else []
    through = signed_pages.valid_through(when)
    _key, signature = signing.sign(
        signed_pages.signed_text(
            place, after, following, through, [column.name for column in columns], rows
        )
    )
    return Answer(
        result=LivePage(
            cursor=place,
            after=following,
            valid_through=through,
            signature=base64.b64encode(signature).decode(),
            orders=Table(columns=columns, rows=rows),
        ),
        sources=[RULES],
    )


LIST_FIELDS = {
    "pseudonym": _("대상"),
    "subject_kind": _("종류"),
    "action": _("조치"),
    "reference": _("명령 번호"),
    "basis": _("법적 근거"),
    "confidence": _("확신"),
    "starts_at": _("시작하는 때"),
    "expires_at": _("끝나는 때"),
    "scope": _("범위"),
    "kept_won": _("아직 묶인 금액, 원"),
    "appeal": _("이의를 낼 곳"),
}


@service.tool(
    title=_("적용했다고 알리기"),
    says=[
        "해제를 적용했다고 알려 줘",
        "이 판을 적용했어",
        "confirm a release",
        "say that an order was applied",
    ],
    examples=[{"pseudonym": "phone.1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "revision": 1}],
    access="party",
    scope="receive",
    effect="write",
)
def confirm_applied(
    pseudonym: Annotated[str, Field(min_length=5, max_length=60, description=_("대상"))],
    revision: Annotated[int, Field(ge=1, le=2**62, description=_("적용한 판"))],
    context: Context,
    signature: Annotated[
        str,
        Field(max_length=100, description=_("기관이 서명하면 그 서명(Ed25519, base64)")),
    ] = "",
) -> Answer[Applied]:
    """Keep that a party has applied a revision of a subject, so that a release can be proven."""
    party = parties.acting_for(context.caller)
    is_new = outbox.confirm(orders.KIND, pseudonym, revision, party.id, signature)
    return Answer(result=Applied(pseudonym=pseudonym, revision=revision, new=is_new))
