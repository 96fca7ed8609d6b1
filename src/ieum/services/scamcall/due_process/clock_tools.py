"""The clocks of the law for everybody to look up and to count with."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.due_process.clocks import Clock, ClockKind, Pause, clocks_on
from ieum.services.scamcall.service import service

_ENDS_BY_ITSELF = frozenset({ClockKind.ONCE_OVER, ClockKind.NOT_BEFORE_OVER})
FIRST, LAST = date(2011, 9, 30), date(2099, 12, 31)


class LegalClocks(Result):
    """The clocks in force on a day."""

    clocks: Annotated[Table, Field(description=_("법정 기간"))]


class LegalDeadline(Result):
    """The last day of a period, by case."""

    clock: Annotated[str, Field(description=_("기간의 이름"))]
    days: Annotated[Table, Field(description=_("마지막 날"))]


@service.tool(
    title=_("보이스피싱 법정 기간"),
    says=[
        "지급정지 절차의 법정 기간을 보여 줘",
        "통신사기피해환급법 기한 목록",
        "legal clocks for account freezes",
    ],
    examples=[{"day": "2026-11-20"}],
)
def legal_clocks(
    context: Context,
    day: Annotated[
        date | None, Field(ge=FIRST, le=LAST, description=_("어느 날의 법인가. 비우면 오늘"))
    ] = None,
) -> Answer[LegalClocks]:
    """List every period that the law sets for freezes, blocks, objections and shared data."""
    rows: list[list[Cell]] = [
        [
            one.id,
            one.starts_at,
            "|".join(str(period) for _case, period in one.periods) or None,
            one.effect,
            one.article,
            one.in_force_from,
        ]
        for one in clocks_on(day or context.today)
    ]
    columns = [
        Column(name="clock", label=_("기간의 이름")),
        Column(name="starts_at", label=_("시작")),
        Column(name="period", label=_("기간. d 일, bd 영업일, m 개월, y 년")),
        Column(name="effect", label=_("무엇을")),
        Column(name="article", label=_("근거")),
        Column(name="in_force_from", label=_("시행일")),
    ]
    return Answer(result=LegalClocks(clocks=Table(columns=columns, rows=rows)))


@service.tool(
    title=_("보이스피싱 법정 기한 계산"),
    says=[
        "이용중지 이의신청 결정 기한이 언제까지인가요",
        "채권소멸 기한을 세어 줘",
        "when does the two-month hold on a freeze end",
    ],
    examples=[
        {"clock": "extinction", "start": "2026-08-10"},
        {
            "clock": "phone_objection_decision",
            "start": "2026-09-10",
            "paused_from": "2026-09-14",
            "paused_to": "2026-09-21",
            "extended": True,
        },
        {"clock": "bank_to_bank_papers", "start": "2026-09-22"},
    ],
)
def legal_deadline(
    clock: Annotated[
        str, Field(min_length=3, max_length=40, description=_("기간의 이름. 예: extinction"))
    ],
    start: Annotated[date, Field(ge=FIRST, le=LAST, description=_("기간이 시작되는 일이 있던 날"))],
    paused_from: Annotated[
        date | None, Field(ge=FIRST, le=LAST, description=_("보완을 요청한 날"))
    ] = None,
    paused_to: Annotated[date | None, Field(ge=FIRST, le=LAST, description=_("보완한 날"))] = None,
    extended: Annotated[bool, Field(description=_("기간을 늘렸는가"))] = False,
) -> Answer[LegalDeadline]:
    """Count a period of the law to its last day, by the Civil Act and the Korean calendar."""
    found = next((one for one in clocks_on(start) if one.id == clock), None)
    if found is None or not found.periods:
        return refused(
            _("'{clock}'{clock:-은/는} 그날 셀 수 있는 기간이 아닙니다.", clock=clock),
            _("보이스피싱 법정 기간에서 이름을 골라 주세요."),
        )
    pauses = [Pause(paused_from, paused_to)] if paused_from else []
    if (pauses and not found.pauses) or (extended and found.extension is None):
        return refused(_("'{clock}' 기간은 멈추거나 늘릴 수 없습니다.", clock=clock))
    if paused_from and paused_to and paused_to < paused_from:
        return refused(_("보완한 날이 요청한 날보다 앞섭니다."))
    rows: list[list[Cell]] = []
    for case, period in found.periods:
        last = found.last_day(start, case, pauses=pauses, extended=extended)
        over = found.over_on(start, case) if found.kind in _ENDS_BY_ITSELF else None
        rows.append([case or None, str(period), last, over])
    return Answer(
        result=LegalDeadline(
            clock=found.id,
            days=Table(
                columns=[
                    Column(name="case", label=_("경우")),
                    Column(name="period", label=_("기간. d 일, bd 영업일, m 개월, y 년")),
                    Column(name="last_day", label=_("마지막 날")),
                    Column(name="over_on", label=_("효력이 생기는 날")),
                ],
                rows=rows,
            ),
        ),
        steps=_steps(found),
        sources=[Source(kind=SourceKind.LAW, title=found.article)],
    )


def _steps(clock: Clock) -> list[Step]:
    steps = [
        Step(says=_("첫날은 넣지 않고 셉니다."), basis=_("민법 제157조")),
        Step(
            says=_("마지막 날이 토요일이나 공휴일이면 그다음 날에 끝납니다."),
            basis=_("민법 제161조"),
        ),
    ]
    if clock.pauses:
        steps.append(Step(says=_("보완에 걸린 날은 뺍니다."), basis=_("영 제10조의2제3항")))
    return steps
