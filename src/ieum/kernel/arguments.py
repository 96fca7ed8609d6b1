"""One strict arguments model a tool: what every door hands its values to.

Values come as JSON or as text. Both are read by the shape of their argument and then validated by
one strict Pydantic model, so that the same input has the same outcome at every door. Faults of all
arguments are collected before the call is refused.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import PydanticUndefined

from ieum.kernel import faults
from ieum.kernel.context import Context
from ieum.kernel.errors import Fault, InvalidArguments, ToolDefinitionError, UnreadableRequest
from ieum.kernel.json_values import BROKEN_CHARACTER, UNKNOWN, python_of_json
from ieum.kernel.messages import Language, Message, _
from ieum.kernel.shapes import Argument, Kind, read_argument
from ieum.kernel.text_values import Text, is_blank, is_spread, json_of_text, text_of, texts_of

STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)
#: Nobody reads more faults at once, and each costs time and room in the reply.
MOST_FAULTS = 100


class Arguments:
    """The arguments model of one tool, with the shapes that doors draw from."""

    def __init__(
        self,
        where: str,
        fields: Mapping[str, tuple[Any, Any]],
    ) -> None:
        """``fields``: annotation and default by name, ``PydanticUndefined`` for no default."""
        self.arguments = tuple(
            read_argument(where, name, annotation, default)
            for name, (annotation, default) in fields.items()
        )
        self.by_name = {argument.name: argument for argument in self.arguments}
        self.model: type[BaseModel] = create_model(
            "Arguments",
            __config__=STRICT,
            **{
                argument.name: (
                    fields[argument.name][0],
                    _model_default(argument, fields[argument.name][1]),
                )
                for argument in self.arguments
            },  # type: ignore[call-overload]  # names are known only at run time
        )

    @classmethod
    def of_function(cls, where: str, function: Callable[..., Any]) -> Arguments:
        """The arguments of a tool's function: its parameters less a ``Context``."""
        try:
            hints = get_type_hints(function, include_extras=True)
        except NameError as error:
            raise ToolDefinitionError(
                f"{where}: {error}; annotations must be importable."
            ) from None
        fields: dict[str, tuple[Any, Any]] = {}
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                raise ToolDefinitionError(f"{where} takes *{name}: name every argument.")
            if name not in hints:
                raise ToolDefinitionError(f"{where}, argument {name!r} has no type.")
            if hints[name] is Context:
                continue
            default = parameter.default
            if default is parameter.empty:
                default = PydanticUndefined
            fields[name] = (hints[name], default)
        return cls(where, fields)

    def from_json(self, values: Any) -> dict[str, Any]:
        """Validate JSON values by name; the arguments to call with, or ``InvalidArguments``."""
        if values is None:
            values = {}
        if not isinstance(values, Mapping):
            raise UnreadableRequest(
                _(
                    "입력값은 이름과 값으로 된 JSON 객체여야 합니다. 예: {example}",
                    example='{"name": 1}',
                )
            )
        found: list[Fault] = []
        python = {
            name: value
            for name, given in values.items()
            if (value := self._read(str(name), given, found)) is not None
        }
        # Caught above; such a name must not reach the model, which could not write it out.
        python = {
            name: value for name, value in python.items() if not BROKEN_CHARACTER.search(name)
        }
        try:
            valid = self.model.model_validate(python)
        except ValidationError as error:
            seen = {fault.path for fault in found}
            of_model = (one for one in faults.of(error, self.by_name) if one.path not in seen)
            found += islice(of_model, MOST_FAULTS)
        if found:
            raise InvalidArguments(found[:MOST_FAULTS])
        return {argument.name: getattr(valid, argument.name) for argument in self.arguments}

    def from_text(self, texts: Mapping[str, Text]) -> dict[str, Any]:
        """Validate what a form or a command line sent.

        A flat model without a text form comes as ``place.latitude``, ``place.longitude``; a list as
        several texts, or as one with an item a line.
        """
        return self.from_json(self.texts_to_json(texts))

    def texts_to_json(self, texts: Mapping[str, Text]) -> dict[str, Any]:
        """The JSON values that texts stand for; what does not read stays text."""
        values: dict[str, Any] = {}
        for name, text in texts.items():
            outer, dot, inner = name.partition(".")
            argument = self.by_name.get(outer)
            if argument is None or (dot and argument.shape.kind is not Kind.MODEL):
                several = texts_of(text)
                values[name] = several[0] if len(several) == 1 else list(several)
            elif dot:
                if not is_blank(text):
                    field = next((f for f in argument.shape.fields if f.name == inner), None)
                    fields = values.setdefault(outer, {})
                    if isinstance(fields, dict):
                        fields[inner] = json_of_text(field.shape, text) if field else text
            elif not is_blank(text):
                values[name] = json_of_text(argument.shape, text)
        return values

    def as_text(
        self, values: Mapping[str, Any], language: str = Language.KOREAN
    ) -> dict[str, str | list[str]]:
        """Texts that read back to these values, to fill a form or show a command line.

        Amounts and the like are written as readers of the language do.
        """
        texts: dict[str, str | list[str]] = {}
        for name, value in values.items():
            argument = self.by_name.get(name)
            if argument is None or value is None:
                continue
            if argument.shape.kind is Kind.LIST and isinstance(value, list | tuple):
                assert argument.shape.item is not None
                texts[name] = [text_of(argument.shape.item, item, language) for item in value]
            elif is_spread(argument.shape, value):
                fields = value if isinstance(value, Mapping) else value.model_dump(mode="json")
                for field in argument.shape.fields:
                    if fields.get(field.name) is not None:
                        texts[f"{name}.{field.name}"] = text_of(
                            field.shape, fields[field.name], language
                        )
            else:
                texts[name] = text_of(argument.shape, value, language)
        return texts

    def json_schema(self, language: str) -> dict[str, Any]:
        """The JSON Schema (2020-12) of the arguments, described in a language."""
        return described(self.model.model_json_schema(), language)

    def _read(self, name: str, given: Any, found: list[Fault]) -> Any:
        if BROKEN_CHARACTER.search(name):
            found.append(faults.broken_character("?"))
            return None
        argument = self.by_name.get(name)
        if argument is None:
            return UNKNOWN
        return python_of_json(argument.shape, given, name, found, 0)


def described(schema: dict[str, Any], language: str) -> dict[str, Any]:
    """A JSON Schema with its descriptions in a language and without made-up titles."""

    def walk(node: Any, key: str = "") -> Any:
        if isinstance(node, Message):
            return node.text(language)
        if isinstance(node, dict):
            named = key in ("properties", "$defs")
            return {
                name: walk(value, name)
                for name, value in node.items()
                if named or name != "title" or not isinstance(value, str)
            }
        if isinstance(node, list):
            return [walk(value) for value in node]
        return Message(node).text(language) if key == "description" else node

    result: dict[str, Any] = walk(schema)
    return result


def _model_default(argument: Argument, default: Any) -> Any:
    if default is PydanticUndefined and argument.nullable:
        default = None
    longest = argument.shape.longest if argument.shape.text_form is None else None
    return Field(default, description=argument.description, max_length=longest)
