"""Objections kept and found. Who opens one by its word sees that one and no other."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

from django.db import transaction

from ieum.exchange.agreements import store as agreements
from ieum.exchange.events import store as outbox
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.kernel.errors import NotAllowed, NotFound
from ieum.kernel.messages import _
from ieum.services.scamcall.due_process import rows
from ieum.services.scamcall.due_process.clocks import Pause
from ieum.services.scamcall.due_process.values import (
    UNDECIDED,
    Channel,
    Ground,
    Objection,
    ObjectionState,
    Release,
    SwitchKind,
    competent,
)
from ieum.services.scamcall.identifiers import sealing
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement.rows import RuleLet
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.rows import Order as OrderRow
from ieum.services.scamcall.orders.values import Order, OrderState

#: So many objections may stand against one order: a stranger who knows a reference shuts nobody out.
MOST_OF_AN_ORDER = 20
#: After so many wrong words an objection cannot be opened for a while.
MOST_WRONG_WORDS = 10
LOCKED_FOR = timedelta(minutes=15)
_SALT_BYTES = 16
_UNDECIDED = [str(state) for state in UNDECIDED]

#: One transaction for what must happen together or not at all.
at_once: Callable[[], AbstractContextManager[None]] = transaction.atomic


def file(
    order: Order,
    ground: Ground,
    channel: Channel,
    statement: str,
    contact: str,
    word: str,
    taken_by: str,
    now: datetime,
) -> Objection:
    """Keep an objection. Raises ``NotAllowed`` where the order has as many as may be."""
    reference = "OB" + orders.new_reference().removeprefix("SC")
    salt = secrets.token_bytes(_SALT_BYTES)
    with transaction.atomic():
        row = OrderRow.objects.select_for_update().get(reference=order.reference)
        if row.objections.count() >= MOST_OF_AN_ORDER:
            raise NotAllowed(
                _(
                    "이 명령에는 이의가 이미 {most}건 있습니다. 매장이나 지점에 신분증을 가지고 가 주세요.",
                    most=MOST_OF_AN_ORDER,
                )
            )
        kept = rows.Objection.objects.create(
            reference=reference,
            order=row,
            ground=str(ground),
            channel=str(channel),
            party=competent(order),
            taken_by=taken_by,
            filed_at=now,
            statement=_sealed(reference, statement),
            contact=_sealed(reference, contact),
            word_salt=salt,
            word=_digest(salt, word),
            state=str(ObjectionState.OPEN),
        )
    return record(kept)


def by_reference(reference: str) -> Objection:
    """An objection by its own reference. Raises ``NotFound``."""
    return record(_row(reference))


def opened(order: str, word: str, now: datetime) -> Objection | None:
    """The objection against an order that a word opens; None for a wrong word or reference.

    Wrong words lock what they tried for a while. Raises ``NotAllowed`` while it is locked.
    """
    known = orders.find(order)
    if known is None:
        return None
    found = list(rows.Objection.objects.filter(order__reference=known.reference).order_by("-id"))
    for row in found:
        if hmac.compare_digest(bytes(row.word), _digest(bytes(row.word_salt), word)):
            if row.locked_until is not None and row.locked_until > now:
                raise NotAllowed(_LOCKED)
            if row.wrong_words:
                rows.Objection.objects.filter(pk=row.pk).update(wrong_words=0, locked_until=None)
            return record(row)
    for row in found:
        row.wrong_words += 1
        if row.wrong_words >= MOST_WRONG_WORDS:
            row.wrong_words, row.locked_until = 0, now + LOCKED_FOR
    rows.Objection.objects.bulk_update(found, ["wrong_words", "locked_until"])
    if any(row.locked_until is not None and row.locked_until > now for row in found):
        raise NotAllowed(_LOCKED)
    return None


_LOCKED = _(
    "암호말이 여러 번 맞지 않아 {minutes}분 동안 열 수 없습니다.",
    minutes=int(LOCKED_FOR.total_seconds() // 60),
)


def of_order(order: str) -> list[Objection]:
    """The objections against an order that are not decided."""
    found = rows.Objection.objects.filter(order__reference=order, state__in=_UNDECIDED)
    return [record(row) for row in found.order_by("id")]


def to_decide(party: str, most: int) -> list[Objection]:
    """What a party has to decide, the oldest first."""
    found = rows.Objection.objects.filter(party=party, state__in=_UNDECIDED)
    return [record(row) for row in found.order_by("filed_at")[:most]]


def taken_by(party: str, most: int) -> list[Objection]:
    """What a party's clerks took in, the newest first."""
    found = rows.Objection.objects.filter(taken_by=party).order_by("-filed_at")
    return [record(row) for row in found[:most]]


