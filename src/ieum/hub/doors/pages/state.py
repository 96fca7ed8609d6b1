"""What runs and how well: each service with its calls since the hub started."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ieum.hub.metrics import CALL_SECONDS, CALLS, LAST_ANSWER
from ieum.hub.registry import registry
from ieum.kernel.context import SEOUL
from ieum.kernel.errors import Unexpected, UpstreamFailed
from ieum.kernel.messages import Message
from ieum.kernel.registry import BrokenService
from ieum.kernel.service import Service

#: Outcomes that are the hub's own failures; a refused call is none.
FAILED = frozenset({Unexpected.code, UpstreamFailed.code})


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls since this process started."""

    count: int
    answered: int
    failed: int
    mean_milliseconds: float | None
    last_answer: datetime | None

    @property
    def succeeded_percent(self) -> float | None:
        """Share of calls that the hub did not fail, None without any call."""
        return 100 * (1 - self.failed / self.count) if self.count else None


@dataclass(frozen=True, slots=True)
class ServiceState:
    """One service: running, off, or broken with its error."""

    name: str
    title: Message | str
    description: Message | str
    is_off: bool
    error: str
    tools: int
    calls: Calls

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong with it; a service that was switched off is not broken."""
        return not self.error

    @property
    def is_running(self) -> bool:
        """Whether it can be used now."""
        return not self.error and not self.is_off

    @classmethod
    def of(cls, name: str) -> ServiceState:
        """How a service stands; ``NotFound`` if there is none."""
        return cls.of_loaded(registry().load(name))

    @classmethod
    def of_loaded(cls, found: Service | BrokenService) -> ServiceState:
        """How a service stands that the registry has just given."""
        name = found.name
        off = registry().is_off(name)
        calls = calls_of(name)
        if isinstance(found, BrokenService):
            return cls(name, name, "", off, found.error, 0, calls)
        return cls(name, found.title, found.description, off, "", len(found.tools), calls)


def states() -> list[ServiceState]:
    """All services of the hub."""
    return [ServiceState.of_loaded(found) for found in registry().all()]


def calls_of(service: str) -> Calls:
    """Calls of all tools of a service, at all doors."""
    by_outcome = {
        labels["outcome"]: 0.0 for labels, _value in _samples(CALLS, "ieum_calls_total", service)
    }
    for labels, value in _samples(CALLS, "ieum_calls_total", service):
        by_outcome[labels["outcome"]] += value
    seconds = sum(v for _l, v in _samples(CALL_SECONDS, "ieum_call_seconds_sum", service))
    timed = sum(v for _l, v in _samples(CALL_SECONDS, "ieum_call_seconds_count", service))
    moments = _samples(LAST_ANSWER, "ieum_last_answer_timestamp_seconds", service)
    last = max((value for _l, value in moments), default=0.0)
    return Calls(
        count=int(sum(by_outcome.values())),
        answered=int(by_outcome.get("answer", 0.0)),
        failed=int(sum(by_outcome.get(code, 0.0) for code in FAILED)),
        mean_milliseconds=1000 * seconds / timed if timed else None,
        last_answer=datetime.fromtimestamp(last, SEOUL) if last else None,
    )


def _samples(metric: object, name: str, service: str) -> Iterator[tuple[dict[str, str], float]]:
    for family in metric.collect():  # type: ignore[attr-defined]
        for sample in family.samples:
            if sample.name == name and sample.labels.get("service") == service:
                yield sample.labels, sample.value
