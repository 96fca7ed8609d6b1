"""Rules for single days: 2026년 12월 7일(월), 2026. 12. 7., '25.12.7, 다음 주 금요일, 내일."""

import re
from datetime import date, timedelta

from ieum.text.calendar_days import (
    add_months,
    month_days,
    valid,
    weekday_in_week,
)
from ieum.text.date_reading import DateReading, day_reading, open_day
from ieum.text.date_rules import rule_set
from ieum.text.date_words import (
    DAY,
    EDGE,
    JOINT,
    MONTH,
    RELATIVE_DAYS,
    RELATIVE_MONTHS,
    RELATIVE_WEEKS,
    SINO,
    WEEKDAY,
    WEEKDAY_AFTER,
    WEEKDAYS,
    YEAR,
    S,
    month_number,
    relative_year,
    small_number,
    spaced,
    year_number,
)
from ieum.text.patterns import lazy, left_of, right_of

DAY_RULES, rule = rule_set()

_TRAILING_YEAR = rf"(?:(?:{S},?{S}|-)(?P<ty>\d{{4}}|[{SINO}]{{4,9}}(?={S}년))(?:{S}년)?(?:,?{S}[{WEEKDAYS}]요일)?)"
_NUMERIC_EDGE = r"(?![\d/]|[.-]\d|\s?%|[A-Za-z])"
_IN_COUNT = lazy(r"\d ?[~·-] ?$")


def year_of(match: re.Match[str], reference: date) -> int | None:
    """The year that a match's ``y``, ``ry`` or ``ty`` group names, else ``None``."""
    groups = match.groupdict()
    if groups.get("ry"):
        return relative_year(groups["ry"], reference)
    word = groups.get("y") or groups.get("ty")
    return year_number(word, reference) if word else None


def month_day(
    end: int, year: int | None, month: int, day: int, reference: date
) -> DateReading | None:
    """A day of a month; without a year, the next, the latest and this year's."""
    if year is not None:
        exact = valid(year, month, day)
        return day_reading(end, exact) if exact else None
    future, past = _around(month, day, reference)
    if future is None or past is None:
        return None
    near = valid(reference.year, month, day) or future
    return open_day(end, f"XXXX-{month:02d}-{day:02d}", future, past, near, month=month)


def _around(month: int, day: int, reference: date) -> tuple[date | None, date | None]:
    """The first such day from the reference on and the last before it (29 February included)."""
    years = range(reference.year - 8, reference.year + 9)
    days = [d for year in years if (d := valid(year, month, day))]
    future = min((d for d in days if d >= reference), default=None)
    past = max((d for d in days if d < reference), default=None)
    return future, past


def month_end(end: int, month: int, reference: date) -> DateReading:
    """The last day of a month without a year; in February it differs between years."""
    years = (reference.year - 1, reference.year, reference.year + 1)
    days = [month_days(year, month).last for year in years]
    future = next(day for day in days if day >= reference)
    past = next(day for day in reversed(days) if day < reference)
    timex = f"XXXX-{month:02d}-{days[1].day:02d}"
    return open_day(end, timex, future, past, days[1], month=month)


def _named_day(match: re.Match[str], year: int, month: int) -> int | None:
    if match["dlast"]:
        return month_days(year, month).last.day
    return small_number(match["d"])


@rule(
    rf"(?:(?P<rel>지난|오는|이번|다음|다가오는) )?(?:{YEAR}{JOINT})?{MONTH}{JOINT}{DAY}"
    rf"(?:{WEEKDAY_AFTER})?{_TRAILING_YEAR}?{EDGE}"
)
def written_out(match: re.Match[str], reference: date) -> DateReading | None:
    """2026년 12월 7일(월); 12월 7일; 지난 12월 7일; 1월 22일, 2016."""
    if (
        match.string[max(0, match.start() - 5) : match.start()]
        .rstrip()
        .endswith(("음력", "음력으로"))
    ):
        return None  # a lunar date the calendar lacks is no solar one
    month = month_number(match["m"])
    year = year_of(match, reference)
    if month and year is None and match["dlast"]:
        return month_end(match.end(), month, reference)
    day = _named_day(match, year or reference.year, month) if month else None
    if month is None or day is None or (match["y"] and year is None):
        return None
    reading = month_day(match.end(), year, month, day, reference)
    if reading is None or year is not None or match["rel"] is None:
        return reading
    chosen = {"지난": reading.past, "이번": reading.near}.get(match["rel"], reading.future)
    return day_reading(match.end(), chosen.start, relative=True)


