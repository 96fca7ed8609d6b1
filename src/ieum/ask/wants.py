"""What an argument wants from an utterance: which kind of value, and the words that point at it.

All of it is read from the tool: the shape of the argument, its description in both languages, and
the examples, which tell a text that holds a date from one that holds a whole question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from ieum.kernel.messages import Language
from ieum.kernel.shapes import Argument, Kind, Shape
from ieum.kernel.tool import Tool
from ieum.text.dates import parse_date
from ieum.text.numerals import find_numbers
from ieum.text.regions import find_regions

#: A text that may be longer than this is a passage to be looked at, not a name.
_PASSAGE = 1000
_WORDS = re.compile(r"[가-힣]+|[a-z]+|\d+")
_UNIT = re.compile(r"[ -]?([가-힣]+|[A-Za-z]+)")
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "for",
        "to",
        "and",
        "or",
        "is",
        "are",
        "by",
        "with",
        "it",
        "its",
        "this",
        "that",
        "which",
        "what",
        "whether",
        "if",
        "left",
        "out",
        "be",
        "used",
        "비우면",
        "오늘입니다",
        "그러면",
        "셉니다",
        "같은",
        "말의",
        "있는",
        "등",
        "및",
        "the",
    ]
)
_PARTICLES = re.compile(
    r"(?:입니다|하는가|하는|인가|부터|까지|에서|으로|은|는|이|가|을|를|의|에|로|도|와|과)$"
)


#: What rows are called by in examples: T000012.
_CODE = re.compile(r"([A-Z]{1,4})[0-9]{3,}")


class Want(StrEnum):
    """The kinds of values that arguments want."""

    WON = "won"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"
    CHOICE = "choice"
    DURATION = "duration"
    LINES = "lines"
    SEVERAL = "several"
    UTTERANCE = "utterance"
    DATE_WORDS = "date_words"
    REGION = "region"
    PASSAGE = "passage"
    NAME = "name"
    CODE = "code"
    """What rows are called by: letters and a number, such as T000012."""
    FILE = "file"
    NOTHING = "nothing"
    """A shape that people do not say, such as a model without a text form."""


@dataclass(frozen=True)
class Wanted:
    """One argument with what it wants."""

    argument: Argument
    want: Want
    topic: str = ""
    """The title of the tool in both languages: its words tell no argument from another."""
    units: frozenset[str] = frozenset()
    """What stands right behind its number in what the tool says: 명 in 120명, where an example has
    120 for it."""
    letters: str = ""
    """What its codes begin with: T of T000012, as its examples have it."""

    @property
    def name(self) -> str:
        """The name of the argument."""
        return self.argument.name

    @property
    def required(self) -> bool:
        """Whether the tool cannot run without it."""
        return self.argument.required

    @cached_property
    def hints(self) -> frozenset[str]:
        """Words that point at it: those of its name and of its description in both languages."""
        description = self.argument.description
        texts = [self.argument.name.replace("_", " ")]
        texts += [description.text(language) for language in Language]
        words = {
            _PARTICLES.sub("", word)
            for text in texts
            for word in _WORDS.findall(text.lower())
            if word not in _EMPTY
        }
        return frozenset(words - {""})

    @cached_property
    def phrases(self) -> tuple[frozenset[str], ...]:
        """The ways in which its description puts it, each by its words: what stands between
        commas and brackets."""
        texts = [self.argument.description.text(language).lower() for language in Language]
        parts = [part for text in texts for part in re.split(r"[(),./·]", text)]
        words = [
            frozenset(_PARTICLES.sub("", w) for w in _WORDS.findall(part) if w not in _EMPTY)
            for part in parts
        ]
        return tuple(some for some in words if len(some) > 1)

    def is_hinted(self, words: str, topic_too: bool = True) -> bool:
        """Whether one of its hints stands in a stretch of text."""
        found = words.lower()
        return any(
            self._stands(hint, found) for hint in self.hints if topic_too or hint not in self.topic
        )

    @staticmethod
    def _stands(hint: str, text: str) -> bool:
        """A hint of one syllable must be the whole stretch, one in Latin letters a whole word."""
        if "가" <= hint[0] <= "힣":
            return hint in text if len(hint) > 1 else hint == text.strip()
        return re.search(rf"\b{hint}\b", text) is not None


def wanted_by(tool: Tool) -> tuple[Wanted, ...]:
    """What each argument of a tool wants, in the order of its signature."""
    topic = " ".join(tool.title.text(language) for language in Language).lower()
    behind = _behind_numbers(tool)
    return tuple(_wanted(argument, tool, topic, behind) for argument in tool.arguments.arguments)


def _wanted(
    argument: Argument, tool: Tool, topic: str, behind: Mapping[int | float | None, set[str]]
) -> Wanted:
    examples = [e[argument.name] for e in tool.examples if e.get(argument.name) is not None]
    units = frozenset(unit for one in examples for unit in behind.get(_number(one), ()))
    return Wanted(argument, _want(argument, examples), topic, units, _letters(argument, examples))


def _letters(argument: Argument, examples: Sequence[Any]) -> str:
    """The letters that all examples of a text begin with, where all are codes."""
    if argument.shape.kind is not Kind.TEXT or not examples:
        return ""
    codes = [_CODE.fullmatch(one) if isinstance(one, str) else None for one in examples]
    letters = {code[1] if code else "" for code in codes}
    return letters.pop() if len(letters) == 1 else ""


def _number(value: Any) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _behind_numbers(tool: Tool) -> dict[int | float | None, set[str]]:
    """The words that stand right behind each number in what a tool says."""
    behind: dict[int | float | None, set[str]] = {}
    for text in tool.says:
        for number in find_numbers(text):
            unit = _UNIT.match(text, number.span.end)
            if unit and number.integer is not None:
                word = _PARTICLES.sub("", unit[1].lower()) or unit[1]
                behind.setdefault(number.integer, set()).add(word)
    return behind


def takes_won(shape: Shape) -> bool:
    """Whether a whole number is an amount of won: its text form reads 1원."""
    if shape.kind is not Kind.INTEGER or shape.text_form is None:
        return False
    try:
        return bool(shape.text_form.read("1원") == 1)
    except ValueError:
        return False


def takes_length(shape: Shape) -> bool:
    """Whether a model is a length of time: its text form reads 100일, and no amount."""
    if shape.kind is not Kind.MODEL or shape.text_form is None:
        return False
    try:
        shape.text_form.read("100일")
    except ValueError:
        return False
    try:
        shape.text_form.read("가 100원")
    except ValueError:
        return True
    return False


def _want(argument: Argument, examples: Sequence[Any]) -> Want:
    shape = argument.shape
    match shape.kind:
        case Kind.INTEGER:
            return Want.WON if takes_won(shape) else Want.NUMBER
        case Kind.NUMBER:
            return Want.PERCENT if _is_percent(argument) else Want.NUMBER
        case Kind.TEXT:
            return _want_of_text(argument, [e for e in examples if isinstance(e, str)])
        case Kind.LIST:
            assert shape.item is not None
            if shape.item.kind is Kind.MODEL:
                return Want.LINES
            return Want.FILE if shape.item.kind is Kind.UPLOAD else Want.SEVERAL
        case Kind.MODEL:
            return Want.DURATION if takes_length(shape) else Want.NOTHING
    return {
        Kind.DATE: Want.DATE,
        Kind.DATETIME: Want.MOMENT,
        Kind.BOOLEAN: Want.FLAG,
        Kind.CHOICE: Want.CHOICE,
        Kind.UPLOAD: Want.FILE,
    }.get(shape.kind, Want.NOTHING)


def _is_percent(argument: Argument) -> bool:
    words = " ".join([argument.name, *(argument.description.text(one) for one in Language)])
    return re.search(r"percent|per cent|%|퍼센트|비율|율\b", words) is not None


def _want_of_text(argument: Argument, examples: Sequence[str]) -> Want:
    if _letters(argument, examples):
        return Want.CODE
    some_day = date(2000, 1, 1)
    if examples and all(parse_date(example, some_day) for example in examples):
        return Want.DATE_WORDS
    if examples and all(_is_region(example) for example in examples):
        return Want.REGION
    if examples and all(re.search(r"[?？]$", example.strip()) for example in examples):
        return Want.UTTERANCE
    longest = argument.shape.longest
    return Want.PASSAGE if longest is None or longest > _PASSAGE else Want.NAME


def _is_region(text: str) -> bool:
    return any(len(found.span) == len(text) for found in find_regions(text))
