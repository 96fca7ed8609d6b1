"""A pool of threads that an event loop hands work to."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from time import monotonic

Work = Callable[[], None]
Task = tuple[Work, "asyncio.Future[None]"]

#: Seconds for which quick work has a thread to itself. Two threads that want the interpreter at
#: once hand it to and fro, which costs half as much again as the work of a small page; so work
#: waits for its turn, but never longer than this behind something slow.
PATIENCE = 0.005


class ThreadPool:
    """Up to a number of threads, as few at once as the work needs, and the shortest way to one.

    The pool of the standard library does more for each piece of work (a second future, a lock, a
    copy of the context), which costs half as much again as a small page of the hub.
    """

    def __init__(self, threads: int) -> None:
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        #: When each piece of work that runs was begun. Only the event loop touches these two.
        self._running: dict[int, float] = {}
        self._waiting: deque[Task] = deque()
        self._threads = [
            threading.Thread(target=self._work, name=f"page-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Work) -> None:
        """Do the work in a thread of the pool; what it raises is raised here."""
        loop = asyncio.get_running_loop()
        task = (work, loop.create_future())
        if self._waiting or not self._begin(task):
            if not self._waiting:
                loop.call_later(PATIENCE, self._hurry, loop)
            self._waiting.append(task)
        await task[1]

    def stop(self) -> None:
        """Let the threads end once the work that waits is done."""
        for _thread in self._threads:
            self._queue.put(None)

    def _begin(self, task: Task) -> bool:
        """Hand the work to a thread, unless quick work may still be running or all are taken."""
        now = monotonic()
        if len(self._running) >= len(self._threads):
            return False
        if any(now - begun < PATIENCE for begun in self._running.values()):
            return False
        self._running[id(task[1])] = now
        self._queue.put(task)
        return True

    def _hurry(self, loop: asyncio.AbstractEventLoop) -> None:
        """Look again at what waits: what runs may have turned out to be slow."""
        self._begin_waiting()
        if self._waiting:
            loop.call_later(PATIENCE, self._hurry, loop)

    def _begin_waiting(self) -> None:
        while self._waiting and self._begin(self._waiting[0]):
            self._waiting.popleft()

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            work, done = task
            error: BaseException | None = None
            try:
                work()
            except BaseException as problem:
                error = problem
            try:
                done.get_loop().call_soon_threadsafe(self._finish, done, error)
            except RuntimeError:
                return  # The loop has ended; nobody waits any more.
            del task, work, done, error

    def _finish(self, done: asyncio.Future[None], error: BaseException | None) -> None:
        del self._running[id(done)]
        self._begin_waiting()
        if done.cancelled():
            return
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
