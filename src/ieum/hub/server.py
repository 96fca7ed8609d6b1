"""Serves the hub: one process, one port."""

from __future__ import annotations

import asyncio
import errno
import resource
import signal
import socket
from collections.abc import Callable
from contextlib import suppress

import uvloop
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from ieum.hub import environment
from ieum.hub.asgi import Hub
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _

#: Addresses that stand for all of a machine's own.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
#: How long requests that run may take to come to their end when the hub is told to stop.
GRACE_SECONDS = 10.0
#: The most connections at once; one that is idle or slow holds some kilobytes, and no thread.
MOST_CONNECTIONS = 4096


class CannotListen(IeumError):
    """The address cannot be served on, and why."""

    code = "cannot-listen"


def check_free(host: str, port: int) -> None:
    """Raise ``CannotListen`` unless the port can be opened.

    The server itself would share a port with another of its kind without a word.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        raise CannotListen(_reason(host, port, problem)) from None


def _reason(host: str, port: int, problem: OSError) -> Message:
    if problem.errno == errno.EADDRINUSE:
        return _(
            "Port {port} on {host} is in use by another program. "
            "Stop that one, or choose another port: ieum up --port {other}",
            port=port,
            host=host,
            other=port + 1 if port < 65535 else port - 1,
        )
    if problem.errno == errno.EACCES:
        return _(
            "Port {port} needs more rights than this account has. Choose one over 1023.", port=port
        )
    return _("{host} is not an address of this machine. Choose another with --host.", host=host)


def address(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    near = "localhost" if host in EVERYWHERE or host == "127.0.0.1" else host
    return f"http://{f'[{near}]' if ':' in near else near}:{port}"


def serve(host: str, port: int, started: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; then let the requests that run come to their end.

    ``started`` is called once the port is open. Raises ``CannotListen``.
    """
    check_free(host, port)
    from ieum.hub.wsgi import application

    uvloop.run(
        _serve(Hub(application, environment.THREADS.value(), body_limit()), host, port, started)
    )


def body_limit() -> int:
    """The most bytes of one request, uploads included."""
    return environment.UPLOAD_MEGABYTES.value() * 2**20


def most_connections() -> int:
    """How many connections may be open at once: half of the files that this process may open.

    The server waits with further ones, so too few of them and some dozens of readers, or one who
    sends slowly on purpose, would keep everybody else out. The system's soft limit is raised to
    its hard one first, for it is commonly 1024.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_CONNECTIONS
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, soft // 2)


async def _serve(hub: Hub, host: str, port: int, started: Callable[[], None]) -> None:
    server = Server(
        hub,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        log_enabled=False,
        websockets=False,
        backlog=1024,
        backpressure=most_connections(),
        # Whoever has said nothing for so long loses the connection, and nobody's headers are long.
        http1_settings=HTTP1Settings(header_read_timeout=30_000, max_buffer_size=2**16),
    )
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    serving = asyncio.create_task(server.serve())
    await _until_open(host, port, serving)
    if not serving.done():
        started()
    stopping = asyncio.create_task(told.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.stop()
    stopping.cancel()
    # A request that never ends (a stream, a sender that stalls) must not keep the hub from stopping.
    if not (await asyncio.wait({serving}, timeout=GRACE_SECONDS))[0]:
        hub.abandon()
    await serving


async def _until_open(host: str, port: int, serving: asyncio.Task[None]) -> None:
    near = EVERYWHERE.get(host, host)
    while not serving.done():
        try:
            _reader, writer = await asyncio.open_connection(near, port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            await writer.wait_closed()
            return
