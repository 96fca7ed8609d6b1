"""The hub as an ASGI application: ``/mcp`` and ``/events`` by themselves, all else through Django."""

from __future__ import annotations

import asyncio
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ieum.hub.wsgi_bridge import Receive, Scope, Send, WsgiApplication, WsgiBridge

MCP_MODULE = "ieum.hub.doors.mcp"
EVENTS_MODULE = "ieum.hub.doors.events"


class Hub:
    """Hands each request to the part that answers it, and follows the server's start and stop."""

    def __init__(self, pages: WsgiApplication, threads: int, body_limit: int) -> None:
        self.pages = WsgiBridge(pages, threads, body_limit)
        self.mcp = LazyApplication(MCP_MODULE) if find_spec(MCP_MODULE) else None
        self.events = LazyApplication(EVENTS_MODULE)
        self._open: set[asyncio.Task[Any]] = set()

    def abandon(self) -> None:
        """Give up the requests that still run; their callers lose the connection."""
        for task in self._open:
            task.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind == "http":
            task = asyncio.current_task()
            assert task is not None
            self._open.add(task)
            try:
                await self._answer(scope, receive, send)
            finally:
                self._open.discard(task)
        elif kind == "lifespan":
            await self._live(receive, send)
        else:  # A websocket: the hub has none.
            await send({"type": "websocket.close", "code": 1000})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if self.mcp and (path == "/mcp" or path.startswith("/mcp/")):
            await self.mcp(scope, receive, send)
        elif path == "/events":
            await self.events(scope, receive, send)
        else:
            await self.pages(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                if self.mcp:
                    await self.mcp.stop()
                await self.events.stop()
                self.pages.pool.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


class LazyApplication:
    """An ASGI application that is imported and started when it gets its first request.

    A hub whose MCP door nobody uses does without the time and the memory it takes.
    """

    def __init__(self, module: str) -> None:
        self.module = module
        self._application: Any = None
        self._starting = asyncio.Lock()
        self._messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._lifespan: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._application is None:
            async with self._starting:
                if self._application is None:
                    await self._start()
        await self._application(scope, receive, send)

    async def _start(self) -> None:
        module = await asyncio.to_thread(import_module, self.module)
        application = module.application
        started = asyncio.Event()

        async def said(message: dict[str, Any]) -> None:
            if message["type"] == "lifespan.startup.failed":
                raise RuntimeError(message.get("message") or f"{self.module} did not start")
            if message["type"] == "lifespan.startup.complete":
                started.set()

        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        await self._messages.put({"type": "lifespan.startup"})
        # The whole life runs in one task, because task groups must end where they began.
        self._lifespan = asyncio.create_task(application(scope, self._messages.get, said))
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait({self._lifespan, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not started.is_set():
            waiting.cancel()
            self._lifespan.result()
            raise RuntimeError(f"{self.module} ended before it started")
        self._application = application

    async def stop(self) -> None:
        """End the application, if it ever started."""
        if self._lifespan is not None:
            await self._messages.put({"type": "lifespan.shutdown"})
            await asyncio.wait({self._lifespan}, timeout=10)
