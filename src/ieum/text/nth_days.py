"""Rules for days by their place: 10월 둘째 수요일, 3월의 마지막 날, 다음 달 첫 번째 날, 내년 첫날."""

import re
from datetime import date, timedelta

from ieum.text.calendar_days import Days, add_months, month_days, nth_weekday
from ieum.text.date_reading import DateReading, day_reading, settled
from ieum.text.date_rules import rule_set
from ieum.text.date_words import (
    MONTH,
    ORDINAL,
    RELATIVE_MONTHS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    S,
    month_number,
    ordinal_number,
    spaced,
)
from ieum.text.day_rules import month_day, month_end, year_of

NTH_RULES, rule = rule_set()


@rule(
    rf"(?:(?:{YEAR}의?{S})?(?:{MONTH}|(?P<rm>{spaced(RELATIVE_MONTHS)}))의?{S})?"
    rf"(?P<nth>{ORDINAL}){S}(?P<week>주{S})?(?:의{S})?{WEEKDAY}"
)
def nth_weekday_of_month(match: re.Match[str], reference: date) -> DateReading | None:
    """2014년 10월 두번째 수요일, 다음 달 첫째 주 금요일, 마지막 일요일."""
    nth = ordinal_number(match["nth"])
    weekday = WEEKDAYS.index(match["w"])
    year = year_of(match, reference)
    open_year = bool(match["m"]) and year is None
    if match["rm"]:
        first = add_months(reference.replace(day=1), RELATIVE_MONTHS[match["rm"].replace(" ", "")])
    elif match["m"]:
        month = month_number(match["m"])
        if month is None:
            return None
        first = date(year or reference.year, month, 1)
    else:
        first = reference.replace(day=1)
    day = nth_weekday(first.year, first.month, weekday, nth)
    if day is None:
        return None
    named_month = bool(match["m"] or match["rm"])
    number = nth if nth > 0 else 5
    stated = f"{year:04d}" if year is not None else "XXXX"
    timex = (
        f"{stated}-{first.month:02d}-WXX-{weekday + 1}-#{number}"
        if named_month
        else day.isoformat()
    )
    if not open_year:
        return settled(
            match.end(), "day", timex, Days.one(day), year=day.year, month=day.month, relative=True
        )
    before = nth_weekday(first.year - 1, first.month, weekday, nth) or day
    after = nth_weekday(first.year + 1, first.month, weekday, nth) or day
    return DateReading(
        match.end(),
        "day",
        timex,
        Days.one(day if day >= reference else after),
        Days.one(day if day < reference else before),
        Days.one(day),
        month=first.month,
    )


@rule(rf"{YEAR}의?{S}(?P<nth>{ORDINAL}){S}{WEEKDAY}")
def nth_weekday_of_year(match: re.Match[str], reference: date) -> DateReading | None:
    """올해 마지막 금요일, 내년 첫 번째 월요일."""
    year, nth = year_of(match, reference), ordinal_number(match["nth"])
    if year is None or nth > 53:
        return None
    weekday = WEEKDAYS.index(match["w"])
    if nth < 0:
        return day_reading(match.end(), nth_weekday(year, 12, weekday, -1) or date(year, 12, 31))
    first = nth_weekday(year, 1, weekday, 1) or date(year, 1, 1)
    day = first + timedelta(weeks=nth - 1)
    return day_reading(match.end(), day) if day.year == year else None


@rule(rf"{YEAR}의?{S}(?:새해{S})?(?P<nth>첫(?:{S}번{S}째)?|마지막){S}날|새해{S}(?P<new>첫){S}날")
def edge_day_of_year(match: re.Match[str], reference: date) -> DateReading | None:
    """내년 첫날, 올해의 마지막 날, 새해 첫 날."""
    year = reference.year + 1 if match["new"] else year_of(match, reference)
    if year is None:
        return None
    exact = date(year, 12, 31) if match["nth"] == "마지막" else date(year, 1, 1)
    return day_reading(match.end(), exact, relative=True)


@rule(
    rf"(?:{YEAR}의?{S})?(?:{MONTH}|(?P<rm>{spaced(RELATIVE_MONTHS)}))의?{S}(?P<nth>{ORDINAL}){S}날"
)
def nth_day_of_month(match: re.Match[str], reference: date) -> DateReading | None:
    """3월의 마지막 날, 다음 달 첫날, 5월의 두 번째 날."""
    nth = ordinal_number(match["nth"])
    year = year_of(match, reference)
    month = month_number(match["m"]) if match["m"] else None
    if match["rm"]:
        first = add_months(reference.replace(day=1), RELATIVE_MONTHS[match["rm"].replace(" ", "")])
        year, month = first.year, first.month
    if month is None or (match["y"] and year is None):
        return None
    if nth > 0:
        return month_day(match.end(), year, month, nth, reference)
    if year is None:
        return month_end(match.end(), month, reference)
    return day_reading(match.end(), month_days(year, month).last)
