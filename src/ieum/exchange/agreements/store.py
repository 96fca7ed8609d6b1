"""Offers made, accepted, revoked; and what a party may take now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ieum.exchange.agreements import rows
from ieum.exchange.agreements.values import (
    FIELD,
    KIND,
    LONGEST_RETENTION_DAYS,
    Agreement,
    Offer,
    Pause,
    Purpose,
    Terms,
)
from ieum.exchange.events import store as events
from ieum.exchange.events.values import Cursor, CursorTooOld, Event
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, PartyKind
from ieum.kernel.errors import NotAllowed, NotFound, WrongArgument
from ieum.kernel.messages import _

#: Events that tell a party that it is given nothing new of a service, and that it is again.
PAUSED, RESUMED = "exchange.paused", "exchange.resumed"


def make_offer(
    giver: str,
    kind: str,
    purpose: Purpose,
    fields: Collection[str],
    *,
    starts_at: datetime,
    ends_at: datetime,
    retention_days: int,
    basis: str,
    audience: Collection[PartyKind] = (),
    by: str = "",
) -> Offer:
    """Offer something to others.

    Raises ``WrongArgument`` for a kind, field, time or retention that cannot be.
    """
    parties.party(giver, "giver")
    if not KIND.fullmatch(kind):
        raise WrongArgument(
            "kind",
            _(
                "'{kind}'{kind:-은/는} 나눌 것의 이름이 아닙니다. '서비스.종류'로 적어 주세요. 예: scamcall.order",
                kind=kind[:60],
            ),
        )
    wrong = sorted(field for field in fields if not FIELD.fullmatch(field))
    if wrong or not fields:
        raise WrongArgument(
            "fields",
            _(
                "나눌 항목의 이름을 하나 이상, 로마자 소문자로 적어 주세요. 쓸 수 없는 것: {wrong}",
                wrong=", ".join(wrong)[:100] or "-",
            ),
        )
    if not starts_at < ends_at:
        raise WrongArgument("ends_at", _("끝나는 때는 시작하는 때보다 뒤여야 합니다."))
    if not 1 <= retention_days <= LONGEST_RETENTION_DAYS:
        raise WrongArgument(
            "retention_days",
            _(
                "받은 자료는 1일에서 {most}일(5년)까지 둘 수 있습니다. {days}일은 안 됩니다.",
                most=LONGEST_RETENTION_DAYS,
                days=retention_days,
            ),
        )
    if not basis.strip():
        raise WrongArgument("basis", _("어느 법이나 계약에 따라 나누는지 적어 주세요."))
    row = rows.Offer.objects.create(
        giver_id=giver,
        kind=kind,
        purpose=str(purpose),
        fields=" ".join(sorted(set(fields))),
        audience=" ".join(sorted(str(one) for one in set(audience))),
        starts_at=starts_at,
        ends_at=ends_at,
        retention_days=retention_days,
        basis=basis.strip()[:300],
        offered_by=by,
    )
    return _offer(row)


def accept(offer: int, taker: str, by: str = "") -> Agreement:
    """Accept an offer for a party; once more gives the agreement that is there.

    Raises ``NotFound``, or ``NotAllowed`` for an offer that is over or not for parties of this kind.
    """
    party = parties.party(taker, "taker")
    with transaction.atomic():
        row = rows.Offer.objects.select_for_update().filter(pk=offer).first()
        if row is None:
            raise NotFound(_("{number}번 제안이 없습니다.", number=offer))
        kept = _offer(row)
        if not kept.is_live(timezone.now()):
            raise NotAllowed(_("{number}번 제안은 지금 유효하지 않습니다.", number=offer))
        if kept.giver == taker or (kept.audience and party.kind not in kept.audience):
            raise NotAllowed(_("{number}번 제안은 이 기관을 위한 것이 아닙니다.", number=offer))
        agreed, _new = rows.Agreement.objects.get_or_create(
            offer=row, taker_id=taker, ended_at=None, defaults={"accepted_by": by}
        )
    return Agreement(agreed.pk, kept, taker, agreed.accepted_at)


def revoke(offer: int, giver: str) -> None:
    """Take an offer back: what was agreed under it ends at once. Raises ``NotFound``."""
    found = rows.Offer.objects.filter(pk=offer, giver_id=giver)
    if not found.exists():
        raise NotFound(_("{number}번 제안이 없습니다.", number=offer))
    found.filter(revoked_at=None).update(revoked_at=timezone.now())


def end(agreement: int, taker: str) -> None:
    """End what a party accepted, at once. Raises ``NotFound``."""
    found = rows.Agreement.objects.filter(pk=agreement, taker_id=taker)
    if not found.exists():
        raise NotFound(_("{number}번 약정이 없습니다.", number=agreement))
    found.filter(ended_at=None).update(ended_at=timezone.now())


def pause(taker: str, service: str, now: datetime) -> None:
    """Give a party nothing new of a service from now on; what frees what it may hold still comes."""
    with transaction.atomic():
        _row, is_new = rows.Pause.objects.get_or_create(
            taker_id=taker, service=service, ended_at=None, defaults={"since": now}
        )
        if is_new:
            _tell(PAUSED, taker, service, now)


def resume(taker: str, service: str, now: datetime) -> None:
    """Give a party new things of a service again.

    Cursors from before lead nowhere: whoever read on meanwhile begins again with a snapshot.
    """
    with transaction.atomic():
        running = rows.Pause.objects.filter(taker_id=taker, service=service, ended_at=None)
        if running.update(ended_at=now):
            _tell(RESUMED, taker, service, now)


def _tell(kind: str, taker: str, service: str, now: datetime) -> None:
    """Tell the party itself."""
    body = {"service": service}
    events.publish([Event(kind, HUB, taker, 0, body, now, audience=frozenset({taker}))])


def check_resumed(terms: Terms, cursor: Cursor) -> None:
    """Raise ``CursorTooOld`` for a cursor from before the last pause of a taker ended."""
    if cursor.pauses < terms.pauses_over:
        raise CursorTooOld(
            _(
                "이 기관에게 나누기를 멈춘 동안의 사건이 이 커서 뒤에 빠져 있습니다. 스냅숏을 받고 거기에 적힌 "
                "커서에서 이어 주세요."
            )
        )


def pauses(taker: str | None = None) -> list[Pause]:
    """The pauses of one party or of all, those that are over included."""
    found = rows.Pause.objects.order_by("id")
    if taker is not None:
        found = found.filter(taker_id=taker)
    return [Pause(row.taker_id, row.service, row.since, row.ended_at) for row in found]


def offers(giver: str | None = None) -> list[Offer]:
    """Offers of one party or of all, the newest first."""
    found = rows.Offer.objects.order_by("-id")
    return [_offer(row) for row in (found.filter(giver_id=giver) if giver else found)]


def agreements(taker: str | None = None, giver: str | None = None) -> list[Agreement]:
    """What was agreed, the newest first; of one taker or giver, if named."""
    found = rows.Agreement.objects.select_related("offer").order_by("-id")
    if taker is not None:
        found = found.filter(taker_id=taker)
    if giver is not None:
        found = found.filter(offer__giver_id=giver)
    return [
        Agreement(row.pk, _offer(row.offer), row.taker_id, row.accepted_at, row.ended_at)
        for row in found
    ]


def terms_of(taker: str, now: datetime | None = None) -> Terms:
    """What a party may take now. Two queries; a stream asks again every second."""
    now = now or timezone.now()
    found = rows.Agreement.objects.select_related("offer").filter(
        taker_id=taker,
        ended_at=None,
        offer__revoked_at=None,
        offer__starts_at__lte=now,
        offer__ends_at__gt=now,
    )
    return Terms.of(
        taker,
        (Agreement(row.pk, _offer(row.offer), taker, row.accepted_at) for row in found),
        now,
        pauses(taker),
    )


def _offer(row: rows.Offer) -> Offer:
    return Offer(
        row.pk,
        row.giver_id,
        row.kind,
        Purpose(row.purpose),
        frozenset(row.fields.split()),
        frozenset(PartyKind(kind) for kind in row.audience.split()),
        row.starts_at,
        row.ends_at,
        row.retention_days,
        row.basis,
        row.offered_at,
        row.revoked_at,
    )
