"""The tool that finds the day so many days, weeks, months or years from another."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Step
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.services.quantities import sources
from ieum.services.quantities.lengths import Length, Reckoning, write_length
from ieum.services.quantities.reference import FromMidnight
from ieum.services.quantities.results import DateFound, day_value
from ieum.services.quantities.service import service


class Direction(StrEnum):
    """Which way time is counted."""

    AFTER = "after"
    BEFORE = "before"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {Direction.AFTER: _("뒤(후)"), Direction.BEFORE: _("앞(전)")}[self]


@service.tool(
    title=_("어느 날에서 며칠 뒤·며칠 전인 날"),
    says=[
        "3월 2일부터 100일 뒤가 며칠이야?",
        "2026년 1월 15일에서 90일 후는 몇 월 며칠인가요",
        "4월 10일 기준으로 30일 전 날짜",
        "계약일 2026년 6월 1일로부터 2년 뒤가 언제지",
        "5월 5일에서 3주 지나면 며칠이에요",
        "2027년 1월 31일부터 한 달 후 날짜 알려줘",
        "오늘부터 백일 뒤가 언제야",
        "접수일 8월 3일부터 14일 이내면 언제까지야",
        "통지받은 날 9월 7일에서 60일이면 기한이 며칠",
        "행사일 11월 20일보다 45일 앞선 날",
        "납품일 7월 1일에서 10일 더하면",
        "2026년 2월 28일 플러스 6개월",
        "12월 25일에서 보름 빼면 며칠이지",
        "사귄 날 3월 14일 백일째 되는 날",
        "아기 태어난 날 2026년 2월 2일 100일이 언제예요",
        "공고 10월 1일부터 20일간이면 며칠에 끝나나",
        "6월 3일 다음 열흘 후 날짜 계산",
        "만료일 계산해줘 시작 2026년 4월 1일 기간 1년 6개월",
        "날짜 더하기 2027년 3월 1일 200일",
        "date 100 days after 2 March 2026",
        "what date is 90 days from 15 January 2026?",
        "30 days before 10 April",
        "two years from 1 June 2026",
        "add three weeks to 5 May 2026",
        "which day is 6 months after 28 February 2026?",
        "subtract 45 days from 20 November 2026",
        "a 14-day period that begins on 3 August ends when?",
        "deadline 60 days after notice on 7 September",
        "what day is it 10 weeks later than 1 July?",
        "from 1 April 2026, one year and six months later",
    ],
    examples=[
        {"start": "2026-03-02", "length": "100일"},
        {"start": "2026-04-10", "length": {"days": 30}, "direction": "before"},
        {"start": "2026-02-28", "length": "6개월", "from_midnight": True},
    ],
)
def date_from(
    start: Annotated[date, Field(description=_("세기 시작하는 날"))],
    length: Annotated[Length, Field(description=_("날·주·달·해의 길이"))],
    direction: Annotated[Direction, Field(description=_("뒤인지 앞인지"))] = Direction.AFTER,
    from_midnight: FromMidnight = False,
) -> Answer[DateFound]:
    """The day so many days, weeks, months or years after or before another, by the Civil Act."""
    if not (length.in_months or length.in_days):
        raise WrongArgument("length", _("길이가 0입니다. '100일'처럼 써 주세요."))
    backwards = direction is Direction.BEFORE
    counted = Reckoning(start, length, backwards, from_midnight)
    try:
        day, expires = counted.day, None if backwards else counted.expires
    except (OverflowError, ValueError):
        raise WrongArgument(
            "length",
            _(
                "{start}에서 그만큼 세면 달력을 벗어납니다. 길이를 줄여 주세요: {length}",
                start=start,
                length=write_length(length),
            ),
        ) from None
    return Answer[DateFound](
        result=DateFound(
            day=day_value(_("그날"), day),
            expires=day_value(_("민법에 따라 기간이 끝나는 날"), expires) if expires else None,
        ),
        steps=_steps(counted),
        sources=[sources.FIRST_DAY, sources.BY_CALENDAR, sources.LAST_DAY],
        notes=[_("공휴일은 보지 않았습니다. 마지막 날이 공휴일이면 기간은 그다음 날 끝납니다.")]
        if expires
        else [],
    )


def _steps(counted: Reckoning) -> list[Step]:
    if counted.start_counts:
        says = _("첫날({start})도 셉니다.", start=counted.start)
        steps = [Step(says=says, basis=_("민법 제157조 단서"))]
    else:
        says = _("첫날({start})은 세지 않습니다.", start=counted.start)
        steps = [Step(says=says, basis=_("민법 제157조 본문(초일 불산입)"))]
    if counted.backwards:
        return [*steps, Step(says=_("거꾸로 세면 {day}입니다.", day=counted.day))]
    steps.append(
        Step(
            says=_(
                "{first}부터 달력대로 세면 {last}에 끝납니다.",
                first=counted.first,
                last=counted.last,
            ),
            basis=_("민법 제160조") if counted.length.in_months else _("민법 제159조"),
        )
    )
    if counted.expires != counted.last:
        steps.append(
            Step(
                says=_(
                    "{last:은/는} 토요일이나 일요일이므로 기간은 {expires}에 끝납니다.",
                    last=counted.last,
                    expires=counted.expires,
                ),
                basis=_("민법 제161조"),
            )
        )
    return steps