@rule(
    rf"(?P<w1>[{WEEKDAYS}])요일,?{S}(?:{YEAR}{JOINT})?{MONTH}{JOINT}{DAY}(?:,?{S}(?P<ty>\d{{4}})(?:{S}년)?)?{EDGE}"
)
def weekday_first(match: re.Match[str], reference: date) -> DateReading | None:
    """금요일, 1월 22일, 2016년; 화요일, 2016년 3월 1일."""
    month, day = month_number(match["m"]), small_number(match["d"] or "")
    if month is None or day is None:
        return None
    return month_day(match.end(), year_of(match, reference), month, day, reference)


@rule(rf"{DAY}(?:{WEEKDAY_AFTER})?,?{S}의?{S}{MONTH}(?:,?{S}(?P<y>\d{{4}}){S}년?)?{EDGE}")
def day_first(match: re.Match[str], reference: date) -> DateReading | None:
    """22일 1월 2016년, as translations write it."""
    month, day = month_number(match["m"]), small_number(match["d"] or "")
    if month is None or day is None:
        return None
    return month_day(match.end(), year_of(match, reference), month, day, reference)


@rule(rf"(?P<rm>{spaced(RELATIVE_MONTHS)})의?{S}{DAY}(?:{WEEKDAY_AFTER})?{EDGE}")
def day_of_relative_month(match: re.Match[str], reference: date) -> DateReading | None:
    """다음 달 20일, 지난달 말일."""
    shift = RELATIVE_MONTHS[match["rm"].replace(" ", "")]
    first = add_months(reference.replace(day=1), shift)
    day = _named_day(match, first.year, first.month)
    exact = valid(first.year, first.month, day) if day else None
    return day_reading(match.end(), exact, relative=True) if exact else None


def _same_days(day: int, reference: date) -> list[date]:
    """The ``day`` of each month of the year before and after the reference that has one."""
    months = [add_months(reference.replace(day=1), n) for n in range(-13, 14)]
    return [d for first in months if (d := valid(first.year, first.month, day))]


def _fitting(end: int, day: int, weekday: str, reference: date) -> DateReading | None:
    """The nearest such day of a month that falls on the weekday."""
    days = [d for d in _same_days(day, reference) if d.weekday() == WEEKDAYS.index(weekday)]
    near = min(days, key=lambda d: abs((d - reference).days), default=None)
    return day_reading(end, near, relative=True) if near else None


@rule(rf"{WEEKDAY},?{S}{DAY}{EDGE}")
def weekday_and_day(match: re.Match[str], reference: date) -> DateReading | None:
    """금요일 20일, as translations write it."""
    day = small_number(match["d"] or "")
    return _fitting(match.end(), day, match["w"], reference) if day else None


@rule(rf"(?:(?P<rel>지난|오는|이번) )?{DAY}(?:{WEEKDAY_AFTER})?{EDGE}")
def day_alone(match: re.Match[str], reference: date) -> DateReading | None:
    """21일; 21일 목요일 (the month in which they fit); 지난 3일; 오는 15일."""
    if match["dlast"]:
        last = month_days(reference.year, reference.month).last
        return day_reading(match.end(), last, relative=True)
    day = small_number(match["d"])
    if day is None or not 1 <= day <= 31:
        return None
    if _IN_COUNT.search(left_of(match.string, match.start())):
        return None  # 2~3일: a length
    lone = len(match["d"]) == 1 and not match["d"].isdecimal()
    if lone and not re.match("에|까지|부터", right_of(match.string, match.end())):
        return None  # 일일 and 오일 are words of their own
    weekday = match["w"] or match["wp"]
    if weekday:
        return _fitting(match.end(), day, weekday, reference)
    days = _same_days(day, reference)
    future = min((d for d in days if d >= reference), default=None)
    past = max((d for d in days if d < reference), default=None)
    near = valid(reference.year, reference.month, day)
    if future is None or past is None:
        return None
    if match["rel"]:
        chosen = {"지난": past, "이번": near}.get(match["rel"], future)
        return day_reading(match.end(), chosen or future, relative=True)
    return open_day(match.end(), f"XXXX-XX-{day:02d}", future, past, near or future)


