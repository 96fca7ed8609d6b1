"""How a pretended model behaves, honestly or not: small functions, which `BEHAVIOURS` lists by name."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable
from typing import Any

from tests.hub.gateway.model_exchange import Exchange

# Waits stand for "for ever"; the client under test gives up long before.
FOR_EVER_SECONDS = 20.0

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
