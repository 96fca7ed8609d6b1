"""Orders issued, released and ended, each change told to subscribers and to the ledger."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from ieum.exchange import many_rows
from ieum.exchange.events import store as outbox
from ieum.exchange.events.values import Event, Lane
from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry, Evidence
from ieum.exchange.many_rows import Row
from ieum.exchange.parties.values import HUB
from ieum.kernel.errors import NotFound
from ieum.kernel.messages import _
from ieum.services.scamcall.identifiers import sealing
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.rows import ERASED, Subject
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.orders import rows
from ieum.services.scamcall.orders.values import Order, OrderState, check
from ieum.services.scamcall.vocabulary import Action, SubjectKind

#: What agreements and events call orders.
KIND = "scamcall.order"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_OPEN = (str(OrderState.PENDING), str(OrderState.LIVE))


def new_reference() -> str:
    """A reference that can be read over a telephone and not guessed: 40 random bits (Crockford)."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"SC-{letters[:4]}-{letters[4:]}"


def issue(orders: Iterable[Order], now: datetime) -> list[Order]:
    """Put orders in force, or on the desk of whoever must approve them; one open order an action.

    Raises ``IncompleteOrder`` for one that lacks what every order must have.
    """
    found = list(orders)
    for order in found:
        check(order, now)
    with transaction.atomic():
        locked = subjects.locked(order.subject for order in found)
        barred = _allowed_among(locked.values(), now)
        found = [order for order in found if order.subject not in barred]
        taken = open_actions(locked)
        fresh = []
        for order in found:
            if (order.subject, order.action) not in taken:
                taken.add((order.subject, order.action))
                fresh.append(order)
        if not fresh:
            return []
        following = subjects.next_revisions(order.subject for order in fresh)
        issued = []
        for order in fresh:
            pseudonym = locked[order.subject].pseudonym
            issued.append(replace(order, pseudonym=pseudonym, revision=following[order.subject]))
            following[order.subject] += 1
        many_rows.insert(rows.Order, [_row(order) for order in issued])
        _tell(issued, "order.issued", now)
    return issued


def open_actions(subject_ids: Collection[int]) -> set[tuple[int, Action]]:
    """What is pending or in force against some subjects, by subject."""
    found = rows.Order.objects.filter(subject__in=subject_ids, state__in=_OPEN)
    return {(subject, Action(action)) for subject, action in found.values_list("subject", "action")}


def _row(order: Order) -> Row:
    return {
        "reference": order.reference,
        "subject_id": order.subject,
        "holder": order.holder,
        "action": str(order.action),
        "basis": order.basis,
        "evidence": dict(order.evidence),
        "confidence": order.confidence,
        "requester": order.requester,
        "approver": order.approver,
        "rule": order.rule,
        "scope": order.scope,
        "starts_at": order.starts_at,
        "expires_at": order.expires_at,
        "notice": order.notice,
        "appeal": order.appeal,
        "state": str(order.state),
        "revision": order.revision,
        "kept_won": order.kept_won,
        "created_at": timezone.now(),
        "ended_at": None,
        "end_reason": "",
    }


def _allowed_among(some: Iterable[Subject], now: datetime) -> set[int]:
    """Of some subjects, those that are never acted on, whatever was signalled of them before they were allowed."""
    secret = subjects.secret()
    plain = {
        row.pk: (SubjectKind(row.kind), sealing.unseal(secret, row.pseudonym, bytes(row.sealed)))
        for row in some
        if row.epoch > ERASED
    }
    allowed = judgements.allowed(set(plain.values()), now)
    return {number for number, pair in plain.items() if pair in allowed}


def open_subjects(kind: SubjectKind, after: int, most: int) -> dict[int, str]:
    """Identifiers of subjects with open orders, after a number of a subject, at most so many, by number."""
    states = rows.Order.objects.filter(state__in=_OPEN, subject__kind=str(kind))
    numbers = states.filter(subject__gt=after).order_by("subject").values_list("subject", flat=True)
    found = Subject.objects.in_bulk(list(numbers.distinct()[:most]))
    secret = subjects.secret()
    return {
        number: sealing.unseal(secret, row.pseudonym, bytes(row.sealed))
        if row.epoch > ERASED
        else ""
        for number, row in found.items()
    }


