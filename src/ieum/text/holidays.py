"""Korean public holidays and observances by name, lunar ones included, and the rule that finds them.

Fixed days and names: the Public Holidays Decree (관공서의 공휴일에 관한 규정) and the Act on
Anniversaries of National Importance; lunar ones by ``lunar``.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from ieum.text.calendar_days import DAY as ONE_DAY
from ieum.text.calendar_days import Days, nth_weekday
from ieum.text.date_reading import DateReading, day_reading, open_day
from ieum.text.date_rules import rule_set
from ieum.text.date_words import YEAR, S
from ieum.text.day_rules import year_of
from ieum.text.lunar import from_lunar
from ieum.text.patterns import lazy

HOLIDAY_RULES, rule = rule_set()

_DayOf = Callable[[int], date | None]


def _solar(month: int, day: int) -> _DayOf:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int) -> _DayOf:
    return lambda year: from_lunar(year, month, day)


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
    # Korean name, its words apart where they may stand apart: English name, day of a year
    "신정": ("New Year's Day", _solar(1, 1)),
    "양력설": ("New Year's Day", _solar(1, 1)),
    "설날": ("Lunar New Year's Day", _lunar(1, 1)),
    "음력설": ("Lunar New Year's Day", _lunar(1, 1)),
    "구정": ("Lunar New Year's Day", _lunar(1, 1)),
    "정월 대보름": ("First Full Moon", _lunar(1, 15)),
    "대보름": ("First Full Moon", _lunar(1, 15)),
    "납세자의 날": ("Taxpayers' Day", _solar(3, 3)),
    "삼일절": ("Independence Movement Day", _solar(3, 1)),
    "3.1절": ("Independence Movement Day", _solar(3, 1)),
    "3·1절": ("Independence Movement Day", _solar(3, 1)),
    "상공의 날": ("Commerce and Industry Day", _nth(3, 2, 3)),
    "서해수호의 날": ("West Sea Defence Day", _nth(3, 4, 4)),
    "물의 날": ("World Water Day", _solar(3, 22)),
    "식목일": ("Arbor Day", _solar(4, 5)),
    "보건의 날": ("Health Day", _solar(4, 7)),
    "도서관의 날": ("Library Day", _solar(4, 12)),
    "장애인의 날": ("Day of Persons with Disabilities", _solar(4, 20)),
    "과학의 날": ("Science Day", _solar(4, 21)),
    "정보통신의 날": ("Information and Communication Day", _solar(4, 22)),
    "법의 날": ("Law Day", _solar(4, 25)),
    "근로자의 날": ("Labour Day", _solar(5, 1)),
    "노동절": ("Labour Day", _solar(5, 1)),
    "어린이날": ("Children's Day", _solar(5, 5)),
    "어버이날": ("Parents' Day", _solar(5, 8)),
    "스승의 날": ("Teachers' Day", _solar(5, 15)),
    "발명의 날": ("Invention Day", _solar(5, 19)),
    "세계인의 날": ("Together Day", _solar(5, 20)),
    "부부의 날": ("Married Couples' Day", _solar(5, 21)),
    "성년의 날": ("Coming-of-Age Day", _nth(5, 0, 3)),
    "바다의 날": ("Sea Day", _solar(5, 31)),
    "부처님 오신 날": ("Buddha's Birthday", _lunar(4, 8)),
    "석가탄신일": ("Buddha's Birthday", _lunar(4, 8)),
    "초파일": ("Buddha's Birthday", _lunar(4, 8)),
    "환경의 날": ("Environment Day", _solar(6, 5)),
    "현충일": ("Memorial Day", _solar(6, 6)),
    "철도의 날": ("Railway Day", _solar(6, 28)),
    "단오": ("Dano", _lunar(5, 5)),
    "정보보호의 날": ("Information Security Day", _nth(7, 2, 2)),
    "제헌절": ("Constitution Day", _solar(7, 17)),
    "광복절": ("Liberation Day", _solar(8, 15)),
    "칠석": ("Chilseok", _lunar(7, 7)),
    "사회복지의 날": ("Social Welfare Day", _solar(9, 7)),
    "청년의 날": ("Youth Day", _nth(9, 5, 3)),
    "추석": ("Korean Thanksgiving Day", _lunar(8, 15)),
    "한가위": ("Korean Thanksgiving Day", _lunar(8, 15)),
    "국군의 날": ("Armed Forces Day", _solar(10, 1)),
    "노인의 날": ("Senior Citizens' Day", _solar(10, 2)),
    "개천절": ("National Foundation Day", _solar(10, 3)),
    "한글날": ("Hangul Day", _solar(10, 9)),
    "체육의 날": ("Sports Day", _solar(10, 15)),
    "문화의 날": ("Culture Day", _nth(10, 5, 3)),
    "경찰의 날": ("Police Day", _solar(10, 21)),
    "소방의 날": ("Fire Service Day", _solar(11, 9)),
    "농업인의 날": ("Farmers' Day", _solar(11, 11)),
    "순국선열의 날": ("Patriotic Martyrs' Day", _solar(11, 17)),
    "소비자의 날": ("Consumers' Day", _solar(12, 3)),
    "무역의 날": ("Trade Day", _solar(12, 5)),
    "밸런타인데이": ("Valentine's Day", _solar(2, 14)),
    "발렌타인데이": ("Valentine's Day", _solar(2, 14)),
    "만우절": ("April Fools' Day", _solar(4, 1)),
    "부활절": ("Easter", _easter),
    "핼러윈": ("Halloween", _solar(10, 31)),
    "할로윈": ("Halloween", _solar(10, 31)),
    "추수감사절": ("Thanksgiving Day", _nth(11, 3, 4)),
    "크리스마스 이브": ("Christmas Eve", _solar(12, 24)),
    "크리스마스": ("Christmas", _solar(12, 25)),
    "성탄절": ("Christmas", _solar(12, 25)),
    "기독탄신일": ("Christmas", _solar(12, 25)),
}

# 설 is also a rumour and a theory: it is the feast with a year before or its company after it.
_NEW_YEAR_COMPANY = rf"{S}(?:연휴|명절|전날|당일|대목|차례|귀성|전까지|다음{S}날)"
_SHORT_EDGE = lazy(rf"[^가-힣]|$|(?:[은이을에도의]|까지|부터|전)(?![가-힣])|{_NEW_YEAR_COMPANY}")
_THREE_DAY_FEASTS = ("설", "설날", "추석", "한가위", "구정")


@cache
def _by_name() -> dict[str, tuple[str, _DayOf]]:
    """The table by names without spaces."""
    return {name.replace(" ", ""): day for name, day in HOLIDAYS.items()} | {"설": HOLIDAYS["설날"]}


def _names() -> str:
    words = sorted(HOLIDAYS, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", S) for w in words)


@rule(
    rf"(?:{YEAR}의?{S})?(?:(?P<name>{_names()})|(?P<short>설(?!날)(?(ry)|(?(y)|(?={_NEW_YEAR_COMPANY})))))"
    rf"(?P<rest>{S}연휴)?(?![가-힣]{{0,16}}(?:선물|특선))"
)
def holiday(match: re.Match[str], reference: date) -> DateReading | None:
    """추석, 2026년 설날, 내년 광복절; 설 연휴 with the day before and the day after."""
    name = re.sub(r"\s", "", match["name"] or match["short"])
    if match["short"] and not match["rest"] and not _SHORT_EDGE.match(match.string, match.end()):
        return None
    _, day_of = _by_name()[name]
    year = year_of(match, reference)
    if match["rest"]:
        whole = name in _THREE_DAY_FEASTS
        return _feast(match.end(), day_of, year, reference) if whole else None
    if year is not None:
        exact = day_of(year)
        return day_reading(match.end(), exact) if exact else None
    return open_feast(match.end(), day_of, reference)


def open_feast(end: int, day_of: _DayOf, reference: date) -> DateReading | None:
    """A day that every year has, at its own date each year: the next, the latest and this year's."""
    # Two years back: the last months of a lunar year fall in the following solar one.
    days = [d for y in range(reference.year - 2, reference.year + 2) if (d := day_of(y))]
    future = next((d for d in days if d >= reference), None)
    past = next((d for d in reversed(days) if d < reference), None)
    if future is None or past is None:
        return None
    near = next((d for d in days if d.year == reference.year), future)
    fixed = future.month == past.month and future.day == past.day
    timex = f"XXXX-{future.month:02d}-{future.day:02d}" if fixed else future.isoformat()
    return open_day(end, timex, future, past, near)


def _feast(end: int, day_of: _DayOf, year: int | None, reference: date) -> DateReading | None:
    """The three days of 설 or 추석 that the decree gives."""
    if year is None:
        day = open_feast(end, day_of, reference)
    else:
        exact = day_of(year)
        day = day_reading(end, exact) if exact else None
    if day is None:
        return None
    future, past, near = (
        Days(d.start - ONE_DAY, d.end + ONE_DAY) for d in (day.future, day.past, day.near)
    )
    timex = f"({future.start},{future.end},P3D)"
    return DateReading(end, "day", timex, future, past, near, period=True)


def holiday_name(text: str) -> str | None:
    """The English name of the holiday that ``text`` names, or ``None``."""
    bare = re.sub(r"\s", "", text)
    for korean in sorted(HOLIDAYS, key=len, reverse=True):
        if korean.replace(" ", "") in bare:
            return HOLIDAYS[korean][0]
    return None
