"""Rate limits: a burst, then an even return, the same in memory and in the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from ieum.hub import rate_limits
from ieum.hub.rate_limits import InDatabase, InProcess, Moments
from ieum.hub.safety.models import RateLimit
from ieum.kernel.tool import Rate

RATE = Rate(5, 60)


@pytest.fixture(params=[InProcess, InDatabase])
def moments(request: pytest.FixtureRequest, db: None) -> Moments:
    place: Moments = request.param()
    return place


def test_a_quiet_key_may_spend_all_its_calls_at_once_and_then_waits(moments: Moments) -> None:
    assert [moments.take("k", RATE, 1000.0) for _ in range(5)] == [0.0] * 5
    assert moments.take("k", RATE, 1000.0) == pytest.approx(12.0)


def test_after_the_wait_that_was_named_a_call_goes_through(moments: Moments) -> None:
    for _ in range(5):
        moments.take("k", RATE, 1000.0)
    wait = moments.take("k", RATE, 1003.0)
    assert wait == pytest.approx(9.0)
    assert moments.take("k", RATE, 1003.0 + wait) == 0.0
    assert moments.take("k", RATE, 1003.0 + wait) > 0


def test_a_refused_call_costs_nothing(moments: Moments) -> None:
    for _ in range(50):
        moments.take("k", RATE, 1000.0)
    assert moments.take("k", RATE, 1012.01) == 0.0


def test_keys_do_not_share_their_calls(moments: Moments) -> None:
    for _ in range(5):
        moments.take("one", RATE, 1000.0)
    assert moments.take("one", RATE, 1000.0) > 0
    assert moments.take("other", RATE, 1000.0) == 0.0


def test_the_whole_allowance_is_back_after_the_period(moments: Moments) -> None:
    for _ in range(5):
        moments.take("k", RATE, 1000.0)
    assert [moments.take("k", RATE, 1060.0) for _ in range(5)] == [0.0] * 5


@given(
    st.integers(1, 20),
    st.floats(0.5, 100),
    st.lists(st.floats(0, 20), min_size=1, max_size=200),
)
def test_no_period_sees_more_than_twice_the_calls_nor_the_first_more_than_its_own(
    calls: int, seconds: float, gaps: list[float]
) -> None:
    moments, rate, now = InProcess(), Rate(calls, seconds), 1000.0
    taken: list[float] = []
    for gap in gaps:
        now += gap
        if moments.take("k", rate, now) == 0.0:
            taken.append(now)
    for start in taken:
        inside = [moment for moment in taken if start <= moment < start + seconds * 0.999]
        assert len(inside) <= 2 * calls
    burst = [moment for moment in taken if moment == taken[0]]
    assert len(burst) <= calls


@pytest.mark.django_db(transaction=True)
def test_processes_that_take_at_once_get_no_call_too_many() -> None:
    def take(_number: int) -> float:
        try:
            return InDatabase().take("k", Rate(10, 1000), 5000.0)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        waits = list(pool.map(take, range(40)))
    assert waits.count(0.0) == 10


def test_the_row_does_not_say_whose_it_is(db: None) -> None:
    InDatabase().take("quantities.read client 203.0.113.9", RATE, 1000.0)
    digest = RateLimit.objects.get().digest
    assert len(digest) == 32
    assert set(digest) <= set("0123456789abcdef")


def test_rows_that_no_longer_matter_are_deleted(db: None) -> None:
    moments = InDatabase()
    moments.take("old", RATE, 1000.0)
    moments.take("new", RATE, 5000.0)
    assert RateLimit.objects.count() == 1


def test_memory_forgets_keys_that_no_longer_matter() -> None:
    moments = InProcess()
    for number in range(1000):
        moments.take(f"k{number}", RATE, 1000.0)
    moments.take("new", RATE, 5000.0)
    assert len(moments._full_at) == 1


def test_limits_can_be_switched_off_for_measuring(settings: Settings) -> None:
    settings.RATE_LIMITS = "off"
    assert {rate_limits.take("k", Rate(1, 1000)) for _ in range(20)} == {0.0}
