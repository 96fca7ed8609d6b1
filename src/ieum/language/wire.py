"""What an OpenAI-dialect server sends, read strictly.

Fields that we do not use are ignored, since servers add their own; those that we use must have
exactly their type. Anything else is one `UpstreamFault` with reason `malformed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from ieum.language.faults import Reason, UpstreamFault

NonNegative = Annotated[StrictInt, Field(ge=0, le=2**53)]


@dataclass(frozen=True)
class Usage:
    """Tokens as the server counted them."""

    input_tokens: int
    output_tokens: int


@dataclass(frozen=True)
class ToolCall:
    """A function the model wants called; `arguments` are what it wrote, not yet validated."""

    id: str
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Completion:
    """A whole reply. `usage` is None when the server sent none, or one that cannot be true."""

    text: str
    tool_calls: tuple[ToolCall, ...]
    finish: str
    usage: Usage | None
    output_bytes: int


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Function(_Wire):
    name: Annotated[StrictStr, Field(min_length=1, max_length=64)]
    arguments: StrictStr


class _ToolCall(_Wire):
    id: Annotated[StrictStr, Field(min_length=1, max_length=256)]
    type: Literal["function"] = "function"
    function: _Function


class _Message(_Wire):
    role: Literal["assistant"] = "assistant"
    content: StrictStr | None = None
    reasoning_content: StrictStr | None = None
    tool_calls: list[_ToolCall] | None = None


class _Choice(_Wire):
    message: _Message
    finish_reason: StrictStr


class _Reply(_Wire):
    choices: Annotated[list[_Choice], Field(min_length=1, max_length=1)]
    usage: Any = None


class _FunctionDelta(_Wire):
    name: StrictStr | None = None
    arguments: StrictStr | None = None


class _ToolCallDelta(_Wire):
    index: Annotated[StrictInt, Field(ge=0, le=31)]
    id: StrictStr | None = None
    function: _FunctionDelta | None = None


class _Delta(_Wire):
    content: StrictStr | None = None
    reasoning_content: StrictStr | None = None
    tool_calls: list[_ToolCallDelta] | None = None


class _ChoiceDelta(_Wire):
    delta: _Delta
    finish_reason: StrictStr | None = None


class _Chunk(_Wire):
    choices: Annotated[list[_ChoiceDelta], Field(max_length=1)]
    usage: Any = None


class _Usage(_Wire):
    prompt_tokens: NonNegative
    completion_tokens: NonNegative


def _malformed(detail: str) -> UpstreamFault:
    return UpstreamFault(Reason.MALFORMED, detail)


def _load(raw: bytes | str, what: str) -> dict[str, Any]:
    try:
        loaded = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise _malformed(f"{what} is not JSON") from error
    if not isinstance(loaded, dict):
        raise _malformed(f"{what} is not a JSON object")
    if loaded.get("error"):
        raise UpstreamFault(Reason.BROKEN, f"{what} carries an error in place of a reply")
    return loaded


def _where(error: ValidationError) -> str:
    # The places only: the values are the server's and may hold anything.
    return ", ".join(".".join(map(str, fault["loc"])) for fault in error.errors()[:3])


def _usage(raw: Any) -> Usage | None:
    try:
        usage = _Usage.model_validate(raw)
    except ValidationError:
        return None
    return Usage(usage.prompt_tokens, usage.completion_tokens)


def _tool_call(call_id: str, name: str, arguments: str) -> ToolCall:
    # A function without arguments comes as an empty string from some servers.
    return ToolCall(call_id, name, _load(arguments or "{}", f"the arguments of {name!r}"))


def read_reply(body: bytes) -> Completion:
    """The reply to a call without streaming. Raises `UpstreamFault`."""
    try:
        reply = _Reply.model_validate(_load(body, "the reply"))
    except ValidationError as error:
        raise _malformed(f"the reply has a wrong {_where(error)}") from error
    choice = reply.choices[0]
    calls = choice.message.tool_calls or []
    text = choice.message.content or ""
    written = [text, choice.message.reasoning_content or ""]
    written += [call.function.name + call.function.arguments for call in calls]
    return Completion(
        text=text,
        tool_calls=tuple(
            _tool_call(call.id, call.function.name, call.function.arguments) for call in calls
        ),
        finish=choice.finish_reason,
        usage=_usage(reply.usage),
        output_bytes=sum(len(part.encode()) for part in written),
    )


class StreamReader:
    """Puts the chunks of a streamed reply together, each by `feed`; `completion` is the whole."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._calls: dict[int, dict[str, str]] = {}
        self._finish: str | None = None
        self._usage: Usage | None = None
        self.output_bytes = 0
        self.chunks = 0

    def feed(self, data: bytes) -> str:
        """Takes one event's data and gives the text in it (often empty)."""
        try:
            chunk = _Chunk.model_validate(_load(data, "a chunk"))
        except ValidationError as error:
            raise _malformed(f"a chunk has a wrong {_where(error)}") from error
        if chunk.usage is not None:
            self._usage = _usage(chunk.usage)
        if not chunk.choices:
            return ""
        self.chunks += 1
        choice = chunk.choices[0]
        self._finish = choice.finish_reason or self._finish
        for call in choice.delta.tool_calls or []:
            self._join(call)
        text = choice.delta.content or ""
        self._text.append(text)
        self.output_bytes += len((text + (choice.delta.reasoning_content or "")).encode())
        return text

    def _join(self, delta: _ToolCallDelta) -> None:
        call = self._calls.setdefault(delta.index, {"id": "", "name": "", "arguments": ""})
        call["id"] = delta.id or call["id"]
        if delta.function is not None:
            call["name"] = delta.function.name or call["name"]
            arguments = delta.function.arguments or ""
            call["arguments"] += arguments
            self.output_bytes += len(arguments.encode())

    def completion(self) -> Completion:
        """The whole reply. Raises `UpstreamFault` when the stream ended before the reply did."""
        if self._finish is None:
            raise UpstreamFault(Reason.TRUNCATED, "the stream ended without a finish reason")
        if any(not call["id"] or not call["name"] for call in self._calls.values()):
            raise _malformed("a tool call lacks its id or name")
        return Completion(
            text="".join(self._text),
            tool_calls=tuple(
                _tool_call(call["id"], call["name"], call["arguments"])
                for _, call in sorted(self._calls.items())
            ),
            finish=self._finish,
            usage=self._usage,
            output_bytes=self.output_bytes,
        )
