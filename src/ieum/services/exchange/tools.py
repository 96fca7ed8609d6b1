"""The tools of the exchange, from the modules that hold them."""

from ieum.services.exchange import (
    agreement_tools,
    confirmation_tools,
    key_tools,
    party_tools,
    people_tools,
    signing_tools,
)

__all__ = [
    "agreement_tools",
    "confirmation_tools",
    "key_tools",
    "party_tools",
    "people_tools",
    "signing_tools",
]
