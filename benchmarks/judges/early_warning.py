"""Judges early warnings: how many scam calls were warned of in time, how many normal calls ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

SECONDS = (10, 20, 30)


def recalls(alerts: Sequence[float | None]) -> dict[str, float]:
    """The share of scam calls warned of after each of the seconds, from the seconds of their alerts."""
    return {
        f"recall_{second}s": round(
            sum(alert is not None and alert <= second for alert in alerts) / len(alerts), 4
        )
        for second in SECONDS
        if alerts
    }


def false_alarms(alerts: Iterable[tuple[str, float | None]]) -> Mapping[str, float]:
    """For each source of normal calls, the share with an alert at any time."""
    flagged: dict[str, list[bool]] = defaultdict(list)
    for source, alert in alerts:
        flagged[source].append(alert is not None)
    return {source: round(sum(one) / len(one), 4) for source, one in sorted(flagged.items())}
