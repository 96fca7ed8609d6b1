"""Rate limits: how often one caller may do one thing.

A key that has been quiet may spend all its calls at once; they come back evenly over the period.
(This is the generic cell rate algorithm of ITU-T I.371: one moment a key says everything.)

Where the moments are kept follows from how the hub runs. One process with SQLite keeps them in
memory, at a microsecond a call. With PostgreSQL there may be several processes, so they are rows,
changed by one statement each. ``IEUM_RATE_LIMITS`` overrides it.
"""

from __future__ import annotations

import threading
import time
from hashlib import sha256
from typing import Protocol

from django.conf import settings
from django.db import connection

from ieum.kernel.tool import Rate

SWEEP_SECONDS = 60.0


class Moments(Protocol):
    """Where it is kept when each key will have its whole allowance again."""

    def take(self, key: str, rate: Rate, now: float, count: int = 1) -> float:
        """Take so many calls; the seconds to wait if there are not enough left, else 0."""


class InProcess:
    """Moments in the memory of this process."""

    def __init__(self) -> None:
        self._full_at: dict[str, float] = {}
        self._lock = threading.Lock()
        self._swept_at = 0.0

    def take(self, key: str, rate: Rate, now: float, count: int = 1) -> float:
        with self._lock:
            if now - self._swept_at > SWEEP_SECONDS:
                self._sweep(now)
            full_at = max(self._full_at.get(key, 0.0), now) + count * rate.seconds / rate.calls
            wait = full_at - now - rate.seconds
            if wait > 1e-6:
                return wait
            self._full_at[key] = full_at
            return 0.0

    def forget(self) -> None:
        """Give every key its whole allowance."""
        with self._lock:
            self._full_at.clear()

    def _sweep(self, now: float) -> None:
        self._full_at = {key: moment for key, moment in self._full_at.items() if moment > now}
        self._swept_at = now


class InDatabase:
    """Moments in rows that all processes share."""

    def __init__(self) -> None:
        self._swept_at = 0.0

    def take(self, key: str, rate: Rate, now: float, count: int = 1) -> float:
        from ieum.hub.safety.models import RateLimit

        if now - self._swept_at > SWEEP_SECONDS:
            self._swept_at = now
            RateLimit.objects.filter(full_at__lt=now).delete()
        digest = sha256(key.encode()).hexdigest()[:32]
        each = count * rate.seconds / rate.calls
        later = "GREATEST" if connection.vendor == "postgresql" else "MAX"
        table = RateLimit._meta.db_table
        with connection.cursor() as cursor:
            # One statement, so that two processes cannot both take the last call.
            cursor.execute(
                f"INSERT INTO {table} (digest, full_at) VALUES (%s, %s) "
                f"ON CONFLICT (digest) DO UPDATE SET full_at = {later}({table}.full_at, %s) + %s "
                f"WHERE {later}({table}.full_at, %s) + %s <= %s RETURNING full_at",
                [digest, now + each, now, each, now, each, now + rate.seconds + 1e-6],
            )
            if cursor.fetchone():
                return 0.0
        full_at: float = RateLimit.objects.values_list("full_at", flat=True).get(digest=digest)
        return max(full_at + each - now - rate.seconds, 1e-6)


_IN_PROCESS = InProcess()
_PLACES: dict[str, Moments] = {"process": _IN_PROCESS, "database": InDatabase()}


def take(key: str, rate: Rate, count: int = 1) -> float:
    """Take so many calls of the allowance of a key; 0 if they were there, else the seconds to wait."""
    place = _PLACES.get(settings.RATE_LIMITS)
    return place.take(key, rate, time.time(), count) if place else 0.0


def forget() -> None:
    """Give every key its whole allowance, as a process has it when it starts."""
    _IN_PROCESS.forget()
