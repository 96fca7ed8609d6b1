"""What the desk reads of signals and orders, and the notes that shifts leave."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from ieum.services.scamcall.desk.rows import ShiftNote
from ieum.services.scamcall.desk.sight import Sight
from ieum.services.scamcall.identifiers import sealing
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.rows import Subject
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.rows import Order as OrderRow
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.vocabulary import SignalType, SubjectKind

#: As many of the newest signals are looked at for one board.
MOST_LOOKED_AT = 2000
#: As many of the newest pairs of subjects make up campaigns, so far back.
MOST_PAIRS = 20_000
CAMPAIGNS_REACH_BACK = timedelta(days=14)
NOTES_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Transfer:
    """One step of a trail: money, or a call, from one subject to another.

    ``amount_won`` is None where nobody said it or it was not agreed to be told.
    """

    source: SubjectRecord
    target: SubjectRecord
    seen_at: datetime
    amount_won: int | None
    giver: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its readers see it."""

    at: datetime
    by: str
    order: str
    text: str


def recent(sight: Sight, since: datetime, now: datetime, most: int) -> list[SubjectRecord]:
    """The subjects of the newest signals that are seen, the newest first, each once."""
    found = _seen(sight, now).filter(received_at__gte=since).order_by("-id")
    numbers = dict.fromkeys(found.values_list("subject", flat=True)[:MOST_LOOKED_AT])
    wanted = list(numbers)[:most]
    by_number = Subject.objects.in_bulk(wanted)
    return [subjects.record(by_number[number]) for number in wanted]


def pairs(sight: Sight, now: datetime) -> list[tuple[int, int]]:
    """Subjects that signals name together, of those that are seen with their counterpart."""
    found = _seen(sight, now, "counterpart").filter(
        counterpart__isnull=False, seen_at__gte=now - CAMPAIGNS_REACH_BACK
    )
    return list(found.order_by("-id").values_list("subject", "counterpart")[:MOST_PAIRS])


def onward(sight: Sight, numbers: Collection[int], now: datetime, most: int) -> list[Transfer]:
    """The transfers out of some accounts that are seen, the newest first."""
    found = (
        _seen(sight, now, "counterpart")
        .filter(subject__in=numbers, counterpart__kind=str(SubjectKind.ACCOUNT))
        .select_related("subject", "counterpart")
    )
    return [
        Transfer(
            subjects.record(row.subject),
            subjects.record(row.counterpart),
            row.seen_at,
            row.amount_won if sight.sees(row.party, SignalType(row.type), "amount_won") else None,
            row.party,
        )
        for row in found.order_by("-seen_at")[:most]
    ]


def was_sent_by(party: str, subject: int) -> bool:
    """Whether a party itself has signalled a subject, and so knows which it is."""
    return Signal.objects.filter(party=party, subject=subject).exists()


def callers_telecoms(subject: SubjectRecord, since: datetime, now: datetime) -> set[str]:
    """The parties that say that the holder of a telephone is on a suspicious call since then."""
    found = Signal.objects.filter(
        subject=subject.id,
        holder=subject.holder,
        type=str(SignalType.SUSPICIOUS_CALL),
        seen_at__gte=since,
        is_trial=False,
        retracted_at=None,
        delete_at__gt=now,
    )
    return set(found.values_list("party", flat=True))


def open_of(numbers: Collection[int]) -> dict[int, list[Order]]:
    """The open orders of some subjects."""
    found: dict[int, list[Order]] = {}
    rows = OrderRow.objects.select_related("subject").filter(
        subject__in=numbers, state__in=[str(OrderState.PENDING), str(OrderState.LIVE)]
    )
    for row in rows.order_by("id"):
        found.setdefault(row.subject_id, []).append(orders.record(row))
    return found


def accounts(numbers: Collection[int]) -> dict[int, str]:
    """Of some subjects, those that are accounts, in their normal form, by number."""
    rows = Subject.objects.filter(pk__in=numbers, kind=str(SubjectKind.ACCOUNT))
    secret = subjects.secret()
    return {row.pk: sealing.unseal(secret, row.pseudonym, bytes(row.sealed)) for row in rows}


def to_approve(now: datetime, most: int) -> list[Order]:
    """Orders that wait for a second person, whoever asked for them, the first to lapse first.

    What a person did alone is in force already and waits all the same.
    """
    found = OrderRow.objects.select_related("subject").filter(
        Q(state=str(OrderState.PENDING))
        | Q(state=str(OrderState.LIVE), rule="", approver="", evidence__has_key="asked_hours"),
        expires_at__gt=now,
    )
    return [orders.record(row) for row in found.order_by("expires_at")[:most]]


def open_by(requester: str, most: int) -> list[Order]:
    """The open orders that people of a party asked for, the first to end first."""
    found = OrderRow.objects.select_related("subject").filter(
        state__in=[str(OrderState.PENDING), str(OrderState.LIVE)],
        requester__startswith=f"{requester} ",
    )
    return [orders.record(row) for row in found.order_by("expires_at")[:most]]


def note(party: str, by: str, order: str, text: str, now: datetime) -> None:
    """Leave a note for the next shift."""
    salt = secrets.token_hex(8)
    ShiftNote.objects.create(
        party=party,
        by=by[:100],
        at=now,
        order=order,
        sealed=salt.encode() + sealing.seal(subjects.secret(), _name(party, salt), text),
        delete_at=now + NOTES_KEPT,
    )


def notes(party: str, since: datetime, most: int) -> list[Note]:
    """The notes of a party since then, the newest first."""
    found = ShiftNote.objects.filter(party=party, at__gte=since).order_by("-at", "-id")
    return [_note(row) for row in found[:most]]


def forget_notes(now: datetime) -> int:
    """Delete the notes whose time is up; how many."""
    return ShiftNote.objects.filter(delete_at__lte=now).delete()[0]


def _note(row: ShiftNote) -> Note:
    kept = bytes(row.sealed)
    salt = kept[:16].decode()
    text = sealing.unseal(subjects.secret(), _name(row.party, salt), kept[16:])
    return Note(row.at, row.by, row.order, text)


def _name(party: str, salt: str) -> str:
    return f"shift note {party} {salt}"


def _seen(sight: Sight, now: datetime, name: str = "") -> QuerySet[Signal]:
    found = Signal.objects.filter(is_trial=False, retracted_at=None, delete_at__gt=now)
    if sight.sees_all:
        return found
    allowed = Q(party=sight.party)
    for giver, type in sight.fields:
        if sight.sees(giver, type, name):
            allowed |= Q(party=giver, type=str(type))
    return found.filter(allowed)
