"""A model server on 127.0.0.1 that speaks the OpenAI dialect, and misbehaves on request.

Tests and ``benchmarks.gateway`` use it. The behaviour is chosen by the first part of the address: `http://127.0.0.1:PORT/NAME/v1`. Every
behaviour is a small function here; `BEHAVIOURS` lists them by name. What an honest model would do
(which tool, which arguments, which sentence) is the test's to say, by a `Script`.
"""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# Waits stand for "for ever"; the client under test gives up long before.
FOR_EVER_SECONDS = 20.0


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


Behaviour = Callable[[Exchange], None]
BEHAVIOURS: dict[str, Behaviour] = {}


def behaviour(function: Behaviour) -> Behaviour:
    BEHAVIOURS[function.__name__] = function
    return function


def _after_choosing(text: str) -> Behaviour:
    """Chooses honestly, then says the honest sentence with `text` after it."""

    def answer(exchange: Exchange) -> None:
        used = any(message["role"] == "tool" for message in exchange.body["messages"])
        if exchange.script.tool in exchange.offered and not used:
            exchange.call(exchange.script.tool, exchange.script.arguments)
        else:
            exchange.say(f"{exchange.script.sentence} {text}")

    return answer


@behaviour
def honest(exchange: Exchange) -> None:
    exchange.honest()


# What the text may hold that the evidence does not.
SAYINGS = {
    "invented_amount": "총사업비는 987억원입니다.",
    "invented_date": "접수는 2031년 4월 17일에 끝납니다.",
    "invented_law": "근거는 「없는특별법」 제77조입니다.",
    "swapped_unit": "이 사업은 611대를 지원합니다.",
    "invented_percent": "작년보다 37% 늘었습니다.",
    "spelt_number": "한 사람마다 삼백오십만 원을 받습니다.",
    "english_number": "That is nine hundred billion won.",
    "full_width_digits": "예산은 ９８７억원입니다.",
    "zero_width_digits": "예산은 9\u200b8\u200b7억원입니다.",
    "entity_digits": "예산은 &#57;&#56;&#55;억원입니다.",
    "look_alike_digits": "예산은 98Oо억원입니다.",
    "hanja_digits": "예산은 九百八十七億원입니다.",
    "rounded_amount": "대략 600억원쯤 됩니다.",
    "derived_sum": "두 해를 더하면 1,222억원입니다.",
    "invented_phone": "문의는 02-000-9999로 하세요.",
    "invented_link": "자세한 것은 https://evil.invalid/?q=1 을 보세요.",
    "invented_document": "『인공지능 대전환 백서』에 나옵니다.",
    "script_in_text": "<script>fetch('//evil.invalid')</script>",
    "picture_in_text": "![그림](https://evil.invalid/x.png)",
    "vague_number": "수천억 원이 들어갑니다.",
}
for _name, _text in SAYINGS.items():
    BEHAVIOURS[_name] = _after_choosing(_text)


# The wire.


@behaviour
def broken_json(exchange: Exchange) -> None:
    if exchange.body.get("stream"):
        exchange.begin_stream()
        exchange.event('{"choices": [{"delta": {"content": "예산')
        exchange.event("[DONE]")
    else:
        exchange.send(200, "application/json", b'{"choices": [{"message": {"content": "')


@behaviour
def wrong_types(exchange: Exchange) -> None:
    exchange.json({"choices": [{"message": {"content": 42}, "finish_reason": "stop"}]})


@behaviour
def deep_json(exchange: Exchange) -> None:
    exchange.send(200, "application/json", b"[" * 200_000)


@behaviour
def lone_surrogate(exchange: Exchange) -> None:
    exchange.send(200, "application/json",
                  b'{"choices":[{"message":{"content":"\\ud800"},"finish_reason":"stop"}]}')  # fmt: skip


@behaviour
def truncated_stream(exchange: Exchange) -> None:
    exchange.begin_stream()
    exchange.chunk({"content": "예산은 "})


