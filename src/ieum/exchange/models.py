"""Every row of the exchange, in one place for Django; each room says what its rows are."""

from ieum.exchange.agreements.rows import Agreement, Offer, Pause
from ieum.exchange.events.rows import Confirmation, ExchangeEvent, Outbox
from ieum.exchange.ledger.rows import (
    LedgerEntry,
    LedgerHead,
    LedgerKey,
    LedgerPending,
    LedgerTile,
)
from ieum.exchange.parties.rows import Party, PartyKey, PartyMember
from ieum.exchange.parties.signing.rows import PartySigningKey, UsedNonce

__all__ = [
    "Agreement",
    "Confirmation",
    "ExchangeEvent",
    "LedgerEntry",
    "LedgerHead",
    "LedgerKey",
    "LedgerPending",
    "LedgerTile",
    "Offer",
    "Outbox",
    "Party",
    "PartyKey",
    "PartyMember",
    "PartySigningKey",
    "Pause",
    "UsedNonce",
]
