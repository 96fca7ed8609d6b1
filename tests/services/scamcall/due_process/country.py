"""A small country for the tests: parties, rules that are let, a blocked number, a frozen account."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Purpose
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind, PartyState
from ieum.services.scamcall import responding
from ieum.services.scamcall.desk import acting
from ieum.services.scamcall.desk.acting import FreezeGround
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.vocabulary import Action, CallerId, SignalType, SubjectKind

#: A number that nobody can have (North American example range), and an account of no bank.
NUMBER = "+12025550123"
BANK_CODE = "999"
ACCOUNT = f"{BANK_CODE}:0000000"
RULES = ("phone-alert", "phone-block", "path-block", "account-alert", "account-freeze")


def let_rules(*rules: str) -> None:
    for rule in rules or RULES:
        judgements.let(rule, Let(Stage.FULL), "account:1", "test")


def member(
    id: str, kind: PartyKind, *, codes: Collection[str] = (BANK_CODE,), **given: str
) -> Party:
    """A party that takes part; a bank holds ``ACCOUNT`` unless said otherwise."""
    return parties.add_party(
        id,
        f"{id} 이름",
        kind,
        state=PartyState.LIVE,
        institution_codes=codes if kind is PartyKind.BANK else (),
        **given,
    )


def subscribe(*takers: str) -> None:
    """Let parties take orders of the hub."""
    now = timezone.now()
    parties.party(HUB)
    offer = agreements.make_offer(
        HUB,
        orders.KIND,
        Purpose.PREVENTION,
        ["pseudonym", "action", "state", "expires_at", "kept_won"],
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=300),
        retention_days=365,
        basis="통신사기피해환급법 제13조의4",
    )
    for taker in takers:
        agreements.accept(offer.id, taker)


def signal(
    party: Party,
    event: str,
    now: datetime,
    identifier: str = NUMBER,
    caller_id: CallerId = CallerId.UNVERIFIED,
) -> None:
    is_account = ":" in identifier
    responding.receive(
        party,
        [
            Sighting(
                event_id=event,
                type=SignalType.COLLECTION_ACCOUNT if is_account else SignalType.NUMBER_REPORT,
                kind=SubjectKind.ACCOUNT if is_account else SubjectKind.PHONE,
                identifier=identifier,
                seen_at=now,
                confidence=100,
                caller_id=caller_id,
            )
        ],
        now,
    )


def open_orders(identifier: str = NUMBER) -> dict[Action, Order]:
    kind = SubjectKind.ACCOUNT if ":" in identifier else SubjectKind.PHONE
    subject = subjects.find(kind, identifier)
    return {order.action: order for order in orders.open_orders(subject.id)} if subject else {}


def frozen(bank: Party, now: datetime, account: str = ACCOUNT) -> Order:
    """A freeze for thirty days, as an officer of a bank asks for it and an investigator approves it."""
    asked = acting.freeze(bank, "account:7", account, FreezeGround.VICTIM, "FDS-1", 720, now)
    return orders.approve(asked.reference, "city-police account:8", now + timedelta(days=30), now)