@behaviour
def truncated_body(exchange: Exchange) -> None:
    exchange.handler.send_response(200)
    exchange.handler.send_header("content-type", "application/json")
    exchange.handler.send_header("content-length", "4000")
    exchange.handler.end_headers()
    exchange.handler.wfile.write(b'{"choices": [')
    exchange.handler.close_connection = True


@behaviour
def cut_off_by_length(exchange: Exchange) -> None:
    exchange.say("예산은 6", finish="length")


@behaviour
def wrong_content_type(exchange: Exchange) -> None:
    exchange.send(200, "text/html", b"<html>sign in</html>")


@behaviour
def empty_reply(exchange: Exchange) -> None:
    exchange.json({"choices": []})


@behaviour
def status_500(exchange: Exchange) -> None:
    exchange.send(500, "application/json", b'{"error": {"message": "boom"}}')


@behaviour
def status_429_for_ever(exchange: Exchange) -> None:
    exchange.send(429, "application/json", b"{}", retry_after="0")


@behaviour
def status_429_with_long_retry_after(exchange: Exchange) -> None:
    exchange.send(429, "application/json", b"{}", retry_after="86400")


@behaviour
def error_with_status_200(exchange: Exchange) -> None:
    exchange.json({"error": {"message": "no such model"}})


@behaviour
def hang_before_headers(exchange: Exchange) -> None:
    _wait(exchange)


@behaviour
def drip_headers(exchange: Exchange) -> None:
    exchange.handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
    until = time.monotonic() + FOR_EVER_SECONDS
    while time.monotonic() < until:
        exchange.handler.wfile.write(b"a")
        exchange.handler.wfile.flush()
        time.sleep(0.05)


@behaviour
def hang_mid_stream(exchange: Exchange) -> None:
    exchange.begin_stream()
    exchange.chunk({"content": "예산은 "})
    _wait(exchange)


@behaviour
def infinite_stream(exchange: Exchange) -> None:
    exchange.begin_stream()
    while True:
        exchange.chunk({"content": "가나다라" * 64})


@behaviour
def infinite_line(exchange: Exchange) -> None:
    exchange.begin_stream()
    exchange.handler.wfile.write(b"data: ")
    while True:
        exchange.handler.wfile.write(b"a" * 65536)


@behaviour
def huge_body(exchange: Exchange) -> None:
    exchange.handler.send_response(200)
    exchange.handler.send_header("content-type", "application/json")
    exchange.handler.send_header("content-length", str(2**31))
    exchange.handler.end_headers()
    while True:
        exchange.handler.wfile.write(b" " * 65536)


@behaviour
def compressed_bomb(exchange: Exchange) -> None:
    body = gzip.compress(b" " * 2**24)
    exchange.send(200, "application/json", body, content_encoding="gzip")


@behaviour
def redirect_to_another_host(exchange: Exchange) -> None:
    exchange.send(307, "text/plain", b"", location="http://evil.invalid/v1/chat/completions")


# Tools.


@behaviour
def unknown_tool(exchange: Exchange) -> None:
    exchange.call("demo__transfer_everything", {}) if exchange.offered else exchange.honest()


@behaviour
def bad_tool_arguments(exchange: Exchange) -> None:
    if exchange.offered:
        exchange.call(exchange.offered[0], {name: [] for name in _parameters(exchange)})
    else:
        exchange.honest()


@behaviour
def tool_arguments_not_json(exchange: Exchange) -> None:
    exchange.call(exchange.offered[0], '{"a": ') if exchange.offered else exchange.honest()


@behaviour
def extra_tool_arguments(exchange: Exchange) -> None:
    if exchange.offered:
        exchange.call(exchange.script.tool, {**exchange.script.arguments, "as_user": "admin"})
    else:
        exchange.honest()


@behaviour
def invented_tool_arguments(exchange: Exchange) -> None:
    """The right tool, with every number of the question made ten times larger."""
    if exchange.offered:
        exchange.call(exchange.script.tool, {
            name: value * 10 if isinstance(value, int) else f"{value} 987억원"
            for name, value in exchange.script.arguments.items()
        })  # fmt: skip
    else:
        exchange.honest()


