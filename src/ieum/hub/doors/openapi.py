"""The OpenAPI 3.1 description of the JSON door, made from the tools themselves."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from ieum.kernel.files import may_give_files
from ieum.kernel.groups import ToolGroup
from ieum.kernel.messages import _
from ieum.kernel.service import Service
from ieum.kernel.shapes import Kind
from ieum.kernel.tool import Access, Effect, Tool

PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "retry_after": {"type": "number"},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "code", "detail"],
                "properties": {
                    "path": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
JOB_SCHEMA = {
    "type": "object",
    "required": ["job", "tool", "state", "share", "message", "answer", "problem"],
    "properties": {
        "job": {"type": "string"},
        "tool": {"type": "string"},
        "state": {"enum": ["queued", "running", "done", "failed", "cancelled"]},
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "message": {"type": "string"},
        "answer": {"type": ["object", "null"]},
        "problem": {"type": ["object", "null"]},
    },
}
ACCEPTED_SCHEMA = {
    "type": "object",
    "required": ["job", "address"],
    "properties": {"job": {"type": "string"}, "address": {"type": "string"}},
}
#: An account's access key, sent as ``Authorization: Bearer`` (RFC 6750).
KEY_SCHEME = "accessKey"
KEY_SECURITY = {"type": "http", "scheme": "bearer"}
FILE = _("답에 든 파일")
PROBLEM_STATUSES = ("400", "401", "403", "404", "405", "413", "415", "422", "429", "500", "503")


def description(services: Iterable[Service], language: str) -> dict[str, Any]:
    """The whole description, in a language."""
    schemas: dict[str, Any] = {"Problem": PROBLEM_SCHEMA, "Job": JOB_SCHEMA}
    paths: dict[str, Any] = {}
    tags: list[dict[str, str]] = []
    for service in services:
        for part in service.grouped():
            tags.append(_tag(service, part.group, language))
            for tool in part.tools:
                _add_tool(tool, tags[-1]["name"], paths, schemas, language)
    paths["/api/jobs/{id}"] = _job_operations(language)
    paths["/api/jobs/{id}/files/{name}"] = _job_file_operations(language)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ieum",
            "version": version("ieum"),
            "description": _("이 허브의 도구를 JSON으로 부릅니다.").text(language),
        },
        "tags": tags,
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {KEY_SCHEME: KEY_SECURITY}},
    }


def _tag(service: Service, group: ToolGroup | None, language: str) -> dict[str, str]:
    """What stands over some tools, with what it takes to use them."""
    if group is None:
        name, says = service.name, [service.title, service.description]
    else:
        name, says = f"{service.name}.{group.name}", [group.title, group.description]
        says += [group.needs] if group.needs is not None else []
    return {"name": name, "description": "\n\n".join(one.text(language) for one in says)}


def _add_tool(
    tool: Tool, tag: str, paths: dict[str, Any], schemas: dict[str, Any], language: str
) -> None:
    """Put the operations of a tool, and of the files it may give, under its heading."""
    address = f"/api/{tool.service}/{tool.name}"
    paths[address] = _operations(tool, tag, language, schemas)
    if "get" in paths[address] and may_give_files(tool.answer_type):
        paths[f"{address}/files/{{name}}"] = _file_operations(paths[address]["get"], language)


def _operations(tool: Tool, tag: str, language: str, schemas: dict[str, Any]) -> dict[str, Any]:
    arguments = _hoisted(tool.arguments.json_schema(language), tool, schemas)
    answer = _hoisted(tool.answer_schema(language), tool, schemas)
    if tool.job:
        success = {"202": _reply(_("받아들인 작업"), ACCEPTED_SCHEMA, language)}
    else:
        success = {"200": _reply(_("답"), answer, language)}
    shared = {
        "summary": tool.title.text(language),
        "description": tool.description.text(language),
        "tags": [tag],
        "responses": success | _problems(language),
    }
    if tool.access is not Access.PUBLIC:
        shared["security"] = [{KEY_SCHEME: []}]
    operations: dict[str, Any] = {
        "post": {
            **shared,
            "operationId": f"{tool.service}_{tool.name}",
            "requestBody": {
                "required": any(argument.required for argument in tool.arguments.arguments),
                "content": {
                    "application/json": {"schema": arguments, "examples": _examples(tool)},
                },
            },
        }
    }
    if tool.effect is Effect.ACT:
        operations["post"]["parameters"] = [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            }
        ]
    if tool.effect is Effect.READ and tool.access is Access.PUBLIC and _fits_query(tool):
        operations["get"] = {
            **shared,
            "operationId": f"get_{tool.service}_{tool.name}",
            "parameters": [
                {
                    "name": name,
                    "in": "query",
                    "required": name in arguments.get("required", ()),
                    "description": tool.arguments.by_name[name].description.text(language),
                    "schema": schema,
                }
                for name, schema in arguments.get("properties", {}).items()
            ],
        }
    return operations


def _fits_query(tool: Tool) -> bool:
    """Whether a query can hold the arguments: scalars, and lists of what has one text form."""
    shapes = [argument.shape for argument in tool.arguments.arguments]
    kinds = {(shape.item or shape).kind for shape in shapes}
    return not tool.job and not kinds & {Kind.UPLOAD, Kind.MODEL}


def _job_operations(language: str) -> dict[str, Any]:
    shared = {
        "tags": ["jobs"],
        "responses": {
            "200": _reply(_("작업의 상태"), {"$ref": "#/components/schemas/Job"}, language)
        }
        | _problems(language),
    }
    return {
        "parameters": [_in_path("id")],
        "get": {**shared, "operationId": "job", "summary": _("작업 보기").text(language)},
        "delete": {
            **shared,
            "operationId": "cancel_job",
            "summary": _("작업 취소").text(language),
        },
    }


def _file_operations(call: dict[str, Any], language: str) -> dict[str, Any]:
    """The files of an answer, each under its name; the query is that of the call."""
    return {
        "parameters": [_in_path("name")],
        "get": {
            **call,
            "operationId": f"{call['operationId']}_file",
            "responses": {"200": _bytes(language)} | _problems(language),
        },
    }


def _job_file_operations(language: str) -> dict[str, Any]:
    return {
        "parameters": [_in_path("id"), _in_path("name")],
        "get": {
            "tags": ["jobs"],
            "operationId": "job_file",
            "summary": FILE.text(language),
            "responses": {"200": _bytes(language)} | _problems(language),
        },
    }


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _bytes(language: str) -> dict[str, Any]:
    return {"description": FILE.text(language), "content": {"*/*": {"schema": {}}}}


def _reply(says: Any, schema: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "description": says.text(language),
        "content": {"application/json": {"schema": schema}},
    }


def _problems(language: str) -> dict[str, Any]:
    reply = {
        "description": _("문제").text(language),
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    return dict.fromkeys(PROBLEM_STATUSES, reply)


def _examples(tool: Tool) -> dict[str, Any]:
    return {
        f"example{number}": {"value": example} for number, example in enumerate(tool.examples, 1)
    }


def _hoisted(schema: dict[str, Any], tool: Tool, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema with its local definitions moved to the components of the whole description.

    A definition that two tools share word for word is kept once; another of the same name gets
    the tool's name before its own.
    """
    definitions: dict[str, Any] = schema.get("$defs", {})
    names = {}
    for name, definition in definitions.items():
        taken = schemas.get(name)
        moved = _moved(definition, {one: one for one in definitions})
        names[name] = name if taken in (None, moved) else f"{tool.service}_{tool.name}_{name}"
    for name, definition in definitions.items():
        schemas[names[name]] = _moved(definition, names)
    result: dict[str, Any] = _moved(
        {key: value for key, value in schema.items() if key != "$defs"}, names
    )
    return result


def _moved(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, dict):
        return {
            key: f"#/components/schemas/{names[value.rpartition('/')[2]]}"
            if key == "$ref" and isinstance(value, str)
            else _moved(value, names)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_moved(value, names) for value in node]
    return node
