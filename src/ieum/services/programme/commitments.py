"""What a document commits itself to: sentences that promise something, with their figures.

A sentence counts as a commitment when it says that something will be done, is planned or is paid
for, and names a figure: an amount, a time that is not past, a count or a share. This finds
candidates; whether one is a promise, a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Role
from ieum.search.sentence import Sentence, sentences_of

_INTENDS = re.compile(
    r"계획|예정|추진|목표|방침|확대|확충|구축|조성|도입|지원|육성|신설|설립|착수|마련|투입|투자|편성|확보|개발"
    r"|양성|늘리|늘려|높이|낮추|줄이|건설|운영|개최|실증|시행|보급|공급|출범|완공|선정|나선다|하기로"
    r"|(?:한|된|킨|운|인|낸|선|든|린|간|친|힌|긴)다[.)\s]|하겠|되겠"
    r"|\b(?:will|shall|plans?|planned|aims?|targets?|invests?|builds?|expands?|supports?|launch|"
    r"introduces?|secures?|provides?|establish(?:es)?|develops?|spends?|trains?|by 20\d\d)\b",
    re.IGNORECASE,
)
_TIMES = (FigureKind.DATE, FigureKind.PERIOD)
_MEASURES = (FigureKind.COUNT, FigureKind.SHARE)
_ROLES = (Role.PARAGRAPH, Role.ITEM, Role.HEADING)


@dataclass(frozen=True)
class Commitment:
    """A sentence that promises something. ``figures`` have their places in its passage, which
    begins at ``offset`` of the document's text."""

    text: str
    locator: str
    offset: int
    figures: tuple[Figure, ...]


def commitments(document: Document) -> list[Commitment]:
    """The commitments of a document, in its own order."""
    return [
        Commitment(
            " ".join(sentence.text.split()),
            sentence.passage.locator,
            sentence.passage.start,
            tuple(sentence.figures),
        )
        for sentence in _sentences(document)
        if _promises(sentence, document.issued)
    ]


def _sentences(document: Document) -> Iterator[Sentence]:
    for passage in document.passages:
        if passage.role in _ROLES:
            yield from sentences_of(document, passage)


def _promises(sentence: Sentence, issued: date | None) -> bool:
    kinds = {figure.kind for figure in sentence.figures}
    if FigureKind.AMOUNT in kinds:
        return True
    if not _INTENDS.search(sentence.text):
        return False
    is_ahead = any(
        figure.kind in _TIMES and figure.last and (issued is None or figure.last >= issued)
        for figure in sentence.figures
    )
    return is_ahead or not kinds.isdisjoint(_MEASURES)
