"""The tool that fills a fresh hub with a simulated country."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.service import service
from ieum.services.scamcall.simulation import figures, store
from ieum.services.scamcall.simulation.running import Run, new_story
from ieum.services.scamcall.simulation.story import DAY
from ieum.services.scamcall.simulation.truth import Truth

#: Minutes of the country's time between two looks at what happened.
STEP = 1.0


class Simulated(Result):
    """What happened in the simulated country, against what is true in it."""

    overview: Annotated[Table, Field(description=_("견본 나라에서 있었던 일"))]
    causes: Annotated[Table, Field(description=_("죄 없는 이에게 내린 조치"))]
    rules: Annotated[Table, Field(description=_("규칙마다"))]


@service.tool(
    title=_("견본 나라 돌리기"),
    says=[
        "견본 나라를 돌려 줘",
        "보이스피싱 대응을 가상으로 보여 줘",
        "simulate a country",
        "show a living board with sample data",
    ],
    examples=[{}, {"seed": 7, "days": 2, "live_hours": 0}],
    access="staff",
    effect="write",
    job=True,
)
def simulate(
    context: Context,
    seed: Annotated[
        int, Field(ge=0, le=2**31 - 1, description=_("같은 수를 주면 같은 일이 일어납니다"))
    ] = 1,
    days: Annotated[int, Field(ge=1, le=14, description=_("먼저 빠르게 지나갈 날 수"))] = 7,
    live_hours: Annotated[
        int, Field(ge=0, le=720, description=_("그 뒤 실제 시간으로 이어 갈 시간"))
    ] = 24,
    signals_a_minute: Annotated[
        int, Field(ge=1, le=60, description=_("이어 갈 때 1분에 오는 신호 수, 대략"))
    ] = 6,
) -> Answer[Simulated]:
    """Fill a fresh hub with a simulated country, where nothing is real, and say how the rules did."""
    if store.is_real():
        return refused(
            _("이 허브에는 실제 기관이나 신호가 있어 견본 나라를 돌릴 수 없습니다."),
            _("새 IEUM_HOME으로 허브를 하나 더 띄워 거기에서 돌려 주세요."),
        )
    ends = now()
    run = begin(seed, days, ends, ends + timedelta(hours=live_hours), signals_a_minute)
    minute = 0.0
    while minute < days * DAY:
        minute += STEP
        run.go_on(minute)
        if minute % 60 == 0:
            day = int((minute - 1) // DAY) + 1
            context.progress(
                minute / (days * DAY),
                _("견본 나라의 {day}일째, 명령 {orders}건", day=day, orders=len(run.truth.issued)),
            )
    return Answer(
        result=report(run.truth),
        sources=[
            Source(
                kind=SourceKind.DATASET,
                title=_("이 허브에서 돌린 견본 나라"),
                locator=_("씨앗 {seed}, {days}일", seed=seed, days=days),
            )
        ],
        notes=[
            _("모든 기관, 번호, 계좌, 사건은 지어낸 견본입니다. 이 허브를 실제로 쓰지 마세요."),
            _(
                "비율과 시간은 지어낸 나라의 것이라 실제를 예측하지 않습니다. 규칙을 견주는 데에만 쓰세요."
            ),
        ],
    )


def begin(
    seed: int, days: int, ends: datetime, lives_until: datetime, signals_a_minute: int
) -> Run:
    """A country that begins so many days before an end."""
    starts = ends - timedelta(days=days)
    members = store.begin(seed, days, starts, lives_until, signals_a_minute)
    return Run(new_story(seed), members, lambda minute: starts + timedelta(minutes=minute))


def report(truth: Truth) -> Simulated:
    """What a run showed."""
    return Simulated(
        overview=figures.overview(truth),
        causes=figures.by_cause(truth),
        rules=figures.by_rule(truth),
    )
