"""Documentation of the JSON door, drawn from the tools and light enough to need no script."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ieum.hub.doors.pages.view import Crumb, page
from ieum.hub.language_choice import language_of
from ieum.hub.registry import registry
from ieum.kernel.messages import Message, _
from ieum.kernel.service import Service
from ieum.kernel.shapes import Argument, Kind, Shape
from ieum.kernel.tool import Access, Tool

KINDS = {
    Kind.INTEGER: _("정수(integer)"),
    Kind.NUMBER: _("수(number)"),
    Kind.BOOLEAN: _("참·거짓(boolean)"),
    Kind.TEXT: _("글(string)"),
    Kind.CHOICE: _("고르기(string)"),
    Kind.DATE: _("날짜(YYYY-MM-DD)"),
    Kind.DATETIME: _("시각(ISO 8601, 시간대 포함)"),
    Kind.UPLOAD: _("파일(name과 base64 또는 text)"),
    Kind.MODEL: _("객체(object)"),
}
LIST_OF = _("{item}의 목록")
#: Levels of an answer's schema that help a reader; the whole is in the OpenAPI description.
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """An argument as the table shows it."""

    name: str
    kind: str
    required: bool
    default: str
    description: str
    limits: str


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an answer: its name, kind and meaning, and what is in it."""

    name: str
    kind: str
    description: str
    inside: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Described:
    """A tool as the documentation shows it."""

    tool: Tool
    title: str
    arguments: Sequence[ArgumentRow]
    curl: str
    result: Sequence[Node]


@page("GET", "HEAD")
def reference(request: HttpRequest) -> HttpResponse:
    """How the JSON door works; with ``?service=NAME``, the tools of a service.

    A page a service keeps each of them light.
    """
    name = request.GET.get("service")
    return _of_service(request, registry().service(name)) if name else _overview(request)


def _overview(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "pages/reference.html",
        {
            "services": list(registry().services()),
            "origin": request.build_absolute_uri("/").rstrip("/"),
            "here": "api",
        },
    )


def _of_service(request: HttpRequest, found: Service) -> HttpResponse:
    language = language_of(request)
    origin = request.build_absolute_uri("/").rstrip("/")
    return render(
        request,
        "pages/reference_service.html",
        {
            "service": found,
            "tools": [
                described(tool, origin, language) for part in found.grouped() for tool in part.tools
            ],
            "crumbs": [Crumb(_("개발자 안내").text(language), "/api/docs")],
            "here": "api",
        },
    )


def described(tool: Tool, origin: str, language: str) -> Described:
    """Everything a programmer needs to call a tool."""
    return Described(
        tool,
        tool.title.text(language).rstrip("."),
        [_row(argument, language) for argument in tool.arguments.arguments],
        _curl(tool, origin),
        list(_result(tool.answer_schema(language))),
    )


def _row(argument: Argument, language: str) -> ArgumentRow:
    default = "" if argument.required or argument.default is None else _json(argument.default)
    return ArgumentRow(
        argument.name,
        _kind(argument.shape, language),
        argument.required,
        default,
        argument.description.text(language),
        _limits(argument.shape, language),
    )


def _kind(shape: Shape, language: str) -> str:
    if shape.kind is Kind.LIST and shape.item is not None:
        item = _kind(shape.item, language)
        return Message(LIST_OF, {"item": item}).text(language)
    return KINDS[shape.kind].text(language)


def _limits(shape: Shape, language: str) -> str:
    """Bounds in the notation of mathematics, options by their values."""
    if shape.item is not None:
        return _limits(shape.item, language)
    parts = []
    if shape.choices:
        parts.append(" | ".join(str(choice.value) for choice in shape.choices))
    if shape.text_form is not None:
        parts.append(shape.text_form.expects.text(language))
    for sign, bound in (
        ("≥", shape.at_least),
        (">", shape.above),
        ("≤", shape.at_most),
        ("<", shape.below),
    ):
        if bound is not None:
            parts.append(f"{sign} {bound:,}")
    if shape.fields:
        parts.append(", ".join(one.name for one in shape.fields))
    return " · ".join(parts)


def _curl(tool: Tool, origin: str) -> str:
    body = orjson.dumps(tool.examples[0]).decode()
    key = "" if tool.access is Access.PUBLIC else '  -H "Authorization: Bearer $KEY" \\\n'
    return (
        f"curl -X POST {shlex.quote(f'{origin}/api/{tool.service}/{tool.name}')} \\\n"
        f"{key}"
        f"  -H 'Content-Type: application/json' \\\n"
        f"  -d {shlex.quote(body)}"
    )


def _json(value: Any) -> str:
    return orjson.dumps(value, default=str).decode()


def _result(schema: Mapping[str, Any]) -> Iterator[Node]:
    """What ``result`` holds; steps, sources, notes and refusal are alike for every tool."""
    definitions = schema.get("$defs", {})
    found = _resolved(schema["properties"]["result"], definitions)
    node = _node("result", found, definitions, 0)
    yield from node.inside or [node]


def _resolved(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema with its reference followed, and ``null`` taken out of a choice of two."""
    if "$ref" in schema:
        target = definitions.get(schema["$ref"].rpartition("/")[2], {})
        return {
            **_resolved(target, definitions),
            **{k: v for k, v in schema.items() if k != "$ref"},
        }
    options = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(options) == 1:
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return {**_resolved(options[0], definitions), **rest}
    return schema


def _node(name: str, schema: Mapping[str, Any], definitions: Mapping[str, Any], depth: int) -> Node:
    schema = _resolved(schema, definitions)
    many = schema.get("type") == "array"
    inner = _resolved(schema.get("items", {}), definitions) if many else schema
    properties = inner.get("properties", {}) if depth < DEEPEST else {}
    view = properties.get("view", {}).get("const")
    kind = view or inner.get("type") or " | ".join(_types(inner, definitions)) or "any"
    return Node(
        name,
        f"{kind}[]" if many else kind,
        schema.get("description", "") if not view else "",
        # The views are described once, above, and not again in every tool.
        []
        if view
        else [_node(each, one, definitions, depth + 1) for each, one in properties.items()],
    )


def _types(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    for one in schema.get("anyOf", ()):
        yield _resolved(one, definitions).get("type", "any")
