"""What supports acting against subjects, as one party may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ieum.exchange.agreements import store as agreements
from ieum.exchange.parties.values import Party, PartyKind
from ieum.services.scamcall.desk import store
from ieum.services.scamcall.desk.sight import Sight
from ieum.services.scamcall.due_process.clearing import still_counting
from ieum.services.scamcall.due_process.telling import KIND_WORDS
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.support import Support, support
from ieum.services.scamcall.orders.values import Order
from ieum.services.scamcall.signals import store as signals
from ieum.services.scamcall.signals.values import SignalRecord


@dataclass(frozen=True, slots=True)
class Seen:
    """One subject as a party sees it: its signals, what they say together, its open orders."""

    subject: SubjectRecord
    signals: tuple[SignalRecord, ...]
    support: Support
    orders: tuple[Order, ...]

    @property
    def newest(self) -> datetime | None:
        """When the newest signal came in."""
        return max((one.received_at for one in self.signals), default=None)


def sight_of(party: Party, now: datetime) -> Sight:
    """What a party may see now."""
    return Sight.of(party, agreements.terms_of(party.id, now), now)


def seen(sight: Sight, found: Sequence[SubjectRecord], now: datetime) -> list[Seen]:
    """Some subjects as a party sees them, in their order."""
    numbers = [one.id for one in found]
    counting = still_counting(signals.signals_of(numbers, now))
    cut = {
        number: [kept for one in some if (kept := sight.cut(one)) is not None]
        for number, some in counting.items()
    }
    organisations = {one.organisation for some in cut.values() for one in some}
    records = judgements.track_records(organisations)
    open_orders = store.open_of(numbers)
    return [
        Seen(
            one,
            tuple(cut.get(one.id, ())),
            support(cut.get(one.id, ()), records, now, one.holder),
            tuple(open_orders.get(one.id, ())),
        )
        for one in found
    ]


def shown(subject: SubjectRecord, party: Party) -> str:
    """What a party knows a subject by: the number itself where it sent it, the pseudonym otherwise."""
    if store.was_sent_by(party.id, subject.id):
        return subjects.identifier(subject.id)
    return subject.pseudonym


def kinds_in_words(kinds: Sequence[PartyKind] | frozenset[PartyKind], language: str) -> str:
    """Kinds of organisation in one line."""
    return ", ".join(sorted(KIND_WORDS[kind].text(language) for kind in kinds))
