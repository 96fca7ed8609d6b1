"""A sentence of a document, and what governs it from outside: headings, sentences before, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ieum.search.figures import Figure
from ieum.search.passages import Document, Passage, Role, opener_level, sentences

#: How much a word counts that stands in a heading above, in a sentence before, in the title.
HEADING = 0.85
BEFORE = 0.6
TITLE = 0.45

_ANAPHOR = re.compile(
    r"(?:또|또한|아울러|특히|우선|먼저|이어|여기에|그중|그 중|이\s?중|이\s?가운데|이를|이는|이에|이번|이로|이와|이런|이같은|이 같은|"
    r"해당|동\s|같은|그|of (?:this|these|which)|this|it|they|these)"
)
_TOPIC = re.compile(r"^([^,.]{1,40}?)(?:은|는)\s")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, in its document: [start, end) counts in the passage."""

    document: Document
    passage: Passage
    start: int
    end: int
    number: int

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.passage.text[self.start : self.end]

    @property
    def figures(self) -> Iterator[Figure]:
        """The figures in the sentence, with their places in the passage."""
        for figure in self.passage.figures:
            if self.start <= figure.start and figure.end <= self.end:
                yield figure

    @cached_property
    def context(self) -> list[tuple[str, float]]:
        """What governs the sentence from outside, with the credit of a word found there."""
        document, passage = self.document, self.passage
        rings = [(_first_sentence(document.passages[at]), HEADING) for at in passage.path]
        if self.number and opener_level(passage.text) is not None:
            rings.append((_first_sentence(passage), HEADING))
        before = passage.text[: self.start]
        if self.goes_on:
            rings.append((before, BEFORE))
        named = _named_before(document, passage)
        if named:
            rings.append((named, BEFORE))
        rings += [
            (other.text, TITLE)
            for other in document.passages[:12]
            if other.role in (Role.TITLE, Role.SUBTITLE) and other.ordinal != passage.ordinal
        ]
        rings.append((document.title, TITLE))
        return rings

    @property
    def goes_on(self) -> bool:
        """Whether the sentence still speaks of what the ones before it did.

        A topic of its own (…은, …는) that shares no word with them begins something else.
        """
        before = self.passage.text[: self.start]
        if not before:
            return False
        if _ANAPHOR.match(self.text):
            return True
        topic = _TOPIC.match(self.text)
        if topic is None:
            return True
        names = re.findall(r"[가-힣A-Za-z]{2,}", topic[1])
        plain = [name for name in names if name not in GENERIC]
        return not plain or any(name[:3] in before for name in plain)


#: How many paragraphs a plan that was named goes on to be spoken of.
_SPOKEN_OF = 3
_NAMED = re.compile(r"[「『｢]([^」』｣]{4,60})[」』｣]")


def _named_before(document: Document, passage: Passage) -> str:
    """The plan in corner brackets that an earlier paragraph of the section begins with, if it goes on."""
    for at in range(passage.ordinal, max(passage.ordinal - _SPOKEN_OF, 0), -1):
        other = document.passages[at - 1]
        if document.passages[at].path != other.path or _turns(document.passages[at]):
            return ""
        named = _NAMED.search(_first_sentence(other))
        if named:
            return named[1]
    return ""


def _turns(passage: Passage) -> bool:
    """Whether a paragraph names a plan of its own or turns to something else."""
    return bool(_NAMED.search(passage.text)) or passage.text.startswith(("또한", "한편", "아울러"))


def _first_sentence(passage: Passage) -> str:
    """What a heading or opener announces; the rest of an opener speaks of single things."""
    start, end = sentences(passage.text)[0]
    return passage.text[start:end]


GENERIC = frozenset(["분야", "사업", "과제", "부문", "지역", "프로젝트", "정부", "AI", "분과"])


def sentences_of(document: Document, passage: Passage) -> list[Sentence]:
    """The sentences of a passage, ready to be judged."""
    return [
        Sentence(document, passage, start, end, number)
        for number, (start, end) in enumerate(sentences(passage.text))
    ]
