"""The text form of a type: a string that stands for a value wherever the value is valid.

``350만원`` is a valid ``Won`` in a form, on a command line, in JSON and for an AI assistant,
because the type says how its text is read, and no door does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ieum.kernel.messages import Language, Message


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a value is read from text and written as text.

    ``read`` turns text into the JSON value of the type, or raises ``ValueError``. ``write`` gives
    text that ``read`` takes back to the same value; a flat model it gets as the model.
    ``write_english`` does so for English readers, where they write it differently. ``expects``
    says what a reader should type, with an example.

    Put it into ``Annotated`` beside a scalar type, or as ``text_form`` on a flat model.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    expects: Message
    write_english: Callable[[Any], str] | None = None

    def written(self, value: Any, language: str) -> str:
        """The value as readers of a language write it; ``read`` takes it back."""
        if language == Language.ENGLISH and self.write_english is not None:
            return self.write_english(value)
        return self.write(value)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return handler(source)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "string", "description": self.expects}]}
