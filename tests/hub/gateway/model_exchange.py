"""One request to a pretended model: what was asked, what an honest model does, and how to answer."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any


@dataclass
class Script:
    """What the honest model does: choose `tool` with `arguments`, then say `sentence`."""

    tool: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)
    sentence: str = "안녕하세요."
    acting_tool: str = "demo__block"
    delay_seconds: float = 0.0


class Exchange:
    """One request being answered: what was asked, and the ways to answer."""

    def __init__(self, handler: BaseHTTPRequestHandler, script: Script, body: dict[str, Any]):
        self.handler = handler
        self.script = script
        self.body = body

    @property
    def offered(self) -> list[str]:
        return [tool["function"]["name"] for tool in self.body.get("tools", [])]

    @property
    def key(self) -> str:
        return self.handler.headers.get("authorization", "").removeprefix("Bearer ")

    def everything_said(self) -> str:
        return json.dumps(self.body["messages"], ensure_ascii=False)

    # -- ways to answer -----------------------------------------------------------------------

    def send(self, status: int, content_type: str, body: bytes, **headers: str) -> None:
        self.handler.send_response(status)
        self.handler.send_header("content-type", content_type)
        self.handler.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def json(self, value: Any) -> None:
        self.send(200, "application/json", json.dumps(value, ensure_ascii=False).encode())

    def say(self, text: str, usage: Any = "honest", finish: str = "stop") -> None:
        if usage == "honest":
            usage = self.honest_usage(text)
            server: Any = self.handler.server
            server.tokens.append(usage["total_tokens"])
        if self.body.get("stream"):
            self.stream(text, usage, finish)
        else:
            message = {"role": "assistant", "content": text}
            self.reply(message, finish, usage)

    def call(self, name: str, arguments: Any) -> None:
        written = arguments if isinstance(arguments, str) else json.dumps(arguments)
        call = {"id": "call_1", "type": "function",
                "function": {"name": name, "arguments": written}}  # fmt: skip
        if self.body.get("stream"):
            self.begin_stream()
            self.chunk({"tool_calls": [{"index": 0, **call}]})
            self.chunk({}, "tool_calls")
            self.end_stream()
        else:
            self.reply({"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls",
                       self.honest_usage(written))  # fmt: skip

    def reply(self, message: dict[str, Any], finish: str, usage: Any) -> None:
        reply: dict[str, Any] = {
            "id": "chat-1", "object": "chat.completion", "model": self.body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        }  # fmt: skip
        if usage is not None:
            reply["usage"] = usage
        self.json(reply)

    def honest_usage(self, text: str) -> dict[str, int]:
        # About what a tokeniser gives: half a token a character.
        sent = len(self.everything_said()) // 2
        wrote = max(1, min(len(text) // 2, self.body["max_tokens"]))
        return {"prompt_tokens": sent, "completion_tokens": wrote, "total_tokens": sent + wrote}

    def honest(self) -> None:
        """Chooses the script's tool when it is offered and not yet used; else says its sentence."""
        time.sleep(self.script.delay_seconds)
        used = any(message["role"] == "tool" for message in self.body["messages"])
        if self.script.tool in self.offered and not used:
            self.call(self.script.tool, self.script.arguments)
        else:
            self.say(self.script.sentence)

    # -- streaming ----------------------------------------------------------------------------

    def begin_stream(self) -> None:
        self.handler.send_response(200)
        self.handler.send_header("content-type", "text/event-stream; charset=utf-8")
        self.handler.send_header("connection", "close")
        self.handler.end_headers()
        self.handler.close_connection = True

    def event(self, data: str) -> None:
        self.handler.wfile.write(f"data: {data}\n\n".encode())
        self.handler.wfile.flush()

    def chunk(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event(json.dumps({"id": "chat-1", "object": "chat.completion.chunk",
                               "choices": [choice]}, ensure_ascii=False))  # fmt: skip

    def end_stream(self, usage: Any = None) -> None:
        if usage is not None:
            self.event(json.dumps({"id": "chat-1", "choices": [], "usage": usage}))
        self.event("[DONE]")

    def stream(self, text: str, usage: Any, finish: str) -> None:
        self.begin_stream()
        for start in range(0, len(text), 4):
            self.chunk({"content": text[start : start + 4]})
        self.chunk({}, finish)
        self.end_stream(usage)
