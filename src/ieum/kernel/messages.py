"""Sentences for people: an id and values, turned into Korean or English at the door.

The id of a message is the sentence itself in the language its author wrote, Korean or English.
The other language stands in a gettext catalogue, ``locale/<language>/*.po`` of the package that
uses it. Nothing here needs Django, and no catalogue is read before a sentence is needed.

In a sentence, ``{name}`` puts a value; ``{name:은/는}`` puts it with the particle that fits, and
``{name:-은/는}`` the particle alone, as behind a quotation mark; ``{count:item/items}`` puts a number with the English singular or plural; ``{amount:won}`` puts an
amount of money in digits, and ``{amount:money}`` in words: 1조 1,000억 원, 1.1 trillion won. Other format specifications are Python's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, SerializationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

HANGUL = re.compile(r"[ㄱ-ㆎ가-힣]")
# fmt: off
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


class Language(StrEnum):
    """A language that every sentence is complete in."""

    KOREAN = "ko"
    ENGLISH = "en"


class Message(str):
    """A sentence for people, kept as its id and its values until a door knows the language.

    As a plain string it is its id. ``text`` gives the finished sentence.
    """

    __slots__ = ("values",)
    values: dict[str, object]

    def __new__(cls, id: str, values: Mapping[str, object] | None = None) -> Message:
        message = super().__new__(cls, id)
        message.values = dict(values or {})
        return message

    def __getnewargs__(self) -> tuple[Any, ...]:
        return str(self), self.values

    def __repr__(self) -> str:
        return f"Message({str(self)!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Message):
            return str(self) == str(other) and self.values == other.values
        return not self.values and str(self) == other

    def __ne__(self, other: object) -> bool:
        # ``str`` has one of its own, which knows nothing of the values.
        return not self == other

    def __hash__(self) -> int:
        return hash(str(self))

    def text(self, language: str = Language.KOREAN) -> str:
        """The sentence in a language, with its values put in.

        Where a catalogue lacks the sentence, the author's own language stands in for it.
        """
        pattern = translation(str(self), language)
        if not self.values:
            return pattern
        return _Sentence(language).vformat(pattern, (), self.values)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            _restored,
            core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(
                _serialised, info_arg=True
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string"}


def _(id: str, /, **values: object) -> Message:
    """Make a message; the name is gettext's own, so that its tools find the sentences."""
    return Message(id, values)


def in_language(text: str, language: str) -> str:
    """A message in that language, and any other text as it stands."""
    return text.text(language) if isinstance(text, Message) else text


def translation(id: str, language: str) -> str:
    """The sentence behind an id in a language; the id itself where it was written in it."""
    return catalogue(language).get(id, id)


def written_in(id: str) -> Language:
    """The language an id was written in: Korean if it holds any Hangul."""
    return Language.KOREAN if HANGUL.search(id) else Language.ENGLISH


_folders: list[Path] = []


def add_catalogues(package: Path) -> None:
    """Make the catalogues of a package outside ``ieum`` known, such as those of a local service."""
    folder = package / "locale"
    if folder.is_dir() and folder not in _folders:
        _folders.append(folder)
        catalogue.cache_clear()


def forget_catalogues(package: Path) -> None:
    """Let go of what ``add_catalogues`` made known, since the package changed or is gone."""
    folder = package / "locale"
    if folder in _folders:
        _folders.remove(folder)
        catalogue.cache_clear()


@cache
def catalogue(language: str) -> dict[str, str]:
    """Sentences by id in a language, of all packages together."""
    # Read on first use: help pages and imports must not wait for it.
    import polib

    root = Path(__file__).parent.parent
    folders = [*root.glob("*/locale"), *root.glob("*/*/locale"), *_folders]
    sentences: dict[str, str] = {}
    for folder in folders:
        for file in sorted((folder / language).glob("*.po")):
            for entry in polib.pofile(str(file)):
                if entry.msgstr and not entry.obsolete:
                    sentences[entry.msgid] = entry.msgstr
    return sentences


def written_date(day: date, language: str) -> str:
    """A date in words: ``2026년 3월 1일``, ``1 March 2026``; with the time for a datetime."""
    if language == Language.KOREAN:
        words = f"{day.year}년 {day.month}월 {day.day}일"
    else:
        words = f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{words} {day:%H:%M}" if isinstance(day, datetime) else words


class _Sentence(Formatter):
    """Python's format language with Korean particles, English plurals and money."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, spec: str) -> str:
        if "/" in spec:
            return self._inflected(value, spec)
        if spec == "won":
            return f"{value:,}원" if self.language == Language.KOREAN else f"{value:,} won"
        if spec == "money":
            from ieum.text.won import won_in_scales, won_in_units

            return (won_in_units if self.language == Language.KOREAN else won_in_scales)(value)
        if isinstance(value, Message):
            value = value.text(self.language)
        elif isinstance(value, date):
            value = written_date(value, self.language)
        return str(super().format_field(value, spec))

    def _inflected(self, value: Any, spec: str) -> str:
        if HANGUL.search(spec):
            from ieum.text.particles import with_particle

            word = self.format_field(value, "")
            if spec.startswith("-"):
                return with_particle(word, spec[1:]).removeprefix(word)
            return with_particle(word, spec)
        singular, plural = spec.split("/")
        return f"{value:,} {singular if value == 1 else plural}"


def _serialised(message: Message, info: SerializationInfo) -> Any:
    """The sentence in the language of the dump; for a round trip, what the message is made of."""
    if info.round_trip:
        return {"id": str(message), "values": {k: _kept(v) for k, v in message.values.items()}}
    language = info.context.get("language") if isinstance(info.context, dict) else None
    return message.text(language or Language.KOREAN)


def _kept(value: object) -> Any:
    if isinstance(value, Message):
        return {"id": str(value), "values": {k: _kept(v) for k, v in value.values.items()}}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _restored(value: Any) -> Any:
    """Undo a round trip; anything but what ``_serialised`` made is left for the schema to refuse."""
    match value:
        case {"id": str(id), "values": dict(values)} if len(value) == 2:
            return Message(id, {name: _restored(one) for name, one in values.items()})
        case {"date": str(day)} if len(value) == 1:
            return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
    return value
