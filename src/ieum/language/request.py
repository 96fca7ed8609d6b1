"""What is asked of which model server. Needs no client, so that settings can be read without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

OPTIONS = frozenset(
    {"temperature", "top_p", "stop", "seed", "response_format", "tool_choice",
     "presence_penalty", "frequency_penalty"}
)  # fmt: skip


@dataclass(frozen=True)
class Upstream:
    """A model server: `base_url` up to and including `/v1`, the model's name there, and limits."""

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    connect_seconds: float = 5.0
    first_token_seconds: float = 30.0
    total_seconds: float = 120.0
    max_bytes: int = 4 * 2**20
    longest_retry_after: float = 3.0


@dataclass(frozen=True)
class ChatRequest:
    """What is asked of the model. `options` may hold the names in `OPTIONS` only."""

    messages: list[dict[str, Any]]
    max_tokens: int
    tools: list[dict[str, Any]] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.max_tokens < 1:
            raise ValueError(f"max_tokens is {self.max_tokens}; it must be at least 1")
        unknown = sorted(set(self.options) - OPTIONS)
        if unknown:
            raise ValueError(f"unknown options {unknown}; allowed are {sorted(OPTIONS)}")

    def body(self, model: str, stream: bool) -> bytes:
        """The request as it is sent."""
        body: dict[str, Any] = {
            **self.options,
            "model": model,
            "messages": self.messages,
            "max_tokens": self.max_tokens,
        }
        if self.tools:
            body["tools"] = self.tools
        if stream:
            body |= {"stream": True, "stream_options": {"include_usage": True}}
        return orjson.dumps(body)
