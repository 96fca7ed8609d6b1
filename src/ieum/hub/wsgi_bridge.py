"""Runs a WSGI application under an ASGI server, in a pool of threads.

It does less than the general bridges, and so costs a fraction of their time: the request's body is
complete before a thread is taken, so a slow sender holds no thread; a response that is whole goes
back in one step; only one that streams goes piece by piece.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import lru_cache, partial
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from ieum.hub.thread_pool import ThreadPool

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Environ = dict[str, Any]
WsgiApplication = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

#: Set in the environ when the body was longer than allowed and has been thrown away.
BODY_TOO_LARGE = "ieum.body_too_large"
#: Set in the environ when the body broke off or came too slowly; what came has been thrown away.
BODY_BROKEN = "ieum.body_broken"
#: How long a body may take: this long, and a second for each so many bytes of it.
BODY_SECONDS = 30.0
BODY_BYTES_A_SECOND = 8 * 2**10
IN_MEMORY_BYTES = 2**20
FILE_BLOCK_BYTES = 2**18
#: A body over the limit is still read this far, so that the sender gets to see the refusal.
READ_ON_BYTES = 2**29


class FileBlocks:
    """``wsgi.file_wrapper``: an open file in blocks large enough to be worth a step each."""

    def __init__(self, file: IO[bytes], block_size: int = FILE_BLOCK_BYTES) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        while block := self.file.read(FILE_BLOCK_BYTES):
            yield block

    def close(self) -> None:
        """Close the file."""
        self.file.close()


class WsgiBridge:
    """An ASGI application that answers HTTP requests with a WSGI application."""

    def __init__(self, application: WsgiApplication, threads: int, body_limit: int) -> None:
        self.application = application
        self.body_limit = body_limit
        self.pool = ThreadPool(threads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        environ = environ_of(scope)
        if "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ:
            await self._read_body(environ, receive)
        reply = _Reply(asyncio.get_running_loop(), send, self.pool.let_go)
        try:
            await self.pool.run(partial(reply.run, self.application, environ))
        finally:
            environ["wsgi.input"].close()
        if reply.body is not None:
            await send(reply.start)
            await send({"type": "http.response.body", "body": reply.body})

    async def _read_body(self, environ: Environ, receive: Receive) -> None:
        file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 (closed by the caller)
        environ["wsgi.input"] = file
        length = 0
        more = True
        broken = False
        begun = asyncio.get_running_loop().time()
        try:
            while more and length <= self.body_limit + READ_ON_BYTES:
                async with asyncio.timeout_at(body_due(begun, length)):
                    message = await receive()
                if message["type"] != "http.request":
                    broken = True
                    break
                part = message.get("body", b"")
                length += len(part)
                if length <= self.body_limit:
                    file.write(part)
                more = message.get("more_body", False)
        except TimeoutError:
            broken = True
        if broken:
            environ[BODY_BROKEN] = True
            environ["CONTENT_LENGTH"] = "0"
            file.truncate(0)
        elif length > self.body_limit:
            environ[BODY_TOO_LARGE] = True
            file.truncate(0)
        else:
            # A body sent in chunks has no length of its own; WSGI wants one.
            environ["CONTENT_LENGTH"] = str(length)
        file.seek(0)


class _Reply:
    """One run of the application in a thread: collects a whole response, sends a streamed one."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, send: Send, let_go: Callable[[], None]
    ) -> None:
        """``let_go`` is called before the thread waits for the event loop."""
        self.loop = loop
        self.send = send
        self.let_go = let_go
        self.start: dict[str, Any] = {}
        self.body: bytes | None = None

    def run(self, application: WsgiApplication, environ: Environ) -> None:
        parts = application(environ, self._start_response)
        try:
            if isinstance(parts, list) or getattr(parts, "streaming", True) is False:
                self.body = b"".join(parts)
            else:
                self._stream(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], None]:
        self.start = {
            "type": "http.response.start",
            "status": int(status[:3]),
            "headers": [
                (name.lower().encode("latin-1"), value.strip().encode("latin-1"))
                for name, value in headers
            ],
        }
        return self._write

    def _write(self, data: bytes) -> None:
        raise NotImplementedError("the write callable of WSGI is not supported; return the body")

    def _stream(self, parts: Iterable[bytes]) -> None:
        self.let_go()
        self._send(self.start)
        for part in parts:
            if part:
                self._send({"type": "http.response.body", "body": part, "more_body": True})
        self._send({"type": "http.response.body", "body": b""})

    def _send(self, message: dict[str, Any]) -> None:
        """Wait until the server took it, so that a slow reader slows the writer down."""
        sending: Any = self.send(message)
        asyncio.run_coroutine_threadsafe(_awaited(sending), self.loop).result()


async def _awaited(sending: Awaitable[None]) -> None:
    await sending


def body_due(begun: float, length: int) -> float:
    """When the next part of a body must have come that began then and has come so far."""
    return begun + BODY_SECONDS + length / BODY_BYTES_A_SECOND


def environ_of(scope: Scope) -> Environ:
    """The WSGI environ (PEP 3333) of an ASGI request, with an empty body."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": FileBlocks,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        key = environ_name(name)
        if not key:
            continue
        text = value.decode("latin-1")
        if key in environ:
            text = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + text
        environ[key] = text
    return environ


@lru_cache(512)
def environ_name(header: bytes) -> str:
    """The environ's name of a header; empty for one that must be left out.

    ``X_Forwarded_For`` would become the same name as ``X-Forwarded-For``, which only proxies may
    set, so a header with an underscore is left out.
    """
    if b"_" in header:
        return ""
    name = header.decode("latin-1").upper().replace("-", "_")
    return name if name in {"CONTENT_LENGTH", "CONTENT_TYPE"} else f"HTTP_{name}"
