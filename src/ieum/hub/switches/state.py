"""Reading and changing which services are off."""

from __future__ import annotations

import time

from ieum.hub.switches.models import Switch
from ieum.kernel.context import Caller

#: Seconds for which a process may go on with what it last read. Every call asks, so a row is not
#: fetched each time; a change on another machine counts after this.
FRESH_FOR = 2.0

_read_at = float("-inf")
_off: frozenset[str] = frozenset()


def is_off(service: str) -> bool:
    """Whether an operator switched the service off."""
    global _read_at, _off
    now = time.monotonic()
    if now - _read_at > FRESH_FOR:
        _off = frozenset(Switch.objects.filter(off=True).values_list("service", flat=True))
        _read_at = now
    return service in _off


def switch(service: str, *, off: bool, caller: Caller) -> None:
    """Switch a service off or on."""
    global _read_at
    Switch.objects.update_or_create(
        service=service, defaults={"off": off, "changed_by_id": caller.id or None}
    )
    _read_at = float("-inf")
