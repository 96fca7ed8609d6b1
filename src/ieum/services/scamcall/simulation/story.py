"""What happens in the simulated country, one thing after another, by a seed."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from ieum.exchange.parties.values import PartyKind
from ieum.services.scamcall.simulation.country import Member, members
from ieum.services.scamcall.simulation.truth import Truth
from ieum.services.scamcall.vocabulary import (
    SIGNALS,
    Action,
    CallerId,
    Manoeuvre,
    SignalType,
    Standing,
    SubjectKind,
)

DAY = 24 * 60.0
#: In the country's night, so many times less happens.
NIGHT_IS_QUIETER = 8.0
_WAKING = range(9, 20)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an organisation saw at a minute of the country's time and sends at another."""

    sender: str
    type: SignalType
    kind: SubjectKind
    identifier: str
    seen: float
    confidence: int
    manoeuvre: Manoeuvre = Manoeuvre.UNKNOWN
    caller_id: CallerId = CallerId.UNVERIFIED
    counterpart_kind: SubjectKind | None = None
    counterpart: str = ""
    amount_won: int | None = None


class Story:
    """The country's time in minutes, what comes next in it, and what is to be sent to the hub."""

    def __init__(self, seed: int, begins: float = 0.0) -> None:
        self.chance = random.Random(seed)
        #: By what chance money goes on, which changes nothing else that happens in the country.
        self.onward = random.Random(f"{seed} onward")
        self.minute = begins
        self.truth = Truth()
        self.sent: list[Seen] = []
        #: Numbers that somebody new got, and whether their telecom says so.
        self.passed_on: list[tuple[str, bool]] = []
        #: Who learns that something of theirs is bound.
        self.watchers: dict[str, Callable[[str, Action], None]] = {}
        self._coming: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._by_kind: dict[PartyKind, list[Member]] = {}
        for member in members():
            self._by_kind.setdefault(member.kind, []).append(member)

    def later(self, minutes: float, act: Callable[[], None]) -> None:
        """Let something happen after so many minutes."""
        heapq.heappush(self._coming, (self.minute + minutes, next(self._order), act))

    def often(self, a_day: float, act: Callable[[], None]) -> None:
        """Let something happen so often on a day, by chance, and less at night."""

        def once() -> None:
            if self.is_waking() or self.chance.random() < 1 / NIGHT_IS_QUIETER:
                act()
            self.later(self.chance.expovariate(a_day / DAY), once)

        self.later(self.chance.expovariate(a_day / DAY), once)

    def live_until(self, minute: float) -> list[Seen]:
        """Let everything happen up to a minute; what was sent meanwhile."""
        while self._coming and self._coming[0][0] <= minute:
            self.minute, _order, act = heapq.heappop(self._coming)
            act()
        self.minute = minute
        sent, self.sent = self.sent, []
        return sent

    def say(self, after: float, what: Seen) -> None:
        """Let an organisation send what it saw, so many minutes from now."""

        def send() -> None:
            self.sent.append(what)
            self.truth.signals[what.type] += 1
            if SIGNALS[what.type].standing is Standing.SUSPECT:
                self.truth.see_signal(what.identifier, self.minute)

        self.later(after, send)

    def one_of(self, *kinds: PartyKind) -> Member:
        """Some organisation of one of these kinds."""
        return self.chance.choice([one for kind in kinds for one in self._by_kind[kind]])

    def sure(self, least: int, most: int) -> int:
        """How sure somebody is."""
        return self.chance.randint(least, most)

    def is_waking(self) -> bool:
        """Whether people telephone at this hour."""
        return int(self.minute % DAY // 60) in _WAKING
