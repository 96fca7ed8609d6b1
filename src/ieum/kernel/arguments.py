"""One strict arguments model a tool: what every door hands its values to.

Values come as JSON or as text. Both are read by the shape of their argument and then validated by
one strict Pydantic model, so that the same input has the same outcome at every door. Faults of all
arguments are collected before the call is refused.
"""

from __future__ import annotations

import inspect
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import PydanticUndefined

from ieum.kernel import faults
from ieum.kernel.context import Context
from ieum.kernel.errors import Fault, InvalidArguments, ToolDefinitionError, UnreadableRequest
from ieum.kernel.messages import Language, Message, _
from ieum.kernel.shapes import (
    LEAST_INTEGER,
    MOST_INTEGER,
    Argument,
    Kind,
    Shape,
    read_argument,
)
from ieum.kernel.upload import Upload

Text = str | Upload | Sequence["str | Upload"]
"""What a form or a command line sends for one name."""

STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)
JSON_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
GROUPED_NUMBER = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
TRUE_WORDS = frozenset({"true", "yes", "on", "예", "네"})
FALSE_WORDS = frozenset({"false", "no", "off", "아니오", "아니요"})
#: Half a character, or the null that no database keeps in text.
BROKEN_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")
#: Stands for the value of a name that is nobody's: the model refuses the name, blank or not, and
#: the value is not looked at.
UNKNOWN = True
#: Deeper JSON than any arguments model needs is refused before it costs anything.
DEEPEST = 32
#: A text form is a few words. Grammars may take time with the square of a text's length.
LONGEST_TEXT_FORM = 500
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
                several = _several(text)
                values[name] = several[0] if len(several) == 1 else list(several)
            elif dot:
                if not _blank(text):
                    field = next((f for f in argument.shape.fields if f.name == inner), None)
                    fields = values.setdefault(outer, {})
                    if isinstance(fields, dict):
                        fields[inner] = _json_of_text(field.shape, text) if field else text
            elif not _blank(text):
                values[name] = _json_of_text(argument.shape, text)
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
                texts[name] = [_text_of(argument.shape.item, item, language) for item in value]
            elif _is_spread(argument.shape, value):
                fields = value if isinstance(value, Mapping) else value.model_dump(mode="json")
                for field in argument.shape.fields:
                    if fields.get(field.name) is not None:
                        texts[f"{name}.{field.name}"] = _text_of(
                            field.shape, fields[field.name], language
                        )
            else:
                texts[name] = _text_of(argument.shape, value, language)
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
        return _python_of_json(argument.shape, given, name, found, 0)


