"""Signals that come one by one from many sides at once, taken in together.

One signal in a transaction of its own costs many times what it costs among others. So whoever finds
nobody at work takes in what waits, its own included; who comes meanwhile waits for the next round.
A lone signal waits for nobody. Where several call at once, rounds keep a distance: each costs as much
again as some dozens of signals, so fewer and fuller ones leave the processor to the signals.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ieum.kernel import waiting

Given = TypeVar("Given")
Got = TypeVar("Got")
#: Calls taken together in one round, each counted by its size: of all, and of one side, so that whoever
#: sends much holds up the others for no longer.
MOST_TOGETHER = 200
MOST_OF_ONE = 50
#: A round of so many says that more are on their way; the next then begins no sooner than so many
#: seconds after it ended, when those who were in it may be back. A party that sends one after the
#: other never waits for it.
CROWD = 4
DISTANCE_SECONDS = 0.05


@dataclass(eq=False)
class _Call(Generic[Given, Got]):
    given: Given
    is_over: threading.Event = field(default_factory=threading.Event)
    #: Whether this call's thread is to work off the next round.
    leads: bool = False
    got: Got | None = None
    error: BaseException | None = None


class Gathering(Generic[Given, Got]):
    """Gathers calls of several threads into rounds of one piece of work.

    ``work`` gives a result for each of what it is given, in order. Where it fails for several together,
    it is tried for each alone, so that one that fails takes no other with it. ``size``: as how many a
    call counts of those that one round takes; ``side``: whose it is.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Given]], Sequence[Got]],
        size: Callable[[Given], int] = lambda given: 1,
        side: Callable[[Given], Hashable] = lambda given: None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.work = work
        self.size = size
        self.side = side
        self._clock, self._sleep = clock, sleep
        self._next_round_at = 0.0
        self._lock = threading.Lock()
        self._waiting: list[_Call[Given, Got]] = []
        self._is_busy = False

    def call(self, given: Given) -> Got:
        """The result for one; raises what the work raises for it."""
        mine: _Call[Given, Got] = _Call(given)
        with self._lock:
            self._waiting.append(mine)
            leads, self._is_busy = not self._is_busy, True
        waiting.about_to_wait()
        if not leads:
            mine.is_over.wait()
            leads = mine.leads
        if leads:
            self._lead(mine)
        if mine.error is not None:
            raise mine.error
        assert mine.got is not None
        return mine.got

    def _lead(self, mine: _Call[Given, Got]) -> None:
        """Work off what waits, then let the first of those who came meanwhile lead."""
        if (early := self._next_round_at - self._clock()) > 0:
            self._sleep(early)
        with self._lock:
            together = self._round(mine)
            self._waiting = [call for call in self._waiting if call not in together]
        try:
            self._work_off(together)
        finally:
            is_crowd = sum(self.size(call.given) for call in together) >= CROWD
            self._next_round_at = self._clock() + DISTANCE_SECONDS if is_crowd else 0.0
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._is_busy = following is not None
            if following is not None:
                following.leads = True
                following.is_over.set()
            for call in together:
                if call is not mine:
                    call.is_over.set()

    def _round(self, mine: _Call[Given, Got]) -> list[_Call[Given, Got]]:
        """Who takes part in the next round: its leader, who came first, and of the others the small
        first, as far as there is room for their side."""
        together, left = [mine], MOST_TOGETHER - self.size(mine.given)
        of_side = Counter({self.side(mine.given): self.size(mine.given)})
        others = (call for call in self._waiting if call is not mine)
        for call in sorted(others, key=lambda call: self.size(call.given)):
            size, side = self.size(call.given), self.side(call.given)
            if size <= left and of_side[side] + size <= MOST_OF_ONE:
                left -= size
                of_side[side] += size
                together.append(call)
        return together

    def _work_off(self, together: Sequence[_Call[Given, Got]]) -> None:
        try:
            for call, got in zip(
                together, self.work([call.given for call in together]), strict=True
            ):
                call.got = got
        except Exception as error:
            if len(together) == 1:
                together[0].error = error
                return
            for call in together:
                self._work_off([call])
