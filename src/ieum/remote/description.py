"""Reading an OpenAPI 3.0 or 3.1 description: its operations, with every reference resolved."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _

METHODS = ("get", "post", "put", "patch", "delete")
#: A reference chain longer than this is a cycle, or as good as one.
DEEPEST = 12


class WrongDescription(IeumError):
    """An OpenAPI description that cannot be used, and why."""

    code = "wrong-description"
    status = 422


class NotATool(Exception):
    """One operation that cannot become a tool; the message says why, for the developer."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that an operation takes, and where it goes: path, query, header or body."""

    name: str
    place: str
    schema: Mapping[str, Any]
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a remote API. ``body_is_object`` says that the body parameters are the
    properties of one JSON object; otherwise a single one is the whole body."""

    name: str
    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...] = ()
    body_is_object: bool = True
    deprecated: bool = False


@dataclass
class Description:
    """What an OpenAPI description says."""

    title: str
    summary: str
    version: str
    servers: tuple[str, ...]
    operations: list[Operation] = field(default_factory=list)
    #: Operations that cannot be tools: name and reason.
    left_out: dict[str, str] = field(default_factory=dict)


def read(text: str) -> Description:
    """Read a description in JSON or YAML; ``WrongDescription`` says what is wrong with it."""
    document = _document(text)
    version = str(document.get("openapi", ""))
    if not version.startswith(("3.0", "3.1")):
        raise WrongDescription(
            _(
                "OpenAPI 3.0이나 3.1 설명이 아닙니다(openapi: {version}). "
                "API가 내주는 openapi.json의 주소를 주세요.",
                version=version[:20] or "-",
            )
        )
    info = document.get("info") or {}
    found = Description(
        title=str(info.get("title", "")),
        summary=str(info.get("description", "")),
        version=str(info.get("version", "")),
        servers=tuple(
            str(server["url"])
            for server in document.get("servers") or ()
            if isinstance(server, dict) and "url" in server
        ),
    )
    for path, method, raw in _raw_operations(document):
        name = _name(raw, method, path)
        try:
            found.operations.append(_operation(document, name, method, path, raw))
        except NotATool as reason:
            found.left_out[name] = str(reason)
    return found


def resolved(document: Mapping[str, Any], node: Any, depth: int = 0) -> Any:
    """The node with ``$ref`` followed and ``allOf`` merged."""
    if depth > DEEPEST:
        raise NotATool("its schema refers to itself")
    if isinstance(node, list):
        return [resolved(document, one, depth + 1) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return resolved(document, _referred(document, str(node["$ref"])), depth + 1)
    whole = {key: resolved(document, value, depth + 1) for key, value in node.items()}
    for part in whole.pop("allOf", None) or ():
        properties = {**part.get("properties", {}), **whole.get("properties", {})}
        required = [*part.get("required", ()), *whole.get("required", ())]
        whole = {**part, **whole}
        if properties:
            whole["properties"] = properties
        if required:
            whole["required"] = required
    return whole


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError:
        import yaml

        try:
            document = yaml.safe_load(text)
        except (yaml.YAMLError, RecursionError):
            document = None
    if not isinstance(document, dict):
        raise WrongDescription(_("OpenAPI 설명을 JSON으로도 YAML로도 읽을 수 없습니다."))
    return document


def _raw_operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    paths = document.get("paths")
    if not isinstance(paths, dict) or not paths:
        raise WrongDescription(_("OpenAPI 설명에 주소(paths)가 하나도 없습니다."))
    for path, item in paths.items():
        for method in METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                shared = item.get("parameters") or []
                own = item[method]
                yield str(path), method, {**own, "parameters": [*shared, *_listed(own)]}


def _listed(raw: Mapping[str, Any]) -> list[Any]:
    return list(raw.get("parameters") or ())


def _name(raw: Mapping[str, Any], method: str, path: str) -> str:
    return str(raw.get("operationId") or f"{method} {path}")


def _operation(
    document: Mapping[str, Any], name: str, method: str, path: str, raw: Mapping[str, Any]
) -> Operation:
    parameters = [
        _parameter(resolved(document, one)) for one in raw["parameters"] if isinstance(one, dict)
    ]
    # One given twice, for the path and for the operation, counts as the operation has it.
    by_place = {(one.place, one.name): one for one in parameters if one.place != "cookie"}
    body, is_object = _body(document, raw.get("requestBody"))
    summary = raw.get("summary") or raw.get("description") or name
    return Operation(
        name=name,
        method=method.upper(),
        path=path,
        summary=" ".join(str(summary).split()),
        parameters=(*by_place.values(), *body),
        body_is_object=is_object,
        deprecated=bool(raw.get("deprecated")),
    )


def _parameter(raw: Mapping[str, Any]) -> Parameter:
    schema = raw.get("schema")
    if not isinstance(schema, dict):
        raise NotATool(f"its parameter {raw.get('name')!r} has no schema")
    if raw.get("in") == "cookie" and raw.get("required"):
        raise NotATool(f"its parameter {raw.get('name')!r} is a cookie")
    return Parameter(
        name=str(raw.get("name")),
        place=str(raw.get("in")),
        schema=schema,
        required=bool(raw.get("required")),
        description=_described(raw, str(raw.get("name"))),
    )


def _body(document: Mapping[str, Any], raw: Any) -> tuple[list[Parameter], bool]:
    body = resolved(document, raw)
    if not isinstance(body, dict):
        return [], True
    content = body.get("content") or {}
    media = next((content[one] for one in content if "json" in one), None)
    if media is None:
        if body.get("required"):
            raise NotATool(f"its body is {', '.join(content) or 'unknown'}, not JSON")
        return [], True
    schema = media.get("schema") or {}
    if schema.get("type") == "object" or "properties" in schema:
        required = set(schema.get("required", ()))
        return [
            Parameter(name, "body", one, name in required, _described(one, name))
            for name, one in schema.get("properties", {}).items()
            if not one.get("readOnly")
        ], True
    whole = Parameter(
        "body", "body", schema, bool(body.get("required")), _described(schema, "body")
    )
    return [whole], False


def _described(raw: Mapping[str, Any], name: str) -> str:
    return " ".join(str(raw.get("description") or raw.get("title") or name).split())


def _referred(document: Mapping[str, Any], reference: str) -> Any:
    if not reference.startswith("#/"):
        raise NotATool(f"it refers to another file, {reference}")
    node: Any = document
    for part in reference[2:].split("/"):
        part = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(node, dict) or part not in node:
            raise NotATool(f"its reference {reference} leads nowhere")
        node = node[part]
    return node


def plain(text: str) -> Message:
    """Words of the description as a message; they stand in every language as they are."""
    return Message(text.replace("{", "(").replace("}", ")"))