def words_of(reference: str) -> tuple[str, str]:
    """What whoever objected wrote, and how to reach them; blank once erased. Raises ``NotFound``."""
    row = _row(reference)
    if not row.statement:
        return "", ""
    return _unsealed(row.reference, row.statement), _unsealed(row.reference, row.contact)


def add_paper(reference: str, media_type: str, content: bytes, now: datetime) -> int:
    """Keep a paper; its number. Raises ``NotFound``."""
    with transaction.atomic():
        row = rows.Objection.objects.select_for_update().get(pk=_row(reference).pk)
        number = row.papers.count() + 1
        rows.ObjectionPaper.objects.create(
            objection=row,
            number=number,
            media_type=media_type,
            size=len(content),
            sealed=_sealed(f"{row.reference} {number}", base64.b64encode(content).decode()),
            added_at=now,
        )
    return number


def papers(reference: str) -> list[tuple[int, str, bytes]]:
    """The papers of an objection: number, media type, content. Raises ``NotFound``."""
    row = _row(reference)
    return [
        (
            paper.number,
            paper.media_type,
            base64.b64decode(_unsealed(f"{row.reference} {paper.number}", paper.sealed)),
        )
        for paper in row.papers.order_by("number")
    ]


def wait(reference: str, asked_for: str, today: date) -> None:
    """Let the clock stand still until papers come; once more only asks for something else."""
    row = _row(reference)
    if not row.pauses.filter(ended=None).exists():
        rows.ObjectionPause.objects.create(objection=row, began=today)
    _update(row, state=ObjectionState.WAITING, asked_for=asked_for[:500])


def go_on(reference: str, today: date) -> None:
    """Let the clock run again."""
    row = _row(reference)
    row.pauses.filter(ended=None).update(ended=today)
    _update(row, state=ObjectionState.OPEN, asked_for="")


def extend(reference: str, reason: str) -> None:
    """Note that the decision takes longer, and why."""
    _update(_row(reference), extended=True, extension_reason=reason[:500])


def decide(
    reference: str,
    state: ObjectionState,
    reason: str,
    by: str,
    today: date,
    now: datetime,
    kept_won: int | None = None,
) -> bool:
    """Keep a decision; False where somebody had decided before."""
    found = rows.Objection.objects.filter(reference=reference, state__in=_UNDECIDED)
    is_first = found.update(
        state=str(state),
        reason=reason[:1000],
        decided_by=by[:100],
        decided_at=now,
        kept_won=kept_won,
    )
    rows.ObjectionPause.objects.filter(objection__reference=reference, ended=None).update(
        ended=today
    )
    return bool(is_first)


def note_release(
    objection: str, order: Order, organisations: Collection[str], now: datetime
) -> None:
    """Keep what an objection freed, and who subscribes to orders now and so has to hear of it."""
    rows.ReleaseRow.objects.create(
        order=OrderRow.objects.get(reference=order.reference),
        objection=_row(objection),
        subject=order.subject,
        holder=order.holder,
        pseudonym=order.pseudonym,
        revision=order.revision,
        at=now,
        organisations=sorted(set(organisations)),
        subscribers=subscribers(now),
    )


def releases(objection: str) -> list[Release]:
    """What an objection freed, the order that it was raised against first."""
    found = rows.ReleaseRow.objects.filter(objection__reference=objection).select_related("order")
    return [_release(row) for row in found.order_by("id")]


def releases_of(order: str) -> list[Release]:
    """How an order was ended or narrowed by objections."""
    found = rows.ReleaseRow.objects.filter(order__reference=order).select_related("order")
    return [_release(row) for row in found.order_by("id")]


def freed(
    subject_ids: Collection[int],
) -> Mapping[tuple[int, int], tuple[datetime, frozenset[str]]]:
    """By subject and holder: when they were last freed, and whose signals were found wrong."""
    found: dict[tuple[int, int], tuple[datetime, frozenset[str]]] = {}
    some = rows.ReleaseRow.objects.filter(subject__in=subject_ids).order_by("at")
    for subject, holder, at, organisations in some.values_list(
        "subject", "holder", "at", "organisations"
    ):
        before = found.get((subject, holder), (at, frozenset[str]()))[1]
        found[subject, holder] = at, before | frozenset(organisations)
    return found


def subscribers(now: datetime) -> list[str]:
    """The parties that take orders now, by name."""
    live = {party.id for party in parties.parties() if party.is_live}
    found = agreements.agreements(giver=HUB)
    takers = {one.taker for one in found if one.offer.kind == orders.KIND and one.is_live(now)}
    return sorted(live & takers)


