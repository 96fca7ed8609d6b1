"""Whatever happens to a number or an account, nobody is bound who may not be."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from benchmarks.histories_country import RULES, Country, Life, clear, orders_by_subject, untold
from benchmarks.judges.histories import History, Said, faults
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.orders import store as orders

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class OneLife(RuleBasedStateMachine):
    """One number or account, and all that can happen to it, in any order."""

    country: Country

    @initialize(is_account=st.booleans())
    def born(self, is_account: bool) -> None:
        clear()
        self.country.wrong = []
        for one in RULES:
            judgements.let(one, Let(Stage.FULL), "account:1", "test")
        self.life = Life("999:0000000" if is_account else "+12025550123")

    @rule(chance=st.randoms(), step=st.sampled_from(["report", "report", "report", "spoofed"]))
    def signal(self, chance: random.Random, step: str) -> None:
        self._go_on(chance)
        self.country.signal([self.life], [step])
        self.country.now += timedelta(seconds=1)

    @rule(
        chance=st.randoms(),
        step=st.sampled_from(["retract", "object", "decide", "pass_on", "freeze"]),
    )
    def act(self, chance: random.Random, step: str) -> None:
        self._go_on(chance)
        getattr(self.country, step)(self.life)

    @rule(chance=st.randoms(), hours=st.sampled_from([1, 12, 72, 200]))
    def wait(self, chance: random.Random, hours: int) -> None:
        self._go_on(chance)
        self.country.now += timedelta(hours=hours)
        while orders.expire(self.country.now):
            pass

    @invariant()
    def nobody_is_bound_who_may_not_be(self) -> None:
        if not hasattr(self, "life"):
            return
        self.country.judge([self.life])
        assert self.country.wrong == []
        assert untold(orders_by_subject().get(self.life.subject or 0, [])) == []

    def _go_on(self, chance: random.Random) -> None:
        self.country.chance = chance
        self.country.now += timedelta(seconds=1)


@pytest.mark.django_db(transaction=True)
def test_no_history_binds_anybody_without_ground_or_way_back() -> None:
    OneLife.country = Country(random.Random(1))
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        OneLife,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_many_histories_side_by_side_bind_nobody_wrongly() -> None:
    country = Country(random.Random(2))
    country.generation(60)
    assert country.wrong == []
    assert country.counted["orders"] > 30
    assert country.counted["objections"] > 5


def said(organisation: str, kind: str, minutes: int = 0, **given: Any) -> Said:
    values: dict[str, Any] = {"counts": True, "is_spoofed": False, "holder": 1} | given
    return Said(organisation, kind, at=NOW + timedelta(minutes=minutes), **values)


def order(**given: Any) -> dict[str, Any]:
    return {
        "reference": "SC-0000-0000",
        "action": "block",
        "state": "live",
        "rule": "phone-block@1",
        "basis": "법",
        "evidence": {"score": 1},
        "requester": "rule phone-block@1",
        "approver": "",
        "scope": "번호",
        "notice": "알림",
        "appeal": "/",
        "holder": 1,
        "kept_won": None,
        "starts_at": NOW + timedelta(minutes=10),
        "expires_at": NOW + timedelta(days=7),
    } | given


TWO = [said("telecom", "telecom"), said("bank", "bank")]


def judged(one: dict[str, Any], history: History, minutes: int = 20) -> list[str]:
    return faults(history, [one], NOW + timedelta(minutes=minutes))


def test_the_judge_finds_nothing_wrong_with_a_block_on_two_kinds_of_organisation() -> None:
    assert judged(order(), History(said=list(TWO))) == []


@pytest.mark.parametrize(
    ("wrong", "signals"),
    [
        ({}, [said("telecom", "telecom")]),
        ({}, [said("group", "bank"), said("group", "bank")]),
        ({}, [said("one", "bank"), said("two", "bank")]),
        ({}, [TWO[0], said("bank", "bank", 15)]),
        ({}, [TWO[0], said("bank", "bank", holder=2)]),
        ({}, [TWO[0], said("bank", "bank", counts=False)]),
        ({}, [TWO[0], said("bank", "bank", retracted_at=NOW + timedelta(minutes=5))]),
        ({}, [said("t", "telecom", is_spoofed=True), said("b", "bank", is_spoofed=True)]),
        ({"basis": ""}, TWO),
        ({"evidence": {}}, TWO),
        ({"notice": ""}, TWO),
        ({"appeal": ""}, TWO),
        ({"expires_at": NOW + timedelta(minutes=15)}, TWO),
        ({"expires_at": NOW + timedelta(days=8)}, TWO),
        ({"action": "freeze"}, TWO),
    ],
)
def test_the_judge_finds_what_may_not_be(wrong: dict[str, Any], signals: list[Said]) -> None:
    assert judged(order(**wrong), History(said=list(signals))) != []


def test_the_judge_finds_an_order_that_outlives_an_objection_or_comes_again_without_ground() -> (
    None
):
    history = History(said=list(TWO))
    history.free(NOW + timedelta(minutes=12), 1)
    assert judged(order(), history) != []
    history.said.append(said("telecom", "telecom", 14))
    again = order(
        reference="SC-0000-0001",
        starts_at=NOW + timedelta(minutes=15),
        action="alert",
    )
    assert judged(again, history) != []
