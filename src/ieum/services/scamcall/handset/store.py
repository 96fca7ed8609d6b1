"""Editions of the handset list made, compared and asked; and who holds its keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.handset.fingerprints import (
    ASKED_BITS,
    PREFIX_BITS,
    Keys,
    Prefixes,
    as_prefixes,
    fingerprint,
    keys_of,
    list_key,
    prefix_of,
)
from ieum.services.scamcall.handset.rows import HandsetEdition, HandsetEntry, HandsetKeyHolder
from ieum.services.scamcall.handset.values import KEPT, RENEWAL, WAIT, Edition
from ieum.services.scamcall.identifiers import sealing
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.rows import Subject
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.orders.rows import Order
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.vocabulary import Action, SubjectKind

#: Entries made at once.
_AT_ONCE = 2000


def current(now: datetime) -> Edition:
    """The newest edition; a new one is made when it is time and something changed."""
    newest = HandsetEdition.objects.order_by("-number").first()
    if newest is not None and now < newest.checked_at + WAIT:
        return _record(newest)
    epoch = subjects.epochs(now)[0]
    if newest is not None and not _is_due(newest, epoch, now):
        HandsetEdition.objects.filter(pk=newest.number).update(checked_at=now)
        return _record(newest)
    try:
        with transaction.atomic():
            return _make(newest, epoch, now)
    except IntegrityError:
        # Another process has made it meanwhile.
        return _record(HandsetEdition.objects.latest("number"))


def edition(version: UUID) -> Edition | None:
    """The edition of a version; None for one that is unknown or too old to tell what changed since."""
    row = HandsetEdition.objects.filter(version=version).first()
    return _record(row) if row else None


def keys_at(edition: Edition) -> Keys:
    """The keys of all that was listed in an edition."""
    found = HandsetEntry.objects.filter(_listed(edition.number))
    return keys_of(found.values_list("fingerprint", flat=True).iterator(_AT_ONCE))


def prefixes_at(edition: Edition) -> Prefixes:
    """The prefixes of all that was listed in an edition, each once, in order."""
    return as_prefixes(HandsetEntry.objects.filter(_listed(edition.number)).values_list("prefix"))


def changes(since: Edition, to: Edition) -> tuple[Prefixes, Prefixes]:
    """The prefixes of numbers that came between two editions of one epoch, and of those that went.

    A prefix that any number still has is not among those that went.
    """
    came = HandsetEntry.objects.filter(_listed(to.number), added_in__gt=since.number)
    still = HandsetEntry.objects.filter(_listed(to.number), prefix=OuterRef("prefix"))
    went = HandsetEntry.objects.filter(_listed(since.number), removed_in__lte=to.number).exclude(
        Exists(still)
    )
    return as_prefixes(came.values_list("prefix")), as_prefixes(went.values_list("prefix"))


def fingerprints(asked: int, now: datetime) -> list[tuple[bytes, datetime]]:
    """The fingerprints that begin with so many bits and are in force now, and until when they are."""
    shift = PREFIX_BITS - ASKED_BITS
    found = dict(
        HandsetEntry.objects.filter(
            removed_in=None, prefix__gte=asked << shift, prefix__lt=(asked + 1) << shift
        ).values_list("subject", "fingerprint")
    )
    live = _live(now).filter(subject__in=list(found)).values_list("subject", "expires_at")
    return sorted((bytes(found[subject]), expires_at) for subject, expires_at in live)


def give_keys(party: str, by: str, now: datetime) -> list[tuple[int, bytes]]:
    """The list keys of this epoch and the next, so that no handset waits for it; each giving is kept."""
    newest = subjects.epochs(now)[0]
    secret = subjects.secret()
    found = []
    for epoch in (newest, newest + 1):
        with transaction.atomic():
            _row, is_new = HandsetKeyHolder.objects.get_or_create(
                epoch=epoch, party=party, defaults={"given_by": by[:40]}
            )
            if is_new:
                ledger.write(
                    Entry(
                        kind="handset.key_given",
                        party=HUB,
                        actor=by,
                        at=now,
                        body={"epoch": epoch, "to": party},
                    )
                )
        found.append((epoch, list_key(secret, epoch)))
    return found


def holders() -> list[tuple[int, str]]:
    """Who holds the list key of which epoch, the newest first."""
    return list(HandsetKeyHolder.objects.order_by("-epoch", "party").values_list("epoch", "party"))


def _is_due(newest: HandsetEdition, epoch: int, now: datetime) -> bool:
    """Whether a new edition is to be made after this one."""
    return newest.epoch != epoch or now >= newest.made_at + RENEWAL or any(_difference(now))


def _live(now: datetime) -> QuerySet[Order]:
    """The blocks of phone numbers that bind now, and bind the one who has the number now."""
    return Order.objects.filter(
        state=str(OrderState.LIVE),
        action=str(Action.BLOCK),
        subject__kind=str(SubjectKind.PHONE),
        holder=F("subject__holder"),
        starts_at__lte=now,
        expires_at__gt=now,
    )


def _difference(now: datetime) -> tuple[list[int], list[int]]:
    """The subjects that are listed and no longer to be, and those that are to be and are not.

    Compared here: a database compares them row by row by whichever index seems best to it.
    """
    live = set(_live(now).values_list("subject", flat=True).iterator(_AT_ONCE))
    open_entries = HandsetEntry.objects.filter(removed_in=None)
    listed = set(open_entries.values_list("subject", flat=True).iterator(_AT_ONCE))
    return sorted(listed - live), sorted(live - listed)


def _listed(number: int) -> Q:
    return Q(added_in__lte=number) & (Q(removed_in=None) | Q(removed_in__gt=number))


def _make(newest: HandsetEdition | None, epoch: int, now: datetime) -> Edition:
    number = newest.number + 1 if newest else 1
    row = HandsetEdition.objects.create(
        number=number, version=uuid4(), epoch=epoch, made_at=now, checked_at=now
    )
    if newest is not None and newest.epoch != epoch:
        HandsetEntry.objects.all().delete()
        HandsetEdition.objects.filter(number__lt=number).delete()
    gone, missing = _difference(now)
    for begin in range(0, len(gone), _AT_ONCE):
        some = gone[begin : begin + _AT_ONCE]
        HandsetEntry.objects.filter(removed_in=None, subject__in=some).update(removed_in=number)
    key = list_key(subjects.secret(), epoch)
    for identified in _identifiers(missing):
        HandsetEntry.objects.bulk_create(
            HandsetEntry(subject=subject, fingerprint=made, prefix=prefix_of(made), added_in=number)
            for subject, made in ((subject, fingerprint(key, text)) for subject, text in identified)
        )
    _forget(number, now)
    counted = HandsetEntry.objects.filter(removed_in=None).aggregate(
        numbers=Count("id"),
        prefixes=Count("prefix", distinct=True),
        prefix_sum=Sum("prefix", distinct=True),
    )
    row.numbers, row.prefixes = counted["numbers"], counted["prefixes"]
    row.prefix_sum = counted["prefix_sum"] or 0
    row.save(update_fields=["numbers", "prefixes", "prefix_sum"])
    return _record(row)


def _identifiers(missing: list[int]) -> Iterator[list[tuple[int, str]]]:
    """The numbers of some subjects, some at a time, less those that are never acted on."""
    secret = subjects.secret()
    for begin in range(0, len(missing), _AT_ONCE):
        found = Subject.objects.filter(pk__in=missing[begin : begin + _AT_ONCE])
        plain = [
            (subject, sealing.unseal(secret, name, bytes(sealed)))
            for subject, name, sealed in found.values_list("pk", "pseudonym", "sealed")
        ]
        allowed = judgements.allowed({(SubjectKind.PHONE, text) for _subject, text in plain})
        yield [one for one in plain if (SubjectKind.PHONE, one[1]) not in allowed]


def _forget(number: int, now: datetime) -> None:
    """Delete the editions that are too old to be compared with, and what had gone before the rest."""
    HandsetEdition.objects.filter(made_at__lt=now - KEPT, number__lt=number).delete()
    oldest = HandsetEdition.objects.earliest("number").number
    HandsetEntry.objects.filter(removed_in__lte=oldest).delete()


def _record(row: HandsetEdition) -> Edition:
    return Edition(
        row.number,
        row.version,
        row.epoch,
        row.made_at,
        row.numbers,
        row.prefixes,
        row.prefix_sum,
    )
