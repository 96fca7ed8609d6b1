"""Subjects found or made by their identifiers, and the epochs of pseudonyms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from ieum.services.scamcall.identifiers import sealing
from ieum.services.scamcall.identifiers.pseudonyms import EpochKey, epoch_of, pseudonym
from ieum.services.scamcall.identifiers.rows import ERASED, KeyHolder, PseudonymEpoch, Subject
from ieum.services.scamcall.vocabulary import SubjectKind

#: Two epochs live side by side for this long, so that lists under the old key can still be matched.
OVERLAP = timedelta(days=14)
#: How exactly it is known when a subject was last seen; a write for every signal would cost too much.
SEEN_KNOWN_TO = timedelta(hours=1)
_OF_RECORD = ("id", "kind", "pseudonym", "holder", "holder_since", "revision")


@dataclass(frozen=True, slots=True)
class SubjectRecord:
    """A subject as the rest of the service knows it."""

    id: int
    kind: SubjectKind
    pseudonym: str
    holder: int
    holder_since: datetime | None
    revision: int


def secret() -> bytes:
    """The hub's secret for subjects."""
    return bytes.fromhex(settings.SUBJECT_SECRET())


def epochs(now: datetime | None = None) -> list[int]:
    """The epochs whose pseudonyms are matched now, the newest first; the first begins by itself."""
    now = now or timezone.now()
    found = [
        row.epoch
        for row in PseudonymEpoch.objects.order_by("-epoch")
        if row.ends_at is None or row.ends_at > now
    ]
    if not found:
        PseudonymEpoch.objects.get_or_create(epoch=1, defaults={"starts_at": now})
        found = [1]
    return found


def keys() -> list[EpochKey]:
    """The keys of the live epochs, the newest first."""
    master = secret()
    return [sealing.epoch_key(master, epoch) for epoch in epochs()]


def find(kind: SubjectKind, identifier: str) -> SubjectRecord | None:
    """The subject of an identifier in its normal form, if any signal ever spoke of it."""
    names = [pseudonym(key, kind, identifier) for key in keys()]
    row = Subject.objects.filter(pseudonym__in=names).first()
    return record(row) if row else None


def by_pseudonym(name: str) -> SubjectRecord | None:
    """The subject of a pseudonym under a live epoch."""
    if epoch_of(name) not in epochs():
        return None
    row = Subject.objects.filter(pseudonym=name).first()
    return record(row) if row else None


def by_numbers(subjects: Collection[int]) -> dict[int, SubjectRecord]:
    """The subjects of numbers that are known to be some, by number."""
    return {number: record(row) for number, row in Subject.objects.in_bulk(subjects).items()}


def found_or_made(
    wanted: Iterable[tuple[SubjectKind, str]], now: datetime
) -> Mapping[tuple[SubjectKind, str], SubjectRecord]:
    """Subjects of identifiers in normal form, locked until the transaction ends.

    They are locked in the order of their numbers, so that two batches never wait for each other.
    """
    live = keys()
    master = secret()
    names = {pair: [pseudonym(key, *pair) for key in live] for pair in set(wanted)}
    every = [name for some in names.values() for name in some]
    with transaction.atomic(savepoint=False):
        found = _locked_by_name(every, now)
        fresh = [
            Subject(
                kind=str(kind),
                pseudonym=some[0],
                epoch=live[0].epoch,
                sealed=sealing.seal(master, some[0], identifier),
                last_seen_at=now,
            )
            for (kind, identifier), some in sorted(names.items(), key=lambda item: item[1])
            if found.keys().isdisjoint(some)
        ]
        if fresh:
            Subject.objects.bulk_create(fresh, ignore_conflicts=True)
            found |= _locked_by_name([row.pseudonym for row in fresh], now)
        if any(found.keys().isdisjoint(some) for some in names.values()):
            # One that another process had just made was erased between the two looks.
            return found_or_made(names, now)
    return {
        pair: next(found[name] for name in some if name in found) for pair, some in names.items()
    }


def _locked_by_name(names: Collection[str], now: datetime) -> dict[str, SubjectRecord]:
    """Those of some pseudonyms that there are, locked, and noted as seen now."""
    rows = Subject.objects.select_for_update().filter(pseudonym__in=names).order_by("id")
    found: dict[str, SubjectRecord] = {}
    stale = []
    for *fields, last_seen_at in rows.values_list(*_OF_RECORD, "last_seen_at"):
        subject = _record(fields)
        found[subject.pseudonym] = subject
        if now - last_seen_at > SEEN_KNOWN_TO:
            stale.append(subject.id)
    if stale:
        Subject.objects.filter(pk__in=stale).update(last_seen_at=now)
    return found


