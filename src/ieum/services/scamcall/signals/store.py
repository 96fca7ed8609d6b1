"""Signals taken in once, however often they are sent, and found for judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from ieum.exchange import many_rows
from ieum.exchange.events import store as outbox
from ieum.exchange.many_rows import Row
from ieum.exchange.parties.values import Party, PartyKind
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.pseudonyms import epoch_of
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.signals.values import Sighting, SignalRecord
from ieum.services.scamcall.vocabulary import CallerId, Manoeuvre, SignalType, SubjectKind

#: How long signals are kept that nothing was done about; an agreement may say less.
RETENTION = timedelta(days=365)
#: As many of a subject's newest signals are looked at: more of one organisation say nothing more.
MOST_JUDGED = 200
_OF_RECORD = (
    *("id", "subject_id", "holder", "party", "party_kind", "organisation", "type", "seen_at"),
    *("received_at", "confidence", "manoeuvre", "caller_id", "counterpart_id"),
)

#: A signal and the party that sent it.
Sent = tuple[Party, Sighting]


@dataclass(frozen=True, slots=True)
class Took:
    """What was taken in: numbers by party and event id, and the subjects by identifier, locked.

    ``revisions``: under which revision of its subject others are told of a signal, for those of which
    they are.
    """

    taken: Mapping[tuple[str, str], int]
    before: Mapping[tuple[str, str], int]
    subjects: Mapping[tuple[SubjectKind, str], SubjectRecord]
    revisions: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A signal that its party has taken back.

    ``event``: the kind, revision and time by which others were told of it under ``pseudonym``; None
    where nobody was. ``others_stand``: whether other signals of the party and type speak of the subject.
    """

    subject: int
    event: tuple[SignalType, int, datetime] | None = None
    pseudonym: str = ""
    seen_at: datetime | None = None
    others_stand: bool = False


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
        revisions = _revisions(fresh, known)
        rows = [
            _row(party, one, known, revisions.get(key), now) for key, (party, one) in fresh.items()
        ]
        numbers = many_rows.insert(Signal, rows, returning="id")
    return Took(dict(zip(fresh, numbers, strict=True)), before, known, revisions)


def _revisions(
    fresh: Mapping[tuple[str, str], Sent],
    known: Mapping[tuple[SubjectKind, str], SubjectRecord],
) -> dict[tuple[str, str], int]:
    """A revision of its subject for each signal that others are told of."""
    told = {
        key: known[one.kind, one.identifier].id
        for key, (party, one) in fresh.items()
        if party.is_live
    }
    following = subjects.next_revisions(told.values()) if told else {}
    found = {}
    for key, subject in told.items():
        found[key] = following[subject]
        following[subject] += 1
    return found


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
    revision: int | None,
    now: datetime,
) -> Row:
    subject = known[one.kind, one.identifier]
    other = one.counterpart_kind and known[one.counterpart_kind, one.counterpart]
    return {
        "party": party.id,
        "party_kind": str(party.kind),
        "organisation": party.independent,
        "event_id": one.event_id,
        "type": str(one.type),
        "subject_id": subject.id,
        "holder": _holder_then(subject, one),
        "counterpart_id": other.id if other else None,
        "seen_at": one.seen_at,
        "received_at": now,
        "revision": revision,
        "epoch": None if revision is None else epoch_of(subject.pseudonym),
        "confidence": one.confidence,
        "manoeuvre": str(one.manoeuvre),
        "caller_id": str(one.caller_id),
        "amount_won": one.amount_won,
        "case": one.case,
        "is_trial": not party.is_live,
        "delete_at": now + RETENTION,
    }


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
    for row in rows.values_list(*_OF_RECORD):
        some = found[row[1]]
        if len(some) < MOST_JUDGED:
            some.append(_record(row))
    return found


def delete_due(now: datetime, most: int = 5000) -> tuple[list[int], set[int]]:
    """Delete signals that must be gone, at most so many.

    Gives their numbers, the lowest first, and those of the subjects of which they spoke.
    """
    due = Signal.objects.filter(delete_at__lte=now).order_by("id")
    with transaction.atomic():
        found = list(
            due.select_for_update(skip_locked=True).values_list("id", "subject", "counterpart")[
                :most
            ]
        )
        numbers = [number for number, _subject, _counterpart in found]
        Signal.objects.filter(pk__in=numbers).delete()
    spoke_of = {one for _number, *both in found for one in both if one is not None}
    return numbers, spoke_of


