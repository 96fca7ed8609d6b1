"""What the programs of parties need at each call, remembered for a second.

A party that reports hundreds of signals a second would else be looked up as often. What this process
changes counts at once; what another one changes, within a second, as for streams.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

Value = TypeVar("Value")
SECONDS = 1.0
#: More than a hub has programs; beyond it all is forgotten.
_MOST = 10_000
_found: dict[Hashable, tuple[float, object]] = {}


def remembered(key: Hashable, find: Callable[[], Value]) -> Value:
    """What ``find`` gives, or gave less than a second ago for the same key; what it raises is not kept."""
    now = time.monotonic()
    until, value = _found.get(key, (0.0, None))
    if until > now:
        return cast(Value, value)
    found = find()
    if len(_found) >= _MOST:
        _found.clear()
    _found[key] = now + SECONDS, found
    return found


def forget() -> None:
    """Forget everything, because something has changed."""
    _found.clear()
