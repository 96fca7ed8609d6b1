"""Figures for Prometheus at ``/metrics``."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import REGISTRY, Collector

from ieum.hub import environment
from ieum.hub.safety.client import is_this_machine

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
REQUESTS = Counter(
    "ieum_requests",
    "HTTP requests by method, route and status class.",
    ["method", "route", "status"],
)
REQUEST_SECONDS = Histogram(
    "ieum_request_seconds", "Seconds an HTTP request took.", ["route"], buckets=_BUCKETS
)
CALLS = Counter(
    "ieum_calls", "Calls of tools by door and outcome.", ["door", "service", "tool", "outcome"]
)
CALL_SECONDS = Histogram(
    "ieum_call_seconds", "Seconds a tool took to answer.", ["service", "tool"], buckets=_BUCKETS
)
LAST_ANSWER = Gauge(
    "ieum_last_answer_timestamp_seconds",
    "When a tool last gave an answer, in Unix time.",
    ["service", "tool"],
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one HTTP request."""
    counter, histogram = _of_request(method, route, status // 100)
    counter.inc()
    histogram.observe(seconds)


@lru_cache(4096)
def _of_request(method: str, route: str, status_class: int) -> tuple[Counter, Histogram]:
    known = method if method in _METHODS else "other"
    return REQUESTS.labels(known, route, f"{status_class}xx"), REQUEST_SECONDS.labels(route)


def count_call(door: str, service: str, tool: str, outcome: str, seconds: float) -> None:
    """Count one call of a tool.

    ``outcome`` is ``answer``, ``refusal`` or the code of an error, such as ``invalid-arguments``.
    """
    counter, histogram, last_answer = _of_call(door, service, tool, outcome)
    counter.inc()
    histogram.observe(seconds)
    if outcome == "answer":
        last_answer.set_to_current_time()


@lru_cache(4096)
def _of_call(door: str, service: str, tool: str, outcome: str) -> tuple[Counter, Histogram, Gauge]:
    return (
        CALLS.labels(door, service, tool, outcome),
        CALL_SECONDS.labels(service, tool),
        LAST_ANSWER.labels(service, tool),
    )


class Jobs(Collector):
    """Jobs by phase, counted when the page is read, so that all processes give the same figure."""

    def collect(self) -> Iterator[Metric]:
        """The one family; none while the table is not there yet."""
        from django.db import DatabaseError
        from django.db.models import Count

        from ieum.hub.jobs.models import Job, JobPhase

        family = GaugeMetricFamily("ieum_jobs", "Jobs by phase.", labels=["phase"])
        try:
            counted = dict(Job.objects.values_list("phase").annotate(Count("pk")))
        except DatabaseError:
            return
        for phase in JobPhase.values:
            family.add_metric([phase], counted.get(phase, 0))
        yield family

    def describe(self) -> list[Metric]:
        """Nothing ahead of time: registering must not read the database."""
        return []


REGISTRY.register(Jobs())


def may_read(request: HttpRequest) -> bool:
    """Whether the caller is a monitor: it brings the token, or, if none is set, is this machine."""
    token = environment.METRICS_TOKEN.value()
    if not token:
        return is_this_machine(request)
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), token.encode())


def page(request: HttpRequest) -> HttpResponse:
    """The figures, for a monitor."""
    if not may_read(request):
        return HttpResponse(
            "Only from this machine, or with the token of IEUM_METRICS_TOKEN.\n",
            status=403,
            content_type="text/plain; charset=utf-8",
        )
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
