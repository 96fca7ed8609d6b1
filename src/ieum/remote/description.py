"""Reading an OpenAPI 3.0 or 3.1 description: its operations, with every reference resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ieum.kernel.messages import Message, _
from ieum.remote.document import WrongDescription, document
from ieum.remote.references import NotATool, References, listing, mapping

METHODS = ("get", "post", "put", "patch", "delete")
#: The most operations that one service takes: each is a tool at every door, and learnt of.
MOST_OPERATIONS = 200
#: Titles and descriptions are cut after so many characters.
LONGEST_WORDS = 600


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
    #: Operations that were asked for and cannot be tools: name and reason.
    left_out: dict[str, Message] = field(default_factory=dict)


def read(text: str, wanted: Callable[[str], bool] = lambda name: True) -> Description:
    """Read a description in JSON or YAML; ``WrongDescription`` says what is wrong with it.

    ``wanted`` says by its name whether an operation is asked for; the others are passed over.
    """
    whole = document(text)
    version = str(whole.get("openapi", ""))
    if not version.startswith(("3.0", "3.1")):
        raise WrongDescription(
            _(
                "OpenAPI 3.0이나 3.1 설명이 아닙니다(openapi: {version}). "
                "API가 내주는 openapi.json의 주소를 주세요.",
                version=version[:20] or "-",
            )
        )
    info = mapping(whole.get("info"))
    found = Description(
        title=words(info.get("title")),
        summary=words(info.get("description")),
        version=words(info.get("version")),
        servers=tuple(
            str(server["url"])
            for server in listing(whole.get("servers"))
            if isinstance(server, dict) and "url" in server
        ),
    )
    there = dict(_raw_operations(whole))
    if not there:
        raise WrongDescription(_("OpenAPI 설명에 작업(paths)이 하나도 없습니다."))
    raw = {place: one for place, one in there.items() if wanted(_name(place, one))}
    if len(raw) > MOST_OPERATIONS:
        raise WrongDescription(
            _(
                "작업이 {count}개입니다. 한 서비스에는 {most}개까지 둘 수 있으니 --only로 쓸 것만 고르세요. "
                "예: {example}",
                count=len(raw),
                most=MOST_OPERATIONS,
                example="--only " + " ".join(_name(*one) for one in list(raw.items())[:2])[:100],
            )
        )
    for place, one in raw.items():
        try:
            found.operations.append(_operation(whole, place, one))
        except NotATool as cause:
            found.left_out[_name(place, one)] = cause.reason
    return found


def words(value: Any, otherwise: str = "") -> str:
    """Words of a description on one line, cut where they go on for too long."""
    text = " ".join(str(value or otherwise)[: 4 * LONGEST_WORDS].split())
    return text if len(text) <= LONGEST_WORDS else f"{text[: LONGEST_WORDS - 1]}…"


def plain(text: str) -> Message:
    """Words of the description as a message; they stand in every language as they are."""
    return Message(text.replace("{", "(").replace("}", ")"))


#: Path and method: where an operation stands.
Place = tuple[str, str]


def _raw_operations(whole: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    for path, item in mapping(whole.get("paths")).items():
        for method in METHODS:
            own = mapping(item).get(method)
            if isinstance(own, dict):
                yield (str(path), method), own


def _name(place: Place, raw: Mapping[str, Any]) -> str:
    path, method = place
    return words(raw.get("operationId"), f"{method} {path}")


def _operation(whole: Mapping[str, Any], place: Place, raw: Mapping[str, Any]) -> Operation:
    path, method = place
    references = References(whole)
    shared = mapping(mapping(whole["paths"]).get(path)).get("parameters")
    parameters = [
        _parameter(references.resolved(one))
        for one in (*listing(shared), *listing(raw.get("parameters")))
        if isinstance(one, dict)
    ]
    # One given twice, for the path and for the operation, counts as the operation has it.
    by_place = {(one.place, one.name): one for one in parameters if one.place != "cookie"}
    body, is_object = _body(references, raw.get("requestBody"))
    name = _name(place, raw)
    return Operation(
        name=name,
        method=method.upper(),
        path=path,
        summary=words(raw.get("summary") or raw.get("description"), name),
        parameters=(*by_place.values(), *body),
        body_is_object=is_object,
        deprecated=bool(raw.get("deprecated")),
    )


def _parameter(raw: Any) -> Parameter:
    raw = mapping(raw)
    name, place, schema = str(raw.get("name")), str(raw.get("in")), raw.get("schema")
    if not isinstance(schema, dict):
        raise NotATool(_("its parameter '{name}' has no schema", name=name))
    if place not in ("path", "query", "header", "cookie"):
        raise NotATool(_("its parameter '{name}' goes to an unknown place", name=name))
    if place == "cookie" and raw.get("required"):
        raise NotATool(_("its parameter '{name}' is a cookie", name=name))
    return Parameter(
        name=name,
        place=place,
        schema=schema,
        required=bool(raw.get("required")),
        description=_described(raw, name),
    )


def _body(references: References, raw: Any) -> tuple[list[Parameter], bool]:
    body = mapping(references.followed(raw))
    content = mapping(body.get("content"))
    media = next((content[one] for one in content if "json" in one), None)
    if media is None:
        if body.get("required"):
            raise NotATool(
                _("its body is {types}, not JSON", types=words(", ".join(content), "unknown"))
            )
        return [], True
    schema = mapping(references.resolved(mapping(media).get("schema") or {}))
    if schema.get("type") == "object" or "properties" in schema:
        required = listing(schema.get("required"))
        return [
            Parameter(name, "body", mapping(one), name in required, _described(mapping(one), name))
            for name, one in mapping(schema.get("properties")).items()
            if not mapping(one).get("readOnly")
        ], True
    whole = Parameter(
        "body", "body", schema, bool(body.get("required")), _described(schema, "body")
    )
    return [whole], False


def _described(raw: Mapping[str, Any], name: str) -> str:
    return words(raw.get("description") or raw.get("title"), name)