def read_json(text: bytes | str) -> Any:
    """Read JSON as every door does; ``UnreadableRequest`` says where it breaks."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise UnreadableRequest(_("JSON은 UTF-8로 보내 주세요.")) from None
    except RecursionError:
        raise UnreadableRequest(_("JSON이 너무 깊습니다.")) from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        column = getattr(error, "colno", 1)
        raise UnreadableRequest(
            _(
                "JSON으로 읽을 수 없습니다: {line}번째 줄 {column}번째 글자.",
                line=line,
                column=column,
            )
        ) from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


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


def _several(text: Text) -> Sequence[str | Upload]:
    return [text] if isinstance(text, str | Upload) else text


def _blank(text: Text) -> bool:
    return all(isinstance(one, str) and not one.strip() for one in _several(text))


def _json_of_text(shape: Shape, text: Text) -> Any:
    if shape.kind is Kind.LIST:
        assert shape.item is not None
        lines = [
            line
            for one in _several(text)
            for line in (one.splitlines() if isinstance(one, str) else [one])
        ]
        return [_json_of_text(shape.item, line) for line in lines if not _blank(line)]
    several = _several(text)
    if len(several) > 1:
        return list(several)
    one = several[0]
    if isinstance(one, Upload) or shape.text_form is not None:
        return one
    match shape.kind:
        case Kind.INTEGER | Kind.NUMBER:
            return _number_of_text(one.strip())
        case Kind.BOOLEAN:
            word = one.strip().lower()
            return True if word in TRUE_WORDS else False if word in FALSE_WORDS else one
        case Kind.DATE | Kind.DATETIME | Kind.CHOICE:
            return one.strip()
    return one


def _number_of_text(text: str) -> int | float | str:
    if GROUPED_NUMBER.fullmatch(text):
        text = text.replace(",", "")
    match = JSON_NUMBER.fullmatch(text)
    if match is None:
        return text
    return float(text) if match[2] or match[3] else int(text[:400])


def _python_of_json(
    shape: Shape | None, value: Any, path: str, found: list[Fault], depth: int
) -> Any:
    """The value as the model takes it; None where it is absent or already found wrong."""
    if depth > DEEPEST:
        found.append(faults.too_deep(path))
        return None
    if isinstance(value, str):
        if BROKEN_CHARACTER.search(value):
            found.append(faults.broken_character(path))
            return None
        return _python_of_string(shape, value, path, found) if value.strip() else None
    if isinstance(value, float) and not math.isfinite(value):
        found.append(faults.not_finite(path))
        return None
    if isinstance(value, int) and not LEAST_INTEGER <= value <= MOST_INTEGER:
        found.append(faults.beyond_64_bits(path))
        return None
    if isinstance(value, list | tuple):
        return _python_of_list(shape, value, path, found, depth)
    if isinstance(value, dict):
        if shape and shape.kind is Kind.UPLOAD:
            return _upload_of_json(value, path, found)
        return _python_of_object(shape, value, path, found, depth)
    return value


def _python_of_list(
    shape: Shape | None, value: Sequence[Any], path: str, found: list[Fault], depth: int
) -> list[Any] | None:
    if shape and shape.kind is Kind.LIST and shape.longest and len(value) > shape.longest:
        found.append(faults.too_long(path, shape.longest))
        return None
    item = shape.item if shape else None
    read = []
    for number, one in enumerate(value):
        before = len(found)
        python = _python_of_json(item, one, f"{path}.{number}", found, depth + 1)
        if python is None and len(found) == before:
            found.append(faults.blank_item(f"{path}.{number}"))
        read.append(python)
    return read


def _python_of_object(
    shape: Shape | None, value: dict[str, Any], path: str, found: list[Fault], depth: int
) -> dict[str, Any]:
    inner = {field.name: field.shape for field in shape.fields} if shape else {}
    read: dict[str, Any] = {}
    for name, one in value.items():
        if BROKEN_CHARACTER.search(name):
            found.append(faults.broken_character(f"{path}.?"))
        elif inner and name not in inner:
            read[name] = UNKNOWN
        else:
            field = _python_of_json(inner.get(name), one, f"{path}.{name}", found, depth + 1)
            if field is not None:
                read[name] = field
    return read


def _upload_of_json(value: dict[str, Any], path: str, found: list[Fault]) -> Upload | None:
    try:
        return Upload.from_json(value)
    except ValueError:
        found.append(faults.not_an_upload(path))
        return None


def _python_of_string(shape: Shape | None, value: str, path: str, found: list[Fault]) -> Any:
    if shape is None:
        return value
    if shape.text_form is not None:
        if len(value) > LONGEST_TEXT_FORM:
            found.append(faults.too_long(path, LONGEST_TEXT_FORM))
            return None
        try:
            read = shape.text_form.read(value)
        except ValueError as error:
            found.append(faults.not_the_text_form(path, value, shape.text_form, error))
            return None
        return _python_of_json(
            Shape(shape.kind, shape.python_type, fields=shape.fields), read, path, found, 1
        )
    try:
        match shape.kind:
            case Kind.CHOICE:
                return shape.python_type(value)
            case Kind.DATE if ISO_DATE.fullmatch(value):
                return date.fromisoformat(value)
            case Kind.DATETIME:
                return datetime.fromisoformat(value)
    except ValueError:
        return value
    return value


def _is_spread(shape: Shape, value: Any) -> bool:
    """Whether a value is written field by field, as a flat model without a text form is."""
    spread = shape.kind is Kind.MODEL and shape.text_form is None
    return spread and isinstance(value, Mapping | BaseModel)


def _text_of(shape: Shape, value: Any, language: str) -> str:
    if isinstance(value, str):
        return str(value)
    if shape.text_form is not None:
        try:
            is_fields = shape.kind is Kind.MODEL and isinstance(value, Mapping)
            python = shape.python_type(**value) if is_fields else value
            return shape.text_form.written(python, language)
        except (TypeError, ValueError, LookupError, AttributeError):
            # A form shows again what it was sent, and that may be anything.
            return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
