"""How well signals support acting against a subject: by independent organisations, never by number.

A thousand reports of one organisation say no more than its best one. Each organisation's best signal is
weighed by its type, its sender's confidence, its age and the organisation's record; what the
organisations say together is the chance that not all of them are wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ieum.exchange.parties.values import PartyKind
from ieum.services.scamcall.judgement.decay import decay
from ieum.services.scamcall.signals.values import SignalRecord
from ieum.services.scamcall.vocabulary import SIGNALS, CallerId, Manoeuvre, SignalType, Standing

#: An organisation without a record counts as one that was right four times of five.
_PRIOR_RIGHT, _PRIOR_ALL = 4.0, 5.0
#: All who report on a page of the hub without an account: nobody knows who they are, so they count as
#: one, with a record apart from that of the hub, which takes the reports in.
CITIZENS = "public:citizens"
#: What one of them did says little of the others: it takes a hundred outcomes to weigh as much as four
#: do of an organisation.
_PRIOR_RIGHT_OF_CITIZENS, _PRIOR_ALL_OF_CITIZENS = 80.0, 100.0
#: However good their record, a stranger's report stays below what counts as an organisation.
MOST_OF_CITIZENS = 0.175
#: Above this share of the organisations that traced the call, and so know whether the number was shown
#: falsely, the number is not the caller's. Who could not tell says nothing on it.
SPOOFED_SHARE = 0.5
#: What an organisation must weigh to count as one of several: a whisper adds to the score and confirms
#: nobody. A stranger's report on a page of the hub (0.175) lies below, a report of an organisation that
#: is rather sure lies above for about a day.
LEAST_COUNTED = 0.18


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How often an organisation's signals turned out right and wrong, by the outcome of cases."""

    confirmed: int = 0
    refuted: int = 0

    def reliability(self, right: float = _PRIOR_RIGHT, all: float = _PRIOR_ALL) -> float:
        """The share of its signals to expect right, 0 to 1; few outcomes move it little.

        ``right`` of ``all`` outcomes are what is supposed of it beforehand.
        """
        return (self.confirmed + right) / (self.confirmed + self.refuted + all)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one independent organisation adds."""

    organisation: str
    kind: PartyKind
    weight: float
    since: datetime
    types: frozenset[SignalType]
    manoeuvres: frozenset[Manoeuvre]
    caller_id: CallerId


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for acting against a subject now.

    ``score``: 0 to 1, that not all organisations are wrong.
    """

    score: float = 0.0
    contributions: tuple[Contribution, ...] = ()

    @property
    def organisations(self) -> int:
        """How many independent organisations say so with some weight."""
        return len(self._counted)

    @property
    def kinds(self) -> frozenset[PartyKind]:
        """Which kinds of organisation say so with some weight."""
        return frozenset(one.kind for one in self._counted)

    @property
    def _counted(self) -> list[Contribution]:
        return [one for one in self.contributions if one.weight >= LEAST_COUNTED]

    @property
    def since(self) -> datetime | None:
        """Since when anybody has said so."""
        return min((one.since for one in self.contributions), default=None)

    @property
    def is_spoofed(self) -> bool:
        """Whether most who know saw it shown falsely: then its holder has nothing to do with it."""
        spoofed = sum(one.caller_id is CallerId.SPOOFED for one in self.contributions)
        verified = sum(one.caller_id is CallerId.VERIFIED for one in self.contributions)
        return spoofed > SPOOFED_SHARE * (spoofed + verified)


def support(
    signals: Iterable[SignalRecord],
    records: Mapping[str, TrackRecord],
    now: datetime,
    holder: int,
) -> Support:
    """What some signals of one subject say together about its holder of now.

    Signals that were retracted, that speak of an earlier holder, or that say their subject is in danger
    count for nothing.
    """
    by_organisation: dict[str, list[tuple[float, SignalRecord]]] = defaultdict(list)
    for signal in signals:
        definition = SIGNALS[signal.type]
        if (
            signal.retracted_at is not None
            or signal.holder != holder
            or definition.standing is not Standing.SUSPECT
        ):
            continue
        age = (now - signal.seen_at).total_seconds() / 3600
        weight = definition.weight * signal.confidence / 100 * decay(age, definition.lasts_hours)
        if weight > 0:
            by_organisation[signal.organisation].append((weight, signal))
    contributions = []
    all_wrong = 1.0
    for organisation, some in sorted(by_organisation.items()):
        best, signal = max(some, key=lambda pair: pair[0])
        weight = _weight(best, organisation, records.get(organisation, TrackRecord()))
        contributions.append(
            Contribution(
                organisation,
                signal.party_kind,
                weight,
                min(one.seen_at for _weight, one in some),
                frozenset(one.type for _weight, one in some),
                frozenset(one.manoeuvre for _weight, one in some),
                _caller_id(some),
            )
        )
        all_wrong *= 1 - weight
    return Support(1 - all_wrong, tuple(contributions))


def _weight(best: float, organisation: str, record: TrackRecord) -> float:
    """What an organisation's best signal weighs: the type's weight speaks of one of ordinary record."""
    ordinary = _PRIOR_RIGHT / _PRIOR_ALL
    if organisation == CITIZENS:
        reliability = record.reliability(_PRIOR_RIGHT_OF_CITIZENS, _PRIOR_ALL_OF_CITIZENS)
        return min(best * reliability / ordinary, MOST_OF_CITIZENS)
    return min(best * record.reliability() / ordinary, 0.95)


def _caller_id(some: Iterable[tuple[float, SignalRecord]]) -> CallerId:
    """What an organisation knows of the number shown: by its weightiest signal of a call that it traced."""
    known = [pair for pair in some if pair[1].caller_id is not CallerId.UNVERIFIED]
    if not known:
        return CallerId.UNVERIFIED
    return max(known, key=lambda pair: pair[0])[1].caller_id
