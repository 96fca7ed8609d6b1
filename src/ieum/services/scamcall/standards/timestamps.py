"""Timestamps as STIX 2.1 and TAXII 2.1 write them: RFC 3339 in UTC, with a ``Z``."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_TIMESTAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,20}))?Z", re.ASCII)


def read_timestamp(text: str) -> datetime:
    """The moment of a timestamp, to the microsecond. Raises ``ValueError``."""
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise ValueError(text[:40])
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    microsecond = int((match[7] or "")[:6].ljust(6, "0"))
    return datetime(year, month, day, hour, minute, second, microsecond, tzinfo=UTC)


def added_timestamp(moment: datetime) -> str:
    """A moment with microseconds, as TAXII writes when an object was added."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def stix_timestamp(moment: datetime) -> str:
    """A moment with milliseconds, as STIX writes ``created`` and ``modified``."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return f"{text[:-3]}Z"
