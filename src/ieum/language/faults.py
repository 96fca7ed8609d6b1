"""The one error of the model client: why no usable reply came."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a call to the model server gave nothing usable."""

    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"  # 4xx other than 429: the server did not do the work
    BUSY = "busy"  # 429 or 503
    BROKEN = "broken"  # other 5xx
    REDIRECTED = "redirected"
    MALFORMED = "malformed"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"


# The server says, or the connection shows, that no model ran for this call.
UNCHARGED = frozenset({Reason.UNREACHABLE, Reason.REFUSED, Reason.BUSY, Reason.REDIRECTED})


class UpstreamFault(Exception):
    """The model server gave no usable reply.

    `reason` is what to count by; `detail` says more to an operator. The detail never quotes what
    the server sent: a reply may echo the key.
    """

    def __init__(self, reason: Reason, detail: str, retry_after: float | None = None) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail
        self.retry_after = retry_after

    @property
    def charged(self) -> bool:
        """Whether the server may have spent tokens on the call."""
        return self.reason not in UNCHARGED
