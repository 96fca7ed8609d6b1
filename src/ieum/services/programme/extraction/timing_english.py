"""Which time an amount in an English sentence is for."""

from __future__ import annotations

import re
from datetime import date

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Passage, sentences
from ieum.services.programme.extraction.findings import Basis, Timing, Years

_OVER = re.compile(r"\b(20\d\d)\s?(?:to|and|through|until|[-–~])\s?(20\d\d)\b")
_BY = re.compile(r"\b(?:by|until|through)\s(?:the\send\sof\s)?(20\d\d)\b")
_IN = re.compile(
    r"\b(?:in|for|during)\s(?:fiscal\s(?:year\s)?|FY\s?)?(20\d\d)\b|\b(20\d\d)\s(?:main\s)?budget|\b(this|next|last)\syear\b"
)
_THIS_WORK = re.compile(
    r"(?:The|This)\s(?:[\w-]+\s){0,2}(?:programme|program|project|plan|network|scheme|initiative|facility|centre|center)\b"
)
_RELATIVE = {"this": 0, "next": 1, "last": -1}


def english_timing_of(passage: Passage, figure: Figure, issued: date | None) -> Timing | None:
    """What the words after an amount say, up to the next one; else those before it."""
    text = passage.text
    start, end = next(((s, e) for s, e in sentences(text) if s <= figure.start < e), (0, len(text)))
    others = [f for f in passage.figures if f.kind is FigureKind.AMOUNT and f is not figure]
    until = min([end, *(f.start for f in others if f.start >= figure.end)])
    since = max([start, *(f.end for f in others if f.end <= figure.start)])
    found = _timing(text[figure.end : until], issued)
    found = found or _timing(text[since : figure.start], issued)
    if found is None and since > start:
        # Years said before the first amount of a list are those of all its amounts.
        first = min(f.start for f in others if f.start >= start)
        match = _OVER.search(text, start, first)
        found = _over(int(match[1]), int(match[2])) if match else None
    return found


def english_timing_of_this_work(passage: Passage) -> Timing | None:
    """``The network, to be built between 2026 and 2029, …``: the time of what was just told of."""
    if not _THIS_WORK.match(passage.text):
        return None
    first = sentences(passage.text)[0]
    match = _OVER.search(passage.text, first[0], first[1])
    return _over(int(match[1]), int(match[2])) if match else None


def _timing(words: str, issued: date | None) -> Timing | None:
    if match := _OVER.search(words):
        return _over(int(match[1]), int(match[2]))
    if match := _BY.search(words):
        last = int(match[1])
        return Timing(Basis.TOTAL, Years(None, last), None, date(last, 12, 31))
    match = _IN.search(words)
    if match is None:
        return None
    if match[3]:
        year = issued.year + _RELATIVE[match[3]] if issued else None
    else:
        year = int(match[1] or match[2])
    if year is None:
        return None
    return Timing(Basis.ANNUAL, Years(year, year), date(year, 1, 1), date(year, 12, 31))


def _over(first: int, last: int) -> Timing | None:
    if first > last:
        return None
    return Timing(Basis.TOTAL, Years(first, last), date(first, 1, 1), date(last, 12, 31))
