"""Korean public holidays and observances by name, lunar ones included, and the rule that finds them.

Fixed days and names: the Public Holidays Decree (관공서의 공휴일에 관한 규정) and the Act on
Anniversaries of National Importance; lunar ones by ``lunar``.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from ieum.text.calendar_days import nth_weekday
from ieum.text.date_reading import DateReading, day_reading, open_day
from ieum.text.date_rules import rule_set
from ieum.text.date_words import YEAR, S
from ieum.text.day_rules import year_of
from ieum.text.lunar import from_lunar

HOLIDAY_RULES, rule = rule_set()

_DayOf = Callable[[int], date | None]


def _solar(month: int, day: int) -> _DayOf:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int, shift: int = 0) -> _DayOf:
    def day_of(year: int) -> date | None:
        found = from_lunar(year, month, day)
        return found + timedelta(days=shift) if found else None

    return day_of


def _nth(month: int, weekday: int, nth: int) -> _DayOf:
    return lambda year: nth_weekday(year, month, weekday, nth)


def _easter(year: int) -> date:
    """Gregorian Easter by the anonymous (Meeus/Jones/Butcher) rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


HOLIDAYS: dict[str, tuple[str, _DayOf]] = {
    # Korean name (one spelling a key): English name, day of a year
    "신정": ("New Year's Day", _solar(1, 1)),
    "양력설": ("New Year's Day", _solar(1, 1)),
    "설날": ("Lunar New Year's Day", _lunar(1, 1)),
    "음력설": ("Lunar New Year's Day", _lunar(1, 1)),
    "구정": ("Lunar New Year's Day", _lunar(1, 1)),
    "섣달그믐": ("Lunar New Year's Eve", _lunar(1, 1, -1)),
    "정월대보름": ("First Full Moon", _lunar(1, 15)),
    "대보름": ("First Full Moon", _lunar(1, 15)),
    "삼일절": ("Independence Movement Day", _solar(3, 1)),
    "3.1절": ("Independence Movement Day", _solar(3, 1)),
    "3·1절": ("Independence Movement Day", _solar(3, 1)),
    "식목일": ("Arbor Day", _solar(4, 5)),
    "과학의날": ("Science Day", _solar(4, 21)),
    "근로자의날": ("Labour Day", _solar(5, 1)),
    "노동절": ("Labour Day", _solar(5, 1)),
    "어린이날": ("Children's Day", _solar(5, 5)),
    "어버이날": ("Parents' Day", _solar(5, 8)),
    "스승의날": ("Teachers' Day", _solar(5, 15)),
    "부처님오신날": ("Buddha's Birthday", _lunar(4, 8)),
    "석가탄신일": ("Buddha's Birthday", _lunar(4, 8)),
    "초파일": ("Buddha's Birthday", _lunar(4, 8)),
    "현충일": ("Memorial Day", _solar(6, 6)),
    "단오": ("Dano", _lunar(5, 5)),
    "제헌절": ("Constitution Day", _solar(7, 17)),
    "광복절": ("Liberation Day", _solar(8, 15)),
    "국군의날": ("Armed Forces Day", _solar(10, 1)),
    "개천절": ("National Foundation Day", _solar(10, 3)),
    "한글날": ("Hangul Day", _solar(10, 9)),
    "추석": ("Korean Thanksgiving Day", _lunar(8, 15)),
    "한가위": ("Korean Thanksgiving Day", _lunar(8, 15)),
    "칠석": ("Chilseok", _lunar(7, 7)),
    "밸런타인데이": ("Valentine's Day", _solar(2, 14)),
    "발렌타인데이": ("Valentine's Day", _solar(2, 14)),
    "만우절": ("April Fools' Day", _solar(4, 1)),
    "부활절": ("Easter", _easter),
    "핼러윈": ("Halloween", _solar(10, 31)),
    "할로윈": ("Halloween", _solar(10, 31)),
    "추수감사절": ("Thanksgiving Day", _nth(11, 3, 4)),
    "크리스마스이브": ("Christmas Eve", _solar(12, 24)),
    "크리스마스": ("Christmas", _solar(12, 25)),
    "성탄절": ("Christmas", _solar(12, 25)),
    "기독탄신일": ("Christmas", _solar(12, 25)),
}


def _names() -> str:
    words = sorted(HOLIDAYS, key=len, reverse=True)
    return "|".join(
        re.escape(w).replace("의날", rf"의{S}날").replace("스이", rf"스{S}이") for w in words
    )


@rule(rf"(?:{YEAR}의?{S})?(?P<name>{_names()})(?![가-힣]*(?:선물|특선))")
def holiday(match: re.Match[str], reference: date) -> DateReading | None:
    """추석, 2026년 설날, 내년 광복절."""
    _, day_of = HOLIDAYS[re.sub(r"\s", "", match["name"])]
    year = year_of(match, reference)
    if year is not None:
        exact = day_of(year)
        return day_reading(match.end(), exact) if exact else None
    days = [d for y in range(reference.year - 1, reference.year + 2) if (d := day_of(y))]
    future = next((d for d in days if d >= reference), None)
    past = next((d for d in reversed(days) if d < reference), None)
    if future is None or past is None:
        return None
    near = next((d for d in days if d.year == reference.year), future)
    fixed = future.month == past.month and future.day == past.day
    timex = f"XXXX-{future.month:02d}-{future.day:02d}" if fixed else future.isoformat()
    return open_day(match.end(), timex, future, past, near)


def holiday_name(text: str) -> str | None:
    """The English name of the holiday that ``text`` names, or ``None``."""
    for korean in sorted(HOLIDAYS, key=len, reverse=True):
        if korean in re.sub(r"\s", "", text):
            return HOLIDAYS[korean][0]
    return None
