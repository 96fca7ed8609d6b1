"""Values as text: how a form or a command line writes them, read by the shape of the argument."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from orjson import dumps
from pydantic import BaseModel

from ieum.kernel.shapes import Kind, Shape
from ieum.kernel.upload import Upload

Text = str | Upload | Sequence["str | Upload"]
"""What a form or a command line sends for one name."""

JSON_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
GROUPED_NUMBER = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
TRUE_WORDS = frozenset({"true", "yes", "on", "예", "네"})
FALSE_WORDS = frozenset({"false", "no", "off", "아니오", "아니요"})


def texts_of(text: Text) -> Sequence[str | Upload]:
    """Everything that came under one name."""
    return [text] if isinstance(text, str | Upload) else text


def is_blank(text: Text) -> bool:
    """Whether nothing but white space came, and so the argument is absent."""
    return all(isinstance(one, str) and not one.strip() for one in texts_of(text))


def json_of_text(shape: Shape, text: Text) -> Any:
    """The JSON value that a text stands for; what does not read stays text, and is refused as such.

    A list comes as several texts, or as one with an item a line.
    """
    if shape.kind is Kind.LIST:
        assert shape.item is not None
        lines = [
            line
            for one in texts_of(text)
            for line in (one.splitlines() if isinstance(one, str) else [one])
        ]
        return [json_of_text(shape.item, line) for line in lines if not is_blank(line)]
    several = texts_of(text)
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


def is_spread(shape: Shape, value: Any) -> bool:
    """Whether a value is written field by field, as a flat model without a text form is."""
    spread = shape.kind is Kind.MODEL and shape.text_form is None
    return spread and isinstance(value, Mapping | BaseModel)


def text_of(shape: Shape, value: Any, language: str) -> str:
    """Text that reads back to a JSON value, written as readers of the language do."""
    if isinstance(value, str):
        return str(value)
    if shape.text_form is not None:
        try:
            is_fields = shape.kind is Kind.MODEL and isinstance(value, Mapping)
            # As JSON, where text stands for a choice or a time.
            python = shape.python_type.model_validate_json(dumps(value)) if is_fields else value
            return shape.text_form.written(python, language)
        except (TypeError, ValueError, LookupError, AttributeError):
            # A form shows again what it was sent, and that may be anything.
            return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
