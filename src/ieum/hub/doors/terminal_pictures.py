"""Maps of provinces, areas and timelines as text: ranked rows with bars, and bars in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ieum.hub.doors.terminal_tables import Heading, table, wrapped
from ieum.hub.look.areas import areas_of
from ieum.hub.look.region_maps import region_map_of
from ieum.hub.look.timelines import WIDTH, Bar, timeline_of
from ieum.kernel.messages import Message, _

#: Cells of the longest bar.
BAR = 20
#: Cells of the axis of time.
AXIS = 48
FULL, BASELINE, TODAY = "█", "─", "│"
NOT_KNOWN = _("알려진 값이 없는 곳: {names}")
LOOSE = _("~ 는 어림값이나 한쪽만 정한 값입니다.")
ALL_TOGETHER = _("모두 더하면 {total}")


def draw(view: Mapping[str, Any], language: str, most: int) -> list[str]:
    """The lines of a view, no wider than ``most`` cells, 0 for any."""
    match view["view"]:
        case "region_map":
            return _region_map(view, language, most)
        case "areas":
            return _areas(view, language, most)
    return _timeline(view, language, most)


def _region_map(view: Mapping[str, Any], language: str, most: int) -> list[str]:
    shown = region_map_of(view, language)
    values = sorted(
        (one["value"] for one in view["values"] if one["value"] is not None), reverse=True
    )
    longest = max([*values, 0])
    rows = [
        [name, text, _bar(value, longest), note]
        for (name, text, note), value in zip(shown.rows, values, strict=True)
    ]
    lines = [_titled(shown.title, shown.unit)]
    headings = [Heading(""), Heading(shown.unit, to_the_right=True), Heading("")]
    if shown.has_notes:
        headings.append(Heading(""))
    lines += table(headings, [row[: len(headings)] for row in rows], most)[2:]
    if shown.unknown:
        names = Message(NOT_KNOWN, {"names": ", ".join(shown.unknown)}).text(language)
        lines += wrapped(names, most) if most else [names]
    lines += [f"{group.label}: {group.members}" for group in shown.outlines]
    return lines


def _areas(view: Mapping[str, Any], language: str, most: int) -> list[str]:
    shown = areas_of(view, language)
    found = sorted(view["areas"], key=lambda area: -area["value"])
    longest = max((area["value"] for area in found), default=0)
    rows = [
        [
            row.label,
            ("" if area["is_firm"] else "~") + row.text,
            row.share,
            _bar(area["value"], longest),
            row.note,
        ]
        for row, area in zip(shown.rows, found, strict=True)
    ]
    headings = [Heading(""), Heading("", True), Heading("", True), Heading("")]
    if shown.has_notes:
        headings.append(Heading(""))
    lines = [shown.title, *table(headings, [row[: len(headings)] for row in rows], most)[2:]]
    if shown.total:
        lines.append(Message(ALL_TOGETHER, {"total": shown.total}).text(language))
    if any(not area["is_firm"] for area in found):
        lines.append(LOOSE.text(language))
    return lines


def _timeline(view: Mapping[str, Any], language: str, most: int) -> list[str]:
    shown = timeline_of(view, language)
    cells = min(AXIS, most) if most else AXIS
    years = [" "] * cells
    for at, year in shown.ticks:
        start = _cell(at, cells)
        if start + len(year) <= cells and all(letter == " " for letter in years[start:][:5]):
            years[start : start + len(year)] = year
    lines = [shown.title, "".join(years).rstrip()]
    for track in shown.tracks:
        words = f"{track.label}  {track.when}"
        for part in (track.baseline_words, track.note):
            words += f"  {part}" if part else ""
        lines += wrapped(words, most) if most else [words]
        lines.append(_stretch(track.bar, track.baseline, shown.today, cells))
    lines.append(f"{TODAY} {shown.today_words}")
    return lines


def _stretch(bar: Bar | None, baseline: Bar | None, today: float, cells: int) -> str:
    line = [" "] * cells
    for one, mark in ((baseline, BASELINE), (bar, FULL)):
        if one is None:
            continue
        first, last = _cell(one.x, cells), _cell(one.x + one.width, cells)
        line[first : last + 1] = mark * (last + 1 - first)
        if one.opens == "left":
            line[first] = "‹"
        elif one.opens == "right":
            line[last] = "›"
    at = _cell(today, cells)
    if line[at] == " ":
        line[at] = TODAY
    return "".join(line).rstrip()


def _cell(at: float, cells: int) -> int:
    return min(int(at / WIDTH * cells), cells - 1)


def _bar(value: float, longest: float) -> str:
    return FULL * max(1, round(BAR * value / longest)) if longest > 0 and value > 0 else ""


def _titled(title: str, unit: str) -> str:
    return f"{title} ({unit})" if unit else title
