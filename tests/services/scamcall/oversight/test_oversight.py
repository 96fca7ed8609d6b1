"""What a regulator sees: clocks that run and were missed, false blocks, stages of rules, proofs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.ledger.rows import LedgerPending
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.due_process import objecting
from ieum.services.scamcall.due_process import store as objections
from ieum.services.scamcall.due_process.values import Channel, Ground, Objection, ObjectionState
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Stage
from ieum.services.scamcall.oversight import tools
from ieum.services.scamcall.vocabulary import Action
from tests.services.scamcall.due_process.country import (
    let_rules,
    member,
    open_orders,
    signal,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hub() -> Party:
    return parties.party(HUB)


@pytest.fixture
def objection(hub: Party) -> Objection:
    let_rules()
    now = timezone.now()
    signal(member("nuri-telecom", PartyKind.TELECOM), "t", now)
    signal(member("han-bank", PartyKind.BANK), "b", now)
    block = open_orders()[Action.BLOCK]
    word = "봄에 핀 살구꽃"
    return objections.file(block, Ground.NEW_HOLDER, Channel.ONLINE, "", "", word, "", now)


def at(party: Party) -> Context:
    scopes = frozenset({"*:oversee", "*:decide"})
    return Context(caller=Caller(id=4, party=party.id, scopes=scopes))


def clocks(hub: Party) -> tools.ClocksRunning:
    result = tools.clocks_running(at(hub)).result
    assert result is not None
    return result


def test_a_clock_runs_until_its_last_day_and_is_missed_after(
    hub: Party, objection: Objection
) -> None:
    assert (clocks(hub).running, clocks(hub).missed) == (1, 0)
    assert clocks(hub).clocks.rows[0][0] == objection.reference
    later = timezone.now() + timedelta(days=25)
    with another_clock(lambda: later):
        assert clocks(hub).missed == 1


def test_a_late_decision_stays_to_be_seen(hub: Party, objection: Objection) -> None:
    later = timezone.now() + timedelta(days=25)
    with another_clock(lambda: later):
        objecting.decide(
            objection, hub, ObjectionState.REJECTED, "설명되지 않음", "account:4", later
        )
        found = clocks(hub)
    assert (found.running, found.missed) == (0, 1)
    assert found.late.rows[0][0] == objection.reference


def test_a_block_that_was_wrong_counts_against_its_rule(hub: Party, objection: Objection) -> None:
    now = timezone.now()
    objecting.decide(objection, hub, ObjectionState.UPHELD, "새 주인", "account:4", now)
    result = tools.false_blocks(at(hub)).result
    assert result is not None
    by_rule = {row[0]: row[1:] for row in result.rules.rows}
    assert by_rule["phone-block"] == [1, 1, 1000.0, 10]
    assert by_rule["link-block"] == [0, 0, None, 10]


def test_a_rule_goes_on_one_stage_at_a_time_and_back_at_once(hub: Party) -> None:
    def let(stage: Stage) -> Stage:
        tools.let_rule("phone-block", stage, "잰 대로", at(hub), 10)
        return judgements.lets()["phone-block"].stage

    assert let(Stage.ALERT) is Stage.ALERT
    with pytest.raises(WrongArgument):
        let(Stage.FULL)
    assert let(Stage.DELAY) is Stage.DELAY
    assert let(Stage.FULL) is Stage.FULL
    assert let(Stage.SHADOW) is Stage.SHADOW
    entries = [bytes(one.leaf).decode() for one in LedgerPending.objects.all()]
    assert sum('"rule.let"' in entry for entry in entries) == 4


def test_only_people_of_the_hub_move_rules(hub: Party) -> None:
    program = Context(caller=Caller(key=1, party=HUB, scopes=frozenset({"*:decide"})))
    for context in (at(member("han-bank", PartyKind.BANK)), program):
        with pytest.raises(NotAllowed):
            tools.let_rule("phone-block", Stage.ALERT, "까닭", context)


def test_the_list_of_rules_says_who_let_each_so_far_and_why(hub: Party) -> None:
    tools.let_rule("phone-block", Stage.ALERT, "오차단이 적음", at(hub), 25)
    result = tools.rules(at(hub)).result
    assert result is not None
    row = next(row for row in result.rules.rows if row[0] == "phone-block")
    assert (row[4], row[6], row[7]) == (25, "account:4", "오차단이 적음")
