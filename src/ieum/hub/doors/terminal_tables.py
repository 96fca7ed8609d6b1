"""Text in columns on a terminal, where a Hangul syllable is two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

GAP = "  "


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a column; figures stand to the right of theirs."""

    text: str
    to_the_right: bool = False


def width(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return sum(_cells(character) for character in text)


def padded(text: str, cells: int, *, to_the_right: bool = False) -> str:
    """The text filled up with blanks to so many cells."""
    blanks = " " * max(0, cells - width(text))
    return blanks + text if to_the_right else text + blanks


def table(headings: Sequence[Heading], rows: Sequence[Sequence[str]], most: int = 0) -> list[str]:
    """Lines of a table; one record under another where it is wider than ``most`` cells."""
    widths = [
        max([width(heading.text), *(width(row[number]) for row in rows)])
        for number, heading in enumerate(headings)
    ]
    if most and sum(widths) + len(GAP) * (len(widths) - 1) > most:
        return _records(headings, rows)
    return [
        _line([heading.text for heading in headings], headings, widths),
        GAP.join("─" * cells for cells in widths),
        *(_line(row, headings, widths) for row in rows),
    ]


def _line(cells: Sequence[str], headings: Sequence[Heading], widths: Sequence[int]) -> str:
    return GAP.join(
        padded(cell, wide, to_the_right=heading.to_the_right)
        for cell, heading, wide in zip(cells, headings, widths, strict=True)
    ).rstrip()


def _records(headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> list[str]:
    names = max(width(heading.text) for heading in headings)
    lines: list[str] = []
    for row in rows:
        if lines:
            lines.append("")
        lines += [
            f"{padded(heading.text, names)}{GAP}{cell}".rstrip()
            for heading, cell in zip(headings, row, strict=True)
        ]
    return lines


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
