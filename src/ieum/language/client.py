"""A client for chat completions in the OpenAI dialect, for servers that may misbehave.

One call is one connection with one deadline. Whatever goes wrong comes out as `UpstreamFault`.
A call is tried again only when the server said, or the connection showed, that no model ran: the
connection was refused, or the answer was 429 or 503 with a short `Retry-After`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore
import httpx

from ieum.language.deadline import Deadline, DeadlineTransport
from ieum.language.faults import Reason, UpstreamFault
from ieum.language.request import ChatRequest, Upstream
from ieum.language.wire import Completion, StreamReader, read_reply


class ChatClient:
    """Calls one upstream. Holds no connection and no state: safe to share between threads."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream

    def complete(self, request: ChatRequest) -> Completion:
        """The whole reply at once. Raises `UpstreamFault`."""
        deadline = Deadline(self.upstream.total_seconds)
        try:
            return self._complete(request, deadline)
        except UpstreamFault as fault:
            if not self._may_retry(fault, deadline):
                raise
            time.sleep(fault.retry_after or 0.0)
            return self._complete(request, deadline)

    def stream(self, request: ChatRequest, reader: StreamReader | None = None) -> Iterator[str]:
        """Pieces of text as they come; afterwards `reader.completion()` is the whole reply.

        Closing the generator closes the connection, and `reader` keeps what had come so far. Raises
        `UpstreamFault`. A stream is never tried again.
        """
        reader = reader or StreamReader()
        deadline = Deadline(self.upstream.total_seconds)
        with self._post(request, deadline, stream=True) as response:
            self._demand_type(response, "text/event-stream")
            for data in _events(self._raw(response)):
                if data == b"[DONE]":
                    break
                text = reader.feed(data)
                if text:
                    yield text
            else:
                raise UpstreamFault(Reason.TRUNCATED, "the stream ended without [DONE]")
        reader.completion()

    def _may_retry(self, fault: UpstreamFault, deadline: Deadline) -> bool:
        if fault.reason is Reason.UNREACHABLE:
            return deadline.left() > 0
        if fault.reason is not Reason.BUSY or fault.retry_after is None:
            return False
        return fault.retry_after <= min(self.upstream.longest_retry_after, deadline.left())

    def _complete(self, request: ChatRequest, deadline: Deadline) -> Completion:
        with self._post(request, deadline, stream=False) as response:
            self._demand_type(response, "application/json")
            return read_reply(b"".join(self._raw(response)))

    @contextmanager
    def _post(
        self, request: ChatRequest, deadline: Deadline, stream: bool
    ) -> Iterator[httpx.Response]:
        upstream = self.upstream
        headers = {"content-type": "application/json", "accept-encoding": "identity"}
        if upstream.key:
            headers["authorization"] = f"Bearer {upstream.key}"
        # Without streaming the first byte comes when the whole reply is ready.
        read = upstream.first_token_seconds if stream else upstream.total_seconds
        timeout = httpx.Timeout(upstream.total_seconds, connect=upstream.connect_seconds, read=read)
        url = upstream.base_url.rstrip("/") + "/chat/completions"
        body = request.body(upstream.model, stream)
        try:
            with (
                httpx.Client(transport=DeadlineTransport(deadline), timeout=timeout) as client,
                client.stream("POST", url, content=body, headers=headers) as response,
            ):
                _demand_success(response)
                yield response
        except (httpcore.ConnectError, httpcore.ConnectTimeout, httpx.InvalidURL) as error:
            raise UpstreamFault(
                Reason.UNREACHABLE, "the connection could not be made; check IEUM_LLM_URL"
            ) from error
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise UpstreamFault(Reason.TIMED_OUT, "no reply in the time allowed") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
            raise UpstreamFault(Reason.TRUNCATED, "the connection broke") from error
        except httpcore.UnsupportedProtocol as error:
            raise UpstreamFault(
                Reason.UNREACHABLE, "IEUM_LLM_URL must begin with http:// or https://"
            ) from error

    def _raw(self, response: httpx.Response) -> Iterator[bytes]:
        if response.headers.get("content-encoding", "identity") != "identity":
            # Unasked compression could unfold to any size.
            raise UpstreamFault(Reason.MALFORMED, "the reply is compressed though not asked to be")
        taken = 0
        for part in response.iter_raw():
            taken += len(part)
            if taken > self.upstream.max_bytes:
                raise UpstreamFault(
                    Reason.TOO_LARGE, f"the reply is over {self.upstream.max_bytes} bytes"
                )
            yield part

    @staticmethod
    def _demand_type(response: httpx.Response, wanted: str) -> None:
        given = response.headers.get("content-type", "").split(";")[0].strip().lower()
        if given != wanted:
            raise UpstreamFault(Reason.MALFORMED, f"the content type is not {wanted}")


def _demand_success(response: httpx.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    if status in (429, 503):
        raise UpstreamFault(Reason.BUSY, f"HTTP {status}", _retry_after(response))
    if 300 <= status < 400:
        # Following it would carry the key and the question to another host.
        raise UpstreamFault(Reason.REDIRECTED, f"HTTP {status}; redirects are not followed")
    reason = Reason.REFUSED if 400 <= status < 500 else Reason.BROKEN
    raise UpstreamFault(reason, f"HTTP {status}")


def _retry_after(response: httpx.Response) -> float | None:
    # The date form is not used by model servers; without a number there is no second try.
    raw = response.headers.get("retry-after", "")
    return float(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else None


def _events(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The data of each server-sent event; an event that the end cuts off is dropped."""
    buffer = b""
    data: list[bytes] = []
    for part in parts:
        *lines, buffer = (buffer + part).split(b"\n")
        for line in (line.removesuffix(b"\r") for line in lines):
            if line.startswith(b"data:"):
                data.append(line[5:].removeprefix(b" "))
            elif not line and data:
                yield b"\n".join(data)
                data = []