def pseudonyms_under(wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The pseudonyms that subjects had, or have, under the keys of epochs: by epoch and subject."""
    if not wanted:
        return {}
    rows = Subject.objects.in_bulk({subject for _epoch, subject in wanted})
    return {(epoch, subject): _under(epoch, rows[subject]) for epoch, subject in wanted}


def _under(epoch: int, row: Subject) -> str:
    if row.epoch == epoch:
        return row.pseudonym
    master = secret()
    plain = sealing.unseal(master, row.pseudonym, bytes(row.sealed))
    return pseudonym(sealing.epoch_key(master, epoch), SubjectKind(row.kind), plain)


def identifier(subject: int) -> str:
    """The identifier of a subject, unsealed: for those alone who must act on it."""
    row = Subject.objects.get(pk=subject)
    return sealing.unseal(secret(), row.pseudonym, bytes(row.sealed))


def next_revisions(subjects: Iterable[int]) -> dict[int, int]:
    """Take the next revision of each subject; one named several times takes as many, in a row.

    Gives the first of those taken. The subjects stay locked until the transaction ends.
    """
    wanted = Counter(subjects)
    if not wanted:
        return {}
    table = connection.ops.quote_name(Subject._meta.db_table)
    # PostgreSQL locks in the order of the numbers before it changes the first; SQLite has one writer.
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH wanted (id, steps) AS (VALUES {', '.join(['(%s, %s)'] * len(wanted))}), "
            f"locked AS (SELECT id FROM {table} WHERE id IN (SELECT id FROM wanted) ORDER BY id{lock}) "
            f"UPDATE {table} SET revision = revision + wanted.steps FROM wanted "
            f"WHERE {table}.id = wanted.id AND {table}.id IN (SELECT id FROM locked) "
            f"RETURNING {table}.id, {table}.revision",
            [number for pair in wanted.items() for number in pair],
        )
        last: dict[int, int] = dict(cursor.fetchall())
    return {subject: revision - wanted[subject] + 1 for subject, revision in last.items()}


def locked(subjects: Iterable[int]) -> dict[int, Subject]:
    """The rows of subjects by number, locked until the transaction ends."""
    rows = Subject.objects.select_for_update().filter(pk__in=set(subjects)).order_by("id")
    return {row.pk: row for row in rows}


def pass_on(subject: int, now: datetime) -> SubjectRecord:
    """Note that a number has gone to a new holder: nothing said before counts against them."""
    with transaction.atomic():
        row = Subject.objects.select_for_update().get(pk=subject)
        row.holder += 1
        row.holder_since = now
        row.save(update_fields=["holder", "holder_since"])
    return record(row)


def begin_epoch(now: datetime) -> int:
    """Begin a new epoch; the one before is matched for ``OVERLAP`` longer. The number of the new."""
    newest = epochs(now)[0]
    with transaction.atomic():
        PseudonymEpoch.objects.filter(epoch=newest).update(ends_at=now + OVERLAP)
        PseudonymEpoch.objects.create(epoch=newest + 1, starts_at=now)
    return newest + 1


def begin_epoch_when_due(now: datetime, lasts: timedelta) -> int | None:
    """Begin a new epoch where the newest is so old; its number, or None where it is not time."""
    newest = epochs(now)[0]
    with transaction.atomic():
        row = PseudonymEpoch.objects.select_for_update().get(epoch=newest)
        # Another process may have begun one meanwhile.
        if row.ends_at is not None or now - row.starts_at < lasts:
            return None
        return begin_epoch(now)


def renew(most: int = 2000) -> int:
    """Give subjects of older epochs their pseudonym of the newest; how many were renewed.

    Called again and again in the background until it returns 0.
    """
    master = secret()
    newest = sealing.epoch_key(master, epochs()[0])
    with transaction.atomic():
        found = list(
            Subject.objects.select_for_update()
            .filter(epoch__gt=ERASED, epoch__lt=newest.epoch)
            .order_by("id")[:most]
        )
        for row in found:
            plain = sealing.unseal(master, row.pseudonym, bytes(row.sealed))
            row.pseudonym = pseudonym(newest, SubjectKind(row.kind), plain)
            row.sealed = sealing.seal(master, row.pseudonym, plain)
            row.epoch = newest.epoch
        Subject.objects.bulk_update(found, ["pseudonym", "sealed", "epoch"])
    return len(found)


def give_key(epoch: int, party: str, by: str) -> EpochKey:
    """Give a party the key of a live epoch, and write down that it holds it."""
    row = PseudonymEpoch.objects.get(pk=epoch)
    KeyHolder.objects.get_or_create(epoch=row, party=party, defaults={"given_by": by})
    return sealing.epoch_key(secret(), epoch)


def holders() -> list[tuple[int, str, datetime]]:
    """Who holds which key since when, the newest epoch first."""
    found = KeyHolder.objects.order_by("-epoch_id", "party")
    return [(row.epoch_id, row.party, row.given_at) for row in found]


def record(row: Subject) -> SubjectRecord:
    """The record of a row."""
    return _record([getattr(row, name) for name in _OF_RECORD])


def _record(fields: Sequence[Any]) -> SubjectRecord:
    number, kind, *rest = fields
    return SubjectRecord(number, SubjectKind(kind), *rest)
