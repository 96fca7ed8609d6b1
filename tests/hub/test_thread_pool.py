"""The pool that pages are worked on in."""

from __future__ import annotations

import asyncio
import threading

import pytest

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
