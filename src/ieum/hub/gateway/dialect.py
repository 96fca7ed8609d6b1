"""The OpenAI dialect as the gateway speaks it to its callers: requests read, replies written."""

from __future__ import annotations

import time
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from ieum.language.request import OPTIONS, ChatRequest
from ieum.language.wire import Completion


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Text(_Strict):
    type: Literal["text"]
    text: StrictStr


class _Function(_Strict):
    name: StrictStr
    arguments: StrictStr


class _ToolCall(_Strict):
    id: StrictStr
    type: Literal["function"]
    function: _Function


class _Message(_Strict):
    """Text only: the tokens of pictures and sound cannot be bounded before the call."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: StrictStr | list[_Text] | None = None
    name: StrictStr | None = None
    tool_calls: list[_ToolCall] | None = None
    tool_call_id: StrictStr | None = None


class _FunctionOffer(_Strict):
    name: Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    description: StrictStr = ""
    parameters: dict[str, Any] = {}
    strict: StrictBool | None = None


class _Tool(_Strict):
    type: Literal["function"]
    function: _FunctionOffer


class _StreamOptions(_Strict):
    include_usage: StrictBool = False


class ChatBody(_Strict):
    """A chat completions request. What is not listed here is refused, not ignored."""

    model: StrictStr
    messages: Annotated[list[_Message], Field(min_length=1, max_length=1000)]
    max_tokens: Annotated[StrictInt, Field(ge=1)] | None = None
    max_completion_tokens: Annotated[StrictInt, Field(ge=1)] | None = None
    tools: Annotated[list[_Tool], Field(max_length=128)] | None = None
    tool_choice: StrictStr | dict[str, Any] | None = None
    stream: StrictBool = False
    stream_options: _StreamOptions | None = None
    n: Literal[1] | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Annotated[float, Field(ge=0, le=1)] | None = None
    presence_penalty: Annotated[float, Field(ge=-2, le=2)] | None = None
    frequency_penalty: Annotated[float, Field(ge=-2, le=2)] | None = None
    stop: StrictStr | Annotated[list[StrictStr], Field(max_length=4)] | None = None
    seed: StrictInt | None = None
    response_format: dict[str, Any] | None = None
    user: StrictStr | None = None

    def request(self, most_tokens: int) -> ChatRequest:
        """The request to the model server, with no more tokens than the operator allows."""
        wanted = self.max_completion_tokens or self.max_tokens or most_tokens
        given = self.model_dump(exclude_none=True)
        return ChatRequest(
            messages=given["messages"],
            max_tokens=min(wanted, most_tokens),
            tools=given.get("tools", []),
            options={name: given[name] for name in sorted(OPTIONS & given.keys())},
        )


def completion_json(id: str, model: str, completion: Completion, usage: dict[str, int]) -> bytes:
    """A whole reply."""
    message: dict[str, Any] = {"role": "assistant", "content": completion.text or None}
    if completion.tool_calls:
        message["tool_calls"] = _calls(completion)
    choice = {"index": 0, "message": message, "finish_reason": completion.finish}
    return _written("chat.completion", id, model, choices=[choice], usage=usage)


def piece_event(id: str, model: str, text: str) -> bytes:
    """One piece of a streamed reply."""
    return _event(id, model, {"content": text}, None)


def last_events(id: str, model: str, completion: Completion, usage: dict[str, int] | None) -> bytes:
    """What ends a streamed reply: its tool calls, whole, its finish reason, and its usage."""
    delta: dict[str, Any] = {}
    if completion.tool_calls:
        delta["tool_calls"] = [
            {"index": index, **call} for index, call in enumerate(_calls(completion))
        ]
    events = _event(id, model, delta, completion.finish)
    if usage is not None:
        events += _data(_written("chat.completion.chunk", id, model, choices=[], usage=usage))
    return events + b"data: [DONE]\n\n"


def error_json(message: str, kind: str) -> bytes:
    """An error in the dialect."""
    return orjson.dumps({"error": {"message": message, "type": kind, "code": kind, "param": None}})


def error_event(message: str, kind: str) -> bytes:
    """An error in the middle of a stream."""
    return _data(error_json(message, kind))


def _event(id: str, model: str, delta: dict[str, Any], finish: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _data(_written("chat.completion.chunk", id, model, choices=[choice]))


def _written(kind: str, id: str, model: str, **rest: Any) -> bytes:
    whole = {"id": id, "object": kind, "created": int(time.time()), "model": model, **rest}
    return orjson.dumps(whole)


def _data(body: bytes) -> bytes:
    return b"data: " + body + b"\n\n"


def _calls(completion: Completion) -> list[dict[str, Any]]:
    return [
        {
            "id": call.id,
            "type": "function",
            "function": {"name": call.name, "arguments": orjson.dumps(call.arguments).decode()},
        }
        for call in completion.tool_calls
    ]
