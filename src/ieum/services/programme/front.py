"""What the front page shows of this service: each promised system, and what stands for it.

The hub draws ``templates/programme/front.html`` with what ``section`` gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ieum.services.programme.showing.promised import (
    PromisedSystem,
    Standing,
    promised_systems,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A promised system in the reader's language; ``state`` is the service's that fulfils it, as
    the hub has it now."""

    number: int
    name: str
    promise: str
    status: Any
    document: str
    locator: str
    state: Any


def section(language: str, states: Mapping[str, Any]) -> dict[str, Any]:
    """The systems by what stands for them; ``states`` are the services of the hub by name."""
    running = {name for name, state in states.items() if state.is_running}
    by_standing: dict[Standing, list[Entry]] = {standing: [] for standing in Standing}
    for system in promised_systems():
        entry = _entry(system, language, states)
        by_standing[system.standing(running)].append(entry)
    return {
        "total": len(promised_systems()),
        "served": by_standing[Standing.SERVED],
        "prepared": by_standing[Standing.PREPARED],
        "missing": by_standing[Standing.GAP],
    }


def _entry(system: PromisedSystem, language: str, states: Mapping[str, Any]) -> Entry:
    return Entry(
        number=system.number,
        name=system.name(language),
        promise=system.promise(language),
        status=system.status.words,
        document=system.document.title(language),
        locator=system.locator(language),
        state=states.get(system.service),
    )
