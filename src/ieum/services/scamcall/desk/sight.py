"""What of other parties' signals a party may see: what was agreed, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ieum.exchange.agreements.values import Terms
from ieum.exchange.parties.values import HUB, Party
from ieum.services.scamcall.signals.values import SignalRecord
from ieum.services.scamcall.vocabulary import CallerId, Manoeuvre, SignalType

#: What a signal counts for whose sender does not say how sure it is.
UNKNOWN_CONFIDENCE = 50


@dataclass(frozen=True, slots=True)
class Sight:
    """What one party sees. The hub sees all that it keeps; a party what is its own or was agreed."""

    party: str
    sees_all: bool
    fields: Mapping[tuple[str, SignalType], frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, party: Party, terms: Terms, now: datetime) -> Sight:
        """The sight of a party under its terms."""
        kinds = {kind.kind: kind for kind in SignalType}
        fields = {
            (giver, kinds[kind]): terms.fields(giver, kind, now)
            for giver, kind in terms.agreements
            if kind in kinds
        }
        return cls(party.id, party.id == HUB, fields)

    def sees(self, giver: str, type: SignalType, name: str = "") -> bool:
        """Whether a party's signals of a type are seen; with a name, whether that field of them is."""
        if self.sees_all or giver == self.party:
            return True
        allowed = self.fields.get((giver, type), frozenset())
        return name in allowed if name else bool(allowed)

    def cut(self, signal: SignalRecord) -> SignalRecord | None:
        """A signal with only the fields that are seen; None where it is not."""
        if not self.sees(signal.party, signal.type):
            return None

        def seen(name: str) -> bool:
            return self.sees(signal.party, signal.type, name)

        return replace(
            signal,
            confidence=signal.confidence if seen("confidence") else UNKNOWN_CONFIDENCE,
            manoeuvre=signal.manoeuvre if seen("manoeuvre") else Manoeuvre.UNKNOWN,
            caller_id=signal.caller_id if seen("caller_id") else CallerId.UNVERIFIED,
            counterpart=signal.counterpart if seen("counterpart") else None,
        )
