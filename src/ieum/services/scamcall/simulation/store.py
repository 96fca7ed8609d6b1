"""The simulated country in rows: begun anew, gone on with, and told apart from a real one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Purpose
from ieum.exchange.events import store as outbox
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind, PartyState
from ieum.services.scamcall.identifiers.rows import Subject
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.allow_list import AllowedHolder, Wish
from ieum.services.scamcall.judgement.rows import TrackRecordRow
from ieum.services.scamcall.judgement.rules import Let, Stage, all_rules
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.simulation.country import (
    BANK_CODE,
    PREFIX,
    members,
    official_numbers,
)
from ieum.services.scamcall.simulation.rows import SimulatedCountry
from ieum.services.scamcall.vocabulary import SignalType, SubjectKind

#: Who did what the simulation did, in the records.
BY = "simulation"
#: A process that lets the country go on holds it for so long.
LEASE = timedelta(seconds=30)
_FIELDS = [
    "pseudonym",
    "subject_kind",
    "action",
    "state",
    "reference",
    "basis",
    "confidence",
    "scope",
    "starts_at",
    "expires_at",
    "appeal",
    "kept_won",
]
#: What banks and the police tell banks of accounts where stolen money gathers, and where it went on to.
_MONEY_FIELDS = [
    *("pseudonym", "type", "seen_at", "confidence", "manoeuvre", "amount_won", "counterpart"),
]


def is_real() -> bool:
    """Whether this hub has organisations or signals of a real country."""
    if any(one.id != HUB and not one.id.startswith(PREFIX) for one in parties.parties()):
        return True
    if is_simulated():
        # What visitors of a simulated country report is a sample too.
        return False
    return bool(Signal.objects.exclude(party__startswith=PREFIX).exists())


def is_simulated() -> bool:
    """Whether everything on this hub is a sample."""
    return bool(SimulatedCountry.objects.exists())


def begin(
    seed: int, days: int, starts_at: datetime, lives_until: datetime, signals_a_minute: int
) -> dict[str, Party]:
    """Begin a country anew; its organisations by id.

    What an earlier one left is forgotten but for the ledger, from which nothing is ever taken.
    """
    with transaction.atomic():
        SimulatedCountry.objects.all().delete()
        Subject.objects.all().delete()
        TrackRecordRow.objects.all().delete()
        outbox.begin_anew()
        SimulatedCountry.objects.create(
            seed=seed, days=days, lives_until=lives_until, signals_a_minute=signals_a_minute
        )
        found = _parties()
        _subscribe(found, starts_at)
        for number in official_numbers():
            judgements.allow(_official(number, starts_at), BY)
        for rule in sorted({rule.id for rule in all_rules()}):
            let_fully(rule)
    return found


def _official(number: str, starts_at: datetime) -> Wish:
    holder, who = AllowedHolder.AGENCY, "대표 번호 (견본)"
    return Wish(SubjectKind.PHONE, number, False, holder, who, "견본", starts_at)


def let_fully(rule: str) -> None:
    """Let a rule act; on a real hub the operator lets it on step by step."""
    judgements.let(rule, Let(Stage.FULL), BY, "sample")


def stopped_rules() -> set[str]:
    """The rules that fell back to alerts by themselves, because too many objected rightly."""
    return {rule for rule, how_far in judgements.lets().items() if how_far.stage is Stage.ALERT}


def _parties() -> dict[str, Party]:
    known = {one.id for one in parties.parties()}
    for member in members():
        if member.id not in known:
            parties.add_party(
                member.id,
                member.name,
                member.kind,
                name_en=member.name_en,
                night_contact="(견본)",
                group=member.group,
                state=PartyState.LIVE,
            )
        if member.kind is PartyKind.BANK:
            parties.set_institution_codes(member.id, [BANK_CODE])
    return known_members()


def known_members() -> dict[str, Party]:
    """The organisations of the country that was begun, by id."""
    return {member.id: parties.party(member.id) for member in members()}


def _subscribe(found: dict[str, Party], starts_at: datetime) -> None:
    """Let all take orders, banks ask telecoms who is on a suspicious call, and banks follow the money."""
    parties.party(HUB)
    _offer(HUB, orders.KIND, _FIELDS, list(found.values()), starts_at)
    banks = [one for one in found.values() if one.kind is PartyKind.BANK]
    call = SignalType.SUSPICIOUS_CALL.kind
    for party in found.values():
        if party.kind is PartyKind.TELECOM:
            _offer(party.id, call, ["pseudonym", "type", "seen_at"], banks, starts_at)
        if party.kind in (PartyKind.BANK, PartyKind.POLICE):
            collected = SignalType.COLLECTION_ACCOUNT.kind
            _offer(party.id, collected, _MONEY_FIELDS, banks, starts_at)


def _offer(
    giver: str, kind: str, fields: list[str], takers: list[Party], starts_at: datetime
) -> None:
    agreed = agreements.agreements(giver=giver)
    taking = {one.taker for one in agreed if one.offer.kind == kind and one.ended_at is None}
    missing = [party.id for party in takers if party.id not in taking | {giver}]
    if not missing:
        return
    offer = agreements.make_offer(
        giver,
        kind,
        Purpose.PREVENTION,
        fields,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=365),
        retention_days=365,
        basis="통신사기피해환급법 제13조의4 (견본)",
        by=BY,
    )
    for taker in missing:
        agreements.accept(offer.id, taker, BY)


def take_lease(now: datetime) -> tuple[int, int] | None:
    """Hold the country that is to go on, for a while; its number and its signals a minute.

    None where there is none, or another process holds it.
    """
    taken = (
        SimulatedCountry.objects.filter(lives_until__gt=now)
        .filter(models.Q(lease_until=None) | models.Q(lease_until__lte=now))
        .update(lease_until=now + LEASE)
    )
    row = SimulatedCountry.objects.first() if taken else None
    return (row.pk, row.signals_a_minute) if row else None


def keep_lease(country: int, now: datetime) -> bool:
    """Hold it on; False where it is over, or was begun anew."""
    found = SimulatedCountry.objects.filter(pk=country, lives_until__gt=now)
    return bool(found.update(lease_until=now + LEASE))


def give_lease_back(country: int) -> None:
    """Let another process have it."""
    SimulatedCountry.objects.filter(pk=country).update(lease_until=None)
