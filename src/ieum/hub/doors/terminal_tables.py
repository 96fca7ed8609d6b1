"""Text in columns on a terminal, where a Hangul syllable is two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

GAP = "  "
#: Cells below which a column of text is broken so often that it is hard to read.
LEAST_COLUMN = 20
#: What a value beside its name gets even where the name alone fills the line.
LEAST_RECORD = 8


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
    """Lines of a table that is no wider than ``most`` cells, 0 for any.

    Columns of long texts give way, and their cells go on in the next line; where that would leave
    too little of a column, one record stands under another.
    """
    widths = [
        max([width(heading.text), *(width(row[number]) for row in rows)])
        for number, heading in enumerate(headings)
    ]
    gaps = len(GAP) * (len(widths) - 1)
    if most and sum(widths) + gaps > most:
        widths = _narrowed(widths, most - gaps)
        if any(wide < width(heading.text) for wide, heading in zip(widths, headings, strict=True)):
            return _records(headings, rows, most)
    return [
        _line([heading.text for heading in headings], headings, widths),
        GAP.join("─" * cells for cells in widths),
        *(line for row in rows for line in _lines(row, headings, widths)),
    ]


def wrapped(text: str, most: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words where there are any."""
    lines, line = [], ""
    for word in text.split():
        if line and width(line) + 1 + width(word) > most:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while width(line) > most:
            fits = _fitting(line, most)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line or not lines else lines


def _narrowed(widths: Sequence[int], room: int) -> list[int]:
    """The widths less what is too much, taken from the widest; none gets below ``LEAST_COLUMN``."""
    found = list(widths)
    while sum(found) > room:
        widest = max(range(len(found)), key=found.__getitem__)
        if found[widest] <= LEAST_COLUMN:
            return [0] * len(found)
        rest = max((wide for at, wide in enumerate(found) if at != widest), default=0)
        found[widest] = max(
            found[widest] - (sum(found) - room), min(rest, found[widest] - 1), LEAST_COLUMN
        )
    return found


def _fitting(text: str, most: int) -> int:
    """How many characters from the start fit into so many cells, at least one."""
    taken = 0
    for count, character in enumerate(text):
        taken += _cells(character)
        if taken > most and count:
            return count
    return len(text)


def _lines(cells: Sequence[str], headings: Sequence[Heading], widths: Sequence[int]) -> list[str]:
    """The lines of one row."""
    columns = [wrapped(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
    return [_line(line, headings, widths) for line in zip_longest(*columns, fillvalue="")]


def _line(cells: Sequence[str], headings: Sequence[Heading], widths: Sequence[int]) -> str:
    return GAP.join(
        padded(cell, wide, to_the_right=heading.to_the_right)
        for cell, heading, wide in zip(cells, headings, widths, strict=True)
    ).rstrip()


def _records(headings: Sequence[Heading], rows: Sequence[Sequence[str]], most: int) -> list[str]:
    names = max(width(heading.text) for heading in headings)
    room = max(most - names - len(GAP), LEAST_RECORD)
    lines: list[str] = []
    for row in rows:
        if lines:
            lines.append("")
        for heading, cell in zip(headings, row, strict=True):
            name = heading.text
            for line in wrapped(cell, room):
                lines.append(f"{padded(name, names)}{GAP}{line}".rstrip())
                name = ""
    return lines


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
