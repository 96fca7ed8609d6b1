"""The list of what is in force, as a subscriber takes it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ieum.exchange.events.values import CursorTooOld
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import ALL_SCOPES, HUB, PartyKind
from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import NotAllowed
from ieum.services.scamcall.due_process import switching
from ieum.services.scamcall.due_process.values import SwitchKind
from ieum.services.scamcall.orders import live_tools
from tests.services.scamcall.due_process.country import let_rules, member, signal, subscribe

pytestmark = pytest.mark.django_db


def test_a_subscriber_that_was_switched_off_begins_again_with_a_new_list() -> None:
    for id, kind in (("nuri-telecom", PartyKind.TELECOM), ("han-bank", PartyKind.BANK)):
        member(id, kind)
    let_rules()
    subscribe("han-bank")
    for id in ("nuri-telecom", "han-bank"):
        signal(parties.party(id), f"{id}-1", timezone.now())
    hub, now = parties.party(HUB), timezone.now()
    bank = Context(caller=Caller(id=7, party="han-bank", scopes=ALL_SCOPES))
    before = live_tools.live_list(bank).result
    assert before is not None
    assert len(before.orders.rows) == 2
    switching.switch_off(SwitchKind.SUBSCRIBER, "han-bank", hub, "account:1", "test", now)
    # An empty list would free what it holds; it keeps the one that it has.
    with pytest.raises(NotAllowed):
        live_tools.live_list(bank)
    switching.switch_on(SwitchKind.SUBSCRIBER, "han-bank", hub, "account:1", "test", now)
    with pytest.raises(CursorTooOld):
        live_tools.live_list(bank, cursor=before.cursor)
    again = live_tools.live_list(bank).result
    assert again is not None
    assert again.orders.rows == before.orders.rows
    assert live_tools.live_list(bank, cursor=again.cursor).result is not None
