"""A pool of threads that an event loop hands work to."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue

from ieum.kernel import waiting

Work = Callable[[], None]

#: Seconds for which the event loop stands still for work that it handed over. Two threads that want
#: the interpreter at once hand it to and fro, at each row of a query even, and that costs as much
#: again as the work of a small page. So the loop waits for quick work; behind slow work it goes on
#: after this long.
PATIENCE = 0.005


class ThreadPool:
    """A number of threads, as few at once as the work needs, and the shortest way to one.

    The pool of the standard library does more for each piece of work (a second future, a copy of
    the context, a call back into the loop), and its threads and the loop get in each other's way.
    """

    def __init__(self, threads: int) -> None:
        #: One letter box a thread. The thread that finished last is taken first: its memory is
        #: still in the processor's cache. Only the event loop touches it.
        self._idle: list[LetterBox] = [SimpleQueue() for _thread in range(threads)]
        #: Work that waits for one of them, longest first.
        self._turns: deque[asyncio.Future[LetterBox]] = deque()
        self._boxes = tuple(self._idle)
        self._here = threading.local()
        for number, box in enumerate(self._boxes):
            name = f"page-{number}"
            threading.Thread(target=self._work, args=(box,), name=name, daemon=True).start()

    async def run(self, work: Work) -> None:
        """Do the work in a thread of the pool; what it raises is raised here."""
        box = self._idle.pop() if self._idle else await self._turn()
        task = _Task(work, asyncio.get_running_loop().create_future())
        box.put(task)
        if task.is_quick():
            self._free(box)
        else:
            task.ended.add_done_callback(lambda _ended: self._free(box))
            await asyncio.shield(task.ended)
        if task.error is not None:
            raise task.error

    def let_go(self) -> None:
        """Called by work that will wait for others: the event loop need not stand still for it."""
        task: _Task = self._here.task
        task.let_go()

    def stop(self) -> None:
        """Let the threads end once the work that they have is done."""
        for box in self._boxes:
            box.put(None)

    async def _turn(self) -> LetterBox:
        """Wait for a thread."""
        turn: asyncio.Future[LetterBox] = asyncio.get_running_loop().create_future()
        self._turns.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # The turn had come already.
                self._free(turn.result())
            raise

    def _free(self, box: LetterBox) -> None:
        """Give a thread to whoever waits for one, or keep it."""
        while self._turns:
            turn = self._turns.popleft()
            if not turn.done():
                turn.set_result(box)
                return
        self._idle.append(box)

    def _work(self, box: LetterBox) -> None:
        while (task := box.get()) is not None:
            self._here.task = task
            waiting.told_by(task.let_go)
            try:
                task.work()
            except BaseException as problem:
                task.error = problem
            try:
                task.end()
            except RuntimeError:
                return  # The loop has ended; nobody waits any more.
            self._here.task = task = None


class _Task:
    """A piece of work on its way through a thread, for which the event loop first stands still.

    Either the thread or the loop ends the standing still: whoever takes ``_ending`` first.
    """

    __slots__ = ("_ending", "_quick", "_standing", "ended", "error", "work")

    def __init__(self, work: Work, ended: asyncio.Future[None]) -> None:
        self.work = work
        #: Done once the work is, unless it was quick.
        self.ended = ended
        self.error: BaseException | None = None
        self._quick = False
        self._ending = threading.Lock()
        self._standing = threading.Lock()
        self._standing.acquire()

    def is_quick(self) -> bool:
        """Stand still until the work is done (True), or lets go, or takes too long (False)."""
        in_time = self._standing.acquire(timeout=PATIENCE)
        if not in_time and not self._ending.acquire(blocking=False):
            self._standing.acquire()  # The thread was about to release it.
        return self._quick

    def let_go(self) -> None:
        """Let the loop go on, as the work will take long."""
        if self._ending.acquire(blocking=False):
            self._standing.release()

    def end(self) -> None:
        """Tell the loop that the work is done; ``RuntimeError`` if the loop has ended."""
        if self._ending.acquire(blocking=False):
            self._quick = True
            self._standing.release()
        else:
            self.ended.get_loop().call_soon_threadsafe(self.ended.set_result, None)


LetterBox = SimpleQueue["_Task | None"]
