"""Budgets that concurrent calls cannot overrun."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.hub.gateway.accounting import (
    BudgetExhausted,
    Payer,
    Prices,
    expire,
    reserve,
    settle,
    start_of,
)
from ieum.hub.gateway.models import MICRO, Budget, ModelCall, Period, Phase, Scope, Spending

PAYER = Payer("programme", "public")
NOON = datetime(2026, 3, 5, 3, tzinfo=UTC)


def budget(scope: Scope, name: str, period: Period, **limits: int) -> Budget:
    return Budget.objects.create(scope=scope, name=name, period=period, **limits)


def spending(scope: Scope = Scope.TOTAL, name: str = "", period: Period = Period.DAY) -> Spending:
    return Spending.objects.get(scope=scope, name=name, period=period)


@pytest.mark.django_db
def test_a_settled_call_gives_back_what_it_did_not_use() -> None:
    call = reserve(PAYER, "local", 1000, 500)
    assert spending().reserved_tokens == 1500
    assert settle(call, 200, 100, estimated=False, outcome="answered")
    assert (spending().reserved_tokens, spending().spent_tokens) == (0, 300)


@pytest.mark.django_db
def test_a_second_settlement_changes_nothing() -> None:
    call = reserve(PAYER, "local", 1000, 500)
    assert settle(call, 200, 100, estimated=False, outcome="answered")
    assert not settle(call, 900, 400, estimated=False, outcome="answered")
    assert spending().spent_tokens == 300


@pytest.mark.django_db
def test_a_call_is_never_settled_for_more_than_it_reserved() -> None:
    call = reserve(PAYER, "local", 100, 50)
    settle(call, 10**9, 10**9, estimated=False, outcome="answered")
    call.refresh_from_db()
    assert (call.input_tokens, call.output_tokens, call.estimated) == (100, 50, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scope", "name"),
    [(Scope.TOTAL, ""), (Scope.SERVICE, "programme"), (Scope.PARTY, "public")],
)
@pytest.mark.parametrize("period", Period)
def test_a_call_that_would_overrun_any_budget_is_refused_and_reserves_nothing(
    scope: Scope, name: str, period: Period
) -> None:
    budget(scope, name, period, token_limit=100)
    reserve(PAYER, "local", 50, 50)
    with pytest.raises(BudgetExhausted) as caught:
        reserve(PAYER, "local", 1, 0)
    assert caught.value.status == 429
    assert spending().reserved_tokens == 100
    assert ModelCall.objects.count() == 1


@pytest.mark.django_db
def test_another_service_does_not_use_up_a_services_budget() -> None:
    budget(Scope.SERVICE, "programme", Period.DAY, token_limit=100)
    reserve(Payer("tax", "public"), "local", 5000, 5000)
    reserve(PAYER, "local", 50, 50)


@pytest.mark.django_db
def test_a_budget_in_won_counts_micro_won_exactly() -> None:
    budget(Scope.TOTAL, "", Period.MONTH, won_limit=1)
    prices = Prices(input=500_000, output=1_000_000)
    call = reserve(PAYER, "local", 1, 0, prices=prices)
    settle(call, 1, 0, estimated=False, outcome="answered")
    assert spending(period=Period.MONTH).spent_microwon == 500_000
    with pytest.raises(BudgetExhausted):
        reserve(PAYER, "local", 0, 1, prices=prices)
    reserve(PAYER, "local", 1, 0, prices=prices)
    assert spending(period=Period.MONTH).reserved_microwon + 500_000 == MICRO


@pytest.mark.django_db
def test_a_budget_set_in_the_middle_of_a_month_counts_what_the_month_has_cost() -> None:
    settle(reserve(PAYER, "local", 90, 0), 90, 0, estimated=False, outcome="answered")
    budget(Scope.SERVICE, "programme", Period.MONTH, token_limit=100)
    with pytest.raises(BudgetExhausted):
        reserve(PAYER, "local", 11, 0)
    reserve(PAYER, "local", 10, 0)


@pytest.mark.django_db
def test_a_new_day_has_its_budget_again_and_the_month_goes_on() -> None:
    budget(Scope.TOTAL, "", Period.DAY, token_limit=100)
    budget(Scope.TOTAL, "", Period.MONTH, token_limit=150)
    reserve(PAYER, "local", 100, 0, now=NOON)
    with pytest.raises(BudgetExhausted):
        reserve(PAYER, "local", 1, 0, now=NOON)
    reserve(PAYER, "local", 50, 0, now=NOON + timedelta(days=1))
    with pytest.raises(BudgetExhausted):
        reserve(PAYER, "local", 1, 0, now=NOON + timedelta(days=2))


@pytest.mark.django_db
def test_a_call_over_midnight_settles_on_the_day_it_began() -> None:
    call = reserve(PAYER, "local", 100, 0, now=NOON)
    settle(call, 60, 0, estimated=False, outcome="answered", now=NOON + timedelta(days=1))
    rows = Spending.objects.filter(scope=Scope.TOTAL, period=Period.DAY)
    assert [(row.starts_on, row.spent_tokens) for row in rows] == [(date(2026, 3, 5), 60)]


def test_days_and_months_are_those_of_korea() -> None:
    last_hour_of_february = datetime(2026, 2, 28, 15, 30, tzinfo=UTC)
    assert start_of(Period.DAY, last_hour_of_february) == date(2026, 3, 1)
    assert start_of(Period.MONTH, last_hour_of_february) == date(2026, 3, 1)


@pytest.mark.django_db
def test_a_call_whose_process_died_counts_with_all_that_it_reserved() -> None:
    budget(Scope.TOTAL, "", Period.DAY, token_limit=100)
    call = reserve(PAYER, "local", 60, 0, lifetime_seconds=10, now=NOON)
    assert expire(NOON + timedelta(seconds=5)) == 0
    assert expire(NOON + timedelta(seconds=11)) == 1
    call.refresh_from_db()
    assert (call.phase, call.input_tokens, call.estimated) == (Phase.EXPIRED, 60, True)
    with pytest.raises(BudgetExhausted):
        reserve(PAYER, "local", 41, 0, now=NOON)
    assert not settle(call, 1, 0, estimated=False, outcome="answered")


@pytest.mark.django_db
@pytest.mark.parametrize("tokens", [(-1, 0), (0, -1)])
def test_negative_tokens_are_refused(tokens: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        reserve(PAYER, "local", *tokens)
    call = reserve(PAYER, "local", 10, 10)
    with pytest.raises(ValueError, match="0 or more"):
        settle(call, *tokens, estimated=False, outcome="answered")


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("reserve"),
            st.sampled_from(["programme", "tax"]),
            st.sampled_from(["public", "account 1"]),
            st.integers(0, 60),
            st.integers(0, 60),
        ),
        st.tuples(st.just("settle"), st.integers(0, 9), st.integers(0, 200), st.integers(0, 200)),
        st.tuples(st.just("expire"), st.integers(0, 3)),
    ),
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_whatever_happens_in_whatever_order_the_books_balance(steps: list[tuple]) -> None:
    for model in (Budget, Spending, ModelCall):
        model.objects.all().delete()
    budget(Scope.TOTAL, "", Period.DAY, token_limit=150)
    budget(Scope.SERVICE, "tax", Period.MONTH, token_limit=80, won_limit=70)
    prices = Prices(input=500_000, output=1_000_000)
    calls: list[ModelCall] = []
    for step, *values in steps:
        if step == "reserve":
            service, party, most_in, most_out = values
            try:
                calls.append(
                    reserve(Payer(service, party), "local", most_in, most_out, prices=prices,
                            lifetime_seconds=60, now=NOON)
                )  # fmt: skip
            except BudgetExhausted:
                continue
        elif step == "settle" and calls:
            settle(calls[values[0] % len(calls)], *values[1:], estimated=False, outcome="answered")
        elif step == "expire":
            expire(NOON + timedelta(minutes=values[0]))
        assert_books_balance()


def assert_books_balance() -> None:
    limits = {(b.scope, b.name, b.period): b for b in Budget.objects.all()}
    for row in Spending.objects.all():
        own = ModelCall.objects.all()
        if row.scope != Scope.TOTAL:
            own = own.filter(**{row.scope: row.name})
        still_open = own.filter(phase=Phase.OPEN)
        reserved = [c.most_input_tokens + c.most_output_tokens for c in still_open]
        closed = own.exclude(phase=Phase.OPEN)
        assert row.reserved_tokens == sum(reserved) >= 0
        assert row.spent_tokens == sum(c.input_tokens + c.output_tokens for c in closed)
        assert row.spent_microwon == sum(c.cost_microwon for c in closed)
        limit = limits.get((row.scope, row.name, row.period))
        if limit and limit.token_limit is not None:
            assert row.spent_tokens + row.reserved_tokens <= limit.token_limit
        if limit and limit.won_limit is not None:
            assert row.spent_microwon + row.reserved_microwon <= limit.won_limit * MICRO


@pytest.mark.django_db(transaction=True)
def test_two_hundred_concurrent_calls_do_not_overrun_a_budget() -> None:
    budget(Scope.TOTAL, "", Period.DAY, token_limit=10_000)
    budget(Scope.SERVICE, "tax", Period.MONTH, token_limit=3_000)
    all_here, all_in_flight = threading.Barrier(200, timeout=60), threading.Barrier(200, timeout=60)
    # PostgreSQL allows about a hundred connections in its default settings.
    connections = threading.Semaphore(40)

    def one(number: int) -> bool:
        payer = Payer("tax" if number % 2 else "programme", f"account {number % 5}")
        all_here.wait()
        call = None
        with connections:
            try:
                call = reserve(payer, "local", 60, 40)
            except BudgetExhausted:
                pass
            finally:
                connection.close()
        all_in_flight.wait()
        with connections:
            if call:
                settle(call, 60, number % 41, estimated=False, outcome="answered")
            connection.close()
        return call is not None

    with ThreadPoolExecutor(200) as pool:
        granted = sum(pool.map(one, range(200)))
    # All reservations stood at once, so exactly as many were granted as the budget holds.
    assert granted == 100
    assert_books_balance()
    assert spending(Scope.SERVICE, "tax", Period.MONTH).spent_tokens <= 3_000
    assert ModelCall.objects.filter(phase=Phase.SETTLED).count() == 100
