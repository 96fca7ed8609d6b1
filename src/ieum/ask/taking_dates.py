"""Dates and stretches of time for a tool's arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from ieum.ask.roles import required_dates
from ieum.ask.taking import Taking, describes
from ieum.ask.values import Found
from ieum.ask.wants import Want, Wanted
from ieum.text.span import Span

_FIRST = re.compile(r"^(?:start|begin|first|since|from)|첫|시작|부터")
_LAST = re.compile(r"^(?:end|last|until|to|due|deadline)|마지막|끝|까지")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)")


def take_dates(taking: Taking) -> None:
    for wanted in taking.of(Want.DATE):
        if not wanted.required:
            _take_hinted_date(taking, wanted)
    required = [w for w in taking.of(Want.DATE) if w.required]
    first = next((w for w in required if describes(_FIRST, w)), None)
    last = next((w for w in required if describes(_LAST, w)), None)
    if first and last and first is not last:
        _take_stretch(taking, first, last)
    for wanted in taking.of(Want.DATE):
        days = [f for f in taking.dates() if _one_day(f)]
        if wanted.required and days:
            _set_day(taking, wanted, _likeliest_day(taking, days))
    _take_further_date(taking)
    for wanted in taking.of(Want.MOMENT):
        match = _MOMENT.search(taking.said.text)
        if match:
            moment = datetime.fromisoformat(match[0])
            taking.set(wanted, moment.isoformat(), Span(*match.span()))


def _likeliest_day(taking: Taking, days: Sequence[Found]) -> Found:
    """Of several days, the one that stands as the required one does in the tool's utterances."""
    if len(days) == 1:
        return days[0]
    roles = required_dates(taking.tool)
    return max(days, key=lambda day: roles.leaning(taking.said.text, day, days))


def _set_day(taking: Taking, wanted: Wanted, found: Found) -> None:
    assert found.days is not None
    taking.set(wanted, found.days.start.isoformat(), found.span, found)


def _take_hinted_date(taking: Taking, wanted: Wanted) -> None:
    """An optional date is taken first where a word for it stands right behind or before."""
    dates = taking.dates()
    if len(dates) < 2 and any(w.required for w in taking.of(Want.DATE, Want.DATE_WORDS)):
        return
    for found in dates:
        if _one_day(found) and wanted.is_hinted(taking.beside(found, before=4), topic_too=False):
            _set_day(taking, wanted, found)
            return


def _take_further_date(taking: Taking) -> None:
    """The one day left, for the one optional date left, once the required ones are said.

    Today needs no saying: it is what a date left out means.
    """
    today = taking.said.today
    taking.free = [
        f
        for f in taking.free
        if not (f.days and _one_day(f) and f.days.start == today)
        or not any(not w.required for w in taking.of(Want.DATE))
    ]
    if not any(w.required and w.want is Want.DATE for w in taking.wanted):
        return
    wanted = taking.of(Want.DATE)
    days = [f for f in taking.dates() if _one_day(f)]
    if len(wanted) == len(days) == 1 and not wanted[0].required:
        _set_day(taking, wanted[0], days[0])


def _take_stretch(taking: Taking, first: Wanted, last: Wanted) -> None:
    dates = taking.dates()
    today = taking.said.today
    if not dates:
        return
    if len(dates) == 1:
        only = dates[0].days
        assert only is not None
        if not only.is_period and (only.start > today or only.side == "until"):
            taking.set(first, today.isoformat(), None)
            taking.set(last, only.start.isoformat(), dates[0].span, dates[0])
        elif not only.is_period:
            taking.set(first, only.start.isoformat(), dates[0].span, dates[0])
            taking.set(last, today.isoformat(), None)
        else:
            taking.set(first, only.start.isoformat(), dates[0].span)
            taking.set(last, only.last.isoformat(), dates[0].span, dates[0])
        return
    one, two = dates[0], dates[1]
    if _side(two) == "from" and _side(one) != "from":
        one, two = two, one
    first_days, last_days = one.days, two.days
    assert first_days is not None
    assert last_days is not None
    start, end = first_days.start, last_days.last
    if end < start and last_days.ambiguous:
        end = last_days.future.last
        end = end if end >= start else end.replace(year=end.year + 1)
    elif end < start and not _side(one) and not _side(two):
        # What lies between two days does not ask which is named first.
        start, end = end, start
    taking.set(first, start.isoformat(), one.span, one)
    taking.set(last, end.isoformat(), two.span, two)


def ask_for_days(taking: Taking) -> None:
    """A stretch such as next year was said where an optional day is wanted: ask which day."""
    stretch = next((f for f in taking.dates() if not taking.lies_in_use(f)), None)
    required = any(w.required and w.want is Want.DATE for w in taking.wanted)
    wanted = [w for w in taking.of(Want.DATE) if not w.required]
    if stretch is not None and required and len(wanted) == 1:
        taking.result.missing.append(wanted[0])
        taking.free.remove(stretch)


def _one_day(found: Found) -> bool:
    return found.days is not None and found.days.start == found.days.last


def _side(found: Found) -> str | None:
    return found.days.side if found.days else None
