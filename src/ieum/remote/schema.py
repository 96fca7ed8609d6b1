"""Turning JSON Schema into the shapes that a tool's argument may have."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, create_model
from pydantic_core import PydanticUndefined

from ieum.kernel.messages import _
from ieum.kernel.shapes import LEAST_INTEGER, MOST_INTEGER, Flat
from ieum.kernel.text_form import TextForm
from ieum.remote.description import Parameter, plain, words
from ieum.remote.references import NotATool, listing, mapping

#: The most choices that a person can be offered, and an assistant reads with every tool.
MOST_CHOICES = 500
JSON_OBJECT = TextForm(
    json.loads,
    lambda value: json.dumps(
        value.model_dump(mode="json") if isinstance(value, Flat) else value, ensure_ascii=False
    ),
    _("JSON 객체입니다. 예: {example}", example='{"name": "…"}'),
)


def identifier(name: str) -> str:
    """A name that Python and every door can use: ``page-size`` → ``page_size``."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    clean = re.sub(r"\W+", "_", snake).strip("_").lower()
    if not clean or clean[0].isdigit() or keyword.iskeyword(clean):
        clean = f"{clean}_" if clean and not clean[0].isdigit() else f"value_{clean}"
    return clean


def field_of(parameter: Parameter) -> tuple[Any, Any]:
    """The annotation and the default of a parameter; ``NotATool`` where no shape fits it."""
    annotation, bounds = annotation_of(parameter.name, parameter.schema)
    optional = not parameter.required
    default = parameter.schema.get("default", None if optional else PydanticUndefined)
    described = Field(description=plain(parameter.description), **bounds)
    if optional and default is None:
        return Annotated[annotation | None, described], None
    if not _is_plain(default, annotation):
        default = None if optional else PydanticUndefined
        annotation = annotation | None if optional else annotation
    return Annotated[annotation, described], default


def annotation_of(name: str, schema: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The Python type of a schema, and its bounds as arguments of ``Field``."""
    schema = _without_null(name, schema)
    if choices := listing(schema.get("enum")):
        return _choice(name, choices), {}
    match schema.get("type"):
        case "integer":
            return int, _integer_bounds(schema)
        case "number":
            return float, _bounds(schema)
        case "boolean":
            return bool, {}
        case "string":
            return _string(schema)
        case "array":
            return _array(name, schema)
        case "object":
            return _object(name, schema), {}
    raise NotATool(_("the type of '{name}' is not one that a form can ask for", name=name))


def _without_null(name: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    kind = schema.get("type")
    if isinstance(kind, list):
        kinds = [one for one in kind if one != "null"]
        if len(kinds) != 1:
            raise NotATool(_("'{name}' may be of several types", name=name))
        return {**schema, "type": kinds[0]}
    for union in ("anyOf", "oneOf"):
        if union in schema:
            members = [
                one for one in map(mapping, listing(schema[union])) if one.get("type") != "null"
            ]
            if len(members) != 1:
                raise NotATool(_("'{name}' may be of several types", name=name))
            rest = {key: value for key, value in schema.items() if key != union}
            return {**members[0], **rest}
    return schema


def _bounds(schema: Mapping[str, Any]) -> dict[str, Any]:
    names = {"minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt"}
    return {
        ours: schema[theirs]
        for theirs, ours in names.items()
        if isinstance(schema.get(theirs), int | float) and not isinstance(schema[theirs], bool)
    }


def _integer_bounds(schema: Mapping[str, Any]) -> dict[str, Any]:
    bounds = _bounds(schema)
    if not {"ge", "gt"} & set(bounds):
        bounds["ge"] = LEAST_INTEGER
    if not {"le", "lt"} & set(bounds):
        bounds["le"] = MOST_INTEGER
    return bounds


def _string(schema: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    if schema.get("format") == "date":
        return date, {}
    if schema.get("format") == "date-time":
        return AwareDatetime, {}
    if schema.get("format") == "binary":
        raise NotATool(_("it takes a file in JSON"))
    return str, _lengths(schema, "minLength", "maxLength")


def _lengths(schema: Mapping[str, Any], least: str, most: str) -> dict[str, Any]:
    named = {least: "min_length", most: "max_length"}
    return {
        ours: schema[theirs]
        for theirs, ours in named.items()
        if isinstance(schema.get(theirs), int) and schema[theirs] >= 0
    }


def _choice(name: str, values: list[Any]) -> type[StrEnum]:
    texts = [one for one in values if one is not None]
    if not all(isinstance(one, str) for one in texts):
        raise NotATool(_("the choices of '{name}' are not text", name=name))
    if len(texts) > MOST_CHOICES:
        raise NotATool(
            _(
                "'{name}' has {count:,} choices; at most {most} fit into a form",
                name=name,
                count=len(texts),
                most=MOST_CHOICES,
            )
        )
    members = {f"choice_{number}": text for number, text in enumerate(texts)}
    return StrEnum(f"{identifier(name).title().replace('_', '')}Choice", members)  # type: ignore[return-value]


def _array(name: str, schema: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    item, bounds = annotation_of(name, mapping(schema.get("items")))
    if isinstance(item, type) and issubclass(item, Flat):
        item.text_form = JSON_OBJECT
    elif getattr(item, "__origin__", None) is list:
        raise NotATool(_("'{name}' is a list of lists", name=name))
    return (
        list[Annotated[item, Field(**bounds)]],  # type: ignore[valid-type]
        _lengths(schema, "minItems", "maxItems"),
    )


def _object(name: str, schema: Mapping[str, Any]) -> type[Flat]:
    properties = mapping(schema.get("properties"))
    if not properties:
        raise NotATool(_("'{name}' is an object without named fields", name=name))
    required = listing(schema.get("required"))
    fields: dict[str, Any] = {}
    for key, one in zip(properties, map(mapping, properties.values()), strict=True):
        if key != identifier(key):
            raise NotATool(
                _(
                    "the field '{key}' of '{name}' has a name that a form cannot use",
                    key=key,
                    name=name,
                )
            )
        annotation, bounds = annotation_of(key, one)
        if annotation is None or getattr(annotation, "__origin__", None) is list:
            raise NotATool(_("'{name}' holds lists", name=name))
        if isinstance(annotation, type) and issubclass(annotation, Flat):
            raise NotATool(_("'{name}' holds objects", name=name))
        described = Field(description=plain(words(one.get("description"), key)), **bounds)
        if key in required:
            fields[key] = (Annotated[annotation, described], ...)
        else:
            fields[key] = (Annotated[annotation | None, described], None)
    return create_model(f"{identifier(name).title()}Fields", __base__=Flat, **fields)


def _is_plain(default: Any, annotation: Any) -> bool:
    """Whether a default can be used as it stands, without reading it first."""
    return default is PydanticUndefined or (
        annotation in (int, float, bool, str) and isinstance(default, annotation)
    )
