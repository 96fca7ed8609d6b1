"""Periods as bars against one axis of years, each under its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from ieum.hub.look.wording import cell_text
from ieum.kernel.messages import Message, _

WIDTH = 400.0
#: The most ticks that can be read under each other's noses on a phone.
MOST_TICKS = 7
#: How far a bar reaches where its start or end is not stated, as a share of the axis.
OPEN_SHARE = 0.12
FROM_TO, SINCE, UNTIL = _("{first} ~ {last}"), _("{first}부터"), _("{last}까지")
NOT_STATED = _("때가 적혀 있지 않음")
BASELINE = _("처음 계획: {when}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the axis; an open end fades."""

    x: float
    width: float
    opens: str = ""
    """``left``, ``right`` or nothing."""


@dataclass(frozen=True, slots=True)
class Track:
    """One period: its words and its bars."""

    label: str
    when: str
    baseline_words: str
    note: str
    bar: Bar | None
    baseline: Bar | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods with all that a template needs to draw them."""

    template: ClassVar[str] = "look/timeline.html"
    title: str
    today: float
    today_words: str
    ticks: Sequence[tuple[float, str]]
    tracks: Sequence[Track]
    width: ClassVar[float] = WIDTH

    @property
    def has_baseline(self) -> bool:
        """Whether any period was first planned otherwise."""
        return any(track.baseline for track in self.tracks)

    @property
    def has_open(self) -> bool:
        """Whether any period has a side that nobody stated."""
        return any(track.bar and track.bar.opens for track in self.tracks)


def timeline_of(view: Mapping[str, Any], language: str) -> Timeline:
    """Lay out a rendered ``Timeline``."""
    today = date.fromisoformat(view["today"])
    sides = ("first", "last", "baseline_first", "baseline_last")
    days = [date.fromisoformat(p[side]) for p in view["periods"] for side in sides if p[side]]
    least, most = min([today, *days]).year, max([today, *days]).year + 1
    start, end = date(least, 1, 1).toordinal(), date(min(most, date.max.year), 1, 1).toordinal()

    def across(day: date) -> float:
        return round((day.toordinal() - start) / max(end - start, 1) * WIDTH, 1)

    def bar(first: str | None, last: str | None) -> Bar | None:
        if not first and not last:
            return None
        fades = OPEN_SHARE * WIDTH
        begin = across(date.fromisoformat(first)) if first else None
        stop = across(date.fromisoformat(last)) if last else None
        if stop is None:
            # What began and has no end stated is drawn past today.
            stop = min(WIDTH, max(begin or 0.0, across(today)) + fades)
        if begin is None:
            begin = max(0.0, stop - fades)
        opens = "" if first and last else "right" if first else "left"
        return Bar(begin, max(round(stop - begin, 1), 2.0), opens)

    step = next(
        step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (most - least) / step <= MOST_TICKS
    )
    return Timeline(
        title=view["title"],
        today=across(today),
        today_words=cell_text(view["today"], language),
        ticks=[
            (across(date(year, 1, 1)), str(year))
            for year in range(least, most)
            if (year - least) % step == 0
        ],
        tracks=[
            Track(
                label=period["label"],
                when=period["when"] or _when(period["first"], period["last"], language),
                baseline_words=_baseline(period, language),
                note=period["note"],
                bar=bar(period["first"], period["last"]),
                baseline=bar(period["baseline_first"], period["baseline_last"]),
                is_over=bool(period["last"]) and date.fromisoformat(period["last"]) < today,
            )
            for period in view["periods"]
        ],
    )


def _when(first: str | None, last: str | None, language: str) -> str:
    values = {
        "first": cell_text(first, language) if first else "",
        "last": cell_text(last, language) if last else "",
    }
    sentence = FROM_TO if first and last else SINCE if first else UNTIL if last else NOT_STATED
    return Message(sentence, values).text(language)


def _baseline(period: Mapping[str, Any], language: str) -> str:
    first, last = period["baseline_first"], period["baseline_last"]
    if not first and not last:
        return ""
    return Message(BASELINE, {"when": _when(first, last, language)}).text(language)
