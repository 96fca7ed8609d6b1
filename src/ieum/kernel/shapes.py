"""The shapes an argument may have, read from the annotations of a tool's function.

Doors look at shapes to draw a form, list options or ask for what is missing. Only the shapes named
here are allowed, so that a value means the same in JSON, in a form and on a command line.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin

from annotated_types import BaseMetadata, Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import AwareDatetime, BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticUndefined

from ieum.kernel.errors import ToolDefinitionError
from ieum.kernel.messages import Message
from ieum.kernel.text_form import TextForm
from ieum.kernel.upload import Upload

#: Integers are bounded, at the widest by what JSON readers in other languages can hold.
LEAST_INTEGER, MOST_INTEGER = -(2**63), 2**63 - 1
#: How long a text, and how many items a list, may be where the tool sets no bound.
MOST_CHARACTERS = 10_000
MOST_ITEMS = 1_000


class Kind(StrEnum):
    """What an argument is."""

    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    DATETIME = "datetime"
    UPLOAD = "upload"
    MODEL = "model"
    LIST = "list"


SCALARS = {
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    bool: Kind.BOOLEAN,
    str: Kind.TEXT,
    date: Kind.DATE,
    Upload: Kind.UPLOAD,
}


class Flat(BaseModel):
    """Base of a model used as an argument: fields of scalar shapes only.

    ``text_form`` gives it a text form, which a form or a command line needs for a list of it.
    """

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)
    text_form: ClassVar[TextForm | None] = None

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        as_object = handler(schema)
        if cls.text_form is None:
            return as_object
        return {"anyOf": [as_object, {"type": "string", "description": cls.text_form.expects}]}


@dataclass(frozen=True, slots=True)
class Shape:
    """What values an argument takes; bounds where its kind has them, all inclusive or exclusive
    as named. ``item`` is the shape in a list, ``fields`` are those of a flat model."""

    kind: Kind
    python_type: Any
    text_form: TextForm | None = None
    item: Shape | None = None
    fields: tuple[Argument, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None
    shortest: int | None = None
    longest: int | None = None
    pattern: str | None = None

    @property
    def choices(self) -> tuple[StrEnum, ...]:
        """The members, where the shape is a choice."""
        return tuple(self.python_type) if self.kind is Kind.CHOICE else ()


@dataclass(frozen=True, slots=True)
class Argument:
    """A named argument: its shape, what it means, and its default where it may be left out."""

    name: str
    shape: Shape
    description: Message
    required: bool
    nullable: bool
    default: Any = None


def read_argument(where: str, name: str, annotation: Any, default: Any) -> Argument:
    """Read one parameter or field; ``ToolDefinitionError`` says what is wrong and where."""
    where = f"{where}, argument {name!r}"
    annotation, nullable, metadata = _unwrapped(where, annotation)
    described = [m.description for m in metadata if isinstance(m, FieldInfo) and m.description]
    description = described[-1] if described else None
    if not description:
        raise ToolDefinitionError(
            f'{where} has no description: write Annotated[…, Field(description=_("…"))].'
        )
    shape = _shape(where, annotation, metadata)
    required = default is PydanticUndefined
    if not required and default is None and not nullable:
        raise ToolDefinitionError(f"{where} has the default None: its type must say '| None'.")
    return Argument(
        name,
        shape,
        description if isinstance(description, Message) else Message(description),
        required and not nullable,
        nullable,
        None if required else default,
    )


def _unwrapped(where: str, annotation: Any) -> tuple[Any, bool, list[Any]]:
    """The bare type, whether ``| None`` is allowed, and the metadata of ``Annotated``."""
    metadata: list[Any] = []
    nullable = False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *found = get_args(annotation)
            metadata = [*found, *metadata]
        elif origin in (Union, types.UnionType):
            members = [member for member in get_args(annotation) if member is not type(None)]
            if len(members) != 1 or nullable:
                raise ToolDefinitionError(
                    f"{where} is a union: only '| None' is allowed, since text cannot tell "
                    "the members apart."
                )
            (annotation,), nullable = members, True
        else:
            return annotation, nullable, metadata


def _shape(where: str, annotation: Any, metadata: list[Any]) -> Shape:
    text_form = next((m for m in metadata if isinstance(m, TextForm)), None)
    if get_origin(annotation) is list:
        shape = _list_shape(where, annotation)
    elif annotation is AwareDatetime:
        shape = Shape(Kind.DATETIME, datetime)
    elif isinstance(annotation, type) and issubclass(annotation, StrEnum):
        shape = Shape(Kind.CHOICE, annotation)
    elif isinstance(annotation, type) and issubclass(annotation, Flat):
        shape = _model_shape(where, annotation)
    elif annotation in SCALARS:
        shape = Shape(SCALARS[annotation], annotation, longest=_default_length(annotation))
    else:
        raise ToolDefinitionError(
            f"{where} has the type {annotation!r}. Allowed are int, float, bool, str, StrEnum, "
            "date, AwareDatetime, Upload, a Flat model, and a list of these."
        )
    shape = _bounded(shape, metadata)
    if text_form is not None:
        shape = replace(shape, text_form=text_form)
    if shape.kind is Kind.INTEGER:
        if shape.at_least is None and shape.above is None:
            raise ToolDefinitionError(f"{where} is an int without a lower bound: add Field(ge=…).")
        if shape.at_most is None and shape.below is None:
            raise ToolDefinitionError(f"{where} is an int without an upper bound: add Field(le=…).")
    return shape


def _default_length(annotation: type) -> int | None:
    return MOST_CHARACTERS if annotation is str else None


def _list_shape(where: str, annotation: Any) -> Shape:
    inner, nullable, metadata = _unwrapped(where, get_args(annotation)[0])
    item = _shape(f"{where}, item", inner, metadata)
    if nullable or item.kind is Kind.LIST:
        raise ToolDefinitionError(f"{where} is a list whose items are lists or may be None.")
    if item.kind is Kind.MODEL and item.text_form is None:
        raise ToolDefinitionError(
            f"{where} is a list of {inner.__name__}, which needs a text form: set "
            f"{inner.__name__}.text_form, so that a form and a command line can send it."
        )
    return Shape(Kind.LIST, annotation, item=item, longest=MOST_ITEMS)


def _model_shape(where: str, model: type[Flat]) -> Shape:
    fields = tuple(
        read_argument(
            f"{where}, model {model.__name__}",
            name,
            Annotated[(info.annotation, *info.metadata, info)],
            info.default,
        )
        for name, info in model.model_fields.items()
    )
    for inner in fields:
        if inner.shape.kind in (Kind.MODEL, Kind.LIST, Kind.UPLOAD):
            raise ToolDefinitionError(
                f"{where}, model {model.__name__} is not flat: its field {inner.name!r} is a "
                f"{inner.shape.kind}."
            )
    return Shape(Kind.MODEL, model, text_form=model.text_form, fields=fields)


def _constraints(metadata: list[Any]) -> Iterator[Any]:
    for item in metadata:
        if isinstance(item, FieldInfo):
            yield from item.metadata
        elif isinstance(item, BaseMetadata) or hasattr(item, "pattern"):
            yield item


def _bounded(shape: Shape, metadata: list[Any]) -> Shape:
    """The shape with the bounds that the metadata set; a later one wins."""
    bounds: dict[str, Any] = {}
    for constraint in _constraints(metadata):
        match constraint:
            case Ge(ge=bound):
                bounds["at_least"] = bound
            case Gt(gt=bound):
                bounds["above"] = bound
            case Le(le=bound):
                bounds["at_most"] = bound
            case Lt(lt=bound):
                bounds["below"] = bound
            case MinLen(min_length=length):
                bounds["shortest"] = length
            case MaxLen(max_length=length):
                bounds["longest"] = length
            case _ if getattr(constraint, "pattern", None):
                bounds["pattern"] = constraint.pattern
    return replace(shape, **bounds)
