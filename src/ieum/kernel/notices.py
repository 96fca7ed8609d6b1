"""Telling accounts that something happened, by whatever ways the hub they are on has.

A service says whom and what; how it reaches them is the hub's. In a notebook nobody is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ieum.kernel.messages import Message

#: Given the kind of event, what it is about, subject, detail and the accounts' ids, has them told;
#: says whether there was anybody to tell.
Teller = Callable[[str, str, Message, Message, Sequence[int]], bool]


def _nobody(
    event: str, about: str, subject: Message, detail: Message, accounts: Sequence[int]
) -> bool:
    return False


_teller: Teller = _nobody


def tell(
    event: str, about: str, subject: Message, detail: Message, accounts: Sequence[int]
) -> bool:
    """Have accounts told, if and only if the transaction that this is called in comes to pass."""
    return _teller(event, about, subject, detail, accounts)


def tell_by(teller: Teller) -> None:
    """Set how accounts are told; the hub does so when it starts."""
    global _teller
    _teller = teller
