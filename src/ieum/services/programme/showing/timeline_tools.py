"""The tool that shows when programmes start and end."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Period, Timeline, Words
from ieum.services.programme.overview.arguments import Region, region_named, region_notes
from ieum.services.programme.register.history import baseline
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.sources import sources_of, unconfirmed_note
from ieum.services.programme.register.values import Subject, Time
from ieum.services.programme.register.wording import days_in_words
from ieum.services.programme.service import service
from ieum.services.programme.showing import store
from ieum.services.programme.showing.words import name_in

#: More rows than this nobody reads in one picture.
MOST_PERIODS = 60


class CourseOfTime(Result):
    """When programmes run."""

    timeline: Annotated[Timeline, Field(description=_("때"))]


@service.tool(
    title=_("사업 일정"),
    says=[
        "사업들이 언제 시작해서 언제 끝나는지 보여줘",
        "AI 사업 일정표",
        "광주 사업 일정을 그림으로",
        "타임라인 보여줘",
        "2030년까지 하는 사업들 시간표로",
        "지금 진행되는 사업 일정",
        "호남 사업은 언제까지 해요?",
        "show the timeline of the programmes",
        "when does each programme start and end?",
        "timeline of programmes in Gwangju",
        "which programmes run in 2028, on a time axis?",
        "schedule of the AI programmes",
    ],
    examples=[{}, {"region": "호남", "since": 2026, "until": 2030}],
)
def timeline(
    context: Context,
    region: Region = None,
    since: Annotated[
        int | None, Field(ge=1950, le=2150, description=_("이 해부터에 걸친 것만"))
    ] = None,
    until: Annotated[
        int | None, Field(ge=1950, le=2150, description=_("이 해까지에 걸친 것만"))
    ] = None,
) -> Answer[CourseOfTime]:
    """When programmes start and end, as documents say, with the first confirmed plan beside a later
    one and the day it is today."""
    reach = region_named(region)
    rows, total = store.with_times(
        reach.names if reach else frozenset(),
        date(since, 1, 1) if since else None,
        date(until, 12, 31) if until else None,
        MOST_PERIODS,
    )
    if not rows:
        return refused(
            _("조건에 맞으면서 시작이나 끝이 적힌 사업이 없습니다."),
            _("지역이나 해를 비우고 다시 보거나, 때가 적힌 문서를 읽혀 주세요."),
        )
    times = store.times_of([row.code for row in rows])
    statements = [one for row in rows for one in times.get(row.code, ())]
    notes = region_notes(reach, context.language)
    if total > len(rows):
        notes.append(
            _(
                "먼저 끝나는 {shown}개만 보입니다. 모두 {total}개입니다.",
                shown=len(rows),
                total=total,
            )
        )
    return Answer[CourseOfTime](
        result=CourseOfTime(
            timeline=Timeline(
                title=_("사업의 시작과 끝"),
                today=context.today,
                periods=[_period(row, times.get(row.code, []), context.language) for row in rows],
            )
        ),
        steps=[
            Step(
                says=_(
                    "시작이나 끝이 적힌 사업 {total}개를 끝나는 차례로 놓았습니다. 해만 적힌 때는 그 해 전체로 보았습니다.",
                    total=total,
                )
            )
        ],
        sources=sources_of(statements),
        notes=[
            *notes,
            *unconfirmed_note(sum(not one.is_settled for one in statements), len(statements)),
        ],
    )


def _period(row: ProgrammeRecord, times: list[StatementRecord], language: str) -> Period:
    first_plan = {matter[0]: one.value for matter, one in baseline(times).items()}
    start, end = first_plan.get(Subject.START), first_plan.get(Subject.END)
    planned_start = start.first if isinstance(start, Time) else None
    planned_end = end.last if isinstance(end, Time) else None
    moved = (planned_start or row.starts, planned_end or row.ends) != (row.starts, row.ends)
    starts, ends = row.starts, row.ends
    if starts and ends and ends < starts:
        starts = None
    return Period(
        label=name_in(row.name, row.name_en, language),
        first=starts,
        last=ends,
        when=_when(starts, ends),
        baseline_first=(planned_start or row.starts) if moved else None,
        baseline_last=(planned_end or row.ends) if moved else None,
    )


def _when(starts: date | None, ends: date | None) -> Words:
    """A time in words, a whole year as a year."""
    if starts and ends:
        return days_in_words(starts, ends)
    if starts:
        whole_year = (starts.month, starts.day) == (1, 1)
        return _("{year}년부터", year=starts.year) if whole_year else _("{day}부터", day=starts)
    assert ends is not None
    whole_year = (ends.month, ends.day) == (12, 31)
    return _("{year}년까지", year=ends.year) if whole_year else _("{day}까지", day=ends)
