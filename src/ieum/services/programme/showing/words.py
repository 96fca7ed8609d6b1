"""Words that the pictures share."""

from __future__ import annotations

from datetime import date
from typing import Any

from ieum.kernel.answer import Answer, refused
from ieum.kernel.messages import Language, _
from ieum.services.programme.showing import store


def name_in(korean: str, english: str, language: str) -> str:
    """The name in the reader's language where there is one."""
    return english if english and language != Language.KOREAN else korean


def usual_year(today: date) -> int:
    """The year that is shown where none is asked for: this one, else the nearest with amounts."""
    years = store.years_with_amounts()
    return min(years, key=lambda year: (abs(year - today.year), -year), default=today.year)


def no_amounts(year: int) -> Answer[Any]:
    """That no document states an annual amount of a year."""
    return refused(
        _("{year}년 한 해 금액을 밝힌 문서가 없습니다. 금액이 0이라는 뜻은 아닙니다.", year=year),
        _("다른 해로 바꾸거나, 그 해의 예산이 적힌 문서를 읽혀 주세요."),
    )