@rule(
    rf"(?P<y>\d{{4}}|'\d{{2}})(?:{S}[./-]{S}|{S}\.?{S})(?P<m>\d{{1,2}}){S}[./-]{S}(?P<d>\d{{1,2}})(?:\.(?!\d))?(?:{WEEKDAY_AFTER})?(?![\d/]|[.-]\d|\s?%)"
)
def year_first(match: re.Match[str], reference: date) -> DateReading | None:
    """2026-12-07, 2026. 12. 7., '25.12.7(일)."""
    year = year_number(match["y"], reference)
    exact = valid(year or 0, int(match["m"]), int(match["d"]))
    return day_reading(match.end(), exact) if exact else None


@rule(
    rf"(?P<a>\d{{1,2}}){S}(?P<sep>[./-]){S}(?P<b>\d{{1,2}}){S}[./,-]{S}(?P<y>\d{{4}}|\d{{1,2}})(?:\.(?={S}\([{WEEKDAYS}]))?(?:{WEEKDAY_AFTER})?{_NUMERIC_EDGE}"
)
def year_last(match: re.Match[str], reference: date) -> DateReading | None:
    """13.5.2015, 21/04/2016, 5/13/2015; two-digit years are read first: 71/05/05."""
    a, b = int(match["a"]), int(match["b"])
    if len(match["y"]) < 3:
        year = year_number(match["a"].zfill(2), reference)
        exact = valid(year or 0, b, int(match["y"])) if len(match["a"]) == 2 else None
        if exact or len(match["y"]) == 1:
            return day_reading(match.end(), exact) if exact else None
    year = year_number(match["y"], reference) or 0
    day_first_order = a > 12 or (match["sep"] == "." and b <= 12)
    exact = valid(year, b, a) if day_first_order else valid(year, a, b)
    return day_reading(match.end(), exact) if exact else None


@rule(
    r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])"
    r"(?=[^\w.,%-]|[.,](?!\d)|$|에|까지|부터|자)"
)
def eight_digits(match: re.Match[str], reference: date) -> DateReading | None:
    """20261207, as forms and file names have it."""
    exact = valid(int(match["y"]), int(match["m"]), int(match["d"]))
    return day_reading(match.end(), exact) if exact else None


@rule(
    rf"(?P<a>1[0-2]|[1-9])\. (?P<b>3[01]|[12]\d|[1-9])\."
    rf"(?=에|까지|부터|자|{S}[~-]|{S}(?:시행|공포|발표|개최|현재|제정|개정|출범|체결|착공|개통))"
)
def month_and_day_in_full_dots(match: re.Match[str], reference: date) -> DateReading | None:
    """6. 25.까지: each number has its full stop, as official writing asks."""
    return month_day(match.end(), None, int(match["a"]), int(match["b"]), reference)


@rule(
    rf"(?P<a>\d{{1,2}})(?P<sep>/|\.)(?P<b>\d{{1,2}})(?P<w>\.?{S}\((?P<wp>[{WEEKDAYS}])(?:요일)?\)|{S}(?=시행|공포|발표|개최|기준|현재|제정|개정|출범|체결|착공|개통|까지|부터|~))?{_NUMERIC_EDGE}(?!{S}분기)"
)
def month_and_day(match: re.Match[str], reference: date) -> DateReading | None:
    """10/2, 23/7, 12.7(일). Dots without a weekday are decimals unless the text says otherwise."""
    a, b = int(match["a"]), int(match["b"])
    if match["sep"] == "." and match["w"] is None:
        return None
    month, day = (b, a) if a > 12 else (a, b)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return month_day(match.end(), None, month, day, reference)


