"""What can go wrong, as one family; each door turns it into a reply in one place.

A message names the value, says what was expected and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ieum.kernel.messages import Message, _


class IeumError(Exception):
    """Anything that Ieum refuses or fails to do, with a sentence for the person who asked.

    ``code`` is stable and is meant for programs; ``status`` is the HTTP status (RFC 9110).
    """

    code = "failed"
    status = 500

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message.text("en")


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong argument: where it stands (``basket.0.amount``), a stable code, a sentence."""

    path: str
    code: str
    message: Message


class InvalidArguments(IeumError):
    """A call whose arguments do not fit the tool's arguments model."""

    code = "invalid-arguments"
    status = 422

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            self.faults[0].message
            if len(self.faults) == 1
            else _(
                "입력값 {count}개가 맞지 않습니다. 아래를 고쳐 다시 보내 주세요.",
                count=len(self.faults),
            )
        )


class WrongArgument(InvalidArguments):
    """For a tool to raise: an argument that fits its type but not what the tool knows.

    >>> raise WrongArgument("item", _("{name:은/는} 우리가 모르는 품목입니다.", name="배츄"))
    """

    def __init__(self, path: str, message: Message) -> None:
        super().__init__([Fault(path, "refused", message)])


class UnreadableRequest(IeumError):
    """A request whose form is broken before any argument can be looked at."""

    code = "unreadable-request"
    status = 400


class UnsupportedMediaType(IeumError):
    """A request body of a kind that is not read here."""

    code = "unsupported-media-type"
    status = 415


class NotSignedIn(IeumError):
    """The tool needs an account, and the caller has not signed in."""

    code = "not-signed-in"
    status = 401


class NotAllowed(IeumError):
    """The caller is known, but may not do this."""

    code = "not-allowed"
    status = 403


class NotFound(IeumError):
    """No such service, tool, job or row."""

    code = "not-found"
    status = 404


class MethodNotAllowed(IeumError):
    """The address exists, but not for this HTTP method."""

    code = "method-not-allowed"
    status = 405


class TooLarge(IeumError):
    """A request or an upload over the limit."""

    code = "too-large"
    status = 413


class TooManyCalls(IeumError):
    """More calls than the limit allows; ``retry_after`` is in seconds."""

    code = "too-many-calls"
    status = 429

    def __init__(self, message: Message, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unexpected(IeumError):
    """A fault of our own. The reader gets a reference, the log gets the traceback."""

    code = "unexpected"
    status = 500


class UpstreamFailed(IeumError):
    """A system that a tool relies on gave no usable reply."""

    code = "upstream-failed"
    status = 502


class ServiceUnavailable(IeumError):
    """The service is switched off or broken; the hub runs on."""

    code = "service-unavailable"
    status = 503


class Cancelled(IeumError):
    """The caller cancelled a job."""

    code = "cancelled"
    status = 409


class ToolDefinitionError(Exception):
    """A tool that its author must mend: undocumented, ill-typed or with examples that fail.

    For developers, so in English only; it says which tool, which argument, and why.
    """
