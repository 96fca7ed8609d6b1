"""The desk: the competent party decides objections, within their clocks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import Party
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed
from ieum.kernel.files import File
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import objecting, paper_files, store, telling
from ieum.services.scamcall.due_process.answers import (
    Standing,
    standing,
)
from ieum.services.scamcall.due_process.official_lists import (
    EXAMPLE,
    MOST_LISTED,
    ObjectionReference,
    Objections,
    find,
    listed,
    unknown,
)
from ieum.services.scamcall.due_process.values import Objection, ObjectionState
from ieum.services.scamcall.service import service

Reason = Annotated[
    str,
    Field(
        min_length=2,
        max_length=1000,
        description=_("당사자에게 보일 까닭. 피해자를 알아볼 수 있는 말은 적지 마세요."),
    ),
]


class Verdict(StrEnum):
    """What is decided."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _VERDICT_WORDS[self]


_VERDICT_WORDS = {
    Verdict.UPHELD: _("받아들여 풀기"),
    Verdict.PARTLY: _("피해금만 남기고 풀기"),
    Verdict.REJECTED: _("받아들이지 않기"),
}


class Case(Result):
    """All that is needed to decide one objection."""

    reference: Annotated[str, Field(description=_("이의 번호"))]
    state: Annotated[Message, Field(description=_("상태"))]
    statement: Annotated[str, Field(description=_("당사자의 말"))]
    contact: Annotated[str, Field(description=_("연락받을 곳"))]
    why: Annotated[Table, Field(description=_("무엇을 왜 했는가"))]
    progress: Annotated[Table, Field(description=_("이의의 진행"))]
    papers: Annotated[list[File], Field(description=_("서류"))]


@service.tool(
    title=_("결정할 이의"),
    says=["결정할 이의 목록", "기다리는 이의를 보여 줘", "objections waiting for a decision"],
    examples=[{}],
    access="party",
    scope="decide",
)
def objections_to_decide(context: Context) -> Answer[Objections]:
    """List the objections that one's party has to decide, the oldest first."""
    party = parties.acting_for(context.caller)
    return Answer(result=Objections(objections=listed(store.to_decide(party.id, MOST_LISTED))))


@service.tool(
    title=_("이의 한 건"),
    says=["이의 한 건을 보여 줘", "이의 서류 보기", "show an objection"],
    examples=[EXAMPLE],
    access="party",
    scope="decide",
)
def objection_case(objection: ObjectionReference, context: Context) -> Answer[Case]:
    """Show an objection with what was written and handed in, to the party that decides it."""
    found = _ours(objection, parties.acting_for(context.caller))
    if found is None:
        return unknown(objection)
    statement, contact = store.words_of(found.reference)
    return Answer(
        result=Case(
            reference=found.reference,
            state=found.state.words,
            statement=statement,
            contact=contact,
            why=telling.why(found.order),
            progress=telling.progress(found),
            papers=[
                paper_files.file_of(found.reference, *paper)
                for paper in store.papers(found.reference)
            ],
        )
    )


@service.tool(
    title=_("이의에 서류 요청"),
    says=["이의에 서류를 더 요청할게요", "보완을 요청해 줘", "ask for papers on an objection"],
    examples=[{**EXAMPLE, "what": "거래 명세서"}],
    access="party",
    scope="decide",
    effect="write",
)
def ask_papers(
    objection: ObjectionReference,
    what: Annotated[
        str, Field(min_length=2, max_length=500, description=_("어떤 서류가 더 있어야 하나요"))
    ],
    context: Context,
) -> Answer[Standing]:
    """Ask for papers; the clock stands still until they come."""
    party = parties.acting_for(context.caller)
    found = _ours(objection, party)
    if found is None:
        return unknown(objection)
    words = telling.checked_words("what", what)
    objecting.ask_for_papers(found, party, words, _person(context), now())
    return standing(store.by_reference(found.reference))


@service.tool(
    title=_("이의 결정 기한 늘리기"),
    says=["이의 결정 기한을 늘려 줘", "extend the deadline of an objection"],
    examples=[{**EXAMPLE, "reason": "사실을 더 확인해야 합니다."}],
    access="party",
    scope="decide",
    effect="write",
)
def extend_decision(
    objection: ObjectionReference, reason: Reason, context: Context
) -> Answer[Standing]:
    """Take fifteen days longer for a decision, once, for a reason that the citizen sees."""
    party = parties.acting_for(context.caller)
    found = _ours(objection, party)
    if found is None:
        return unknown(objection)
    words = telling.checked_words("reason", reason)
    objecting.extend(found, party, words, _person(context), now())
    return standing(store.by_reference(found.reference))


@service.tool(
    title=_("이의 결정"),
    says=["이의를 결정할게요", "이의를 받아들여 풀어 줘", "decide an objection"],
    examples=[{**EXAMPLE, "verdict": "rejected", "reason": "거래가 설명되지 않습니다."}],
    access="party",
    scope="decide",
    effect="write",
)
def decide_objection(
    objection: ObjectionReference,
    verdict: Annotated[Verdict, Field(description=_("어떻게 결정하나요"))],
    reason: Reason,
    context: Context,
    kept_won: Annotated[
        int | None,
        Field(gt=0, le=10**15, description=_("일부 해제에서 묶어 둘 피해금, 원")),
    ] = None,
    material_suffices: Annotated[
        bool, Field(description=_("객관적 자료로 충분히 소명되었는가(지급정지를 2개월 전에 풀 때)"))
    ] = False,
) -> Answer[Standing]:
    """Decide an objection, and free at once what the decision frees."""
    party = parties.acting_for(context.caller)
    found = _ours(objection, party)
    if found is None:
        return unknown(objection)
    decided = objecting.decide(
        found,
        party,
        ObjectionState(verdict),
        telling.checked_words("reason", reason),
        _person(context),
        now(),
        kept_won=kept_won,
        material_suffices=material_suffices,
    )
    return standing(decided)


def _person(context: Context) -> str:
    """Who decides: a person, never a program. Raises ``NotAllowed``."""
    if not context.caller.signed_in:
        raise NotAllowed(_("이의는 사람이 로그인해 다룹니다. 프로그램의 키로는 할 수 없습니다."))
    return context.caller.reference


def _ours(reference: str, party: Party) -> Objection | None:
    """An objection that a party decides; another party's looks as if it were not there."""
    found = find(reference)
    return found if found is not None and found.party == party.id else None