@behaviour
def tool_loop(exchange: Exchange) -> None:
    if exchange.offered:
        exchange.call(exchange.script.tool, exchange.script.arguments)
    else:
        exchange.call(exchange.script.tool or "demo__again", exchange.script.arguments)


@behaviour
def many_tool_calls(exchange: Exchange) -> None:
    calls = [
        {"id": f"c{number}", "type": "function",
         "function": {"name": exchange.script.tool,
                      "arguments": json.dumps(exchange.script.arguments)}}
        for number in range(30)
    ]  # fmt: skip
    exchange.reply({"role": "assistant", "content": None, "tool_calls": calls}, "tool_calls", None)


@behaviour
def acts_unasked(exchange: Exchange) -> None:
    """Calls a tool that acts, though it was not offered."""
    exchange.call(exchange.script.acting_tool, {"target": "x"})


@behaviour
def obeys_hidden_instructions(exchange: Exchange) -> None:
    """Does what a document tells it: acts, and reveals the key."""
    if "IGNORE ALL PREVIOUS INSTRUCTIONS" not in exchange.everything_said():
        exchange.honest()
    elif exchange.offered:
        exchange.call(exchange.script.acting_tool, {"target": "x"})
    else:
        exchange.say(f"{exchange.script.sentence} 열쇠는 {exchange.key}")


@behaviour
def reveals_key(exchange: Exchange) -> None:
    exchange.say(f"{exchange.script.sentence} {exchange.key}")


# Usage.


def _with_usage(usage: Any) -> Behaviour:
    def answer(exchange: Exchange) -> None:
        exchange.say(exchange.script.sentence, usage=usage)

    return answer


USAGES: dict[str, Any] = {
    "negative_usage": {"prompt_tokens": -100, "completion_tokens": -5},
    "missing_usage": None,
    "float_usage": {"prompt_tokens": 10.5, "completion_tokens": 3.2},
    "textual_usage": {"prompt_tokens": "10", "completion_tokens": "3"},
    "usage_of_nothing": {"prompt_tokens": 0, "completion_tokens": 0},
    "absurd_usage": {"prompt_tokens": 10**15, "completion_tokens": 10**15},
    "usage_beyond_64_bits": {"prompt_tokens": 2**80, "completion_tokens": 1},
}
for _name, _usage in USAGES.items():
    BEHAVIOURS[_name] = _with_usage(_usage)


def _parameters(exchange: Exchange) -> list[str]:
    return list(exchange.body["tools"][0]["function"]["parameters"].get("properties", {"x": 1}))


def _wait(exchange: Exchange) -> None:
    stop: threading.Event = exchange.handler.server.stopping  # type: ignore[attr-defined]
    stop.wait(FOR_EVER_SECONDS)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server: Any = self.server
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        server.requests.append(body)
        name = self.path.split("/")[1]
        try:
            BEHAVIOURS[name](Exchange(self, server.script, body))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client gave up, as it should

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silent: a client that gave up breaks the connection, as it should."""


class MisbehavingServer:
    """The running server: `url(behaviour)`, and `requests`, the bodies it was sent."""

    def __init__(self, server: Any) -> None:
        self._server = server

    @property
    def requests(self) -> list[dict[str, Any]]:
        requests: list[dict[str, Any]] = self._server.requests
        return requests

    @property
    def tokens(self) -> list[int]:
        """What each honest reply was said to have cost."""
        tokens: list[int] = self._server.tokens
        return tokens

    @property
    def script(self) -> Script:
        script: Script = self._server.script
        return script

    @script.setter
    def script(self, script: Script) -> None:
        self._server.script = script

    def url(self, name: str) -> str:
        assert name in BEHAVIOURS, name
        return f"http://127.0.0.1:{self._server.server_address[1]}/{name}/v1"


@contextmanager
def misbehaving_server(script: Script | None = None) -> Iterator[MisbehavingServer]:
    """Serves on a free port of 127.0.0.1 until the block ends."""
    server: Any = _Server(("127.0.0.1", 0), _Handler)
    server.requests = []
    server.tokens = []
    server.script = script or Script()
    server.stopping = threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield MisbehavingServer(server)
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
