"""A series as a small line chart: points on a canvas, with ticks and a summary in words.

No chart library: an SVG of a few hundred bytes needs no script, prints well and can be read aloud.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from ieum.hub.look.wording import cell_text, number_text, unit_suffix
from ieum.kernel.messages import ENGLISH_MONTHS, Language, Message, _

#: The canvas in its own units; the page scales it.
WIDTH, HEIGHT = 400.0, 250.0
TOP, RIGHT, BOTTOM = 16.0, 16.0, 34.0
#: Width of a digit of an axis label, a little more than it is.
DIGIT = 9.0
TONES = 6

SUMMARY = _(
    "{label}: {first_x}의 {first_y}에서 {last_x}의 {last_y}까지. "
    "가장 낮은 값 {least}({least_x}), 가장 높은 값 {most}({most_x})."
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: its path, the band it may lie in, and its single point where there is one."""

    label: str
    tone: int
    path: str
    band: str
    dots: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with all that a template needs to draw it and to say it in words."""

    template: ClassVar[str] = "look/chart.html"
    title: str
    unit: str
    left: float
    curves: Sequence[Curve]
    x_ticks: Sequence[Tick]
    y_ticks: Sequence[Tick]
    summary: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    width: ClassVar[float] = WIDTH
    height: ClassVar[float] = HEIGHT
    right: ClassVar[float] = WIDTH - RIGHT
    bottom: ClassVar[float] = HEIGHT - BOTTOM

    def cells(self) -> Iterator[list[tuple[str, str]]]:
        """Each row of the table with the names of its columns; the first has none."""
        for row in self.rows:
            yield list(zip(["", *self.columns], row, strict=True))


def chart_of(series: Mapping[str, Any], language: str) -> Chart:
    """Lay out a rendered ``Series``."""
    lines = [line for line in series["lines"] if line["points"]]
    points = [point for line in lines for point in line["points"]]
    unit = series["unit"]
    days = any(isinstance(point["x"], str) for point in points)
    xs = [_position(point["x"]) for point in points] or [0.0]
    ys = [
        value
        for point in points
        for value in (point["y"], point["low"], point["high"])
        if value is not None
    ] or [0.0]
    levels = nice_levels(min(ys), max(ys))
    y_texts = [number_text(level, unit) for level in levels]
    left = max(len(text) for text in y_texts) * DIGIT + 12
    across = _scale(min(xs), max(xs), left, WIDTH - RIGHT)
    up = _scale(levels[0], levels[-1], HEIGHT - BOTTOM, TOP)
    return Chart(
        title=series["title"],
        unit=unit,
        left=left,
        curves=[_curve(line, number, across, up) for number, line in enumerate(lines)],
        x_ticks=_x_ticks(sorted(set(xs)), days, across, language),
        y_ticks=[
            Tick(round(up(level), 1), text) for level, text in zip(levels, y_texts, strict=True)
        ],
        summary=[_summary(line, unit, language) for line in lines],
        columns=[line["label"] for line in lines],
        rows=_rows(lines, unit, language),
    )


def nice_levels(least: float, most: float, wished: int = 4) -> list[float]:
    """Round levels that enclose a range: multiples of 1, 2 or 5 times a power of ten."""
    if least == most:
        least, most = least - abs(least or 1) / 2, most + abs(most or 1) / 2
    raw = (most - least) / wished
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    first, last = math.floor(least / step), math.ceil(most / step)
    return [round(number * step, 12) for number in range(first, last + 1)]


def _position(x: str | float) -> float:
    return float(date.fromisoformat(x).toordinal()) if isinstance(x, str) else float(x)


def _scale(least: float, most: float, start: float, end: float) -> Any:
    span = most - least

    def scaled(value: float) -> float:
        share = (value - least) / span if span else 0.5
        return start + share * (end - start)

    return scaled


def _curve(line: Mapping[str, Any], number: int, across: Any, up: Any) -> Curve:
    spots = [(across(_position(p["x"])), up(p["y"])) for p in line["points"]]
    banded = [p for p in line["points"] if p["low"] is not None and p["high"] is not None]
    edge = [(across(_position(p["x"])), up(p["high"])) for p in banded]
    edge += [(across(_position(p["x"])), up(p["low"])) for p in reversed(banded)]
    return Curve(
        label=line["label"],
        tone=number % TONES,
        path=_path(spots),
        band=f"{_path(edge)}Z" if len(banded) > 1 else "",
        dots=[(f"{x:.1f}", f"{y:.1f}") for x, y in spots] if len(spots) <= 12 else [],
    )


def _path(spots: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots) if spots else ""


def _x_ticks(xs: Sequence[float], days: bool, across: Any, language: str) -> list[Tick]:
    """Ticks at the ends and, where there is room, in between."""
    shown = [xs[0], xs[len(xs) // 2], xs[-1]] if len(xs) > 2 else list(xs)
    span = xs[-1] - xs[0]
    ticks = []
    for number, x in enumerate(shown):
        text = _day_tick(date.fromordinal(int(x)), span, language) if days else number_text(x)
        last = number == len(shown) - 1
        anchor = "middle" if len(shown) == 1 else "start" if number == 0 else "end" if last else ""
        ticks.append(Tick(round(across(x), 1), text, anchor or "middle"))
    return ticks


def _day_tick(day: date, span: float, language: str) -> str:
    """A day as short as the span of the chart allows."""
    korean = language == Language.KOREAN
    month = ENGLISH_MONTHS[day.month - 1][:3]
    if span > 5 * 366:
        return str(day.year)
    if span > 62:
        return f"{day.year}.{day.month}." if korean else f"{month} {day.year}"
    return f"{day.month}. {day.day}." if korean else f"{day.day} {month}"


def _summary(line: Mapping[str, Any], unit: str, language: str) -> str:
    points = line["points"]
    least = min(points, key=lambda p: p["y"])
    most = max(points, key=lambda p: p["y"])

    def x(point: Mapping[str, Any]) -> str:
        return cell_text(point["x"], language)

    def y(point: Mapping[str, Any]) -> str:
        return number_text(point["y"], unit) + unit_suffix(unit)

    return Message(
        SUMMARY,
        {
            "label": line["label"] or "–",
            "first_x": x(points[0]),
            "first_y": y(points[0]),
            "last_x": x(points[-1]),
            "last_y": y(points[-1]),
            "least": y(least),
            "least_x": x(least),
            "most": y(most),
            "most_x": x(most),
        },
    ).text(language)


def _rows(lines: Sequence[Mapping[str, Any]], unit: str, language: str) -> list[list[str]]:
    """The same as a table: one row a position, one column a line."""
    found: dict[Any, dict[int, str]] = {}
    for number, line in enumerate(lines):
        for point in line["points"]:
            text = number_text(point["y"], unit)
            if point["low"] is not None and point["high"] is not None:
                text += f" ({number_text(point['low'], unit)}–{number_text(point['high'], unit)})"
            found.setdefault(point["x"], {})[number] = text
    return [
        [cell_text(x, language), *(texts.get(number, "–") for number in range(len(lines)))]
        for x, texts in sorted(found.items(), key=lambda item: _position(item[0]))
    ]
