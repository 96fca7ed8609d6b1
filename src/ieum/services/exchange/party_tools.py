"""The tools by which parties see each other and join, and by which the hub lets them in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind, PartyState
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import _
from ieum.kernel.views import Column, Table, Words
from ieum.services.exchange.service import service
from ieum.services.exchange.store import recorded
from ieum.services.exchange.words import KINDS, STATES, listed

InstitutionCode = Annotated[str, Field(min_length=3, max_length=3)]
PartyName = Annotated[str, Field(min_length=3, max_length=40, description=_("기관의 짧은 이름"))]


class OneParty(Result):
    """A party of the exchange."""

    party: Annotated[str, Field(description=_("기관의 짧은 이름"))]
    name: Annotated[str, Field(description=_("기관 이름"))]
    kind: Annotated[Words, Field(description=_("기관의 종류"))]
    state: Annotated[Words, Field(description=_("참여 상태"))]
    institution_codes: Annotated[str, Field(description=_("금융회사 코드"))]
    signs: Annotated[bool, Field(description=_("프로그램의 요청에 서명하기로 했는가"))]
    scopes: Annotated[str, Field(description=_("지금 쓰는 권한"))] = ""


@service.tool(
    title=_("참여 기관 보기"),
    says=[
        "함께하는 기관을 보여 줘",
        "다른 은행의 야간 연락처가 뭐야?",
        "list the parties of the exchange",
        "who takes part, and their night contacts",
    ],
    examples=[{}, {"kind": "bank"}],
    access="party",
    scope="receive",
)
def all_parties(
    context: Context,
    kind: Annotated[PartyKind | None, Field(description=_("이 종류만"))] = None,
) -> Answer[Table]:
    """List the organisations that take part, and where each is reached at night."""
    found = parties.parties([kind] if kind else ())
    return Answer(
        result=Table(
            columns=[
                Column(name="party", label=_("기관의 짧은 이름")),
                Column(name="name", label=_("기관 이름")),
                Column(name="kind", label=_("기관의 종류")),
                Column(name="state", label=_("참여 상태")),
                Column(name="night_contact", label=_("야간 연락처")),
                Column(name="institution_codes", label=_("금융회사 코드")),
            ],
            rows=[
                [
                    one.id,
                    one.named(context.language),
                    KINDS[one.kind],
                    STATES[one.state],
                    one.night_contact,
                    listed(one.institution_codes),
                ]
                for one in found
            ],
        )
    )


@service.tool(
    title=_("우리 기관의 상태"),
    says=[
        "우리 기관이 정식으로 참여하고 있어?",
        "내 키로 무엇을 할 수 있어?",
        "what is the standing of my organisation",
        "which scopes does my key have",
    ],
    examples=[{}],
    access="party",
    scope="receive",
)
def standing(context: Context) -> Answer[OneParty]:
    """Say for which party a caller acts, how far that takes part, and what the caller may do."""
    party = parties.acting_for(context.caller)
    return Answer(result=_shown(party, context, listed(context.caller.scopes)))


@service.tool(
    title=_("기관 받아들이기"),
    says=[
        "새 기관을 참여시켜 줘",
        "통신사를 시험 참여로 등록해 줘",
        "add a party to the exchange",
        "let a new organisation join on trial",
    ],
    examples=[{"party": "nuri-telecom", "name": "누리통신", "kind": "telecom"}],
    access="staff",
    effect="write",
)
def add_party(
    party: PartyName,
    name: Annotated[str, Field(min_length=1, max_length=100, description=_("기관 이름"))],
    kind: Annotated[PartyKind, Field(description=_("기관의 종류"))],
    context: Context,
    name_en: Annotated[str, Field(max_length=100, description=_("영어 이름"))] = "",
    night_contact: Annotated[str, Field(max_length=200, description=_("야간 연락처"))] = "",
    group: Annotated[
        str, Field(max_length=40, description=_("같은 계열이면 그 이름, 아니면 비워 두기"))
    ] = "",
    institution_codes: Annotated[
        list[InstitutionCode] | None,
        Field(
            max_length=parties.MOST_INSTITUTION_CODES,
            description=_("금융회사면 계좌의 세 자리 코드"),
        ),
    ] = None,
) -> Answer[OneParty]:
    """Take an organisation in on trial: everything works for it, and nothing it sends reaches others."""
    before = {one.id: one for one in parties.parties()}.get(party)
    codes = frozenset(institution_codes or ())
    if before is not None and (
        (before.name, before.kind) == (" ".join(name.split()), kind)
        and codes in (frozenset(), before.institution_codes)
    ):
        return Answer(result=_shown(before, context))
    parties.party(HUB)  # So that nobody can take its name before it is first needed.
    found = recorded(
        context.caller,
        "party.joined",
        lambda: parties.add_party(
            party,
            name,
            kind,
            name_en=name_en,
            night_contact=night_contact,
            group=group,
            institution_codes=codes,
        ),
        lambda new: {
            "party": new.id,
            "kind": str(new.kind),
            "state": str(new.state),
            "institution_codes": listed(new.institution_codes),
        },
    )
    return Answer(result=_shown(found, context))


@service.tool(
    title=_("참여 상태 바꾸기"),
    says=[
        "이 기관을 정식으로 참여시켜 줘",
        "이 기관의 참여를 정지해 줘",
        "let a party go live",
        "suspend a party",
    ],
    examples=[{"party": "hub", "state": "live", "reason": "시험 참여를 마침"}],
    access="staff",
    effect="write",
)
def set_party_state(
    party: PartyName,
    state: Annotated[PartyState, Field(description=_("참여 상태"))],
    reason: Annotated[str, Field(min_length=1, max_length=200, description=_("까닭"))],
    context: Context,
) -> Answer[OneParty]:
    """Let a party go live, put it on trial, or suspend it: then its keys and tokens open nothing."""
    if party == HUB and state is not PartyState.LIVE:
        raise NotAllowed(_("허브 운영 기관은 늘 정식으로 참여합니다."))
    before = parties.party(party).state
    found = recorded(
        context.caller,
        "party.state",
        lambda: parties.set_state(party, state),
        lambda one: {"party": one.id, "before": str(before), "after": str(one.state)},
        basis=reason,
    )
    return Answer(result=_shown(found, context))


@service.tool(
    title=_("금융회사 코드 정하기"),
    says=[
        "이 은행의 금융회사 코드를 등록해 줘",
        "은행 코드를 고쳐 줘",
        "set the institution codes of a bank",
    ],
    examples=[{"party": "han-bank", "institution_codes": ["999"], "reason": "등록할 때 빠뜨림"}],
    access="staff",
    effect="write",
)
def set_institution_codes(
    party: PartyName,
    institution_codes: Annotated[
        list[InstitutionCode],
        Field(
            max_length=parties.MOST_INSTITUTION_CODES,
            description=_("계좌의 세 자리 코드를 모두. 앞에 정한 것을 대신합니다."),
        ),
    ],
    reason: Annotated[str, Field(min_length=1, max_length=200, description=_("까닭"))],
    context: Context,
) -> Answer[OneParty]:
    """Say by which three-digit codes a bank's accounts are known: it may stop payments from no other."""
    before = parties.party(party).institution_codes
    found = recorded(
        context.caller,
        "party.institution-codes",
        lambda: parties.set_institution_codes(party, institution_codes),
        lambda one: {
            "party": one.id,
            "before": listed(before),
            "after": listed(one.institution_codes),
        },
        basis=reason,
    )
    return Answer(result=_shown(found, context))


def _shown(party: Party, context: Context, scopes: str = "") -> OneParty:
    return OneParty(
        party=party.id,
        name=party.named(context.language),
        kind=KINDS[party.kind],
        state=STATES[party.state],
        institution_codes=listed(party.institution_codes),
        signs=party.demands_signatures,
        scopes=scopes,
    )
