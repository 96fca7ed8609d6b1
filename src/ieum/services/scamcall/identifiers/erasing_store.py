"""Identifiers of which nothing speaks any more are gone, and nobody can link what remains to them."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from ieum.services.scamcall.due_process.rows import Objection
from ieum.services.scamcall.identifiers.rows import ERASED, Subject
from ieum.services.scamcall.orders.rows import Order
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.signals.rows import Signal

_OPEN = (str(OrderState.PENDING), str(OrderState.LIVE))


def erase_unspoken(spoke_of: Collection[int], seen_before: datetime, most: int = 5000) -> list[int]:
    """Erase subjects of which no signal is left; their numbers, the lowest first, at most so many.

    Looked at are those that signals just deleted ``spoke_of``, and those last seen before a time. One
    with an open order or an undecided objection stays until these are over. The subject of past orders
    stays as a row without identifier, under a name by chance, so that the orders can be shown.
    """
    here = OuterRef("pk")
    speaks = Exists(Signal.objects.filter(Q(subject=here) | Q(counterpart=here)))
    binds = Exists(Order.objects.filter(subject=here, state__in=_OPEN))
    waits = Exists(Objection.objects.filter(order__subject=here, decided_at=None))
    with transaction.atomic():
        found = list(
            Subject.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(Q(pk__in=spoke_of) | Q(last_seen_at__lt=seen_before), ~speaks, ~binds, ~waits)
            .filter(epoch__gt=ERASED)
            .order_by("pk")[:most]
        )
        numbers = [row.pk for row in found]
        ordered = set(
            Order.objects.filter(subject__in=numbers).values_list("subject_id", flat=True)
        )
        Subject.objects.filter(pk__in=set(numbers) - ordered).delete()
        left = [row for row in found if row.pk in ordered]
        for row in left:
            name = base64.b32encode(secrets.token_bytes(20)).decode().lower()
            row.pseudonym, row.sealed, row.epoch = f"{row.kind}.{ERASED}.{name}", b"", ERASED
        Subject.objects.bulk_update(left, ["pseudonym", "sealed", "epoch"])
    return numbers
