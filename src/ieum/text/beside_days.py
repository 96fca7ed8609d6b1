"""Days told by another day: 추석 다음 날, 설 이틀 전, 5월 5일로부터 사흘 뒤, 6월 1일부터 30일간."""

from dataclasses import replace

from ieum.text.calendar_days import Days
from ieum.text.date_reading import DateReading
from ieum.text.date_words import S
from ieum.text.durations import DURATION, Parts, moved, parts_of, timex_of
from ieum.text.patterns import lazy

_NEXT_TO = lazy(rf"{S}(?:의{S})?(?:(?P<next>다음{S}날|이튿날|익일)|(?P<eve>전날|전일))")
_AWAY = lazy(
    rf"(?:(?P<from>(?:으로|로)?부터){S}|{S}){DURATION}{S}"
    r"(?:(?P<before>전)|(?P<after>후|뒤))(?![가-힣]{0,16}(?:반기|원|회|보))"
)
_LASTS = lazy(
    rf"(?:으로|로)?부터{S}{DURATION}(?:(?P<during>{S}(?:간(?!격)|동안))|"
    rf"(?={S}(?:[^가-힣 ]|$)|{S}(?!전|후|뒤|이|안|내|까|에|째|차|지|가|쯤)[가-힣]))"
)


def beside(text: str, reading: DateReading) -> DateReading:
    """The day before or after ``reading``, or so many days away from it, or ``reading`` itself."""
    if reading.grain != "day" or reading.period:
        return reading
    neighbour = _NEXT_TO.match(text, reading.end)
    if neighbour is not None:
        days: Parts = parts_of("하루")
        return _shifted(reading, neighbour.end(), days, 1 if neighbour["next"] else -1)
    away = _AWAY.match(text, reading.end)
    if away is None or (not away["from"] and reading.relative):
        return reading
    parts = parts_of(away["dur"])
    if any(unit.startswith("T") for unit, _ in parts):
        return reading
    return _shifted(reading, away.end(), parts, -1 if away["before"] else 1)


def _shifted(reading: DateReading, end: int, parts: Parts, sign: int) -> DateReading:
    try:
        future, past, near = (
            Days.one(moved(days.start, parts, sign))
            for days in (reading.future, reading.past, reading.near)
        )
    except (ValueError, OverflowError):
        return reading
    return replace(
        reading,
        end=end,
        timex=near.start.isoformat(),
        future=future,
        past=past,
        near=near,
        year=None,
        month=None,
    )


def span_from(text: str, first: DateReading) -> DateReading | None:
    """6월 10일부터 14일간, 2026년부터 5년간: so long a stretch that begins where ``first`` does.

    Without 간 or 동안 only weeks and months are a length: in 1일부터 3일 the second is a date too.
    """
    match = _LASTS.match(text, first.end) if first.grain in ("day", "month", "year") else None
    parts = parts_of(match["dur"]) if match else ()
    if match is None or any(unit.startswith("T") for unit, _ in parts):
        return None
    if not match["during"] and any(unit not in ("W", "M") for unit, _ in parts):
        return None
    try:
        future, past, near = (
            Days(days.start, moved(days.start, parts, 1))
            for days in (first.future, first.past, first.near)
        )
    except (ValueError, OverflowError):
        return None
    timex = f"({near.start},{near.end},{timex_of(parts)})"
    return replace(
        first,
        end=match.end("dur"),
        timex=timex,
        future=future,
        past=past,
        near=near,
        period=True,
        relative=False,
    )