def is_first_outcome(objection: Objection) -> bool:
    """Whether no other objection against the same order was decided before this one."""
    others = rows.Objection.objects.filter(order__reference=objection.order.reference)
    return not others.exclude(reference=objection.reference).exclude(state__in=_UNDECIDED).exists()


def wrong_of_rule(rule: str) -> tuple[int, int]:
    """Orders of a rule since it was last let, and those of them that a well-founded objection met."""
    issued = OrderRow.objects.filter(rule__startswith=f"{rule}@").exclude(
        state__in=[str(OrderState.PENDING), str(OrderState.DROPPED)]
    )
    let = RuleLet.objects.filter(rule=rule).order_by("-id").first()
    if let is not None:
        issued = issued.filter(created_at__gte=let.at)
    wrong = issued.filter(
        objections__state__in=[str(ObjectionState.UPHELD), str(ObjectionState.PARTLY)]
    )
    return issued.count(), wrong.distinct().count()


def switch(
    kind: SwitchKind, target: str, is_off: bool, party: str, by: str, reason: str, now: datetime
) -> None:
    """Keep that something was switched off, or on again."""
    who = {"party": party, "by": by[:100], "reason": reason[:300]}
    rows.Switch.objects.create(kind=str(kind), target=target, is_off=is_off, at=now, **who)


def last_switched_by(kind: SwitchKind, target: str) -> str:
    """The party for which something was last switched."""
    return rows.Switch.objects.filter(kind=str(kind), target=target).order_by("-id")[0].party


def switched_off() -> list[tuple[SwitchKind, str]]:
    """What is switched off now."""
    newest: dict[tuple[SwitchKind, str], bool] = {}
    for kind, target, is_off in rows.Switch.objects.order_by("id").values_list(
        "kind", "target", "is_off"
    ):
        newest[SwitchKind(kind), target] = is_off
    return sorted(pair for pair, is_off in newest.items() if is_off)


def subjects_of_source(party: str) -> list[int]:
    """The subjects with open orders that a party has signalled."""
    states = [str(OrderState.PENDING), str(OrderState.LIVE)]
    found = OrderRow.objects.filter(state__in=states, subject__signals__party=party)
    return sorted(set(found.values_list("subject_id", flat=True)))


def record(row: rows.Objection) -> Objection:
    """The objection of a row."""
    order = orders.find(row.order.reference)
    assert order is not None
    return Objection(
        reference=row.reference,
        order=order,
        ground=Ground(row.ground),
        channel=Channel(row.channel),
        party=row.party,
        taken_by=row.taken_by,
        filed_at=row.filed_at,
        state=ObjectionState(row.state),
        pauses=tuple(Pause(one.began, one.ended) for one in row.pauses.order_by("id")),
        asked_for=row.asked_for,
        extended=row.extended,
        extension_reason=row.extension_reason,
        decided_at=row.decided_at,
        reason=row.reason,
        kept_won=row.kept_won,
    )


def _release(row: rows.ReleaseRow) -> Release:
    said = outbox.confirmations(orders.KIND, row.pseudonym, row.revision)
    return Release(
        order=row.order.reference,
        pseudonym=row.pseudonym,
        revision=row.revision,
        at=row.at,
        subscribers=tuple(row.subscribers),
        confirmed={one.party: one.at for one in said},
        signed={one.party: one.key for one in said if one.key},
    )


def _row(reference: str) -> rows.Objection:
    text = orders.as_reference(reference)
    row = rows.Objection.objects.filter(reference=text).first()
    if row is None:
        raise NotFound(_("'{reference}' 이의가 없습니다.", reference=reference[:30]))
    return row


def _update(row: rows.Objection, **values: object) -> None:
    found: Sequence[str] = list(values)
    for name in found:
        value = values[name]
        setattr(row, name, str(value) if isinstance(value, ObjectionState) else value)
    row.save(update_fields=found)


def _digest(salt: bytes, word: str) -> bytes:
    """Keyed with the hub's secret, which the database does not hold: a word alone would be guessed."""
    plain = " ".join(word.split()).casefold().encode()
    return hmac.digest(subjects.secret(), b"scamcall objection word" + salt + plain, "sha256")


def _sealed(name: str, text: str) -> bytes:
    return sealing.seal(subjects.secret(), name, text)


def _unsealed(name: str, sealed: bytes) -> str:
    return sealing.unseal(subjects.secret(), name, bytes(sealed))
