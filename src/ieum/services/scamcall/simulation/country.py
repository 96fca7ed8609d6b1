"""Who takes part in the simulated country, and its numbers and accounts, which nobody can have.

Telephone numbers lie in the North American example exchange (``+1202555…``) and accounts at a bank
code that no bank has (``999``). Every organisation says by its name that it is a sample.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from ieum.exchange.parties.values import PartyKind

#: What the ids of the simulated country's organisations begin with; no other organisation's does.
PREFIX = "sample-"
#: The organisations of one group. Some people in it report innocent accounts (통장묶기).
COLLUDING = "sample-group"
_TELECOMS = (
    ("가온텔레콤", "Gaon Telecom"),
    ("나래통신", "Narae Mobile"),
    ("다온모바일", "Daon Mobile"),
)
_HANDSETS = (("한빛전자", "Hanbit Electronics"), ("새론단말", "Saeron Devices"))
_BANKS = 20
#: The code of all their accounts, which no bank has.
BANK_CODE = "999"
_OFFICES = (
    ("police", PartyKind.POLICE, "한울경찰청", "Hanul Police"),
    ("watchdog", PartyKind.AGENCY, "한울금융감독원", "Hanul Financial Watchdog"),
    ("internet", PartyKind.AGENCY, "한울인터넷진흥원", "Hanul Internet Agency"),
)
_OFFICIAL_NUMBERS = 20
_CITIZENS_FROM, _GANGS_FROM, _NUMBERS = 100, 6000, 10_000


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of the simulated country."""

    id: str
    name: str
    name_en: str
    kind: PartyKind
    group: str = ""


def members() -> tuple[Member, ...]:
    """All organisations: three telecoms, two makers of handsets, twenty banks, three offices.

    The last telecom and the last two banks are one group.
    """
    found = []
    for number, (korean, english) in enumerate(_TELECOMS, 1):
        group = COLLUDING if number == len(_TELECOMS) else ""
        found.append(_member(f"telecom-{number}", korean, english, PartyKind.TELECOM, group))
    for number, (korean, english) in enumerate(_HANDSETS, 1):
        found.append(_member(f"handset-{number}", korean, english, PartyKind.HANDSET))
    for number in range(1, _BANKS + 1):
        group = COLLUDING if number > _BANKS - 2 else ""
        names = f"두레은행 {number}", f"Dure Bank {number}"
        found.append(_member(f"bank-{number:02}", *names, PartyKind.BANK, group))
    found += [_member(id, korean, english, kind) for id, kind, korean, english in _OFFICES]
    return tuple(found)


def _member(id: str, korean: str, english: str, kind: PartyKind, group: str = "") -> Member:
    return Member(f"{PREFIX}{id}", f"{korean} (견본)", f"{english} (sample)", kind, group)


def official_numbers() -> list[str]:
    """The main numbers of the country's offices and banks, which are never acted on."""
    return [_number(number) for number in range(_OFFICIAL_NUMBERS)]


def citizen_number(chance: random.Random) -> str:
    """The number of somebody who does no wrong."""
    return _number(chance.randrange(_CITIZENS_FROM, _GANGS_FROM))


def gang_number(chance: random.Random) -> str:
    """A number that gangs can rent; when one gives it up, somebody else gets it."""
    return _number(chance.randrange(_GANGS_FROM, _NUMBERS))


def account(chance: random.Random) -> str:
    """An account that does not exist, at a bank that does not exist."""
    return f"{BANK_CODE}:{chance.randrange(10**9, 10**10)}"


def _number(number: int) -> str:
    return f"+1202555{number:04}"
