"""The time now, in one place, so that a simulation can live through a month in a minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime


def _real() -> datetime:
    return datetime.now(UTC)


_clock: ContextVar[Callable[[], datetime]] = ContextVar("clock", default=_real)


def now() -> datetime:
    """The time now, in UTC."""
    return _clock.get()()


@contextmanager
def another_clock(clock: Callable[[], datetime]) -> Iterator[None]:
    """Let time be told by another clock while the block lasts."""
    token = _clock.set(clock)
    try:
        yield
    finally:
        _clock.reset(token)