@rule(r"(?P<a>\d{1,2})(?P<sep>[.-])(?P<b>\d{2})(?=에(?![서는도게])|까지|부터)")
def month_and_day_with_particle(match: re.Match[str], reference: date) -> DateReading | None:
    """4-22에; 4.22에 only where a line or quotation begins, for elsewhere it is a decimal."""
    left = left_of(match.string, match.start())
    if match["sep"] == "." and left and left[-1] not in "\n\"'(":
        return None
    a, b = int(match["a"]), int(match["b"])
    month, day = (b, a) if a > 12 else (a, b)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return month_day(match.end(), None, month, day, reference)


@rule(
    rf"(?:(?:그(?={S}다음|{S}이튿|{S}전날)|바로){S})?(?P<day>{'|'.join(sorted((w.replace(' ', S) for w in RELATIVE_DAYS if w != '지금'), key=len, reverse=True))})(?![가-힣]{{0,16}}날|일|의{S}집)"
)
def relative_day(match: re.Match[str], reference: date) -> DateReading | None:
    """오늘, 내일, 그저께, 글피, 이튿날."""
    word = re.sub(r"\s", "", match["day"])
    shifts = {k.replace(" ", ""): v for k, v in RELATIVE_DAYS.items()}
    if match["day"] not in ("이 날", "그 날") and word in ("이날", "그날") and " " in match["day"]:
        return None
    day = reference + timedelta(days=shifts[word])
    return day_reading(match.end(), day, relative=True)


@rule(
    rf"(?:(?P<rw>{spaced(RELATIVE_WEEKS)})의?|(?P<rel>이번|요번|금번|다음(?:{S}번)?|지난(?:{S}번)?|저번|오는|돌아오는|다가오는)){S}{WEEKDAY}"
)
def weekday_of_week(match: re.Match[str], reference: date) -> DateReading | None:
    """다음 주 금요일, 지난 일요일; 오는 금요일 is the next one."""
    weekday = WEEKDAYS.index(match["w"])
    if match["rel"] in ("오는", "돌아오는", "다가오는"):
        ahead = (weekday - reference.weekday() - 1) % 7 + 1
        return day_reading(match.end(), reference + timedelta(days=ahead), relative=True)
    if match["rw"]:
        shift = RELATIVE_WEEKS[match["rw"].replace(" ", "")]
    else:
        near = ("이번", "요번", "금번")
        shift = 0 if match["rel"] in near else 1 if match["rel"].startswith("다음") else -1
    return day_reading(match.end(), weekday_in_week(reference, weekday, shift), relative=True)


@rule(
    rf"(?:앞으로{S}|지금(?:으로)?부터{S}|오늘(?:로)?부터{S})?(?P<n>\d{{1,2}}|[한두세네일이삼사오육칠팔]|다섯|여섯){S}주(?:일)?{S}(?P<dir>후|뒤|전)의?{S}{WEEKDAY}"
)
def weekday_weeks_away(match: re.Match[str], reference: date) -> DateReading | None:
    """2주 후 금요일, 일주일 뒤 토요일."""
    weeks = small_number(match["n"]) or 0
    sign = -1 if match["dir"] == "전" else 1
    day = weekday_in_week(reference, WEEKDAYS.index(match["w"]), sign * weeks)
    return day_reading(match.end(), day, relative=True)


@rule(rf"{WEEKDAY}(?!부(?!터))")
def weekday_alone(match: re.Match[str], reference: date) -> DateReading | None:
    """목요일: of this week, or the next or latest one."""
    weekday = WEEKDAYS.index(match["w"])
    here = weekday_in_week(reference, weekday)
    future = here if here >= reference else here + timedelta(days=7)
    past = here if here < reference else here - timedelta(days=7)
    return open_day(match.end(), f"XXXX-WXX-{weekday + 1}", future, past, here)


__all__ = ["DAY_RULES", "month_day", "month_end", "year_of"]
