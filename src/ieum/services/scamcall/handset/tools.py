"""The tools by which makers of handsets and dialler apps get the list, its key, and a confirmation."""

from __future__ import annotations

import base64
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ieum.exchange.agreements import store as agreements
from ieum.exchange.ledger import signing
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed
from ieum.kernel.files import Content as FileContent
from ieum.kernel.files import File
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import allowing
from ieum.services.scamcall.handset import store
from ieum.services.scamcall.handset.list_files import Content
from ieum.services.scamcall.handset.serving import file_since
from ieum.services.scamcall.handset.values import KIND, LASTS, WAIT, Form
from ieum.services.scamcall.judgement.sources import RULES
from ieum.services.scamcall.service import service


class HandsetList(Result):
    """A file that brings a handset up to date."""

    version: Annotated[str, Field(description=_("이 파일을 적용한 뒤의 판"))]
    whole: Annotated[bool, Field(description=_("전체 목록인가, 아니면 바뀐 것만인가"))]
    epoch: Annotated[int, Field(description=_("목록 열쇠의 차례"))]
    numbers: Annotated[int, Field(description=_("목록에 있는 번호 수"))]
    wait_seconds: Annotated[int, Field(description=_("다시 물을 때까지 기다릴 시간(초)"))]
    lasts_hours: Annotated[
        int, Field(description=_("판이 만들어진 뒤 쓸 수 있는 시간. 지나면 아무것도 막지 마세요."))
    ]
    file: Annotated[File, Field(description=_("서명된 파일"))]


class Confirmation(Result):
    """The full fingerprints behind the first digits of one."""

    fingerprints: Annotated[Table, Field(description=_("지금 막힌 번호의 지문"))]


class HandsetKeys(Result):
    """What a handset needs to make fingerprints and to check signatures."""

    keys: Annotated[Table, Field(description=_("목록 열쇠"))]
    public_key: Annotated[str, Field(description=_("허브의 서명을 확인하는 공개 열쇠"))]


@service.tool(
    title=_("단말 목록 받기"),
    says=[
        "단말에 넣을 차단 목록을 받아 줘",
        "전화 앱의 차단 목록을 새로 고쳐 줘",
        "get the block list for handsets",
        "update the handset list",
    ],
    examples=[{}, {"form": "prefixes"}],
    access="party",
    scope="receive",
)
def handset_list(
    context: Context,
    version: Annotated[
        str,
        Field(pattern="^([0-9a-f]{32})?$", description=_("단말에 있는 판, 처음이면 비워 두세요")),
    ] = "",
    form: Annotated[Form, Field(description=_("전체 목록의 꼴"))] = Form.FILTER,
) -> Answer[HandsetList]:
    """Give a handset the list of blocked numbers, or what changed since its version if that is less."""
    _agreed_party(context, "list")
    when = now()
    # What has become allowed since is released before anything is handed out.
    allowing.follow(when)
    edition = store.current(when)
    content, file = file_since(UUID(version) if version else None, edition, form)
    whole = content is not Content.CHANGES
    return Answer(
        result=HandsetList(
            version=edition.version.hex,
            whole=whole,
            epoch=edition.epoch,
            numbers=edition.numbers,
            wait_seconds=int(WAIT.total_seconds()),
            lasts_hours=int(LASTS.total_seconds()) // 3600,
            file=File(
                name=f"handset-{form if whole else 'changes'}.bin",
                media_type="application/octet-stream",
                content=FileContent(file),
            ),
        ),
        sources=[RULES],
    )


@service.tool(
    title=_("단말에서 걸린 번호 확정"),
    says=[
        "단말에서 걸린 번호가 정말 막힌 번호인지 확정해 줘",
        "이 앞자리로 시작하는 지문을 보여 줘",
        "confirm a hit of the handset list",
        "full fingerprints of a prefix",
    ],
    examples=[{"prefix": "3f9a"}],
    access="party",
    scope="receive",
)
def confirm_number(
    prefix: Annotated[
        str,
        Field(
            pattern="^[0-9a-f]{4}$", description=_("지문의 처음 네 자리, 16진수. 더 보내지 마세요")
        ),
    ],
    context: Context,
) -> Answer[Confirmation]:
    """Give the full fingerprints that begin so and are blocked now; thousands of numbers share a beginning."""
    _agreed_party(context, "fingerprint")
    when = now()
    allowing.follow(when)
    rows: list[list[Cell]] = [
        [fingerprint.hex(), expires_at.isoformat(timespec="seconds")]
        for fingerprint, expires_at in store.fingerprints(int(prefix, 16), when)
    ]
    return Answer(
        result=Confirmation(
            fingerprints=Table(
                columns=[
                    Column(name="fingerprint", label=_("지문")),
                    Column(name="expires_at", label=_("끝나는 때")),
                ],
                rows=rows,
            )
        )
    )


@service.tool(
    title=_("단말 목록의 열쇠 받기"),
    says=[
        "단말 목록의 열쇠를 받고 싶어요",
        "목록 열쇠와 공개 열쇠를 줘",
        "get the key of the handset list",
        "list key for our handsets",
    ],
    examples=[{}],
    access="party",
    scope="manage",
    effect="write",
)
def handset_key(context: Context) -> Answer[HandsetKeys]:
    """Give a maker the list keys of this epoch and the next; that it holds them is written down."""
    party = _agreed_party(context, "key")
    by = f"{party.id} account {context.caller.id}" if context.caller.id else f"{party.id} program"
    rows: list[list[Cell]] = [
        [epoch, base64.b64encode(key).decode()]
        for epoch, key in store.give_keys(party.id, by, now())
    ]
    public, _signature = signing.sign("ieum handset list 1\n")
    return Answer(
        result=HandsetKeys(
            keys=Table(
                columns=[
                    Column(name="epoch", label=_("열쇠 차례")),
                    Column(name="key", label=_("열쇠 (32바이트, base64)")),
                ],
                rows=rows,
            ),
            public_key=public.line(),
        )
    )


def _agreed_party(context: Context, field: str) -> Party:
    """The party that asks, if it agreed with the hub on this part of the list."""
    party = parties.acting_for(context.caller)
    when = now()
    if party.id != HUB and field not in agreements.terms_of(party.id, when).fields(HUB, KIND, when):
        raise NotAllowed(
            _(
                "'{party}'{party:-은/는} 단말 목록의 '{field}' 항목을 받기로 약정하지 않았습니다. 허브의 '{kind}' "
                "제안을 먼저 받아들여 주세요.",
                party=party.id,
                field=field,
                kind=KIND,
            )
        )
    return party
