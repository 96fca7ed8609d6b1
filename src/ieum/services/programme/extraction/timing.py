"""Which time an amount is for: one fiscal year or a whole programme, and from when to when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, Role, sentences
from ieum.services.programme.extraction.findings import NO_YEARS, Basis, Years
from ieum.services.programme.extraction.phrases import clause_around

_TIMES = (FigureKind.DATE, FigureKind.PERIOD)
_BUDGET = re.compile(r"예산|국비|사업비|도비|시비|재정|본예산|추경")
_SPENT = re.compile(
    r"\s?(?:을|를|이|가)?\s?(?:[가-힣·\s]{0,14})?(?:투입|투자|집행|편성|확보|배정|반영|지원|쓴|책정)"
)
_OF_A_WORK = re.compile(r"\s?(?:규모)?의?\s?(?:대형\s?|대규모\s?)?(?:프로젝트|사업|프로그램|펀드)")
_ANNUAL_PLAN = re.compile(
    r"(20\d\d)년도?\s?(?:[가-힣A-Za-z·]{0,12}\s?){0,2}(?:업무\s?(?:계획|보고)|예산안?|시행계획)"
)
_PLAN_AHEAD = re.compile(r"내년도?\s?(?:[가-힣A-Za-z·]{0,12}\s?){0,2}(?:예산안?|업무\s?계획|국비)")
_STARTS = re.compile(r"부터")
_ENDS = re.compile(r"까지")


@dataclass(frozen=True, slots=True)
class Timing:
    """For which time an amount is, as far as the text says it."""

    basis: Basis
    years: Years = NO_YEARS
    starts: date | None = None
    ends: date | None = None


def timing_of(
    document: Document, passage: Passage, figure: Figure, *, is_budget_line: bool, from_above: bool
) -> Timing:
    """The time an amount is for.

    ``is_budget_line``: the amount is a budget as such, not what a named work costs.
    ``from_above``: what it is for was named by an opener above; its times may stand there too.
    """
    beside = _beside(passage, figure)
    if beside is not None:
        timing = _of_time(passage, figure, beside, in_bracket=_bracketed(passage, figure))
        if timing is not None:
            return _with_start(document, passage, timing, from_above)
    fiscal, is_stated = fiscal_year(document)
    of_a_work = _OF_A_WORK.match(passage.text, figure.end)
    if fiscal and not of_a_work:
        if is_stated:
            return Timing(Basis.ANNUAL, Years(fiscal, fiscal), _first(fiscal), _last(fiscal))
        if is_budget_line:
            # The plan's year is not written beside the amount: no start or end is claimed.
            return Timing(Basis.ANNUAL, Years(fiscal, fiscal))
    if from_above:
        return _of_scope(document, passage)
    return Timing(Basis.TOTAL)


def fiscal_year(document: Document) -> tuple[int | None, bool]:
    """The year that a document is the budget or the plan of; and whether its title or first lines
    say that it is a budget."""
    head = [p for p in document.passages if p.role in (Role.TITLE, Role.SUBTITLE)]
    year = _planned_year(document, head)
    if year and any(re.search(r"예산|국비", p.text) for p in head[:1]):
        return year, True
    year = _planned_year(document, document.passages[:12])
    return year, False


def _planned_year(document: Document, passages: Sequence[Passage]) -> int | None:
    for passage in passages:
        if match := _ANNUAL_PLAN.search(passage.text):
            return int(match[1])
        if document.issued and _PLAN_AHEAD.search(passage.text):
            return document.issued.year + 1
    return None


def _first(year: int) -> date:
    return date(year, 1, 1)


def _last(year: int) -> date:
    return date(year, 12, 31)


def _bracketed(passage: Passage, figure: Figure) -> tuple[int, int] | None:
    opened = passage.text.rfind("(", 0, figure.start)
    if opened < 0 or ")" in passage.text[opened : figure.start]:
        return None
    closed = passage.text.find(")", figure.end)
    return (opened, closed) if closed >= 0 else None


def _beside(passage: Passage, figure: Figure) -> Figure | None:
    """The time nearest to an amount: in its bracket, else before it in its clause or sentence."""
    times = [f for f in passage.figures if f.kind in _TIMES and f.first is not None]
    bracket = _bracketed(passage, figure)
    if bracket:
        within = [f for f in times if bracket[0] < f.start < bracket[1]]
        return within[0] if within else None
    start, end = next(
        ((s, e) for s, e in sentences(passage.text) if s <= figure.start < e),
        (0, len(passage.text)),
    )
    amounts = [f for f in passage.figures if f.kind is FigureKind.AMOUNT]
    start = max([start, *(f.end for f in amounts if f.end <= figure.start)])
    clause = clause_around(passage, figure.start, figure.end)
    before = [f for f in times if max(start, clause[0]) <= f.start < figure.start]
    if before:
        return before[-1]
    following = min([end, clause[1], *(f.start for f in amounts if f.start >= figure.end)])
    after = [f for f in times if figure.end <= f.start < following]
    return next((f for f in after if f.kind is FigureKind.PERIOD), None)


def _of_time(
    passage: Passage, figure: Figure, time: Figure, in_bracket: tuple[int, int] | None
) -> Timing | None:
    first, last = time.first, time.last
    if first is None or last is None:
        return None
    if first.year != last.year:
        return Timing(Basis.TOTAL, Years(first.year, last.year), first, last)
    if _ENDS.search(passage.text[time.start : time.end + 3]):
        return Timing(Basis.TOTAL, Years(None, last.year), None, last)
    if _STARTS.search(passage.text[time.start : time.end + 3]):
        return Timing(Basis.TOTAL, Years(first.year, None), first, None)
    if _OF_A_WORK.match(passage.text, figure.end) and not in_bracket:
        return None
    around = passage.text[time.end : figure.start] + passage.text[figure.end : figure.end + 16]
    is_spent = _SPENT.match(passage.text, figure.end) or _BUDGET.search(around)
    is_direct = not passage.text[time.end : figure.start].strip(" ,:도에는")
    if in_bracket or is_spent or is_direct:
        return Timing(
            Basis.ANNUAL, Years(first.year, first.year), _first(first.year), _last(last.year)
        )
    return None


def _with_start(document: Document, passage: Passage, timing: Timing, from_above: bool) -> Timing:
    """A programme "by 2030" begins when the text around it says that it begins."""
    if timing.starts is not None or timing.basis is Basis.ANNUAL or not from_above:
        return timing
    starts = _of_scope(document, passage).starts
    return Timing(timing.basis, timing.years, starts, timing.ends)


def _of_scope(document: Document, passage: Passage) -> Timing:
    """When what an opener announces begins and ends, from the times in its paragraph."""
    starts: date | None = None
    ends: date | None = None
    for time in passage.figures:
        if time.kind not in _TIMES or time.first is None or time.last is None:
            continue
        words = passage.text[time.start : time.end + 3]
        if _STARTS.search(words):
            starts = min(starts or time.first, time.first)
        elif _ENDS.search(words):
            ends = max(ends or time.last, time.last)
    if starts is None:
        for ordinal in passage.path:
            governing = document.passages[ordinal]
            years = [
                f for f in governing.figures if f.kind in _TIMES and f.first and f.unit == "year"
            ]
            if years:
                starts = years[0].first
                break
    return Timing(Basis.TOTAL, NO_YEARS, starts, ends)
