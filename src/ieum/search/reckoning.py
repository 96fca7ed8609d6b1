"""Sums, differences and ratios of figures that a document lists, shown with their parts.

A total is reckoned from the parts that stand under it: the amounts of the passages a heading governs,
or the headings of a document under the amount its title or lead states. Each part is counted once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ieum.search.evidence import Candidate
from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, Role


@dataclass(frozen=True, slots=True)
class Part:
    """One figure that goes into a reckoning, and the passage it stands in."""

    passage: Passage
    figure: Figure

    @property
    def value(self) -> Decimal:
        """Its value."""
        assert self.figure.value is not None
        return self.figure.value


@dataclass(frozen=True, slots=True)
class Total:
    """The parts of a whole, their sum, and the whole as the document states it."""

    document: Document
    parts: Sequence[Part]
    stated: Part | None

    @property
    def sum(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def gap(self) -> Decimal | None:
        """Sum less stated whole; None where no whole is stated."""
        return self.sum - self.stated.value if self.stated else None


def total_under(candidate: Candidate, how_many: int | None) -> Total | None:
    """The total whose stated figure was found; None if its parts cannot be told."""
    figure, passage = candidate.figure, candidate.sentence.passage
    if figure is None:
        return None
    document, stated = candidate.sentence.document, Part(passage, figure)
    for parts in (
        _governed(document, passage, figure),
        _headings(document, figure) if _speaks_for_all(document, passage) else [],
        _listed(passage, figure),
        _siblings(document, passage, figure),
    ):
        if len(parts) >= 2 and how_many in (None, len(parts)):
            return Total(document, parts, stated)
    return None


def _governed(document: Document, heading: Passage, stated: Figure) -> list[Part]:
    """The amounts in passages that stand right under a heading or opener."""
    return [
        Part(passage, figure)
        for passage in document.passages
        if passage.path and passage.path[-1] == heading.ordinal
        for figure in passage.figures
        if _alike(figure, stated)
    ]


def _speaks_for_all(document: Document, passage: Passage) -> bool:
    """Whether a passage is the title or lead of its document, before the first heading."""
    headings = [p.ordinal for p in document.passages if p.role is Role.HEADING]
    return bool(headings) and passage.ordinal < headings[0]


def _headings(document: Document, stated: Figure) -> list[Part]:
    """The amounts that the headings of a document state, one each."""
    parts = []
    for passage in document.passages:
        if passage.role is Role.HEADING:
            alike = [figure for figure in passage.figures if _alike(figure, stated)]
            if len(alike) == 1 and alike[0].value != stated.value:
                parts.append(Part(passage, alike[0]))
    return parts


def _listed(passage: Passage, stated: Figure) -> list[Part]:
    """The other amounts of the passage that states the whole."""
    return [
        Part(passage, figure)
        for figure in passage.figures
        if _alike(figure, stated) and figure.start != stated.start
    ]


def _siblings(document: Document, first: Passage, stated: Figure) -> list[Part]:
    """The amounts of the passages that follow the first one under its heading."""
    under = [p for p in document.passages if p.path and p.path == first.path]
    if not under or under[0].ordinal != first.ordinal:
        return []
    return [
        Part(passage, figure)
        for passage in under[1:]
        for figure in passage.figures
        if _alike(figure, stated)
    ]


#: What parts the beginning of a change from its end: 12명에서 2033년까지 60명으로, 1000개→1300개.
_CHANGES_TO = re.compile(
    r"\s?(?:[가-힣]{0,2}에서|→|이던|였던|으로 시작|를 시작|을 시작|보다|부터|이었)"
)
#: What a change itself is told by: 300개 더 늘었다.
_IS_A_CHANGE = re.compile(
    r"\s?(?:이상|가량|정도)?(?:을|를|이|가)?\s?(?:더\s|추가|늘|증가|증액|합류|줄|감소|감액|삭감|절감|감축|단축|절약|"
    r"아[끼꼈낀]|개선|향상|상승|하락|올[랐라리렸]|내[렸린리]|떨어)"
)


def tells_a_change(candidate: Candidate) -> bool:
    """Whether it is said by how much something grew or shrank, or from what to what."""
    figure = candidate.figure
    if figure is None:
        return False
    is_told = _IS_A_CHANGE.match(candidate.sentence.passage.text, figure.end) is not None
    return is_told or compared(candidate) is not None


def compared(candidate: Candidate) -> tuple[Figure, Figure] | None:
    """The figures of a kind between which a sentence says that something changed, in its order."""
    figure = candidate.figure
    if figure is None:
        return None
    text = candidate.sentence.passage.text
    alike = [
        f for f in candidate.sentence.figures if f.kind is figure.kind and f.unit == figure.unit
    ]
    for first, second in pairwise(alike):
        is_other = first.value is not None and first.value != second.value
        if is_other and _CHANGES_TO.match(text, first.end):
            return first, second
    return None


def _alike(figure: Figure, other: Figure) -> bool:
    return (
        figure.kind is other.kind is FigureKind.AMOUNT
        and figure.unit == other.unit
        and figure.value is not None
    )
