"""What is true in the simulated country, against which it is counted what the hub did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ieum.kernel.messages import Message, _
from ieum.services.scamcall.vocabulary import Action, SubjectKind

#: What binds somebody; an alert only warns those who deal with them.
BINDING = frozenset({Action.BLOCK, Action.DELAY, Action.FREEZE})


class Innocence(StrEnum):
    """Why somebody who does no wrong is spoken of all the same."""

    MISTAKE = "mistake"
    MISTYPED = "mistyped"
    BILLING = "billing"
    SPOOFED = "spoofed"
    RECYCLED = "recycled"
    COLLUSION = "collusion"
    CLAIM = "claim"
    VICTIM = "victim"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _INNOCENCE_WORDS[self]


_INNOCENCE_WORDS = {
    Innocence.MISTAKE: _("선의의 잘못된 신고"),
    Innocence.MISTYPED: _("번호를 잘못 적은 신고"),
    Innocence.BILLING: _("요금·추심 안내 전화를 의심한 것"),
    Innocence.SPOOFED: _("남의 번호를 거짓으로 띄운 것"),
    Innocence.RECYCLED: _("사기범이 쓰던 번호를 새로 받은 것"),
    Innocence.COLLUSION: _("한 조직이 짜고 한 신고(통장묶기)"),
    Innocence.CLAIM: _("두 곳 이상에 낸 거짓 신고"),
    Innocence.VICTIM: _("피해자를 지키려는 신호"),
}


@dataclass(slots=True)
class Fraud:
    """A number or an account that a gang uses, in minutes since the country began."""

    kind: SubjectKind
    begins: float
    ends: float | None = None
    first_signal: float | None = None
    alerted: float | None = None
    bound: float | None = None
    won_before: int = 0
    won_after: int = 0


@dataclass(frozen=True, slots=True)
class Issued:
    """An order that was put in force, and whom it met: a gang, or an innocent for a cause."""

    minute: float
    rule: str
    action: Action
    identifier: str
    innocence: Innocence | None


@dataclass(slots=True)
class Truth:
    """Everything that is true, and what was done."""

    frauds: list[Fraud] = field(default_factory=list)
    issued: list[Issued] = field(default_factory=list)
    objections: Counter[str] = field(default_factory=Counter)
    signals: Counter[str] = field(default_factory=Counter)
    released_after: list[float] = field(default_factory=list)
    #: How many accounts the colluding organisation reported.
    colluded: int = 0
    #: How often a rule stopped by itself.
    stops: int = 0
    _using: dict[str, Fraud] = field(default_factory=dict)
    _innocent: dict[str, Innocence] = field(default_factory=dict)

    def begin(self, identifier: str, kind: SubjectKind, minute: float) -> Fraud:
        """A gang uses something from now on."""
        fraud = Fraud(kind, minute)
        self.frauds.append(fraud)
        self._using[identifier] = fraud
        self._innocent.pop(identifier, None)
        return fraud

    def give_up(self, identifier: str, minute: float) -> None:
        """A gang uses something no more; it stays theirs until somebody else gets it."""
        self._using[identifier].ends = minute

    def recycle(self, identifier: str) -> None:
        """Somebody who does no wrong gets the number."""
        self._using.pop(identifier, None)
        self._innocent[identifier] = Innocence.RECYCLED

    def accuse(self, identifier: str, why: Innocence) -> None:
        """Somebody who does no wrong is about to be spoken of; the first cause of suspicion stays."""
        before = self._innocent.get(identifier, Innocence.VICTIM)
        if identifier not in self._using and before is Innocence.VICTIM:
            self._innocent[identifier] = why

    def fraud(self, identifier: str) -> Fraud | None:
        """The gang's use of something; None where it is somebody's who does no wrong."""
        return self._using.get(identifier)

    def innocence(self, identifier: str) -> Innocence | None:
        """Why somebody who does no wrong is spoken of; None for a gang's."""
        if identifier in self._using:
            return None
        return self._innocent.get(identifier, Innocence.MISTAKE)

    def see_signal(self, identifier: str, minute: float) -> None:
        """Note that the hub has taken in a signal against something."""
        fraud = self._using.get(identifier)
        if fraud is not None and fraud.first_signal is None:
            fraud.first_signal = minute

    def see_order(self, identifier: str, action: Action, rule: str, minute: float) -> None:
        """Note that an order came into force."""
        innocence = self.innocence(identifier)
        self.issued.append(Issued(minute, rule, action, identifier, innocence))
        fraud = self._using.get(identifier)
        if fraud is None or action is Action.BLOCK_PATH:
            return
        if fraud.alerted is None:
            fraud.alerted = minute
        if fraud.bound is None and action in BINDING:
            fraud.bound = minute

    def wronged(self, *actions: Action) -> dict[Innocence, int]:
        """How many innocents orders of these actions bound, by cause."""
        found: dict[Innocence, set[str]] = defaultdict(set)
        for one in self.issued:
            if one.innocence is not None and one.action in actions:
                found[one.innocence].add(one.identifier)
        return {cause: len(found[cause]) for cause in Innocence if cause in found}


def minutes_to_bind(frauds: Sequence[Fraud], share: float) -> float | None:
    """Minutes from the first signal to a binding order that a share of those bound stayed within."""
    waits = sorted(
        one.bound - one.first_signal
        for one in frauds
        if one.bound is not None and one.first_signal is not None
    )
    return waits[min(int(share * len(waits)), len(waits) - 1)] if waits else None
