"""The way back for whoever was bound: object, follow it, see what went where, keep the receipt.

None of these needs an account or a telephone. What opens them is the reference on the notice and the
word that was chosen when the objection was filed; both are sent, never put into an address.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.kernel.answer import Answer, Result, Source, SourceKind, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.tool import Rate
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import objecting, store, telling
from ieum.services.scamcall.due_process.answers import (
    ACT,
    Contact,
    Filed,
    Papers,
    Reference,
    ReleaseReceipt,
    Standing,
    Statement,
    Word,
    add_papers_to,
    not_opened,
    receipt_of,
    standing,
    take_in,
)
from ieum.services.scamcall.due_process.lookup import store as lookup
from ieum.services.scamcall.due_process.values import Ground
from ieum.services.scamcall.service import service

#: One person objects seldom and looks often; whoever guesses words looks far more often.
FILING_RATE = Rate(10, 3600)
LOOKING_RATE = Rate(30, 600)
EXAMPLE = {"reference": "SC-0000-0000", "word": "봄에 핀 살구꽃"}


class DataAboutMe(Result):
    """Which data about a number or account came from whom and went where."""

    moved: Annotated[Table, Field(description=_("주고받은 기록"))]


@service.tool(
    title=_("차단·지급정지에 이의 내기"),
    says=[
        "내 번호가 잘못 막혔어요",
        "지급정지에 이의를 내고 싶어요",
        "통장이 묶였는데 풀어 주세요",
        "my number was blocked by mistake",
        "object to a frozen account",
    ],
    examples=[{**EXAMPLE, "ground": "not_used", "statement": "물건값으로 받은 돈입니다."}],
    effect="write",
    rate=FILING_RATE,
)
def file_objection(
    reference: Reference,
    ground: Annotated[Ground, Field(description=_("왜 잘못되었나요"))],
    word: Word,
    statement: Statement = "",
    contact: Contact = "",
    papers: Papers = None,
) -> Answer[Filed]:
    """Object to a block or freeze with the reference on the notice; nobody needs an account for it."""
    return take_in(reference, ground, statement, contact, word, papers or [])


@service.tool(
    title=_("이의 진행 보기"),
    says=["낸 이의가 어떻게 되었나요", "이의신청 진행 상황", "status of my objection"],
    examples=[EXAMPLE],
    effect="write",
    rate=LOOKING_RATE,
)
def objection_status(reference: Reference, word: Word) -> Answer[Standing]:
    """Say how far an objection has come, and why the order was issued."""
    objection = store.opened(reference, word, now())
    return not_opened() if objection is None else standing(objection)


@service.tool(
    title=_("이의에 서류 더 내기"),
    says=["이의에 서류를 더 낼게요", "이의 보완 서류", "hand in papers for my objection"],
    examples=[EXAMPLE],
    effect="write",
    rate=FILING_RATE,
)
def add_papers(reference: Reference, word: Word, papers: Papers = None) -> Answer[Standing]:
    """Hand in papers for an objection; the clock runs again once what was asked for has come."""
    objection = store.opened(reference, word, now())
    if objection is None:
        return not_opened()
    if not papers:
        return refused(_("낼 서류가 없습니다."), _("서류의 사진이나 PDF를 붙여 주세요."))
    add_papers_to(objection, papers, objection.party, "citizen")
    return standing(store.by_reference(objection.reference))


@service.tool(
    title=_("해제 확인서 받기"),
    says=["풀렸다는 확인서를 받고 싶어요", "해제 확인서", "receipt of the release"],
    examples=[EXAMPLE],
    effect="write",
    rate=LOOKING_RATE,
)
def release_receipt(reference: Reference, word: Word, context: Context) -> Answer[ReleaseReceipt]:
    """Give the receipt of a release, which names every subscriber that has confirmed it."""
    objection = store.opened(reference, word, now())
    return not_opened() if objection is None else receipt_of(objection, context.language)


@service.tool(
    title=_("나에 관한 정보가 오간 기록"),
    says=[
        "내 정보가 어디에 제공되었나요",
        "내 번호 정보를 누가 받았는지 보고 싶어요",
        "who received data about me",
    ],
    examples=[EXAMPLE],
    effect="write",
    rate=LOOKING_RATE,
)
def data_about_me(reference: Reference, word: Word, context: Context) -> Answer[DataAboutMe]:
    """List which data about one's number or account came from whom and went where."""
    objection = store.opened(reference, word, now())
    if objection is None:
        return not_opened()
    objecting.note_lookup(objection, now())
    names = {party.id: party.named(context.language) for party in parties.parties()}
    rows: list[list[Cell]] = [
        [
            telling.moment(one.at),
            one.signal.words if one.signal else _("조치 {order}", order=one.order),
            names.get(one.giver, one.giver),
            names.get(one.taker, one.taker) if one.taker else _("이 허브"),
            ", ".join(one.fields) or None,
            one.basis or None,
        ]
        for one in lookup.moved(objection.order.subject, objection.order.holder)
    ]
    columns = [
        Column(name="at", label=_("때")),
        Column(name="what", label=_("무엇")),
        Column(name="giver", label=_("준 곳")),
        Column(name="taker", label=_("받은 곳")),
        Column(name="fields", label=_("항목")),
        Column(name="basis", label=_("근거")),
    ]
    return Answer(
        result=DataAboutMe(moved=Table(columns=columns, rows=rows)),
        sources=[Source(kind=SourceKind.LAW, title=ACT, locator=_("제13조의4제7항제3호"))],
        notes=[_("피해자와 신고한 사람은 알려 드리지 않습니다.")],
    )
