"""What a tool returns: the result, the steps that led to it, and the sources it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

import orjson
from pydantic import BaseModel

from ieum.kernel.files import File, FileForm, files_in, inlined
from ieum.kernel.messages import Message
from ieum.kernel.views import Frozen, Words


class Result(Frozen):
    """Base of a tool's result: a frozen model of described scalars and views."""


class Step(Frozen):
    """One step on the way to the result, in words, with the article or rule it applied."""

    says: Message
    basis: Words = ""


class SourceKind(StrEnum):
    """What a figure can rest on."""

    DATASET = "dataset"
    LAW = "law"
    DOCUMENT = "document"
    MODEL = "model"
    RULE = "rule"


class Span(Frozen):
    """A stretch of a text, [start, end) in characters."""

    start: int
    end: int


class Source(Frozen):
    """What the result rests on, exactly enough to look it up.

    ``version`` is the version of a dataset, the day an article was in force, or the digest of a
    document; ``locator`` the place in it (``3문단``, ``제47조제1항``), ``span`` the characters and
    ``quote`` the words there; ``page`` an address on this hub, ``address`` one elsewhere.
    """

    kind: SourceKind
    title: Words
    publisher: Words = ""
    published: date | None = None
    version: str = ""
    locator: Words = ""
    span: Span | None = None
    quote: str = ""
    page: str = ""
    address: str = ""


class Refusal(Frozen):
    """An honest "I cannot say": what is missing, what would help, and whom to ask."""

    missing: Message
    helps: Message | None = None
    ask: Message | None = None


R = TypeVar("R")


class Answer(Frozen, Generic[R]):
    """The outcome of a tool: a result, or a refusal in its place.

    ``R`` is a ``Result`` model or a view. A refusal is an outcome, not an error.
    """

    result: R | None = None
    steps: Sequence[Step] = ()
    sources: Sequence[Source] = ()
    notes: Sequence[Message] = ()
    refusal: Refusal | None = None

    def model_post_init(self, context: Any) -> None:
        if (self.result is None) == (self.refusal is None):
            raise ValueError("an answer holds a result or a refusal, and never both")

    def rendered(self, language: str, files: FileForm = inlined) -> dict[str, Any]:
        """The answer as plain JSON values, with its messages in a language.

        ``files`` says in which form a door wants the files among it.
        """
        values: dict[str, Any] = orjson.loads(self.as_json(language, files))
        return values

    def as_json(self, language: str, files: FileForm = inlined) -> bytes:
        """``rendered`` as JSON text in UTF-8, Hangul as it is."""

        # Here rather than in ``plain``, whose errors orjson keeps to itself.
        forms = {id(file): files(file) for file in files_in(self.result)}

        def plain(value: Any) -> Any:
            if isinstance(value, Message):
                return value.text(language)
            if isinstance(value, File):
                return forms[id(value)]
            if isinstance(value, BaseModel):
                return value.__dict__
            if isinstance(value, StrEnum):
                return value.value
            raise TypeError(f"{type(value).__name__} cannot stand in an answer")

        # Several times as fast as Pydantic's own dump, which tries a cell as each type it may have.
        return orjson.dumps(self, default=plain, option=orjson.OPT_PASSTHROUGH_SUBCLASS)


def refused(
    missing: Message, helps: Message | None = None, ask: Message | None = None
) -> Answer[Any]:
    """An answer that honestly gives no result."""
    return Answer(refusal=Refusal(missing=missing, helps=helps, ask=ask))
