"""The pool that pages are worked on in."""

from __future__ import annotations

import asyncio
import threading

import pytest

from ieum.hub import thread_pool
from ieum.hub.thread_pool import ThreadPool


def test_all_work_is_done_however_much_comes_at_once() -> None:
    done: list[int] = []

    async def main() -> None:
        pool = ThreadPool(4)
        await asyncio.gather(*(pool.run(lambda n=n: done.append(n)) for n in range(200)))
        pool.stop()

    asyncio.run(main())
    assert sorted(done) == list(range(200))


def test_what_the_work_raises_is_raised_to_the_caller_and_the_pool_goes_on() -> None:
    async def main() -> None:
        pool = ThreadPool(1)
        with pytest.raises(ZeroDivisionError):
            await pool.run(lambda: 1 // 0)  # type: ignore[arg-type, return-value]
        await pool.run(lambda: None)
        pool.stop()

    asyncio.run(main())


def test_quick_work_passes_work_that_is_slow() -> None:
    go_on = threading.Event()

    async def main() -> None:
        pool = ThreadPool(3)
        slow = [asyncio.ensure_future(pool.run(lambda: go_on.wait(20))) for _number in range(2)]
        await asyncio.wait_for(pool.run(lambda: None), timeout=10)
        assert not any(one.done() for one in slow)
        go_on.set()
        await asyncio.gather(*slow)
        pool.stop()

    asyncio.run(main())


def test_work_waits_when_every_thread_is_taken() -> None:
    go_on = threading.Event()
    order: list[str] = []

    async def main() -> None:
        pool = ThreadPool(1)
        first = asyncio.ensure_future(pool.run(lambda: (go_on.wait(20), order.append("first"))))
        second = asyncio.ensure_future(pool.run(lambda: order.append("second")))
        await asyncio.sleep(0.05)
        assert order == []
        go_on.set()
        await asyncio.gather(first, second)
        pool.stop()

    asyncio.run(main())
    assert order == ["first", "second"]


def test_quick_work_is_done_without_a_turn_of_the_event_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(thread_pool, "PATIENCE", 60.0)
    done: list[str] = []

    async def main() -> None:
        pool = ThreadPool(1)
        with pytest.raises(StopIteration):
            pool.run(lambda: done.append(threading.current_thread().name)).send(None)
        pool.stop()

    asyncio.run(main())
    assert done == ["page-0"]


def test_work_that_lets_go_may_wait_for_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thread_pool, "PATIENCE", 60.0)
    go_on = threading.Event()

    async def main() -> None:
        pool = ThreadPool(1)

        def work() -> None:
            pool.let_go()
            pool.let_go()
            assert go_on.wait(20)

        slow = asyncio.ensure_future(pool.run(work))
        await asyncio.sleep(0)
        go_on.set()
        await slow
        pool.stop()

    asyncio.run(main())


def test_work_given_up_at_its_turn_leaves_the_thread_to_the_next() -> None:
    done: list[str] = []

    async def main() -> None:
        pool = ThreadPool(1)
        taken = pool._idle.pop()
        early, late, last = (
            asyncio.ensure_future(pool.run(lambda name=name: done.append(name)))
            for name in ("before its turn", "as its turn comes", "last")
        )
        await asyncio.sleep(0)
        early.cancel()
        pool._free(taken)
        late.cancel()
        await asyncio.wait_for(last, timeout=10)
        assert early.cancelled()
        assert late.cancelled()
        pool.stop()

    asyncio.run(main())
    assert done == ["last"]


def test_a_caller_who_leaves_while_the_work_runs_gives_no_thread_away() -> None:
    go_on = threading.Event()
    done: list[str] = []

    async def main() -> None:
        pool = ThreadPool(1)
        left = asyncio.ensure_future(pool.run(lambda: (go_on.wait(20), done.append("first"))))
        await asyncio.sleep(0.05)
        left.cancel()
        second = asyncio.ensure_future(pool.run(lambda: done.append("second")))
        await asyncio.sleep(0.05)
        assert done == []
        go_on.set()
        await asyncio.wait_for(second, timeout=10)
        pool.stop()

    asyncio.run(main())
    assert done == ["first", "second"]
