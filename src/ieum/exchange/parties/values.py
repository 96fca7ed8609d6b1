"""Parties of the exchange: organisations that share, what their people do, and what a key opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ieum.kernel.tool import Scope

#: A party's name in addresses, keys and records: short, and never reused.
PARTY_ID = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")

#: The common code of a financial institution (금융기관 공동코드), with which its account numbers are told
#: apart: ``088``. Institutions of one kind, such as savings banks, may share one.
INSTITUTION_CODE = re.compile(r"[0-9]{3}")


#: The organisation that runs the hub is a party too: commands on its machine act for it, and so do
#: administrators who belong to no other. It is there from the first start.
HUB = "hub"


class PartyKind(StrEnum):
    """What sort of organisation it is. Support is counted by kind too: two banks see the same money."""

    TELECOM = "telecom"
    HANDSET = "handset"
    BANK = "bank"
    AGENCY = "agency"
    POLICE = "police"
    PLATFORM = "platform"
    RESEARCH = "research"
    COMPANY = "company"


class PartyState(StrEnum):
    """How far a party takes part."""

    #: Everything works for it, and nothing it sends reaches or moves anybody else.
    TRIAL = "trial"
    LIVE = "live"
    #: Its keys open nothing and its people may only look at their own records.
    SUSPENDED = "suspended"


class PartyRole(StrEnum):
    """What a person does for a party."""

    OFFICER = "officer"
    APPROVER = "approver"
    CLERK = "clerk"
    ENGINEER = "engineer"
    REGULATOR = "regulator"


#: What each role may do, at every service. An approver can work a case as well, yet nobody approves
#: what they requested themselves; that is for the service to see to.
SCOPES_OF_ROLE: dict[PartyRole, frozenset[Scope]] = {
    PartyRole.OFFICER: frozenset({Scope.SUBMIT, Scope.RECEIVE, Scope.ASK, Scope.DECIDE}),
    PartyRole.APPROVER: frozenset({Scope.RECEIVE, Scope.ASK, Scope.DECIDE, Scope.APPROVE}),
    PartyRole.CLERK: frozenset({Scope.ASSIST}),
    PartyRole.ENGINEER: frozenset({Scope.RECEIVE, Scope.MANAGE}),
    PartyRole.REGULATOR: frozenset({Scope.OVERSEE}),
}

#: What those who run the hub may do, for its own party.
ALL_SCOPES = frozenset(f"*:{scope}" for scope in Scope)

#: What no key may hold: a person with a name must approve.
ONLY_PEOPLE = frozenset({Scope.APPROVE})


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that takes part, as the exchange knows it.

    ``group``: the family of organisations it belongs to, such as a financial group; parties of one group
    are not independent of each other. ``night_contact`` says in words where its night desk is reached; it is shown to other parties.
    ``institution_codes``: the codes of the accounts that a bank holds, each three digits.
    """

    id: str
    name: str
    name_en: str
    kind: PartyKind
    state: PartyState
    night_contact: str = ""
    group: str = ""
    demands_signatures: bool = False
    institution_codes: frozenset[str] = frozenset()

    @property
    def independent(self) -> str:
        """What counts as one when it matters how many independent organisations say something."""
        return self.group or self.id

    def named(self, language: str) -> str:
        """The name for a reader of this language."""
        return self.name_en if language == "en" and self.name_en else self.name

    @property
    def is_live(self) -> bool:
        """Whether what it sends counts for others."""
        return self.state is PartyState.LIVE


@dataclass(frozen=True, slots=True)
class KeyOfParty:
    """An API key of a party as it can be shown: never the key, only what it opens and until when."""

    id: int
    party: str
    name: str
    scopes: frozenset[str]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    def is_live(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and self.expires_at > now


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public Ed25519 key with which a party signs (RFC 8032): 32 raw bytes, and its key id."""

    id: str
    party: str
    public: bytes
    added_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Member:
    """An account that acts for a party, and in which roles."""

    account: int
    name: str
    party: str
    roles: frozenset[PartyRole]

    @property
    def scopes(self) -> frozenset[str]:
        """What the roles allow, each ``*:scope``: a role is the same at every service."""
        return scopes_of(self.roles)


def scopes_of(roles: frozenset[PartyRole]) -> frozenset[str]:
    """The scopes of some roles together, each ``*:scope``."""
    return frozenset(f"*:{scope}" for role in roles for scope in SCOPES_OF_ROLE[role])
