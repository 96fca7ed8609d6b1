"""Calls of many threads gathered into few rounds of work."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from ieum.services.scamcall.signals.gathering import (
    CROWD,
    DISTANCE_SECONDS,
    MOST_OF_ONE,
    Gathering,
)


def test_each_gets_its_own_result_however_many_call_at_once() -> None:
    gathering = Gathering[int, int](lambda given: [number * 2 for number in given])
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(gathering.call, range(2000))) == [n * 2 for n in range(2000)]


def test_those_who_come_during_a_round_share_the_next() -> None:
    rounds: list[list[int]] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(given: Sequence[int]) -> Sequence[int]:
        rounds.append(sorted(given))
        begun.set()
        go_on.wait(10)
        return given

    gathering = Gathering[int, int](work)
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(gathering.call, 0)
        begun.wait(10)
        others = [pool.submit(gathering.call, number) for number in range(1, 6)]
        while len(gathering._waiting) < 5:
            pass
        go_on.set()
        assert [one.result(10) for one in [first, *others]] == list(range(6))
    assert rounds == [[0], [1, 2, 3, 4, 5]]


def test_who_sends_little_does_not_wait_behind_those_who_send_much() -> None:
    rounds: list[list[int]] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(given: Sequence[int]) -> Sequence[int]:
        rounds.append(list(given))
        begun.set()
        go_on.wait(10)
        return given

    gathering = Gathering[int, int](
        work, size=lambda given: given // 10, side=lambda given: given % 10, sleep=lambda _: None
    )
    flood, other, third = 1, 2, 3
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(gathering.call, 10 * MOST_OF_ONE + flood)]
        begun.wait(10)
        much = 10 * MOST_OF_ONE
        for given in (much + flood, 10 * 40 + flood, much + other, 10 * 20 + third, 10 + third):
            calls.append(pool.submit(gathering.call, given))
            while len(gathering._waiting) < len(calls) - 1:
                pass
        go_on.set()
        for one in calls:
            one.result(10)
    # The first who came leads; of each side as much goes along as it may have, and nobody is left over.
    assert rounds == [
        [much + flood],
        [much + flood, 10 + third, 10 * 20 + third, much + other],
        [10 * 40 + flood],
    ]


def test_one_that_fails_takes_no_other_with_it() -> None:
    def work(given: Sequence[int]) -> Sequence[int]:
        if 3 in given:
            raise ZeroDivisionError
        return given

    gathering = Gathering[int, int](work)

    def call(number: int) -> int | None:
        try:
            return gathering.call(number)
        except ZeroDivisionError:
            return None

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(call, range(8))) == [0, 1, 2, None, 4, 5, 6, 7]
    with pytest.raises(ZeroDivisionError):
        gathering.call(3)
    assert gathering.call(1) == 1


def test_after_a_crowd_the_next_round_keeps_its_distance_and_takes_whoever_came_meanwhile() -> None:
    rounds: list[list[int]] = []
    slept: list[float] = []
    begun, go_on, late = threading.Event(), threading.Event(), threading.Event()

    def work(given: Sequence[int]) -> Sequence[int]:
        rounds.append(sorted(given))
        begun.set()
        go_on.wait(10)
        return given

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        late.wait(10)

    gathering = Gathering[int, int](work, clock=lambda: 100.0, sleep=sleep)

    def wait_for(count: int) -> None:
        while len(gathering._waiting) < count:
            pass

    with ThreadPoolExecutor(9) as pool:
        calls = [pool.submit(gathering.call, 0)]
        begun.wait(10)
        calls += [pool.submit(gathering.call, number) for number in range(1, CROWD + 1)]
        wait_for(CROWD)
        go_on.set()
        assert [one.result(10) for one in calls] == list(range(CROWD + 1))
        calls = [pool.submit(gathering.call, number) for number in (10, 11)]
        wait_for(2)
        late.set()
        assert [one.result(10) for one in calls] == [10, 11]
    assert rounds == [[0], list(range(1, CROWD + 1)), [10, 11]]
    assert slept == [pytest.approx(DISTANCE_SECONDS)]
