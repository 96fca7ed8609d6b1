"""Amounts as areas of one rectangle: a squarified treemap, and the same as a table.

Bruls, Huizing and van Wijk, "Squarified treemaps" (2000): rows are filled so that areas come as near
to squares as they can, because people compare squares better than strips.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, ClassVar

from ieum.hub.look.amounts import amount_text
from ieum.hub.look.charts import TONES
from ieum.kernel.messages import Message, _

WIDTH, HEIGHT = 400.0, 300.0
#: More areas than this are not told apart; the smallest go together. The table has them all.
MOST_AREAS = 30
#: Heights of letters in units of the canvas: on a phone, and on a wide page.
PHONE, DESK = 15.0, 9.0
LINE_HEIGHT = 1.3
MARGIN = 5.0
#: Width of a syllable, in heights of letters.
WIDE = 0.95
#: A word is not broken into parts shorter than this.
LEAST_PART = 4
HANGUL = re.compile("[가-힣]+")
THE_REST = _("그 밖의 {count:,}개")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the canvas."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a label, with the height of its foot on the canvas."""

    text: str
    y: float
    is_amount: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """An area: its rectangle, and what of its label fits, on a phone and on a wide page."""

    box: Box
    tone: int
    is_firm: bool
    on_phone: Sequence[Line]
    on_desk: Sequence[Line]

    @property
    def text_x(self) -> float:
        """Where its lines begin."""
        return round(self.box.x + MARGIN, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """An area in the table."""

    label: str
    group: str
    text: str
    share: str
    note: str


@dataclass(frozen=True, slots=True)
class Areas:
    """A treemap with all that a template needs to draw it."""

    template: ClassVar[str] = "look/areas.html"
    title: str
    total: str
    """Empty where the amounts may not be added."""
    tiles: Sequence[Tile]
    groups: Sequence[tuple[str, int]]
    rows: Sequence[Row]
    width: ClassVar[float] = WIDTH
    height: ClassVar[float] = HEIGHT

    @property
    def has_loose(self) -> bool:
        """Whether any amount is approximate or a bound."""
        return any(not tile.is_firm for tile in self.tiles)

    @property
    def has_notes(self) -> bool:
        """Whether any area has something to say beside its amount."""
        return any(row.note for row in self.rows)

    @property
    def has_groups(self) -> bool:
        """Whether the areas belong to groups."""
        return any(row.group for row in self.rows)


def areas_of(view: Mapping[str, Any], language: str) -> Areas:
    """Lay out rendered ``Areas``, the largest first."""
    found = sorted(view["areas"], key=lambda area: -area["value"])
    total = sum(area["value"] for area in found)
    tones: dict[str, int] = {}
    for area in found:
        tones.setdefault(area["group"], len(tones) % TONES)

    def text(value: float) -> str:
        return amount_text(value, language, unit=view["unit"], in_won=view["in_won"])

    shown = list(found)
    if len(shown) > MOST_AREAS:
        rest = shown[MOST_AREAS - 1 :]
        shown = [*shown[: MOST_AREAS - 1], _together(rest, language)]
        # What is left together may be more than the largest of it: areas go by size.
        shown.sort(key=lambda area: -area["value"])
    boxes = squarified([area["value"] for area in shown], Box(0, 0, WIDTH, HEIGHT))
    return Areas(
        title=view["title"],
        total=text(total) if view["adds_up"] else "",
        tiles=[
            Tile(
                box,
                tones.get(area["group"], TONES - 1),
                area["is_firm"],
                fitting(area["label"], text(area["value"]), box, PHONE),
                fitting(area["label"], text(area["value"]), box, DESK),
            )
            for area, box in zip(shown, boxes, strict=True)
        ],
        groups=[(group, tone) for group, tone in tones.items() if group],
        rows=[
            Row(
                area["label"],
                area["group"],
                text(area["value"]),
                f"{100 * area['value'] / total:.1f}%" if view["adds_up"] else "",
                area["note"],
            )
            for area in found
        ],
    )


def _together(rest: Sequence[Mapping[str, Any]], language: str) -> dict[str, Any]:
    groups = {area["group"] for area in rest}
    return {
        "label": Message(THE_REST, {"count": len(rest)}).text(language),
        "value": sum(area["value"] for area in rest),
        "group": next(iter(groups)) if len(groups) == 1 else None,
        "is_firm": all(area["is_firm"] for area in rest),
    }


def squarified(values: Sequence[float], box: Box) -> list[Box]:
    """Rectangles that fill ``box``, in proportion to ``values``, which come largest first."""
    boxes: list[Box] = []
    left = box
    start = 0
    while start < len(values):
        # Summed afresh: to subtract row by row would leave the smallest values to rounding.
        unit = left.width * left.height / fsum(values[start:])
        side = min(left.width, left.height)
        end = start + 1
        while end < len(values) and _worst(values[start : end + 1], unit, side) <= _worst(
            values[start:end], unit, side
        ):
            end += 1
        row = values[start:end]
        left = _laid(row, unit, left, boxes)
        start = end
    return boxes


def _worst(row: Sequence[float], unit: float, side: float) -> float:
    """How far from a square the worst rectangle of a row is, 1 for a square."""
    area = sum(row) * unit
    return max(
        side**2 * max(row) * unit / area**2,
        area**2 / (side**2 * min(row) * unit),
    )


def _laid(row: Sequence[float], unit: float, left: Box, boxes: list[Box]) -> Box:
    """Lay a row along the shorter side; what is left of the box."""
    depth = sum(row) * unit / min(left.width, left.height)
    x, y = left.x, left.y
    for value in row:
        length = value * unit / depth
        if left.width >= left.height:
            boxes.append(_rounded(x, y, depth, length))
            y += length
        else:
            boxes.append(_rounded(x, y, length, depth))
            x += length
    if left.width >= left.height:
        return Box(left.x + depth, left.y, left.width - depth, left.height)
    return Box(left.x, left.y + depth, left.width, left.height - depth)


def _rounded(x: float, y: float, width: float, height: float) -> Box:
    return Box(round(x, 1), round(y, 1), round(width, 1), round(height, 1))


def fitting(label: str, amount: str, box: Box, letters: float) -> list[Line]:
    """The lines of a label that fit into a box: all words and the amount, or the amount alone, or
    nothing; never a part of either."""
    room = (box.width - 2 * MARGIN) / letters
    most = int((box.height - 2 * MARGIN) / (letters * LINE_HEIGHT))
    # The unit alone in a line of its own reads badly: 31억 and 원 stay together.
    name, figure = (
        wrapped(label, room),
        wrapped(amount.replace(" 원", "\N{NO-BREAK SPACE}원"), room),
    )
    if not figure or len(figure) > most:
        return []
    shown = [(text, False) for text in name] if len(name) + len(figure) <= most else []
    return [
        Line(text, round(box.y + MARGIN + letters * (0.9 + number * LINE_HEIGHT), 1), is_amount)
        for number, (text, is_amount) in enumerate([*shown, *((text, True) for text in figure)])
    ]


def wrapped(text: str, room: float) -> list[str]:
    """The words of a text in lines of at most ``room`` ems; none where a word alone is wider.

    A long Korean word goes on in the next line, as it does in columns of a newspaper.
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and ems(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        while ems(word) > room:
            fits = int(room / WIDE)
            if fits < LEAST_PART or not HANGUL.fullmatch(word[:fits]):
                return []
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return lines


def ems(text: str) -> float:
    """How wide a text is about, in heights of its letters: a syllable or a Latin letter."""
    return sum(WIDE if ord(letter) > 0x2E7F else 0.6 for letter in text)
