"""The day a document was issued, from what it says of itself: what "내년" and "올해" count from."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WRITTEN = r"(\d{4})\s*[년./-]\s*(\d{1,2})\s*[월./-]\s*(\d{1,2})(?!\d)"
_LABELLED = re.compile(
    r"(?:승인|입력|등록|게시|발행|배포|작성|보도|date|Date|Published|Posted|Issued|시행)"
    rf"(?:일시|일자|일|시점|시간|at|on)?\s*[:：]?\s*{_WRITTEN}"
)
#: Words for a day of publication, which may lie ahead while a release is embargoed or a clock is slow.
_PUBLISHED = re.compile(r"보도|배포|입력|등록|게시|승인|발행|Published|Posted|Issued")
_AHEAD = timedelta(days=31)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    rf"(?:{_MONTHS}|Sept)\.?)"
)
_IN_ENGLISH = re.compile(
    rf"\b(?:({_MONTH})\s(\d{{1,2}}),?\s(\d{{4}})|(\d{{1,2}})\s({_MONTH}),?\s(\d{{4}}))\b"
)
_ANYWHERE = re.compile(_WRITTEN)
#: 2026. 9.: the line under the title of a plan.
_MONTH_LINE = re.compile(r"^\s*(\d{4})\s*[년.]\s*(\d{1,2})\s*[월.]?\s*$", re.MULTILINE)
#: 2026년 12월 다솜부, 다솜도 2026. 9., 제12호 2026년 6월 다솜부: such a line with the office that wrote it.
_OFFICE = r"[가-힣·]{2,20}(?:부|처|청|시|도|군|구|원|회|단|공사|재단|센터)"
_MONTH_AND_OFFICE = re.compile(
    rf"(?:(?:통권\s?)?제?\s?\d{{1,4}}\s?호[\s|·,]*)?(?:{_OFFICE}\s+)?(\d{{4}})"
    rf"\s*[년.]\s*(\d{{1,2}})\s*[월.](?:\s+{_OFFICE})?"
)
_FIRST_LINES = 6
_WITHOUT_YEAR = re.compile(
    r"(?<![년.])(?<![년.]\s)(\d{1,2})월\s?(\d{1,2})일\s?\(([월화수목금토일])\)"
)
_WEEKDAYS = "월화수목금토일"
_HEAD = 1500
_YEARS_BACK = 28


def issued(text: str, today: date) -> date | None:
    """The day of issue, or None where the text does not show it.

    A labelled date wins (기사입력, 배포일), then the first full date near the top; then a day whose
    year is fixed by its weekday: the latest year up to now in which they fit; last a month that
    stands in a line alone or with the office that wrote the document. Only a day of publication may
    lie after ``today``, by a month at most.
    """
    head = text[:_HEAD]
    if day := labelled(head, today):
        return day
    for match in _ANYWHERE.finditer(head):
        day = _date(*(int(part) for part in match.groups()))
        if day and day <= today:
            return day
    return _by_weekday(head, today) or _in_english(head, today) or _in_month(head, today)


def _in_month(text: str, today: date) -> date | None:
    """The first day of the month that a line of its own, or one of the first with an office, names."""
    first = (_MONTH_AND_OFFICE.fullmatch(line.strip()) for line in text.split("\n")[:_FIRST_LINES])
    for match in (*_MONTH_LINE.finditer(text), *filter(None, first)):
        day = _date(int(match[1]), int(match[2]), 1)
        if day and day <= today:
            return day
    return None


def _in_english(text: str, today: date) -> date | None:
    months = _MONTHS.split("|")
    for match in _IN_ENGLISH.finditer(text):
        month, day, year = match.group(1, 2, 3) if match[1] else match.group(5, 4, 6)
        written = _date(int(year), months.index(month[:3]) + 1, int(day))
        if written and written <= today:
            return written
    return None


def labelled(text: str, today: date) -> date | None:
    """The first day that a text gives out as that of its issue (작성일, 등록일, 기사입력)."""
    for match in _LABELLED.finditer(text):
        day = _date(*(int(part) for part in match.groups()))
        latest = today + _AHEAD if _PUBLISHED.match(match[0]) else today
        if day and day <= latest:
            return day
    return None


def _by_weekday(text: str, today: date) -> date | None:
    match = _WITHOUT_YEAR.search(text)
    if not match:
        return None
    weekday = _WEEKDAYS.index(match[3])
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        day = _date(year, int(match[1]), int(match[2]))
        if day and day <= today and day.weekday() == weekday:
            return day
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
