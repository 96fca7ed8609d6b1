"""Tools by which a task is reported on and answered: report, send back, escalate, sign off. Who may
do what is in ``lifecycle.py``; a door can add nothing to it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _
from ieum.services.programme.decisions import sanctions
from ieum.services.programme.decisions.acts import store
from ieum.services.programme.decisions.acts.store import Report
from ieum.services.programme.decisions.arguments import Note, Task
from ieum.services.programme.decisions.kinds import Outcome
from ieum.services.programme.decisions.people import store as people
from ieum.services.programme.decisions.results import TaskView
from ieum.services.programme.decisions.showing import after_act, named
from ieum.services.programme.service import service


@service.tool(
    title=_("이행 보고"),
    says=[
        "T000012 과제 이행 보고할게요",
        "우리 기관 과제 진행률 70퍼센트라고 보고",
        "과제를 마쳤다고 보고해줘",
        "이행 실적 올리기",
        "진행 상황 보고하려고",
        "맡은 과제 보고서 제출",
        "과제 완료 보고",
        "우리 도가 맡은 몫을 보고합니다",
        "report on task T000012",
        "report progress on our line",
        "report that our task is finished",
        "submit a progress report for our part",
    ],
    examples=[
        {"task": "T000001", "note": "실증 구간을 정했습니다.", "progress": 40},
        {"task": "T000001", "note": "마쳤습니다.", "progress": 100, "measured": 200, "done": True},
    ],
    access="signed_in",
    effect="act",
)
def report(
    task: Task,
    note: Annotated[str, Field(min_length=1, max_length=4000, description=_("보고 내용"))],
    context: Context,
    progress: Annotated[int | None, Field(ge=0, le=100, description=_("진행률(%)"))] = None,
    measured: Annotated[
        float | None, Field(ge=-1e15, le=1e15, description=_("지금까지 잰 효과"))
    ] = None,
    done: Annotated[bool, Field(description=_("맡은 일을 마쳤는가"))] = False,
    as_of: Annotated[date | None, Field(description=_("기준일. 비우면 오늘"))] = None,
    outcome: Annotated[
        Outcome | None, Field(description=_("결론. 과정 평가·재도전·부정 조사를 마칠 때만"))
    ] = None,
    basis: Annotated[
        str,
        Field(max_length=200, description=_("제재의 근거: 제재 기준의 번호, 또는 법 이름과 조문")),
    ] = "",
    line: Annotated[
        str, Field(max_length=200, description=_("여러 기관을 맡았을 때만: 어느 기관의 보고인지"))
    ] = "",
) -> Answer[TaskView]:
    """Report on the part of a task that your own organisation has, and on no other."""
    day = as_of or context.today
    if day > context.today:
        raise WrongArgument(
            "as_of",
            _("기준일 {day:은/는} 아직 오지 않았습니다. 오늘이나 지난 날을 적어 주세요.", day=day),
        )
    law = sanctions.read_basis(basis) if basis.strip() else ""
    given = Report(
        note=note,
        as_of=day,
        progress=progress,
        measured=measured,
        finishes=done,
        outcome=outcome,
        basis=law,
    )
    made = store.report(people.person(context.caller), task, given, line)
    is_finished = made.standing.finished_by is not None
    says = _("보고했습니다. 결재를 기다립니다.") if is_finished else _("보고했습니다.")
    return after_act(made, context, says)


@service.tool(
    title=_("보완 요구"),
    says=[
        "T000012 보고를 돌려보내줘",
        "이 과제 보완하라고 해 주세요",
        "보고가 부실하니 다시 하라고 하기",
        "완료 보고 반려",
        "과제 보완 요구",
        "보고 반려하고 보완 지시",
        "미흡한 보고를 돌려보내기",
        "다시 보고하라고 되돌려 주세요",
        "send task T000012 back",
        "ask for more before this task is closed",
        "return the report as not enough",
    ],
    examples=[{"task": "T000001", "note": "효과를 잰 값을 붙여 주세요."}],
    access="signed_in",
    effect="act",
)
def send_back(task: Task, note: Note, context: Context) -> Answer[TaskView]:
    """Send a task back to those who reported on it, saying what is missing."""
    done = store.send_back(people.person(context.caller), task, note)
    return after_act(done, context, _("보완을 요구했습니다."))


@service.tool(
    title=_("상급 기관에 올리기"),
    says=[
        "T000012 과제를 상급 기관에 올려줘",
        "지연된 과제를 위로 올려 주세요",
        "이 과제 장관에게 상신",
        "우리 선에서 안 되니 에스컬레이션",
        "과제를 국무조정실로 올리기",
        "늦어지는 과제 상향 보고",
        "문제 과제를 윗선에 올릴게요",
        "상급자 판단이 필요한 과제로 올리기",
        "escalate task T000012",
        "put this late task before the organisation above",
        "raise the task to a higher level",
    ],
    examples=[{"task": "T000001", "note": "두 부처의 조정이 필요합니다."}],
    access="signed_in",
    effect="act",
)
def escalate(task: Task, note: Note, context: Context) -> Answer[TaskView]:
    """Put a task before the organisation above the one that has it in hand."""
    done = store.escalate(people.person(context.caller), task, note)
    return after_act(
        done,
        context,
        _(
            "{name}에 올렸습니다.",
            name=named(done.authority, done.authority_en, context.language),
        ),
    )


@service.tool(
    title=_("종결 결재"),
    says=[
        "T000012 과제 종결해줘",
        "완료된 과제를 결재할게요",
        "이 과제 끝난 것으로 승인",
        "과제 종결 결재",
        "보고 확인했으니 마무리해 주세요",
        "과제 완료 승인",
        "이행 완료로 닫아줘",
        "최종 승인하고 종결",
        "sign off task T000012",
        "approve and close the task",
        "close this task as done",
    ],
    examples=[{"task": "T000001", "note": "결과를 확인했습니다."}],
    access="signed_in",
    effect="act",
)
def sign_off(task: Task, note: Note, context: Context) -> Answer[TaskView]:
    """Close a task whose lead reported it done; the effect it reported is thereby confirmed."""
    done = store.sign_off(people.person(context.caller), task, note)
    return after_act(done, context, _("과제를 종결했습니다."))
