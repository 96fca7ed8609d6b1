"""What is taken from an utterance for a tool's arguments so far, and what is still free."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ieum.ask.features import Word
from ieum.ask.values import Found, ValueKind
from ieum.ask.wants import Want, Wanted
from ieum.kernel.messages import Language
from ieum.kernel.tool import Tool
from ieum.text.span import Span


@dataclass
class Filling:
    """Arguments as JSON values, where they were said, and which values found no use."""

    wanted: Sequence[Wanted] = ()
    arguments: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    missing: list[Wanted] = field(default_factory=list)
    left_over: list[Found] = field(default_factory=list)

    @property
    def unused(self) -> list[Found]:
        """The values said that found no use. A place or a quotation only says what it is about."""
        return [f for f in self.left_over if f.kind not in (ValueKind.REGION, ValueKind.QUOTE)]


@dataclass(frozen=True)
class Utterance:
    """An utterance with what was found in it."""

    text: str
    values: Sequence[Found]
    words: Sequence[Word]
    today: date


class Taking:
    """The state of filling one tool's arguments from one utterance."""

    def __init__(self, tool: Tool, wanted: Sequence[Wanted], said: Utterance) -> None:
        self.tool = tool
        self.wanted = wanted
        self.said = said
        self.free = list(said.values)
        self.result = Filling(wanted)

    def of(self, *wants: Want) -> list[Wanted]:
        """The arguments of these kinds that have no value yet."""
        return [w for w in self.wanted if w.want in wants and w.name not in self.result.arguments]

    def set(self, wanted: Wanted, value: Any, span: Span | None, *used: Found) -> None:
        """Give an argument its value; what it used is free for no other."""
        self.result.arguments[wanted.name] = value
        if span is not None:
            self.result.spans[wanted.name] = span
        self.free = [found for found in self.free if found not in used]

    def beside(self, found: Found, before: int = 10, after: int = 6) -> str:
        """The text around a value, as far as the next values allow."""
        start = max(
            [found.span.start - before, 0]
            + [f.span.end for f in self.said.values if f.span.end <= found.span.start]
        )
        end = min(
            [_word_end(self.said.text, found.span.end + after)]
            + [f.span.start for f in self.said.values if f.span.start >= found.span.end]
        )
        text = self.said.text
        return text[start : found.span.start] + " " + text[found.span.end : end]

    def dates(self) -> list[Found]:
        """The dates that no argument has taken."""
        return [f for f in self.free if f.kind is ValueKind.DATE]

    def lies_in_use(self, found: Found) -> bool:
        """Whether a value is part of what an argument took, such as 1분기 of the line 1분기 2억."""
        return any(found.span.overlaps(span) for span in self.result.spans.values())


def describes(pattern: re.Pattern[str], wanted: Wanted) -> bool:
    """Whether a pattern finds the name or description of an argument."""
    description = wanted.argument.description
    texts = [wanted.name, *(description.text(language).lower() for language in Language)]
    return any(pattern.search(text) for text in texts)


def integer(found: Found) -> int:
    """The whole won or count of a value."""
    assert found.number is not None
    return int(found.number)


def _word_end(text: str, at: int) -> int:
    """The end of the word in Latin letters that a place lies in, or the place."""
    inside = re.compile(r"(?<=[a-z])[a-z]+", re.I).match(text, at)
    return inside.end() if inside else min(at, len(text))
