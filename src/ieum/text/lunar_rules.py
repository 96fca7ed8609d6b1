"""Rules for days of the lunar calendar: 음력 8월 15일, 정월 초하루, 섣달 그믐, 사월 보름.

정월, 동짓달, 섣달 and the words 보름 and 그믐 belong to the lunar calendar (Standard Korean
Dictionary); a 초하루 is lunar where the text says 음력 or names such a month.
"""

import re
from datetime import date

from ieum.text.calendar_days import add_months
from ieum.text.date_reading import DateReading, day_reading
from ieum.text.date_rules import rule_set
from ieum.text.date_words import (
    JOINT,
    MONTH,
    RELATIVE_MONTHS,
    YEAR,
    S,
    month_number,
    small_number,
    spaced,
)
from ieum.text.day_rules import month_day, year_of
from ieum.text.holidays import open_feast
from ieum.text.lunar import from_lunar

LUNAR_RULES, rule = rule_set()

_LUNAR_MONTHS = {"정월": 1, "동짓달": 11, "섣달": 12}
_ONES = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
}  # fmt: skip
_DAYS = {
    "초열흘": 10, "보름": 15, "스무날": 20, "그믐": 30, "초하룻날": 1,
    **{ten + word: tens + day for ten, tens in (("초", 0), ("열", 10), ("스무", 20))
       for word, day in _ONES.items()},
}  # fmt: skip
_DAY_NAMES = "|".join(sorted(_DAYS, key=len, reverse=True))
_NAMED_DAY = rf"(?P<dn>{_DAY_NAMES})(?:날)?(?!{S}(?:동안|간|뒤|후|전|만에|치|달|이상|이내))"
_NUMBERED_DAY = (
    rf"(?P<d>30|[12]\d|0?[1-9]|삼십|이?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]){S}일"
)


def _lunar_day(year: int, month: int, day: int, leap: bool) -> date | None:
    """A lunar date's day; the last of the month for the 그믐 of a month of 29 days."""
    exact = from_lunar(year, month, day, leap)
    return exact or (from_lunar(year, month, 29, leap) if day == 30 else None)


@rule(
    rf"(?P<before>음력(?:으로)?{S})?(?:{YEAR}{JOINT})?(?P<lunar>음력(?:으로)?{S})?(?P<leap>윤{S})?"
    rf"(?:(?P<name>{'|'.join(_LUNAR_MONTHS)})|{MONTH}|(?P<rm>{spaced(RELATIVE_MONTHS)})(?={S}(?:{_DAY_NAMES})))"
    rf"{JOINT}(?:{_NAMED_DAY}|{_NUMBERED_DAY})"
)
def lunar_day(match: re.Match[str], reference: date) -> DateReading | None:
    """음력 8월 15일, 2026년 음력 정월 초하루, 섣달 그믐; solar are 사월 초하루 and 다음 달 스무날."""
    month = _LUNAR_MONTHS[match["name"]] if match["name"] else month_number(match["m"] or "")
    day = _DAYS[match["dn"]] if match["dn"] else small_number(match["d"])
    year = year_of(match, reference)
    if match["rm"]:
        first = add_months(reference.replace(day=1), RELATIVE_MONTHS[match["rm"].replace(" ", "")])
        year, month = first.year, first.month
    if month is None or day is None or (match["y"] and year is None):
        return None
    said = match["before"] or match["lunar"] or match["leap"] or match["name"]
    if not said and (match["rm"] or match["dn"] not in ("보름", "그믐")):
        return month_day(match.end(), year, month, day, reference)

    def day_of(lunar_year: int) -> date | None:
        return _lunar_day(lunar_year, month, day, match["leap"] is not None)

    if year is None:
        return open_feast(match.end(), day_of, reference)
    exact = day_of(year)
    return day_reading(match.end(), exact) if exact else None
