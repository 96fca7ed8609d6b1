"""What the front page shows of this service: check, report, object, and how many orders are in force.

The hub draws ``templates/scamcall/front.html`` with what ``section`` gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ieum.services.scamcall.clock import now
from ieum.services.scamcall.oversight import store
from ieum.services.scamcall.oversight.sample import sample_notes

#: Releases of so many days are told beside what is in force: a block is only half of the work.
RELEASES_OF = timedelta(days=7)


def section(language: str, states: Mapping[str, Any]) -> dict[str, Any]:
    """How many orders are in force and were released before their time, and whether that is a sample."""
    in_force = store.in_force()
    return {
        "in_force": sum(in_force.values()),
        "released": store.released_since(now() - RELEASES_OF),
        "days": RELEASES_OF.days,
        "sample": [note.text(language) for note in sample_notes()],
    }
