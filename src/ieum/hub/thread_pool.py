"""A pool of threads that an event loop hands work to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue

Work = Callable[[], None]


class ThreadPool:
    """A fixed number of threads, and the shortest way to one and back.

    The pool of the standard library does more for each piece of work (a second future, a lock, a
    copy of the context), which costs half as much again as a small page of the hub.
    """

    def __init__(self, threads: int) -> None:
        self._queue: SimpleQueue[tuple[Work, asyncio.Future[None]] | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"page-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Work) -> None:
        """Do the work in a thread of the pool; what it raises is raised here."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put((work, done))
        await done

    def stop(self) -> None:
        """Let the threads end once the work that waits is done."""
        for _thread in self._threads:
            self._queue.put(None)

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            work, done = task
            error: BaseException | None = None
            try:
                work()
            except BaseException as problem:
                error = problem
            try:
                done.get_loop().call_soon_threadsafe(_finish, done, error)
            except RuntimeError:
                return  # The loop has ended; nobody waits any more.
            del task, work, done, error


def _finish(done: asyncio.Future[None], error: BaseException | None) -> None:
    if done.cancelled():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
