"""Values read from what people type: 12억원, 약 1.2조 (2026~2029년), 산업통상부, 2027년 3월, 30곳.

What a text leaves out stays as it was: 12억원 alone corrects an amount and keeps its years.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import ValidationError

from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Language, Message, _
from ieum.services.programme.extraction.bodies import find_bodies, with_korean_names
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.regions import place_named
from ieum.services.programme.register.values import (
    MOST_WON,
    Amount,
    Measured,
    Names,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)
from ieum.services.programme.register.wording import STATUSES
from ieum.text.dates import DateExpression, find_dates
from ieum.text.money import find_money, parse_won
from ieum.text.percent import find_percents
from ieum.text.qualifiers import qualifier_around
from ieum.text.quantities import find_quantities
from ieum.text.regions import find_regions

_ONE_YEAR = re.compile(r"한 ?해|연간|매년|해마다|a year|per year|annual|one year", re.IGNORECASE)
_WHOLE = re.compile(r"전체|총|합계|통틀어|in total|total|overall", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d,.]|-\d)")
_BETWEEN_NAMES = re.compile(r"\s*[,·;/]\s*|\s+및\s+|\s+and\s+")
_NUMBER = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[^\d\s(]*)")
_OPENED = re.compile(r"[\s(,:]*(?:\bby)?\s*$")
#: A bare number below this is an amount whose unit was forgotten.
_LEAST_BARE = 10_000
_NUMBER_EXPECTED = _("수와 단위를 적어 주세요. 예: 30곳, 95%")
_ABROAD = {"해외", "국외", "abroad", "overseas"}
_EVERYWHERE = {"전국", "nationwide", "nation-wide", "whole country"}


@dataclass(frozen=True, slots=True)
class _Years:
    first: int | None
    last: int | None


def read_value(text: str, now: StatementValue, as_of: date) -> StatementValue:
    """The value that a text gives in place of ``now``; words like 내년 count from ``as_of``.

    Raises ``WrongArgument`` for ``value`` with what was expected.
    """
    typed = " ".join(text.split())
    match now:
        case Amount():
            return _amount(typed, now, as_of)
        case Names():
            return _names(typed, now, as_of)
        case Time():
            return _time(typed, now, as_of)
        case Measured():
            try:
                return _measured(typed, now, as_of)
            except ValidationError:
                raise _wrong(typed, _NUMBER_EXPECTED) from None
        case Stage():
            return Stage(status=_status(typed))
        case Step():
            return _step(typed, now, as_of)


def _wrong(text: str, expected: Message) -> WrongArgument:
    return WrongArgument(
        "value",
        _("'{text}'{text:-은/는} 읽을 수 없습니다. {expected}", text=text, expected=expected),
    )


def _amount(text: str, now: Amount, as_of: date) -> Amount:
    money = find_money(text)
    expected = _("원 단위 금액을 적어 주세요. 예: 12억원, 약 1.2조원 (2026~2029년)")
    if len(money) > 1 or any(found.amount_to is not None for found in money):
        raise _wrong(text, expected)
    rest = text
    won, qualifier = now.won, now.qualifier
    if money:
        if money[0].won is None or money[0].won < 0:
            raise _wrong(text, expected)
        won, qualifier = money[0].won, money[0].qualifier
        span = money[0].span
        rest = f"{text[: span.start]} {text[span.end :]}"
    years = _years(rest, as_of)
    if not money and years is None:
        try:
            won, qualifier = parse_won(text), "exact"
        except ValueError:
            raise _wrong(text, expected) from None
        if won < (_LEAST_BARE if text.isdecimal() else 0):
            raise _wrong(text, expected)
    if won > MOST_WON:
        raise _wrong(text, expected)
    first, last = (now.first_year, now.last_year) if years is None else (years.first, years.last)
    basis = now.basis
    if _ONE_YEAR.search(rest):
        basis = Basis.ANNUAL
    elif _WHOLE.search(rest):
        basis = Basis.TOTAL
    elif years is not None:
        basis = Basis.ANNUAL if first is not None and first == last else Basis.TOTAL
    return Amount(won=won, qualifier=qualifier, basis=basis, first_year=first, last_year=last)


def _years(text: str, as_of: date) -> _Years | None:
    """The years a text names: from, to, or both."""
    found = [date for date in find_dates(text, as_of) if date.start <= date.last]
    if found:
        one = found[0]
        first = one.start.year
        last = found[-1].last.year
        if len(found) == 1 and one.side in ("until", "before"):
            return _Years(None, last)
        if len(found) == 1 and one.side in ("from", "after"):
            return _Years(first, None)
        return _Years(first, last)
    bare = [int(year) for year in _BARE_YEAR.findall(text)]
    return _Years(bare[0], bare[-1]) if bare else None


def _names(text: str, now: Names, as_of: date) -> Names:
    # English names of ministries hold commas themselves.
    typed = [name for name in _BETWEEN_NAMES.split(with_korean_names(text.strip())) if name]
    names = names_as_kept(now.subject, typed, as_of)
    if not names or any(len(name) > 100 for name in names):
        raise _wrong(
            text, _("이름을 쉼표로 나누어 적어 주세요. 예: 산업통상부, 과학기술정보통신부")
        )
    return Names(subject=now.subject, names=names)


def names_as_kept(subject: Subject, typed: Sequence[str], as_of: date) -> tuple[str, ...]:
    """Names as the register keeps them, each once: bodies in full, regions as 광주, 호남, 전국, 해외.

    Raises ``WrongArgument`` for a region that is none.
    """
    if subject is Subject.REGIONS:
        return tuple(dict.fromkeys(map(_region, typed)))
    return tuple(dict.fromkeys(body_as_kept(name, as_of) for name in typed))


def _region(name: str) -> str:
    if name.lower() in _EVERYWHERE:
        return "전국"
    if name.lower() in _ABROAD:
        return "해외"
    found = find_regions(name)
    is_whole = len(found) == 1 and not found[0].ambiguous and len(found[0].text) >= len(name) - 1
    place = found[0].place if is_whole else place_named(name)
    if place is None:
        raise _wrong(name, _("지역 이름을 적어 주세요. 예: 광주, 전남, 호남, 전국"))
    return "전국" if place.level == "country" else place.short.removesuffix("권")


def body_as_kept(name: str, as_of: date) -> str:
    """The full Korean name of a ministry or local government that was typed short or in English."""
    found = find_bodies(name, as_of)
    if found and found[0].end - found[0].start == len(name):
        return found[0].name
    places = find_regions(name) if name.isascii() else []
    is_place = len(places) == 1 and places[0].text == name and not places[0].ambiguous
    return places[0].place.name if is_place else name


def _time(text: str, now: Time, as_of: date) -> Time:
    found = find_dates(text, as_of)
    if found:
        days = _end_of(found[0], now.subject is Subject.START)
        if days[0] <= days[1]:
            return Time(subject=now.subject, first=days[0], last=days[1])
    elif years := [int(year) for year in _BARE_YEAR.findall(text)]:
        year = years[0] if now.subject is Subject.START else years[-1]
        return Time(subject=now.subject, first=date(year, 1, 1), last=date(year, 12, 31))
    raise _wrong(text, _("때를 적어 주세요. 예: 2027년, 2027년 3월, 2027.3.1"))


def _end_of(found: DateExpression, is_start: bool) -> tuple[date, date]:
    """Of a range its first or its last end, else the days covered."""
    if found.ends is None:
        return found.start, found.last
    one = found.ends[0 if is_start else 1]
    return one.start, one.end - timedelta(days=1)


def _measured(text: str, now: Measured, as_of: date) -> Measured:
    what, colon, figure = text.rpartition(": ")
    said = what if colon else now.what
    by = now.by
    times = [found for found in find_dates(figure, as_of) if found.side == "until"]
    if times:
        by = times[-1].last
        figure = figure[: times[-1].span.start].rstrip(" (")
    if now.number is None and not figure[:1].isdigit():
        return Measured(subject=now.subject, what=text, by=by)
    quantity = find_quantities(figure)
    percent = find_percents(figure)
    number = _NUMBER.search(figure)
    if quantity:
        q = quantity[0]
        return _figure(now, float(q.value), q.unit.code, said, q.qualifier, by)
    if percent:
        p = percent[0]
        unit = "%p" if p.points else "%"
        return _figure(now, float(p.percent), unit, said, p.qualifier, by)
    if number:
        value = float(number["number"].replace(",", ""))
        qualifier = qualifier_around(figure, number.start(), number.end())
        # 30 alone corrects the number and keeps its unit.
        return _figure(now, value, number["unit"] or now.unit, said, qualifier, by)
    if not text.strip():
        raise _wrong(text, _NUMBER_EXPECTED)
    return Measured(subject=now.subject, what=text, by=by)


def _figure(
    now: Measured, number: float, unit: str, what: str, qualifier: object, by: date | None
) -> Measured:
    return Measured.model_validate(
        {
            "subject": now.subject,
            "number": number,
            "unit": unit,
            "what": what,
            "qualifier": qualifier,
            "by": by,
        }
    )


def _status(text: str) -> Status:
    wanted = text.strip().lower()
    named = _status_names()
    if wanted not in named:
        choices = ", ".join(str(words) for words in STATUSES.values())
        raise _wrong(text, _("다음 가운데 하나를 적어 주세요: {choices}", choices=choices))
    return named[wanted]


def _status_names() -> Mapping[str, Status]:
    return {
        name.lower(): status
        for status, words in STATUSES.items()
        for name in (status, *(words.text(language) for language in Language))
    }


def _step(text: str, now: Step, as_of: date) -> Step:
    found = find_dates(text, as_of)
    if not found:
        raise _wrong(text, _("할 일과 기한을 적어 주세요. 예: 실증 착수 (2027년 3월까지)"))
    what = _OPENED.sub("", text[: found[0].span.start]).strip()
    return Step(what=what or now.what, due=found[0].last, met=now.met)
