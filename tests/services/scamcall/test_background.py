"""The work beside the requests: what fails is started again, and orders end all the same."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ieum.exchange.parties.values import PartyKind
from ieum.hub import background as hub_background
from ieum.services.scamcall import background, upkeep
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.rows import Order as OrderRow
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.vocabulary import Action
from tests.services.scamcall.due_process.country import let_rules, member, open_orders, signal

pytestmark = pytest.mark.django_db(transaction=True)


def is_soon(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


def countries() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "simulated country"]


def test_an_upkeep_that_fails_is_started_again_and_orders_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_rules("phone-alert")
    signal(member("nuri-telecom", PartyKind.TELECOM), "t", timezone.now())
    alert = open_orders()[Action.ALERT]
    OrderRow.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    calls: list[datetime] = []
    expire = upkeep.expire

    def fails_once(when: datetime) -> int:
        calls.append(when)
        if len(calls) == 1:
            raise OSError("the database is away")
        return expire(when)

    def has_ended() -> bool:
        found = orders.find(alert.reference)
        return found is not None and found.state is OrderState.EXPIRED

    monkeypatch.setattr(upkeep, "expire", fails_once)
    monkeypatch.setattr(hub_background, "RESTART_SECONDS", 0.01)
    with hub_background.Background({"scamcall": background.run}):
        assert is_soon(has_ended)
        assert len(calls) > 1
        # The country of the work that failed is gone; that of its successor goes on.
        assert len(countries()) == 1
    assert is_soon(lambda: countries() == [])
