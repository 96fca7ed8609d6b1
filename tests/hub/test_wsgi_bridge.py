"""The bridge from the ASGI server to WSGI, tried without a server."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

import pytest

from ieum.hub import thread_pool, wsgi_bridge
from ieum.hub.wsgi_bridge import (
    BODY_BROKEN,
    BODY_TOO_LARGE,
    FileBlocks,
    WsgiApplication,
    WsgiBridge,
    environ_of,
)

Message = dict[str, Any]


def scope(**more: Any) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "http_version": "1.1",
        "scheme": "http",
        "headers": [],
        "server": ("127.0.0.1", 8000),
        "client": ("192.0.2.1", 4000),
    } | more


def ask(
    application: WsgiApplication,
    *parts: bytes,
    limit: int = 1000,
    end: Message | None = None,
    pause: float = 0.0,
    **more: Any,
) -> list[Message]:
    """Send a request in parts, each after a pause; what the server was given."""
    incoming: list[Message] = [
        {"type": "http.request", "body": part, "more_body": number < len(parts) - 1}
        for number, part in enumerate(parts)
    ]
    if end:
        incoming = [*incoming[:-1], end]
    sent: list[Message] = []

    async def run() -> None:
        bridge = WsgiBridge(application, threads=2, body_limit=limit)
        messages = iter(incoming)

        async def receive() -> Message:
            await asyncio.sleep(pause)
            return next(messages)

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [(b"transfer-encoding", b"chunked")] if parts else []
        try:
            await bridge(scope(headers=headers, **more), receive, send)
        finally:
            bridge.pool.stop()

    asyncio.run(run())
    return sent


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain"), ("X-Length", environ["CONTENT_LENGTH"])])
    return [body, b"!"]


def test_a_body_in_chunks_arrives_whole_and_with_its_length() -> None:
    start, body = ask(echo, b"ab", b"", b"cd")
    assert body == {"type": "http.response.body", "body": b"abcd!"}
    assert (b"x-length", b"4") in start["headers"]


def test_a_body_over_the_limit_is_thrown_away_and_marked() -> None:
    def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("413 Content Too Large", [])
        return [str((environ.get(BODY_TOO_LARGE), environ["wsgi.input"].read())).encode()]

    start, body = ask(application, b"x" * 600, b"x" * 600, limit=1000)
    assert start["status"] == 413
    assert body["body"] == b"(True, b'')"


def marked(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("400 Bad Request", [])
    return [str((environ.get(BODY_BROKEN), environ["wsgi.input"].read())).encode()]


def test_a_body_that_breaks_off_is_thrown_away_and_marked() -> None:
    start, body = ask(marked, b"a", b"b", end={"type": "http.disconnect"})
    assert start["status"] == 400
    assert body["body"] == b"(True, b'')"


def test_a_body_that_comes_too_slowly_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wsgi_bridge, "BODY_SECONDS", 0.0)
    monkeypatch.setattr(wsgi_bridge, "BODY_BYTES_A_SECOND", 2**40)
    _start, body = ask(marked, b"a", b"b", pause=0.01)
    assert body["body"] == b"(True, b'')"


class Stream:
    """A response that comes piece by piece."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = pieces
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces

    def close(self) -> None:
        self.closed = True


def test_a_stream_goes_piece_by_piece_and_is_closed() -> None:
    stream = Stream([b"one", b"", b"two"])

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Stream:
        start("200 OK", [])
        return stream

    sent = ask(application)
    assert [message.get("body") for message in sent] == [None, b"one", b"two", b""]
    assert [message.get("more_body", False) for message in sent[1:]] == [True, True, False]
    assert stream.closed


def test_a_stream_does_not_wait_for_the_patience_of_the_event_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(thread_pool, "PATIENCE", 60.0)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterator[bytes]:
        start("200 OK", [])
        return iter([b"one"])

    started = time.monotonic()
    sent = ask(application)
    assert time.monotonic() - started < 30
    assert [message.get("body") for message in sent] == [None, b"one", b""]


def test_a_stream_that_fails_is_closed_and_the_failure_reaches_the_server() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"one"
        raise ZeroDivisionError

    stream = Stream(pieces())

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Stream:
        start("200 OK", [])
        return stream

    with pytest.raises(ZeroDivisionError):
        ask(application)
    assert stream.closed


def test_a_file_is_sent_in_large_blocks() -> None:
    file = BytesIO(b"x" * 600_000)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [])
        wrapped: FileBlocks = environ["wsgi.file_wrapper"](file, 8192)
        return wrapped

    sent = ask(application)
    assert b"".join(message.get("body", b"") for message in sent) == b"x" * 600_000
    assert len(sent) == 5  # start, three blocks, end
    assert file.closed


def test_applications_run_in_threads_and_side_by_side() -> None:
    both = threading.Barrier(2, timeout=5)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        both.wait()
        start("200 OK", [])
        return [threading.current_thread().name.encode()]

    names: list[bytes] = []

    async def run() -> None:
        bridge = WsgiBridge(application, threads=2, body_limit=10)

        async def receive() -> Message:
            raise AssertionError("a request without a body is not read")

        async def send(message: Message) -> None:
            names.extend([message["body"]] if "body" in message else [])

        await asyncio.gather(*(bridge(scope(method="GET"), receive, send) for _ in range(2)))
        bridge.pool.stop()

    asyncio.run(run())
    assert sorted(names) == [b"page-0", b"page-1"]


def test_the_environ_is_what_wsgi_asks_for() -> None:
    environ = environ_of(
        scope(
            path="/기사",
            query_string=b"q=%EA%B0%80",
            headers=[
                (b"content-type", b"text/plain"),
                (b"x-forwarded-for", b"203.0.113.9"),
                (b"x_forwarded_for", b"198.51.100.7"),
                (b"cookie", b"a=1"),
                (b"cookie", b"b=2"),
                (b"accept", b"text/html"),
                (b"accept", b"application/json"),
            ],
        )
    )
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/기사"
    assert environ["QUERY_STRING"] == "q=%EA%B0%80"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["HTTP_X_FORWARDED_FOR"] == "203.0.113.9"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "text/html,application/json"
    assert environ["REMOTE_ADDR"] == "192.0.2.1"
