"""Text with marked stretches: pieces to draw in order, and a legend of the kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from ieum.hub.look.charts import TONES


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``kind`` and ``label`` are empty where it is not marked.

    ``kind`` is what people call the kind of mark, ``label`` what this one means beyond that,
    ``name`` what the rest of the answer calls it by.
    """

    text: str
    kind: str = ""
    label: str = ""
    tone: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked text with all that a template needs to draw it."""

    template: ClassVar[str] = "look/marked.html"
    title: str
    pieces: Sequence[Piece]
    kinds: Sequence[Piece]

    @property
    def text(self) -> str:
        """The whole text without its marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def marks(self) -> list[Piece]:
        """The marked pieces alone."""
        return [piece for piece in self.pieces if piece.kind]

    @property
    def lines(self) -> list[list[Piece]]:
        """The pieces line by line, for a page that puts something beside each line."""
        lines: list[list[Piece]] = [[]]
        for piece in self.pieces:
            for number, text in enumerate(piece.text.split("\n")):
                if number:
                    lines.append([])
                if text:
                    lines[-1].append(replace(piece, text=text))
        return lines


def marked_of(view: Mapping[str, Any]) -> Marked:
    """Cut a rendered ``MarkedText`` into pieces. A mark that overlaps one before it is left out."""
    text: str = view["text"]
    marks = sorted(view["marks"], key=lambda mark: (mark["start"], -mark["end"]))
    tones: dict[str, int] = {}
    pieces: list[Piece] = []
    names = _names(marks)
    position = 0
    for mark in marks:
        start, end = mark["start"], min(mark["end"], len(text))
        if start < position or end <= start:
            continue
        if start > position:
            pieces.append(Piece(text[position:start]))
        kind = mark["kind"]
        tone = tones.setdefault(kind, len(tones) % TONES)
        label = "" if mark["label"] == names[kind] else mark["label"]
        pieces.append(Piece(text[start:end], names[kind], label, tone, mark.get("name", "")))
        position = end
    if position < len(text):
        pieces.append(Piece(text[position:]))
    return Marked(
        view["title"], pieces, [Piece("", names[kind], "", tone) for kind, tone in tones.items()]
    )


def _names(marks: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What to call each kind: the label that all its marks share, else the kind itself."""
    labels: dict[str, set[str]] = {}
    for mark in marks:
        labels.setdefault(mark["kind"], set()).add(mark["label"])
    return {
        kind: next(iter(found)) if len(found) == 1 and all(found) else kind
        for kind, found in labels.items()
    }
