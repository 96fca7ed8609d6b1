"""The tools for the API keys of a party: two live at a time, so that one can be changed for another."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.store import LONGEST_DAYS, MOST_LIVE_KEYS
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.tool import Scope
from ieum.kernel.views import Column, Table
from ieum.services.exchange.acting import only_people, party_meant, refuse_oversight
from ieum.services.exchange.people_tools import OtherParty
from ieum.services.exchange.service import service
from ieum.services.exchange.store import end_oldest_key, recorded
from ieum.services.exchange.words import REGISTER, listed, moment

MOST_SCOPES = 20


class NewKey(Result):
    """A key that was made; it is shown this once."""

    party: Annotated[str, Field(description=_("기관의 짧은 이름"))]
    key: Annotated[str, Field(description=_("키: 다시 보여 주지 않으니 지금 안전한 곳에 두세요"))]
    client: Annotated[str, Field(description=_("/oauth/token에서 쓸 client_id (키가 비밀 값)"))]
    scopes: Annotated[str, Field(description=_("권한"))]


class EndedKey(Result):
    """That a key opens nothing any more."""

    party: Annotated[str, Field(description=_("기관의 짧은 이름"))]
    ended: Annotated[bool, Field(description=_("끝났는가"))]


@service.tool(
    title=_("우리 기관의 키"),
    says=[
        "우리 기관의 키를 보여 줘",
        "키가 언제 끝나?",
        "list the keys of my organisation",
        "when do our keys expire",
    ],
    examples=[{}],
    access="party",
    scope="manage",
)
def keys(context: Context, party: OtherParty = "") -> Answer[Table]:
    """List the API keys of a party: what each opens, until when, and when it was last used."""
    meant = party_meant(context.caller, party)
    return Answer(
        result=Table(
            columns=[
                Column(name="number", label=_("번호")),
                Column(name="name", label=_("키 이름")),
                Column(name="scopes", label=_("권한")),
                Column(name="made", label=_("만든 때")),
                Column(name="expires", label=_("끝나는 때")),
                Column(name="last_used", label=_("마지막으로 쓴 때")),
                Column(name="ended", label=_("끝낸 때")),
            ],
            rows=[
                [
                    one.id,
                    one.name,
                    listed(one.scopes),
                    moment(one.created_at),
                    moment(one.expires_at),
                    moment(one.last_used_at),
                    moment(one.revoked_at),
                ]
                for one in parties.keys(meant.id)
            ],
        ),
        sources=[REGISTER],
    )


@service.tool(
    title=_("기관 키 만들기"),
    says=[
        "기관 키를 만들어 줘",
        "프로그램이 쓸 새 키가 필요해",
        "make an API key for my organisation",
        "rotate our key",
    ],
    examples=[
        {"name": "stream", "scopes": ["scamcall:receive"], "days": 30, "replace_older": True}
    ],
    access="party",
    scope="manage",
    effect="write",
)
def make_key(
    name: Annotated[str, Field(min_length=1, max_length=100, description=_("키를 알아볼 이름"))],
    scopes: Annotated[
        list[Annotated[str, Field(max_length=60)]],
        Field(
            min_length=1,
            max_length=MOST_SCOPES,
            description=_("'서비스:권한'의 목록. 예: scamcall:submit, scamcall:receive"),
        ),
    ],
    context: Context,
    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS, description=_("며칠 쓸 키인가"))] = 90,
    replace_older: Annotated[
        bool, Field(description=_("키가 이미 둘이면 먼저 만든 것을 끝내고 만들기"))
    ] = False,
    party: OtherParty = "",
) -> Answer[NewKey]:
    """Make an API key for the programs of a party. It is shown once, and opens only what it names."""
    meant = party_meant(context.caller, party)
    only_people(context.caller)
    if any(scope.endswith(f":{Scope.OVERSEE}") for scope in scopes):
        refuse_oversight(context.caller)

    def do() -> tuple[str, int]:
        if replace_older:
            end_oldest_key(meant.id, MOST_LIVE_KEYS)
        key = parties.make_key(meant.id, name, scopes, days)
        number = max(one.id for one in parties.keys(meant.id))
        return key, number

    key, number = recorded(
        context.caller,
        "key.made",
        do,
        lambda made: {"party": meant.id, "key": made[1], "scopes": listed(set(scopes))},
    )
    return Answer(
        result=NewKey(
            party=meant.id, key=key, client=f"{meant.id}.{number}", scopes=listed(set(scopes))
        )
    )


@service.tool(
    title=_("키 끝내기"),
    says=[
        "기관 키를 끝내 줘",
        "새어 나간 키를 막아 줘",
        "end an API key",
        "revoke our key",
    ],
    examples=[{"number": 1}],
    access="party",
    scope="manage",
    effect="write",
)
def end_key(
    number: Annotated[int, Field(ge=1, le=2**62, description=_("키의 번호"))],
    context: Context,
    party: OtherParty = "",
) -> Answer[EndedKey]:
    """End an API key and its tokens at once; open streams end within seconds."""
    meant = party_meant(context.caller, party)
    recorded(
        context.caller,
        "key.ended",
        lambda: parties.end_key(meant.id, number),
        lambda _none: {"party": meant.id, "key": number},
    )
    return Answer(result=EndedKey(party=meant.id, ended=True))
