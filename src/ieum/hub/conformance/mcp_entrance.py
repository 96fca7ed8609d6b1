"""The MCP door as the conformance suite uses it: its own messages, byte for byte."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import Coroutine
from typing import Any

import httpx

from ieum.hub.conformance.doors import HALF_CHARACTER, Entrance
from ieum.hub.conformance.observed import ACCEPTED, Observed, of_answer, of_problem
from ieum.hub.conformance.variants import Variant
from ieum.kernel.files import described_files
from ieum.kernel.tool import Tool

HEADERS = {
    "accept": "application/json, text/event-stream",
    "content-type": "application/json",
    "host": "localhost",
    "mcp-protocol-version": "2025-06-18",
}


class McpCall(Entrance):
    """``tools/call`` of a tool, posted to the application that serves ``/mcp``.

    The message is written here rather than by a client, so that it can be as wrong as need be.
    """

    name = "mcp"

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie
        self._loop = asyncio.new_event_loop()
        self._closing = asyncio.Event()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="mcp check", daemon=True
        )
        self._thread.start()
        self._client = self._run(self._start())

    def close(self) -> None:
        """Stop the application."""
        self._loop.call_soon_threadsafe(self._closing.set)
        self._run(_finished(self._living))
        self._run(self._client.aclose())
        self._run(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        if not variant.is_object:
            return "the protocol's own messages hold an object"
        if HALF_CHARACTER.search(variant.body):
            return "the protocol's message layer refuses half a character itself"
        return ""

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        frame = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
        head = json.dumps({**frame, "params": {"name": tool.full_name, "arguments": "@"}})
        body = head.encode().replace(b'"@"', variant.body)
        headers = {**HEADERS, "accept-language": language, "cookie": self.cookie}
        return self._run(self._post(body, headers))

    async def _start(self) -> httpx.AsyncClient:
        from ieum.hub.doors.mcp import http_application

        application = http_application()
        started = asyncio.Event()

        async def live() -> None:
            served = application.application
            async with served.router.lifespan_context(served):
                started.set()
                await self._closing.wait()

        self._living = asyncio.create_task(live())
        await started.wait()
        transport = httpx.ASGITransport(app=application)
        return httpx.AsyncClient(transport=transport, base_url="http://localhost")

    async def _post(self, body: bytes, headers: dict[str, str]) -> Observed:
        response = await self._client.post("/mcp", content=body, headers=headers)
        reply = json.loads(response.content)
        if "error" in reply:
            # The message layer refused the message before any tool was reached.
            return Observed("message-refused", answer=reply["error"]["message"])
        result = reply["result"]
        structured = result["structuredContent"]
        if result.get("isError"):
            return of_problem(structured)
        if set(structured) == {"job", "address"}:
            return ACCEPTED
        _put_back(result["content"], structured)
        return of_answer(structured)

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)


def _put_back(content: list[dict[str, Any]], structured: dict[str, Any]) -> None:
    """Give each file its bytes again, which the protocol carries beside the structured answer."""
    resources = {part["resource"]["uri"]: part["resource"] for part in content[1:]}
    for file in described_files(structured):
        resource = resources[file.pop("address")]
        text = resource.get("text")
        file["base64"] = (
            resource["blob"] if text is None else base64.b64encode(text.encode()).decode()
        )


async def _finished(task: asyncio.Task[None]) -> None:
    await task