def end(reference: str, state: OrderState, reason: str, by: str, now: datetime) -> Order:
    """End an open order: released, expired or dropped. Subscribers hear of it before all else.

    Raises ``NotFound`` for a reference that is unknown; one that has ended stays as it is.
    """
    with transaction.atomic():
        row = rows.Order.objects.select_for_update().filter(reference=reference).first()
        if row is None:
            raise NotFound(_("'{reference}' 명령이 없습니다.", reference=reference[:30]))
        if row.state not in _OPEN:
            return record(row)
        (ended,) = _ended([row], {reference: reason}, state, now)
        _tell([ended], f"order.{state}", now, by)
    return ended


def release(reasons: Mapping[str, str], now: datetime) -> int:
    """Release open orders that rules issued, each by its reference and with its reason; how many."""
    if not reasons:
        return 0
    with transaction.atomic():
        found = list(
            rows.Order.objects.select_for_update(of=("self",))
            .select_related("subject")
            .filter(reference__in=reasons, state__in=_OPEN)
            .order_by("id")
        )
        for rule, some in groupby(sorted(found, key=lambda row: row.rule), lambda row: row.rule):
            ended = _ended(list(some), reasons, OrderState.RELEASED, now)
            _tell(ended, f"order.{OrderState.RELEASED}", now, f"rule {rule}")
    return len(found)


def _ended(
    found: Collection[rows.Order], reasons: Mapping[str, str], state: OrderState, now: datetime
) -> list[Order]:
    following = subjects.next_revisions(row.subject_id for row in found)
    for row in found:
        row.state, row.ended_at, row.end_reason = str(state), now, reasons[row.reference][:100]
        row.revision = following[row.subject_id]
        following[row.subject_id] += 1
    rows.Order.objects.bulk_update(found, ["state", "ended_at", "end_reason", "revision"])
    return [record(row) for row in found]


def approve(reference: str, approver: str, expires_at: datetime, now: datetime) -> Order:
    """Put an order in force that waited for a second person, or let one of a person alone last on.

    Raises ``NotFound`` for a reference that is unknown; one that has ended or was approved stays.
    """
    with transaction.atomic():
        row = rows.Order.objects.select_for_update().filter(reference=reference).first()
        if row is None:
            raise NotFound(_("'{reference}' 명령이 없습니다.", reference=reference[:30]))
        if row.state not in _OPEN or row.approver:
            return record(row)
        if row.state == OrderState.PENDING:
            row.starts_at = now
        row.state, row.approver, row.expires_at = str(OrderState.LIVE), approver[:100], expires_at
        row.revision = subjects.next_revisions([row.subject_id])[row.subject_id]
        row.save(update_fields=["state", "approver", "starts_at", "expires_at", "revision"])
        approved = record(row)
        _tell([approved], "order.approved", now)
    return approved


def release_partly(
    reference: str, kept_won: int, scope: str, reason: str, by: str, now: datetime
) -> Order:
    """Free an account but for an amount; the order goes on for that alone, and who holds to it hears first.

    ``kept_won``: what stays frozen, in won. ``scope``: what the order covers from now on, in words.
    Raises ``NotFound`` for a reference that is unknown; one that has ended stays as it is.
    """
    with transaction.atomic():
        row = rows.Order.objects.select_for_update().filter(reference=reference).first()
        if row is None:
            raise NotFound(_("'{reference}' 명령이 없습니다.", reference=reference[:30]))
        if row.state not in _OPEN:
            return record(row)
        row.kept_won, row.scope, row.end_reason = kept_won, scope[:300], reason[:100]
        row.revision = subjects.next_revisions([row.subject_id])[row.subject_id]
        row.save(update_fields=["kept_won", "scope", "end_reason", "revision"])
        freed = record(row)
        _tell([freed], "order.partly_released", now, by)
    return freed


def expire(now: datetime, most: int = 500) -> int:
    """End orders whose time is up, and drop those that nobody approved, at most so many; how many."""
    with transaction.atomic():
        found = list(
            rows.Order.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("subject")
            .filter(state__in=_OPEN, expires_at__lte=now)
            .order_by("expires_at")[:most]
        )
        if not found:
            return 0
        for state, was in (
            (OrderState.EXPIRED, OrderState.LIVE),
            (OrderState.DROPPED, OrderState.PENDING),
        ):
            over = [row for row in found if row.state == str(was)]
            if over:
                ended = _ended(
                    over, dict.fromkeys((r.reference for r in over), "expired"), state, now
                )
                _tell(ended, f"order.{state}", now, "clock")
    return len(found)