def retract(wanted: Sequence[tuple[str, str]], now: datetime) -> list[TakenBack | None]:
    """Take back signals, each by its party and event id; None where the party never sent such a one.

    Of what they said, nothing is kept but that they were about their subjects. Taken back again, a
    signal is told of to nobody.
    """
    with transaction.atomic():
        found = {
            (row.party, row.event_id): row
            for row in Signal.objects.select_for_update()
            .filter(
                party__in={party for party, _event in wanted},
                event_id__in={event for _party, event in wanted},
            )
            .order_by("id")
        }
        fresh = {
            key: found[key]
            for key in dict.fromkeys(wanted)
            if key in found and found[key].retracted_at is None
        }
        if fresh:
            # Whoever takes in another signal of a subject waits until these are gone.
            subjects.locked(row.subject_id for row in fresh.values())
            _empty([row.pk for row in fresh.values()], now)
        told = {key: row for key, row in fresh.items() if row.revision is not None}
        others = _standing(told.values())
        names = subjects.pseudonyms_under(
            {(row.epoch, row.subject_id) for row in told.values() if row.epoch is not None}
        )
        taken_back: list[TakenBack | None] = []
        for key in wanted:
            row = found.get(key)
            if row is None:
                taken_back.append(None)
            elif (event := told.pop(key, None)) is None:
                taken_back.append(TakenBack(row.subject_id))
            else:
                taken_back.append(_taken_back(event, names, others))
    return taken_back


def _empty(numbers: Collection[int], now: datetime) -> None:
    """Keep of some signals nothing but that they were about their subjects."""
    Signal.objects.filter(pk__in=numbers).update(
        retracted_at=now,
        counterpart=None,
        amount_won=None,
        case="",
        confidence=0,
        manoeuvre=str(Manoeuvre.UNKNOWN),
        caller_id=str(CallerId.UNVERIFIED),
    )


def _standing(taken_back: Collection[Signal]) -> set[tuple[str, str, int]]:
    """Party, type and subject of the signals that still stand and others were told of."""
    if not taken_back:
        return set()
    found = Signal.objects.filter(
        party__in={row.party for row in taken_back},
        subject__in={row.subject_id for row in taken_back},
        retracted_at=None,
        revision__isnull=False,
    )
    return set(found.values_list("party", "type", "subject").distinct())


def _taken_back(
    row: Signal, names: Mapping[tuple[int, int], str], others: Collection[tuple[str, str, int]]
) -> TakenBack:
    assert row.revision is not None
    assert row.epoch is not None
    return TakenBack(
        row.subject_id,
        (SignalType(row.type), row.revision, row.received_at),
        names[row.epoch, row.subject_id],
        row.seen_at,
        (row.party, row.type, row.subject_id) in others,
    )


def withdraw_retracted(before: datetime, most: int = 1000) -> int:
    """Let no event tell any more what signals said that were taken back before a time; how many.

    At most so many, in one transaction.
    """
    with transaction.atomic():
        found = list(
            Signal.objects.select_for_update(skip_locked=True)
            .filter(retracted_at__lte=before, retracted_at__isnull=False, revision__isnull=False)
            .order_by("retracted_at")[:most]
        )
        names = subjects.pseudonyms_under(
            {(row.epoch, row.subject_id) for row in found if row.epoch is not None}
        )
        for row in found:
            assert row.revision is not None
            assert row.epoch is not None
            outbox.withdraw(names[row.epoch, row.subject_id], row.revision, row.received_at)
        Signal.objects.filter(pk__in=[row.pk for row in found]).update(revision=None, epoch=None)
    return len(found)


def _record(fields: Sequence[Any]) -> SignalRecord:
    number, subject, holder, party, kind, organisation, what, seen, received, sure, *rest = fields
    manoeuvre, caller_id, counterpart = rest
    return SignalRecord(
        id=number,
        subject=subject,
        holder=holder,
        party=party,
        party_kind=PartyKind(kind),
        organisation=organisation,
        type=SignalType(what),
        seen_at=seen,
        received_at=received,
        confidence=sure,
        manoeuvre=Manoeuvre(manoeuvre),
        caller_id=CallerId(caller_id),
        counterpart=counterpart,
    )
