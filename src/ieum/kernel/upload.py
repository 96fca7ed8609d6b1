"""A file that a caller hands to a tool."""

from __future__ import annotations

import base64
import binascii
import io
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Upload:
    """A named file, held in memory or on disk.

    In JSON it is ``{"name": "a.txt", "text": "…"}`` or ``{"name": "a.bin", "base64": "…"}``; a form
    sends the file itself; on a command line it is a path that the command line opens.

    ``name`` is what the sender called it, without folders and without characters that cannot be
    seen (they could turn the words around it about, or steer a terminal): a label, never a path.
    """

    __slots__ = ("_content", "name")

    def __init__(self, name: str, content: bytes | Path) -> None:
        last = name.replace("\\", "/").rsplit("/", 1)[-1]
        self.name = "".join(c if c.isprintable() else "_" for c in last) or "unnamed"
        self._content = content

    def __repr__(self) -> str:
        return f"Upload({self.name!r}, {self.size} bytes)"

    @property
    def size(self) -> int:
        """Size in bytes."""
        if isinstance(self._content, Path):
            return self._content.stat().st_size
        return len(self._content)

    def open(self) -> BinaryIO:
        """Open the content for reading."""
        if isinstance(self._content, Path):
            return self._content.open("rb")
        return io.BytesIO(self._content)

    def read(self, most: int = -1) -> bytes:
        """The content, at most so many bytes of it."""
        with self.open() as file:
            return file.read(most)

    @classmethod
    def from_json(cls, value: Any) -> Upload:
        """Read the JSON form; ``ValueError`` where it is none."""
        if not isinstance(value, dict) or not isinstance(value.get("name"), str):
            raise ValueError("an upload has a name")
        match value:
            case {"text": str(text), **rest} if set(rest) == {"name"}:
                return cls(value["name"], text.encode())
            case {"base64": str(encoded), **rest} if set(rest) == {"name"}:
                try:
                    return cls(value["name"], base64.b64decode(encoded, validate=True))
                except binascii.Error as error:
                    raise ValueError("the content is not base64") from error
        raise ValueError("an upload has a name, and text or base64")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        name = {"type": "string", "minLength": 1}
        return {
            "anyOf": [
                {
                    "type": "object",
                    "properties": {"name": name, content: {"type": "string", **encoding}},
                    "required": ["name", content],
                    "additionalProperties": False,
                }
                for content, encoding in (
                    ("text", {}),
                    ("base64", {"contentEncoding": "base64"}),
                )
            ]
        }
