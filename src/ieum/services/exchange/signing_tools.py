"""The tools for the keys with which a party signs, and for its wish that its calls be signed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.parties.signing import store as signing
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Column, Table
from ieum.services.exchange.acting import only_people, party_meant
from ieum.services.exchange.key_tools import EndedKey
from ieum.services.exchange.people_tools import OtherParty
from ieum.services.exchange.service import service
from ieum.services.exchange.store import recorded
from ieum.services.exchange.words import moment

EXAMPLE_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


class SigningKeyAdded(Result):
    """A key by which the hub knows the signature of a party."""

    party: Annotated[str, Field(description=_("기관의 짧은 이름"))]
    id: Annotated[str, Field(description=_("서명 키의 번호: 서명에 keyid로 적을 것"))]


class Demand(Result):
    """Whether the calls of a party's programs must be signed."""

    party: Annotated[str, Field(description=_("기관의 짧은 이름"))]
    demanded: Annotated[bool, Field(description=_("서명이 없으면 받지 않는가"))]


@service.tool(
    title=_("서명 키 보기"),
    says=[
        "우리 기관의 서명 키를 보여 줘",
        "어떤 공개 키가 등록되어 있어?",
        "list our signing keys",
        "which public keys are registered",
    ],
    examples=[{}],
    access="party",
    scope="manage",
)
def signing_keys(context: Context, party: OtherParty = "") -> Answer[Table]:
    """List the public keys with which a party signs, those that have ended included."""
    meant = party_meant(context.caller, party)
    return Answer(
        result=Table(
            columns=[
                Column(name="id", label=_("서명 키")),
                Column(name="added", label=_("등록한 때")),
                Column(name="ended", label=_("끝낸 때")),
            ],
            rows=[
                [one.id, moment(one.added_at), moment(one.revoked_at)]
                for one in signing.signing_keys(meant.id)
            ],
        )
    )


@service.tool(
    title=_("서명 키 등록"),
    says=[
        "서명 키를 등록해 줘",
        "우리 공개 키를 올릴게",
        "add a signing key",
        "register our Ed25519 public key",
    ],
    examples=[{"public": EXAMPLE_KEY}],
    access="party",
    scope="manage",
    effect="write",
)
def add_signing_key(
    public: Annotated[
        str, Field(min_length=1, max_length=100, description=_("Ed25519 공개 키 32바이트, base64"))
    ],
    context: Context,
    party: OtherParty = "",
) -> Answer[SigningKeyAdded]:
    """Register a public key with which the programs of a party sign their requests (RFC 9421)."""
    meant = party_meant(context.caller, party)
    only_people(context.caller)
    key = recorded(
        context.caller,
        "signing-key.added",
        lambda: signing.add_signing_key(meant.id, public),
        lambda added: {"party": meant.id, "key": added.id},
    )
    return Answer(result=SigningKeyAdded(party=meant.id, id=key.id))


@service.tool(
    title=_("서명 키 끝내기"),
    says=[
        "서명 키를 끝내 줘",
        "개인 키가 새었어",
        "end a signing key",
        "our private key leaked",
    ],
    examples=[{"id": "hub.000000000000"}],
    access="party",
    scope="manage",
    effect="write",
)
def end_signing_key(
    id: Annotated[str, Field(min_length=1, max_length=60, description=_("서명 키의 번호"))],
    context: Context,
    party: OtherParty = "",
) -> Answer[EndedKey]:
    """End a signing key at once; what it signed before stays signed."""
    meant = party_meant(context.caller, party)
    recorded(
        context.caller,
        "signing-key.ended",
        lambda: signing.end_signing_key(meant.id, id),
        lambda _none: {"party": meant.id, "key": id},
    )
    return Answer(result=EndedKey(party=meant.id, ended=True))


@service.tool(
    title=_("서명을 요구하기"),
    says=[
        "우리 기관의 요청은 서명해야만 받아 줘",
        "서명 요구를 그만둘래",
        "demand that our calls be signed",
        "stop requiring signatures",
    ],
    examples=[{"demanded": False}],
    access="party",
    scope="manage",
    effect="write",
)
def demand_signatures(
    demanded: Annotated[bool, Field(description=_("서명이 없으면 받지 않기"))],
    context: Context,
    party: OtherParty = "",
) -> Answer[Demand]:
    """Let only signed requests of one's own programs pass; people at pages sign in as before."""
    meant = party_meant(context.caller, party)
    only_people(context.caller)
    recorded(
        context.caller,
        "signatures.demanded",
        lambda: signing.demand_signatures(meant.id, demanded),
        lambda _none: {"party": meant.id, "demanded": demanded},
    )
    return Answer(result=Demand(party=meant.id, demanded=demanded))
