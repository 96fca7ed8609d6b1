"""Making a tool of one operation of a remote API."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ieum.kernel.answer import Answer, Source, SourceKind, refused
from ieum.kernel.arguments import Arguments
from ieum.kernel.errors import InvalidArguments, ToolDefinitionError
from ieum.kernel.messages import _
from ieum.kernel.shapes import Argument, Flat, Kind, Shape
from ieum.kernel.tool import Access, Effect, Tool
from ieum.remote import wire
from ieum.remote.description import Description, Operation, plain
from ieum.remote.references import NotATool
from ieum.remote.reply import RemoteReply, shown
from ieum.remote.schema import field_of, identifier


class Remote:
    """Where a remote API is, and with which secret it is called."""

    def __init__(
        self,
        service: str,
        description: Description,
        base: str,
        secret_headers: Mapping[str, str],
        proxy: str = "",
    ) -> None:
        self.service = service
        self.description = description
        self.base = base
        self.secret_headers = secret_headers
        self.proxy = proxy


def tool_of(remote: Remote, operation: Operation, *, writes_for: Access) -> Tool:
    """The tool of an operation; ``NotATool`` where it cannot be one."""
    places = {identifier(one.name): one for one in operation.parameters}
    if len(places) != len(operation.parameters):
        raise NotATool(_("two of its parameters have the same name"))
    where = f"Operation {operation.name}"
    try:
        fields = {name: field_of(parameter) for name, parameter in places.items()}
        arguments = Arguments(where, fields)
    except ToolDefinitionError as error:
        raise NotATool(plain(str(error).removeprefix(f"{where}, "))) from None
    reads = operation.method == "GET"

    def call(**values: Any) -> Answer[RemoteReply]:
        return _call(remote, operation, {places[name].name: one for name, one in values.items()})

    return Tool(
        remote.service,
        identifier(operation.name),
        call,
        arguments,
        answer_type=Answer[RemoteReply],
        title=plain(operation.summary),
        description=plain(operation.summary),
        says=_utterances(remote, operation),
        examples=[_example(arguments, places)],
        access=Access.PUBLIC if reads else writes_for,
        effect=Effect.READ if reads else Effect.WRITE,
    )


def _call(remote: Remote, operation: Operation, values: Mapping[str, Any]) -> Answer[RemoteReply]:
    given: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}, "body": {}}
    for parameter in operation.parameters:
        value = _json(values.get(parameter.name))
        if value is not None:
            given[parameter.place][parameter.name] = value
    body: Any = given["body"] if operation.body_is_object else given["body"].get("body")
    call = wire.Call(
        method=operation.method,
        path=operation.path,
        path_values=given["path"],
        query=given["query"],
        headers={name: str(value) for name, value in given["header"].items()},
        body=body if any(one.place == "body" for one in operation.parameters) else None,
    )
    title = remote.description.title or remote.service
    try:
        content = wire.send(title, remote.base, call, remote.secret_headers, remote.proxy)
    except wire.NotThere:
        return refused(
            _("{service}에 그런 것이 없습니다.", service=title),
            helps=_("값을 확인해 다시 물어보세요."),
        )
    except InvalidArguments as error:
        # The remote names no argument of ours; the first one is where a reader looks.
        fault = error.faults[0]
        path = next((identifier(one.name) for one in operation.parameters), "")
        raise InvalidArguments([type(fault)(path, fault.code, fault.message)]) from None
    result, notes = shown(content)
    return Answer(
        result=result,
        notes=notes,
        sources=[
            Source(
                kind=SourceKind.DATASET,
                title=title,
                version=remote.description.version,
                address=wire.address(remote.base, call),
            )
        ],
    )


def _json(value: Any) -> Any:
    if isinstance(value, Flat):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, list):
        return [_json(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _utterances(remote: Remote, operation: Operation) -> list[str]:
    words = " ".join(re.findall(r"[A-Za-z]+|[가-힣]+|\d+", operation.name.replace("_", " ")))
    title = remote.description.title
    return list(
        dict.fromkeys(
            [
                operation.summary,
                f"{title} {operation.summary} 알려줘",
                f"show me {operation.summary}",
                words,
            ]
        )
    )


def _example(arguments: Arguments, places: Mapping[str, Any]) -> dict[str, Any]:
    """Values that the arguments model takes: the description's own examples, or the plainest."""
    example: dict[str, Any] = {}
    for argument in arguments.arguments:
        stated = places[argument.name].schema.get("example")
        if stated is not None:
            try:
                arguments.from_json({**_required(arguments), argument.name: stated})
            except InvalidArguments:
                stated = None
        if stated is not None:
            example[argument.name] = stated
    return {**_required(arguments), **example}


def _required(arguments: Arguments) -> dict[str, Any]:
    return {one.name: _plainest(one) for one in arguments.arguments if one.required}


def _plainest(argument: Argument) -> Any:
    return _plainest_of(argument.shape)


def _plainest_of(shape: Shape) -> Any:
    match shape.kind:
        case Kind.INTEGER | Kind.NUMBER:
            low = shape.at_least if shape.at_least is not None else shape.above
            high = shape.at_most if shape.at_most is not None else shape.below
            value: float = 1
            if low is not None and value <= low:
                value = low + (1 if shape.above is not None else 0)
            if high is not None and value >= high:
                value = high - (1 if shape.below is not None else 0)
            return int(value) if shape.kind is Kind.INTEGER else float(value)
        case Kind.BOOLEAN:
            return False
        case Kind.CHOICE:
            return str(shape.choices[0].value)
        case Kind.DATE:
            return "2026-01-02"
        case Kind.DATETIME:
            return "2026-01-02T09:00:00+09:00"
        case Kind.LIST:
            assert shape.item is not None
            return [_plainest_of(shape.item)]
        case Kind.MODEL:
            return {one.name: _plainest(one) for one in shape.fields if one.required}
    return "가" * max(shape.shortest or 1, 1)
