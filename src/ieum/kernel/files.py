"""A file that a tool hands to its caller."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, Literal, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, field_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from ieum.kernel.views import Frozen

#: A content longer than this lies on disk, not in memory.
IN_MEMORY_BYTES = 2**20
_BLOCK_BYTES = 2**18


class Content:
    """The bytes of a file, in memory or, where they are many, in a temporary file that goes when
    nobody holds the content any more."""

    def __init__(self, content: bytes | IO[bytes]) -> None:
        self._content = content
        if not isinstance(content, bytes):
            weakref.finalize(self, content.close)

    @classmethod
    @contextmanager
    def written(cls) -> Iterator[tuple[BinaryIO, Content]]:
        """A file open for writing, and the content it becomes when the block ends."""
        file = SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 (the content holds it)
        try:
            yield cast(BinaryIO, file), cls(file)
        except BaseException:
            file.close()
            raise

    @cached_property
    def size(self) -> int:
        """Size in bytes."""
        if isinstance(self._content, bytes):
            return len(self._content)
        return self._content.seek(0, io.SEEK_END)

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal digits."""
        digest = hashlib.sha256()
        for block in self.blocks():
            digest.update(block)
        return digest.hexdigest()

    def blocks(self) -> Iterator[bytes]:
        """The bytes from the first on, in blocks."""
        if isinstance(self._content, bytes):
            yield self._content
            return
        self._content.seek(0)
        while block := self._content.read(_BLOCK_BYTES):
            yield block

    def read(self) -> bytes:
        """All bytes."""
        return b"".join(self.blocks())

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        def restored(value: Any) -> Any:
            return cls(base64.b64decode(value)) if isinstance(value, str) else value

        return core_schema.no_info_before_validator_function(
            restored,
            core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda content: base64.b64encode(content.read()).decode()
            ),
        )


class File(Frozen):
    """A named file among the results of a tool; every door hands it on in its own way.

    ``name`` is plain: letters, digits, ``.``, ``-`` and ``_``, for it becomes a part of addresses
    and the name of a file on the caller's machine. The same call gives the same names.
    """

    view: Literal["file"] = "file"
    name: str
    media_type: str
    content: Content

    @field_validator("name")
    @classmethod
    def _is_plain(cls, name: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", name):
            raise ValueError(f"{name!r} is no plain name of a file")
        return name

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "object",
            "title": "File",
            "description": "A file: its bytes in base64, or the address that gives them.",
            "properties": {
                "view": {"const": "file", "type": "string"},
                "name": {"type": "string"},
                "media_type": {"type": "string"},
                "size": {"type": "integer", "description": "bytes"},
                "sha256": {"type": "string"},
                "base64": {"type": "string", "contentEncoding": "base64"},
                "address": {"type": "string"},
            },
            "required": ["view", "name", "media_type", "size", "sha256"],
        }


FileForm = Callable[[File], dict[str, Any]]
"""How a door writes a file into a rendered answer: ``described_file`` with ``base64`` or ``address``."""


def described_file(file: File, **where: str) -> dict[str, Any]:
    """A file without its bytes, and ``where`` they are: ``address`` or ``base64``."""
    return {
        "view": "file",
        "name": file.name,
        "media_type": file.media_type,
        "size": file.content.size,
        "sha256": file.content.sha256,
        **where,
    }


def inlined(file: File) -> dict[str, Any]:
    """A file with its bytes in base64: the form that an ``Upload`` takes, so that what one tool
    gives another can be given."""
    return described_file(file, base64=base64.b64encode(file.content.read()).decode())


def files_in(value: Any) -> Iterator[File]:
    """The files among a result, in order."""
    if isinstance(value, File):
        yield value
    elif isinstance(value, Frozen) and may_give_files(type(value)):
        for one in value.__dict__.values():
            yield from files_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from files_in(one)


def described_files(rendered: Any) -> Iterator[dict[str, Any]]:
    """The files among a rendered answer, as they are described there."""
    if isinstance(rendered, dict):
        if rendered.get("view") == "file":
            yield rendered
        else:
            for one in rendered.values():
                yield from described_files(one)
    elif isinstance(rendered, list):
        for one in rendered:
            yield from described_files(one)


@cache
def may_give_files(model: Any) -> bool:
    """Whether a ``File`` may stand in a model, such as an ``Answer[…]`` or its result."""
    return File in _models_in(model, set())


def _models_in(annotation: Any, seen: set[Any]) -> set[Any]:
    if annotation in seen:
        return seen
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        seen.add(annotation)
        for field in annotation.model_fields.values():
            _models_in(field.annotation, seen)
    for member in getattr(annotation, "__args__", ()):
        _models_in(member, seen)
    return seen
