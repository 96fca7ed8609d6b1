"""A rule that is stopped, by whomever: what it ordered by itself ends, what people ordered stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.events import store as outbox
from ieum.exchange.events.values import Lane
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.services.scamcall import upkeep
from ieum.services.scamcall.desk import acting
from ieum.services.scamcall.due_process import objecting, stopping, switching
from ieum.services.scamcall.due_process.values import Ground, ObjectionState, SwitchKind
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.vocabulary import Action
from tests.services.scamcall.due_process.country import (
    ACCOUNT,
    NUMBER,
    frozen,
    let_rules,
    member,
    open_orders,
    signal,
)

pytestmark = pytest.mark.django_db(transaction=True)
#: So many that a share of them is neither none nor all, whatever their pseudonyms.
NUMBERS = [f"+120255501{number:02}" for number in range(60)]


@pytest.fixture(autouse=True)
def reporters() -> list[Party]:
    let_rules()
    return [
        member("nuri-telecom", PartyKind.TELECOM),
        member("han-bank", PartyKind.BANK),
        member("city-police", PartyKind.POLICE),
    ]


def blocked(*numbers: str) -> list[Order]:
    for party in ("nuri-telecom", "han-bank"):
        for number in numbers:
            signal(parties.party(party), f"{party}{number}", timezone.now(), number)
    return [open_orders(number)[Action.BLOCK] for number in numbers]


def now_is(order: Order) -> OrderState:
    found = orders.find(order.reference)
    assert found is not None
    return found.state


def kill(rule: str) -> int:
    hub = parties.party(HUB)
    return switching.switch_off(SwitchKind.RULE, rule, hub, "account:1", "test", timezone.now())


def frozen_by_a_rule() -> Order:
    for party in ("han-bank", "city-police"):
        signal(parties.party(party), f"{party}{ACCOUNT}", timezone.now(), ACCOUNT)
    return open_orders(ACCOUNT)[Action.FREEZE]


def test_a_rule_that_objections_stop_frees_all_that_it_bound_by_itself() -> None:
    first, second, *others = blocked(*NUMBERS[:5])
    start = outbox.newest()
    for one in (first, second):
        filed = objecting.file(one, Ground.OTHER, "", "", "말", timezone.now())
        objecting.decide(
            filed, parties.party(HUB), ObjectionState.UPHELD, "까닭", "account:1", timezone.now()
        )
    assert judgements.lets()["phone-block"].stage is Stage.ALERT
    upkeep.follow_rules(-1, timezone.now())
    assert {now_is(one) for one in others} == {OrderState.RELEASED}
    # The warnings of another rule, and what the stopped one may still do, stay.
    assert set(open_orders(NUMBERS[4])) == {Action.ALERT}
    told = [one for one in outbox.read_after(start)[0] if one.body.get("action") == "block"]
    assert {one.lane for one in told} == {Lane.RELEASE}


def test_what_a_person_approved_or_asked_for_outlives_the_rule() -> None:
    pending = frozen_by_a_rule()
    agency = member("supervisor", PartyKind.AGENCY)
    acting.approve(pending, agency, "account:8", timezone.now())
    assert kill("account-freeze") == 0
    assert now_is(pending) is OrderState.LIVE


def test_what_an_officer_asked_for_outlives_every_rule() -> None:
    signal(parties.party("han-bank"), "b", timezone.now(), ACCOUNT)
    own = frozen(parties.party("han-bank"), timezone.now())
    hub = parties.party(HUB)
    switching.switch_off(SwitchKind.ALL, "", hub, "account:1", "test", timezone.now())
    assert set(open_orders(ACCOUNT)) == {Action.FREEZE}
    assert now_is(own) is OrderState.LIVE


def test_a_request_that_nobody_has_approved_is_dropped_and_nobody_hears_of_it() -> None:
    pending = frozen_by_a_rule()
    start = outbox.newest()
    assert kill("account-freeze") == 1
    assert now_is(pending) is OrderState.DROPPED
    assert [one.body["reference"] for one in outbox.read_after(start)[0]] == []


def test_what_another_rule_still_calls_for_is_ordered_anew_in_its_name() -> None:
    judgements.let("account-delay", Let(Stage.FULL), "account:1", "test")
    judgements.let("account-freeze", Let(Stage.DELAY), "account:1", "test")
    for party in ("han-bank", "city-police"):
        signal(parties.party(party), f"{party}{ACCOUNT}", timezone.now(), ACCOUNT)
    delay = open_orders(ACCOUNT)[Action.DELAY]
    assert delay.rule == "account-delay@1"
    start = outbox.newest()
    assert kill("account-delay") == 1
    assert now_is(delay) is OrderState.RELEASED
    again = open_orders(ACCOUNT)[Action.DELAY]
    assert again.rule == "account-freeze@1"
    told = [one.body["reference"] for one in outbox.read_after(start)[0]]
    assert told == [delay.reference, again.reference]
    assert again.revision > delay.revision


def test_a_rule_taken_back_to_few_frees_the_others() -> None:
    found = blocked(*NUMBERS)
    few = Let(Stage.FULL, 30)
    judgements.let("phone-block", few, "account:1", "test")
    upkeep.follow_rules(-1, timezone.now())
    kept = {
        one.reference for one in found if few.stage_for("phone-block", one.pseudonym) is few.stage
    }
    assert 0 < len(kept) < len(found)
    assert {one.reference for one in found if now_is(one) is OrderState.LIVE} == kept


def test_what_was_not_done_before_the_end_of_a_process_is_done_by_the_next() -> None:
    (block,) = blocked(NUMBER)
    looked_at = upkeep.follow_rules(-1, timezone.now())
    assert now_is(block) is OrderState.LIVE
    judgements.let("phone-block", Let(Stage.OFF), "account:1", "the process ends here")
    assert upkeep.follow_rules(looked_at, timezone.now()) > looked_at
    assert now_is(block) is OrderState.RELEASED
    assert stopping.end_what_goes_beyond(timezone.now() + timedelta(seconds=1)) == 0
