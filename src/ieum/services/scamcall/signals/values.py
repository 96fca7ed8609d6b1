"""A signal: what a party saw about a subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from ieum.exchange.parties.values import PartyKind
from ieum.kernel.messages import Message
from ieum.services.scamcall.vocabulary import CallerId, Manoeuvre, SignalType, SubjectKind


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a party sends: one signal, its identifiers in normal form.

    ``event_id`` is the sender's own number of it: sent again, it is the same signal. ``confidence``:
    how sure the sender is, 0 to 100. ``counterpart``: the other end, such as the account that a caller
    named; it joins what belongs to one campaign. ``amount_won``: money at stake.
    """

    event_id: str
    type: SignalType
    kind: SubjectKind
    identifier: str = field(repr=False)
    seen_at: datetime
    confidence: int
    manoeuvre: Manoeuvre = Manoeuvre.UNKNOWN
    caller_id: CallerId = CallerId.UNVERIFIED
    counterpart_kind: SubjectKind | None = None
    counterpart: str = field(default="", repr=False)
    amount_won: int | None = None
    case: str = ""

    def body(self) -> dict[str, Any]:
        """What others may be told of it, before it is cut to what was agreed; no identifier."""
        return {
            "type": str(self.type),
            "seen_at": self.seen_at.isoformat(),
            "confidence": self.confidence,
            "manoeuvre": str(self.manoeuvre),
            "caller_id": str(self.caller_id),
            "amount_won": self.amount_won,
        }


class Taken(StrEnum):
    """What became of a signal that was sent."""

    ACCEPTED = "accepted"
    #: The same signal was there already.
    REPEATED = "repeated"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one signal, and why it was refused."""

    event_id: str
    taken: Taken
    signal: int | None = None
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class SignalRecord:
    """A signal as it is kept, for judgement."""

    id: int
    subject: int
    #: The subject's holder of then.
    holder: int
    party: str
    party_kind: PartyKind
    #: The party, or the group that it belongs to.
    organisation: str
    type: SignalType
    seen_at: datetime
    received_at: datetime
    confidence: int
    manoeuvre: Manoeuvre
    caller_id: CallerId
    counterpart: int | None
    retracted_at: datetime | None = None
