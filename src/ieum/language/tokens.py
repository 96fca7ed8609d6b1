"""Bounds on tokens when nobody counts them for us.

Tokenisers of the models in question work on bytes in the end: one token covers at least one byte
of UTF-8. So the number of bytes is an upper bound without knowing the tokeniser; what the server's
chat template adds is bounded by constants. The bound is two to four times the truth for Korean,
which costs only room in the reservation until the call is settled.
"""

from __future__ import annotations

import orjson

from ieum.language.request import ChatRequest
from ieum.language.wire import Usage

TEMPLATE_TOKENS = 512
TOKENS_A_MESSAGE = 16


def most_input_tokens(request: ChatRequest) -> int:
    """An upper bound on the tokens of the request as the model sees it."""
    sent = len(orjson.dumps([request.messages, request.tools, request.options]))
    return sent + TEMPLATE_TOKENS + TOKENS_A_MESSAGE * (len(request.messages) + len(request.tools))


def fewest_input_tokens(request: ChatRequest) -> int:
    """A lower bound: no tokeniser packs more than about 64 characters of text into one token."""
    return 1 + sum(len(str(message.get("content") or "")) for message in request.messages) // 64


def most_output_tokens(output_bytes: int, chunks: int, max_tokens: int) -> int:
    """An upper bound on what came so far, within what was asked for."""
    return min(max_tokens, max(output_bytes, chunks) + 1)


def plausible(usage: Usage | None, request: ChatRequest, output_bytes: int) -> bool:
    """Whether the server's own count can be true for this request and reply."""
    if usage is None:
        return False
    fewest_output = output_bytes // 256
    return (
        fewest_input_tokens(request) <= usage.input_tokens <= most_input_tokens(request)
        and fewest_output <= usage.output_tokens <= request.max_tokens
        and (usage.output_tokens > 0 or output_bytes == 0)
    )
