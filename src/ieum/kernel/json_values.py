"""Reading JSON: the text of a call, and each of its values by the shape of its argument."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ieum.kernel import faults
from ieum.kernel.errors import Fault, UnreadableRequest
from ieum.kernel.messages import _
from ieum.kernel.shapes import LEAST_INTEGER, MOST_INTEGER, Kind, Shape
from ieum.kernel.upload import Upload

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Half a character, or the null that no database keeps in text.
BROKEN_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")
#: Stands for the value of a name that is nobody's: the model refuses the name, blank or not, and
#: the value is not looked at.
UNKNOWN = True
#: Deeper JSON than any arguments model needs is refused before it costs anything.
DEEPEST = 32
#: A text form is a few words. Grammars may take time with the square of a text's length.
LONGEST_TEXT_FORM = 500


def read_json(text: bytes | str) -> Any:
    """Read JSON as every door does; ``UnreadableRequest`` says where it breaks."""
    try:
        if isinstance(text, bytes):
            text = text.decode(json.detect_encoding(text), "surrogatepass")
        return _DECODER.decode(text)
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


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def python_of_json(
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
        python = python_of_json(item, one, f"{path}.{number}", found, depth + 1)
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
            field = python_of_json(inner.get(name), one, f"{path}.{name}", found, depth + 1)
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
        return python_of_json(
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
