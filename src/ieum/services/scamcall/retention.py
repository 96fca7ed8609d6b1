"""What may be kept no longer goes, and the ledger says how much went.

Each entry holds a count and a digest of the names of what went, one a line, after the salt beside it:
whoever was told the names, or has them in an old backup, can check which they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry, commitment, new_salt
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.due_process import papers_store
from ieum.services.scamcall.identifiers import erasing_store
from ieum.services.scamcall.signals import store as signals

_SHARED_DATA = "통신사기피해환급법 제13조의4 제7항 제2호"
_PERSONAL_DATA = "개인정보 보호법 제21조 제1항"


def let_go(when: datetime) -> None:
    """Delete whatever time is up for."""
    delete_signals(when)
    delete_papers(when)


def delete_signals(when: datetime) -> int:
    """Delete the signals whose time is up, and identifiers of which none is left; how many signals."""
    deleted = 0
    while True:
        with signals.at_once():
            numbers, spoke_of = signals.delete_due(when)
            _note("signals.deleted", numbers, when, _SHARED_DATA)
            erased = erasing_store.erase_unspoken(spoke_of, when - signals.RETENTION)
            _note("identifiers.deleted", erased, when, _PERSONAL_DATA)
        deleted += len(numbers)
        if not numbers and not erased:
            return deleted


def delete_papers(when: datetime) -> int:
    """Delete the papers and words of objections that nobody can contest any more; of how many."""
    cleared = 0
    while True:
        with signals.at_once():
            papers, objections = papers_store.delete_due(when)
            _note("objection-papers.deleted", papers, when, _PERSONAL_DATA)
            _note("objection-words.deleted", objections, when, _PERSONAL_DATA)
        if not objections:
            return cleared
        cleared += len(objections)


def _note(kind: str, names: Sequence[object], when: datetime, basis: str) -> None:
    if not names:
        return
    salt = new_salt()
    listed = "".join(f"{name}\n" for name in names).encode()
    ledger.write(
        Entry(
            kind=kind,
            party=HUB,
            actor="clock",
            at=when,
            basis=basis,
            body={
                "count": len(names),
                "salt": salt.hex(),
                "commitment": commitment(salt, listed),
            },
        )
    )
