"""Whether the hub lives, and whether it can work."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse

from ieum.hub.home import home
from ieum.hub.metrics import may_read


class Degraded(Exception):
    """A part is broken, and the rest works: the hub stays ready."""


#: A check returns a sentence about what it found, or raises with what is wrong.
Check = Callable[[], str]
_checks: dict[str, Check] = {}
LEAST_FREE_BYTES = 200 * 2**20
LONGEST_WAIT = timedelta(minutes=10)


def check(name: str) -> Callable[[Check], Check]:
    """Decorator: make a function part of ``/health/ready`` and ``ieum check``."""

    def add(function: Check) -> Check:
        _checks[name] = function
        return function

    return add


@check("database")
def database() -> str:
    """Rows can be read."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return connection.vendor


@check("disk")
def disk() -> str:
    """There is room in the data folder."""
    free = shutil.disk_usage(home()).free
    if free < LEAST_FREE_BYTES:
        raise RuntimeError(f"{free // 2**20} MB free in the data folder; at least 200 are needed")
    return f"{free // 2**20} MB free"


@check("jobs")
def jobs() -> str:
    """Somebody carries jobs out."""
    from django.utils import timezone

    from ieum.hub.jobs.models import Job, JobPhase

    waiting = Job.objects.filter(phase=JobPhase.QUEUED)
    stale = waiting.filter(created_at__lt=timezone.now() - LONGEST_WAIT)
    if stale.exists() and not Job.objects.filter(phase=JobPhase.RUNNING).exists():
        raise RuntimeError(
            f"a job has waited for more than {LONGEST_WAIT.total_seconds() / 60:.0f} minutes "
            "and no worker runs; start `ieum worker`"
        )
    return f"{waiting.count()} waiting"


@check("services")
def services() -> str:
    """No service is broken."""
    from ieum.hub.registry import registry

    broken = [service.name for service in registry().broken()]
    if broken:
        raise Degraded(f"broken: {', '.join(broken)}")
    return "all whole"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: ``ok``, ``degraded`` or ``failing``, and a sentence for monitors."""

    state: str
    detail: str


def findings() -> dict[str, Finding]:
    """What each check found, by name."""
    found = {}
    for name, function in _checks.items():
        try:
            found[name] = Finding("ok", function())
        except Degraded as problem:
            found[name] = Finding("degraded", str(problem))
        except Exception as problem:  # Whatever it is, the page must say so rather than fail.
            found[name] = Finding("failing", f"{type(problem).__name__}: {problem}")
    return found


def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> HttpResponse:
    """The process can work: 200, also with a part that is broken; 503 when it cannot.

    Details are for monitors alone, as they tell how the hub is built.
    """
    found = findings()
    states = {finding.state for finding in found.values()}
    whole = next((state for state in ("failing", "degraded") if state in states), "ok")
    details = may_read(request)
    checks = {
        name: {"status": finding.state, **({"detail": finding.detail} if details else {})}
        for name, finding in found.items()
    }
    return JsonResponse(
        {"status": whole, "checks": checks}, status=503 if whole == "failing" else 200
    )