def find(reference: str) -> Order | None:
    """An order by its reference, however it was typed."""
    text = as_reference(reference)
    row = rows.Order.objects.select_related("subject").filter(reference=text).first()
    return record(row) if row else None


def as_reference(text: str) -> str:
    """A reference as it is kept, however it was typed: ``sc 0o1i abcd`` is ``SC-0011-ABCD``."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    head, rest = letters[:2], letters[2:]
    rest = rest.replace("O", "0").replace("I", "1").replace("L", "1")
    return f"{head}-{rest[:4]}-{rest[4:]}"


def open_orders(*subject_ids: int) -> list[Order]:
    """The orders of some subjects that are pending or live."""
    found = rows.Order.objects.select_related("subject").filter(
        subject__in=subject_ids, state__in=_OPEN
    )
    return [record(row) for row in found.order_by("id")]


def live_page(after: int, most: int) -> tuple[list[Order], int | None]:
    """Orders in force after a number, at most so many; and the number to go on from, None at the end."""
    found = list(
        rows.Order.objects.select_related("subject")
        .filter(state=str(OrderState.LIVE), pk__gt=after)
        .order_by("id")[: most + 1]
    )
    following = found[most - 1].pk if len(found) > most else None
    return [record(row) for row in found[:most]], following


def automatic_page(rule: str, after: int, most: int) -> tuple[list[Order], int | None]:
    """Open orders of a rule that no person approved, after a number, at most so many; and where to go on."""
    found = list(
        rows.Order.objects.select_related("subject")
        .filter(rule__startswith=f"{rule}@", state__in=_OPEN, approver="", pk__gt=after)
        .order_by("id")[:most]
    )
    return [record(row) for row in found], found[-1].pk if len(found) == most else None


def record(row: rows.Order) -> Order:
    """The order of a row."""
    return Order(
        reference=row.reference,
        subject=row.subject_id,
        kind=SubjectKind(row.subject.kind),
        pseudonym=row.subject.pseudonym,
        holder=row.holder,
        action=Action(row.action),
        basis=row.basis,
        evidence=row.evidence,
        confidence=row.confidence,
        requester=row.requester,
        approver=row.approver,
        rule=row.rule,
        scope=row.scope,
        starts_at=row.starts_at,
        expires_at=row.expires_at,
        notice=row.notice,
        appeal=row.appeal,
        state=OrderState(row.state),
        revision=row.revision,
        kept_won=row.kept_won,
    )


def _tell(orders: Iterable[Order], what: str, now: datetime, by: str = "") -> None:
    """Write each change into the outbox and the ledger; pending orders bind nobody and stay inside."""
    events, entries = [], []
    for order in orders:
        frees = order.kept_won is not None or order.state not in (
            OrderState.PENDING,
            OrderState.LIVE,
        )
        if order.state is not OrderState.PENDING and order.state is not OrderState.DROPPED:
            events.append(
                Event(
                    kind=KIND,
                    giver=HUB,
                    subject=order.pseudonym,
                    revision=order.revision,
                    body=order.body(),
                    at=now,
                    lane=Lane.RELEASE if frees else Lane.ORDINARY,
                    first_told_at=order.starts_at if frees else None,
                )
            )
        entries.append(
            Entry(
                kind=what,
                party=HUB,
                actor=by or order.approver or order.requester,
                at=now,
                basis=order.basis,
                evidence=(Evidence(reference=f"scamcall:{order.reference}"),),
                rule=order.rule,
                body={
                    "order": order.reference,
                    "action": str(order.action),
                    "state": str(order.state),
                    "starts_at": order.starts_at.isoformat(),
                    "expires_at": order.expires_at.isoformat(),
                    "confidence": order.confidence,
                    "kept_won": order.kept_won,
                },
            )
        )
    outbox.publish(events)
    ledger.write_all(entries)


def subject_of(order: Order) -> SubjectRecord:
    """The subject of an order, as it is now."""
    return subjects.record(
        rows.Order.objects.select_related("subject").get(reference=order.reference).subject
    )
