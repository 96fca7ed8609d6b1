"""Signals taken in once, however often they are sent, and found for judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from ieum.exchange.parties.values import Party, PartyKind
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.signals.values import Sighting, SignalRecord
from ieum.services.scamcall.vocabulary import CallerId, Manoeuvre, SignalType, SubjectKind

#: How long signals are kept that nothing was done about; an agreement may say less.
RETENTION = timedelta(days=365)
#: As many of a subject's newest signals are looked at: more of one organisation say nothing more.
MOST_JUDGED = 200

#: A signal and the party that sent it.
Sent = tuple[Party, Sighting]


@dataclass(frozen=True, slots=True)
class Took:
    """What was taken in: numbers by party and event id, and the subjects by identifier, locked."""

    taken: Mapping[tuple[str, str], int]
    before: Mapping[tuple[str, str], int]
    subjects: Mapping[tuple[SubjectKind, str], SubjectRecord]


#: One transaction for what must happen together or not at all.
at_once = transaction.atomic


def is_in_transaction() -> bool:
    """Whether this thread is within a transaction, which no other thread can take part in."""
    return bool(connection.in_atomic_block)


def take(sent: Sequence[Sent], now: datetime) -> Took:
    """Keep signals of some parties, each event id of a party among them once.

    Their subjects are locked first, so that the same signal sent twice at once finds the other there.
    """
    with transaction.atomic():
        pairs = [(one.kind, one.identifier) for _party, one in sent]
        pairs += [
            (one.counterpart_kind, one.counterpart)
            for _party, one in sent
            if one.counterpart_kind is not None
        ]
        known = subjects.found_or_made(pairs, now)
        before = _numbers(sent)
        fresh = {
            (party.id, one.event_id): (party, one)
            for party, one in sent
            if (party.id, one.event_id) not in before
        }
        rows = [_row(party, one, known, now) for party, one in fresh.values()]
        made = Signal.objects.bulk_create(rows)
    taken = {(row.party, row.event_id): row.pk for row in made}
    return Took(taken, before, known)


def _numbers(sent: Sequence[Sent]) -> dict[tuple[str, str], int]:
    """The numbers of those that are kept already, by party and event id."""
    wanted = {(party.id, one.event_id) for party, one in sent}
    rows = Signal.objects.filter(
        party__in={party for party, _event in wanted},
        event_id__in={event for _party, event in wanted},
    )
    return {
        (party, event): number
        for party, event, number in rows.values_list("party", "event_id", "id")
        if (party, event) in wanted
    }


def _row(
    party: Party,
    one: Sighting,
    known: Mapping[tuple[SubjectKind, str], SubjectRecord],
    now: datetime,
) -> Signal:
    subject = known[one.kind, one.identifier]
    other = one.counterpart_kind and known[one.counterpart_kind, one.counterpart]
    return Signal(
        party=party.id,
        party_kind=str(party.kind),
        organisation=party.independent,
        event_id=one.event_id,
        type=str(one.type),
        subject_id=subject.id,
        holder=_holder_then(subject, one),
        counterpart_id=other.id if other else None,
        seen_at=one.seen_at,
        received_at=now,
        confidence=one.confidence,
        manoeuvre=str(one.manoeuvre),
        caller_id=str(one.caller_id),
        amount_won=one.amount_won,
        case=one.case,
        is_trial=not party.is_live,
        delete_at=now + RETENTION,
    )


def _holder_then(subject: SubjectRecord, one: Sighting) -> int:
    """Whose the number was when it was seen: what comes late speaks of the holder before."""
    is_late = subject.holder_since is not None and one.seen_at < subject.holder_since
    return subject.holder - 1 if is_late else subject.holder


def signals_of(subject_ids: Collection[int], now: datetime) -> dict[int, list[SignalRecord]]:
    """The newest signals of some subjects that count for others, by subject."""
    found: dict[int, list[SignalRecord]] = defaultdict(list)
    rows = Signal.objects.filter(
        subject__in=subject_ids, is_trial=False, retracted_at=None, delete_at__gt=now
    ).order_by("subject", "-seen_at")
    for row in rows:
        if len(found[row.subject_id]) < MOST_JUDGED:
            found[row.subject_id].append(_record(row))
    return found


def delete_due(now: datetime, most: int = 5000) -> list[int]:
    """Delete signals that must be gone, at most so many; their numbers, the lowest first."""
    found = Signal.objects.filter(delete_at__lte=now).order_by("id")
    with transaction.atomic():
        numbers = list(
            found.select_for_update(skip_locked=True).values_list("id", flat=True)[:most]
        )
        Signal.objects.filter(pk__in=numbers).delete()
    return numbers


def retract(party: str, event_id: str, now: datetime) -> int | None:
    """Take a party's signal back; its subject's number, or None where it never sent one so numbered."""
    row = Signal.objects.filter(party=party, event_id=event_id).first()
    if row is None:
        return None
    if row.retracted_at is None:
        row.retracted_at = now
        row.save(update_fields=["retracted_at"])
    return row.subject_id


def _record(row: Signal) -> SignalRecord:
    return SignalRecord(
        id=row.pk,
        subject=row.subject_id,
        holder=row.holder,
        party=row.party,
        party_kind=PartyKind(row.party_kind),
        organisation=row.organisation,
        type=SignalType(row.type),
        seen_at=row.seen_at,
        received_at=row.received_at,
        confidence=row.confidence,
        manoeuvre=Manoeuvre(row.manoeuvre),
        caller_id=CallerId(row.caller_id),
        counterpart=row.counterpart_id,
        retracted_at=row.retracted_at,
    )
