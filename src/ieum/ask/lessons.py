"""What the classifier learns from: the utterances of the tools, and utterances of elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from ieum.ask.classifier import Example
from ieum.ask.features import Word, features_of, words_of
from ieum.ask.lexicon import Lexicon
from ieum.ask.spoken import in_plain_spelling
from ieum.ask.values import Found, find_values
from ieum.kernel.messages import Language
from ieum.kernel.tool import Tool

#: The class of what no tool does.
ELSEWHERE = ""
#: Relative words in the lessons are read against this day; only their kind is learnt.
_SOME_DAY = date(2025, 6, 16)


@cache
def elsewhere() -> tuple[str, ...]:
    """Utterances of what people ask assistants at large."""
    text = (files("ieum.ask") / "data" / "elsewhere.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def taken_apart(text: str, today: date) -> tuple[list[Found], list[Word]]:
    """The values and morphemes of a text that is in plain spelling."""
    values = find_values(text, today)
    return values, words_of(text, values)


def examples(tools: Sequence[Tool]) -> Iterator[Example]:
    """One example an utterance: of each tool, and of elsewhere.

    What a tool can say in its own words is not elsewhere on this hub.
    """
    learnt = [
        _example(text, tool.full_name, weight)
        for tool in tools
        for text, weight in utterances(tool)
    ]
    spoken = [_words(one for one in learnt if one.label == tool.full_name) for tool in tools]
    yield from learnt
    for text in elsewhere():
        example = _example(text, ELSEWHERE, 1.0)
        if not any(_words([example]) <= words for words in spoken):
            yield example


def _words(some: Iterable[Example]) -> set[str]:
    return {feature for one in some for feature in one.features if feature.startswith("m:")}


def utterances(tool: Tool) -> list[tuple[str, float]]:
    """What a tool says, and with less weight its title and description in both languages."""
    said = [(text, 1.0) for text in tool.says]
    for language in Language:
        said.append((tool.title.text(language), 0.6))
        said.append((tool.description.text(language), 0.3))
    return said


def _example(text: str, label: str, weight: float) -> Example:
    plain = in_plain_spelling(text).text
    values, words = taken_apart(plain, _SOME_DAY)
    return Example(features_of(plain, values, words), label, weight)


def lexicon_of(label: str, learnt: Iterable[Example]) -> Lexicon:
    """The words that a class speaks."""
    return Lexicon(
        feature.removeprefix("m:")
        for example in learnt
        if example.label == label
        for feature in example.features
        if feature.startswith("m:")
    )
