"""What the tools of this service return."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Result
from ieum.kernel.messages import Message, _
from ieum.kernel.views import MarkedText, Table, Value


class Findings(Result):
    """The text with its findings marked, and their exact values."""

    count: Annotated[Value, Field(description=_("찾은 것의 수"))]
    text: Annotated[MarkedText, Field(description=_("표시한 글"))]
    values: Annotated[Table, Field(description=_("정확한 값"))]


class SpeltAmount(Result):
    """One amount in the forms that documents want."""

    documents: Annotated[Value, Field(description=_("공문서에 쓰는 꼴"))]
    contracts: Annotated[Value, Field(description=_("계약서에 쓰는 꼴"))]
    hanja: Annotated[Value, Field(description=_("한자 갖은자"))]
    english: Annotated[Value, Field(description=_("영어"))]
    units: Annotated[Value, Field(description=_("만·억 단위"))]


class Period(Result):
    """The days that an expression covers."""

    first: Annotated[Value, Field(description=_("첫날"))]
    last: Annotated[Value, Field(description=_("마지막 날"))]
    days: Annotated[Value, Field(description=_("날수(양 끝 포함)"))]
    workdays: Annotated[Value, Field(description=_("평일 수(공휴일은 빼지 않음)"))]


class DayCount(Result):
    """The days between two dates, counted by law and with both ends."""

    by_law: Annotated[Value, Field(description=_("민법에 따른 날수"))]
    with_both: Annotated[Value, Field(description=_("양 끝을 모두 넣은 날수"))]
    weeks: Annotated[Value, Field(description=_("주와 남는 날"))]
    months: Annotated[Value, Field(description=_("달과 남는 날"))]
    workdays: Annotated[Value, Field(description=_("평일 수(양 끝 포함, 공휴일은 빼지 않음)"))]


class DateFound(Result):
    """The day that lies a length of time from another."""

    day: Annotated[Value, Field(description=_("그날"))]
    expires: Annotated[Value | None, Field(description=_("민법에 따라 기간이 끝나는 날"))] = None


class AgeFound(Result):
    """An age by the Civil Act and by year of birth."""

    age: Annotated[Value, Field(description=_("만 나이"))]
    by_year: Annotated[Value, Field(description=_("연 나이"))]
    grows_on: Annotated[Value | None, Field(description=_("다음 생일"))] = None


class Sum(Result):
    """Lines added up, and how that compares with the total stated."""

    total: Annotated[Value, Field(description=_("합계"))]
    agrees: Annotated[bool | None, Field(description=_("적힌 합계와 같은가"))] = None
    difference: Annotated[Value | None, Field(description=_("합계에서 적힌 합계를 뺀 값"))] = None
    lines: Annotated[Table, Field(description=_("항목"))]


class Share(Result):
    """A part of a whole in per cent."""

    share: Annotated[Value, Field(description=_("비율"))]
    rest: Annotated[Value, Field(description=_("나머지 금액"))]


class Portion(Result):
    """A percentage of an amount."""

    amount: Annotated[Value, Field(description=_("금액"))]
    rest: Annotated[Value, Field(description=_("나머지 금액"))]


def day_value(label: Message, day: date) -> Value:
    """A day with its day of the week."""
    return Value(label=label, value=day, unit=_WEEKDAYS[day.weekday()])


_WEEKDAYS = (
    _("월요일"),
    _("화요일"),
    _("수요일"),
    _("목요일"),
    _("금요일"),
    _("토요일"),
    _("일요일"),
)
