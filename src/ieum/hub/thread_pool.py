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
LetterBox = SimpleQueue["Task | None"]

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
        #: One letter box a thread. The thread that finished last is taken first: its memory is
        #: still in the processor's cache. Only the event loop touches these three.
        self._idle: list[LetterBox] = [SimpleQueue() for _thread in range(threads)]
        #: When each piece of work that runs was begun.
        self._running: dict[LetterBox, float] = {}
        self._waiting: deque[Task] = deque()
        self._boxes = tuple(self._idle)
        for number, box in enumerate(self._boxes):
            name = f"page-{number}"
            threading.Thread(target=self._work, args=(box,), name=name, daemon=True).start()

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
        for box in self._boxes:
            box.put(None)

    def _begin(self, task: Task) -> bool:
        """Hand the work to a thread, unless quick work may still be running or all are taken."""
        now = monotonic()
        if not self._idle or any(now - begun < PATIENCE for begun in self._running.values()):
            return False
        box = self._idle.pop()
        self._running[box] = now
        box.put(task)
        return True

    def _hurry(self, loop: asyncio.AbstractEventLoop) -> None:
        """Look again at what waits: what runs may have turned out to be slow."""
        self._begin_waiting()
        if self._waiting:
            loop.call_later(PATIENCE, self._hurry, loop)

    def _begin_waiting(self) -> None:
        while self._waiting and self._begin(self._waiting[0]):
            self._waiting.popleft()

    def _work(self, box: LetterBox) -> None:
        while (task := box.get()) is not None:
            work, done = task
            error: BaseException | None = None
            try:
                work()
            except BaseException as problem:
                error = problem
            try:
                done.get_loop().call_soon_threadsafe(self._finish, box, done, error)
            except RuntimeError:
                return  # The loop has ended; nobody waits any more.
            del task, work, done, error

    def _finish(
        self, box: LetterBox, done: asyncio.Future[None], error: BaseException | None
    ) -> None:
        del self._running[box]
        self._idle.append(box)
        self._begin_waiting()
        if done.cancelled():
            return
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
