"""The tools by which a party says who of its people may do what."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, PartyRole
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import _
from ieum.kernel.views import Column, Table, Words
from ieum.services.exchange.acting import only_people, party_meant, refuse_oversight
from ieum.services.exchange.service import service
from ieum.services.exchange.store import recorded
from ieum.services.exchange.words import ROLES

OtherParty = Annotated[
    str, Field(max_length=40, description=_("다른 기관이면 그 짧은 이름 (허브 운영 기관만)"))
]
Email = Annotated[str, Field(min_length=3, max_length=254, description=_("계정의 전자우편 주소"))]
Role = Annotated[PartyRole, Field(description=_("맡길 일"))]


class Appointed(Result):
    """That an account has a role at a party, or has it no more."""

    party: Annotated[str, Field(description=_("기관의 짧은 이름"))]
    role: Annotated[Words, Field(description=_("맡은 일"))]
    holds: Annotated[bool, Field(description=_("지금 맡고 있는가"))]


@service.tool(
    title=_("우리 기관의 사람"),
    says=[
        "우리 기관에서 누가 무엇을 맡고 있어?",
        "기관 사람 목록",
        "list the people of my organisation",
        "who holds which role",
    ],
    examples=[{}],
    access="party",
    scope="manage",
)
def people(context: Context, party: OtherParty = "") -> Answer[Table]:
    """List the people of a party and what each may do for it."""
    meant = party_meant(context.caller, party)
    return Answer(
        result=Table(
            columns=[
                Column(name="name", label=_("이름")),
                Column(name="role", label=_("맡은 일")),
            ],
            rows=[
                [one.name, ROLES[role]]
                for one in parties.members(meant.id)
                for role in sorted(one.roles)
            ],
        )
    )


@service.tool(
    title=_("사람에게 일 맡기기"),
    says=[
        "이 계정을 담당자로 등록해 줘",
        "승인자를 정해 줘",
        "appoint somebody to a role",
        "make this account an officer",
    ],
    examples=[{"email": "somebody@example.invalid", "role": "officer"}],
    access="party",
    scope="manage",
    effect="write",
)
def appoint(
    email: Email, role: Role, context: Context, party: OtherParty = ""
) -> Answer[Appointed]:
    """Give an account a role at a party; nobody gives a role to themselves."""
    meant = party_meant(context.caller, party)
    only_people(context.caller)
    if role is PartyRole.REGULATOR:
        refuse_oversight(context.caller)

    def do() -> int:
        found = parties.appoint(meant.id, email, role)
        if found.account == context.caller.id and context.caller.party != HUB:
            raise NotAllowed(
                _("자기에게 일을 맡길 수는 없습니다. 기관의 다른 사람에게 부탁해 주세요.")
            )
        return found.account

    recorded(
        context.caller,
        "party.appointed",
        do,
        lambda account: {"party": meant.id, "account": account, "role": str(role)},
    )
    return Answer(result=Appointed(party=meant.id, role=ROLES[role], holds=True))


@service.tool(
    title=_("맡긴 일 거두기"),
    says=[
        "이 사람의 권한을 거둬 줘",
        "담당자에서 빼 줘",
        "take a role away",
        "dismiss somebody from a role",
    ],
    examples=[{"email": "somebody@example.invalid", "role": "officer"}],
    access="party",
    scope="manage",
    effect="write",
)
def dismiss(
    email: Email, role: Role, context: Context, party: OtherParty = ""
) -> Answer[Appointed]:
    """Take a role away from an account of a party, at once."""
    meant = party_meant(context.caller, party)
    only_people(context.caller)
    recorded(
        context.caller,
        "party.dismissed",
        lambda: parties.dismiss(meant.id, email, role),
        lambda was_held: {"party": meant.id, "role": str(role), "was_held": was_held},
    )
    return Answer(result=Appointed(party=meant.id, role=ROLES[role], holds=False))
