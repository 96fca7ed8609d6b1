"""Tools that show decisions and tasks, each person what is theirs; and the two lights."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _
from ieum.kernel.views import Column, Table
from ieum.services.programme.decisions import showing
from ieum.services.programme.decisions.arguments import Task
from ieum.services.programme.decisions.lifecycle import State
from ieum.services.programme.decisions.people import store as people
from ieum.services.programme.decisions.results import (
    DecisionList,
    Lights,
    TaskBoard,
    TaskView,
)
from ieum.services.programme.decisions.signals import store as signals
from ieum.services.programme.decisions.tasks import store
from ieum.services.programme.overview.arguments import PageNumber
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lights import NOT_SET, lights_table
from ieum.services.programme.register.signal import computed
from ieum.services.programme.register.sources import sources_of
from ieum.services.programme.register.values import Signal
from ieum.services.programme.service import service

_NO_PART = _("이 계정에는 아직 기관에서 맡은 역할이 없어 볼 수 있는 과제가 없습니다.")
_ASK_ROLE = _("관리자에게 기관과 역할을 정해 달라고 요청해 주세요.")

Programme = Annotated[
    str, Field(min_length=1, max_length=40, description=_("사업 번호. 사업 목록에 있습니다."))
]


@service.tool(
    title=_("과제 현황판"),
    says=[
        "과제 현황 보여줘",
        "기한 지난 과제 뭐 있어",
        "호남 관련 과제를 다 보여 주세요",
        "신호등 현황판",
        "빨간불 과제 목록",
        "지금 진행 중인 과제들",
        "결정 과제 이행 현황",
        "종결된 과제 보여줘",
        "전체 과제 상황판",
        "우리 지역 과제 현황",
        "show the board of tasks",
        "which tasks are overdue?",
        "list all tasks that concern Honam",
        "tasks by traffic light",
    ],
    examples=[{}, {"region": "호남권"}, {"state": "reported"}],
    access="signed_in",
)
def tasks(
    context: Context,
    state: Annotated[State | None, Field(description=_("과제 상태"))] = None,
    region: Annotated[
        str, Field(max_length=20, description=_("지역. 시·도나 호남권 같은 권역"))
    ] = "",
    decision: Annotated[str, Field(max_length=20, description=_("결정 번호"))] = "",
    page: PageNumber = 1,
) -> Answer[TaskBoard]:
    """The tasks that you may see, under the light that is computed for each."""
    person = people.person(context.caller)
    if not person.has_part:
        return refused(_NO_PART, ask=_ASK_ROLE)
    total, found = store.tasks(
        person, state=state, region=region, decision=decision.strip(), page=page
    )
    return showing.board(total, found, page, context.today, context.language)


@service.tool(
    title=_("내 할 일"),
    says=[
        "내가 할 과제 뭐야",
        "내 할 일 보여줘",
        "제가 보고해야 할 과제",
        "내가 결재할 과제 있어?",
        "나한테 온 과제",
        "우리 기관이 지금 해야 할 과제",
        "내 차례인 과제",
        "결재 대기 목록",
        "what tasks wait for me?",
        "my tasks",
        "what do I have to report on?",
        "what is waiting for my sign-off?",
    ],
    examples=[{}],
    access="signed_in",
)
def my_tasks(context: Context) -> Answer[TaskBoard]:
    """The open tasks whose next step is yours: a report to make, or one to answer."""
    person = people.person(context.caller)
    if not person.has_part:
        return refused(_NO_PART, ask=_ASK_ROLE)
    total, found = store.tasks(person, mine=True)
    return showing.board(total, found, None, context.today, context.language)


@service.tool(
    title=_("과제 보기"),
    says=[
        "T000012 과제 보여줘",
        "과제 T000003의 이력",
        "이 과제 누가 뭘 보고했어",
        "과제 상세 내용",
        "T000001 과제 진행 상황이 어때",
        "과제 하나의 처음 기한과 지금 기한",
        "과제 이력 조회",
        "T000007 과제 열어줘",
        "show task T000012",
        "history of task T000003",
        "how far is task T000001?",
    ],
    examples=[{"task": "T000001"}],
    access="signed_in",
)
def task(task: Task, context: Context) -> Answer[TaskView]:
    """One task: how it stands, who has which part, and everything that happened to it."""
    person = people.person(context.caller)
    record, events = store.task(person, task)
    return showing.view(record, events, person, context.today, context.language)


@service.tool(
    title=_("결정 목록"),
    says=[
        "회의에서 결정된 것 목록",
        "어떤 결정들이 있었어",
        "기록된 결정 보여줘",
        "결정 사항 전체 목록",
        "결정마다 과제가 몇 개 남았나",
        "결정별 이행률",
        "지금까지의 결정 보기",
        "결정 번호 알려줘",
        "list the decisions",
        "what has been decided?",
        "decisions and how many of their tasks are closed",
    ],
    examples=[{}],
    access="signed_in",
)
def decisions(context: Context) -> Answer[DecisionList]:
    """The decisions that you may see, with how many of their tasks are closed."""
    person = people.person(context.caller)
    if not person.has_part:
        return refused(_NO_PART, ask=_ASK_ROLE)
    found = store.decisions(person)
    return Answer[DecisionList](
        result=DecisionList(
            count=len(found),
            decisions=Table(
                caption=_("결정과 그 과제"),
                columns=[
                    Column(name="decision", label=_("번호")),
                    Column(name="title", label=_("결정")),
                    Column(name="organisation", label=_("결정한 기관")),
                    Column(name="meeting", label=_("회의")),
                    Column(name="decided_on", label=_("결정한 날")),
                    Column(name="tasks", label=_("과제 수"), unit=_("개")),
                    Column(name="closed", label=_("종결한 과제"), unit=_("개")),
                ],
                rows=[
                    [
                        d.code,
                        d.title,
                        showing.named(d.organisation, d.organisation_en, context.language),
                        d.meeting,
                        d.decided_on,
                        every,
                        closed,
                    ]
                    for d, every, closed in found
                ],
            ),
        ),
        sources=showing.sources_of(decision for decision, _every, _closed in found),
    )


@service.tool(
    title=_("신호등 정하기"),
    says=[
        "T000012 과제를 노란불로 바꿔줘",
        "이 과제 신호등을 빨강으로 정해 주세요",
        "사업 신호등을 초록으로",
        "과제 상태등 변경",
        "신호등 설정",
        "P000003 사업을 노랑으로 표시",
        "점검 결과 빨간불",
        "신호등과 그 까닭을 적고 싶어요",
        "set the light of task T000012 to yellow",
        "mark this programme red",
        "give the task a green light",
    ],
    examples=[{"signal": "yellow", "reason": "예산 확정이 늦습니다.", "task": "T000001"}],
    access="signed_in",
    effect="act",
)
def set_signal(
    signal: Annotated[Signal, Field(description=_("신호등"))],
    reason: Annotated[str, Field(min_length=1, max_length=2000, description=_("그렇게 본 까닭"))],
    context: Context,
    task: Annotated[str, Field(max_length=20, description=_("과제 번호"))] = "",
    programme: Annotated[str, Field(max_length=40, description=_("사업 번호"))] = "",
) -> Answer[Lights]:
    """Set the light of a task or a programme by your own judgement; the computed one stays beside it."""
    if bool(task.strip()) == bool(programme.strip()):
        raise WrongArgument("task", _("과제 번호와 사업 번호 가운데 하나만 적어 주세요."))
    person = people.person(context.caller)
    if programme.strip():
        signals.set_programme_signal(person, programme, signal, reason)
        return _light_of_programme(programme, context)
    done = signals.set_task_signal(person, task, signal, reason)
    return Answer[Lights](
        result=showing.light_of_task(done, context.today),
        sources=[showing.decision_source(done.decision)],
    )


@service.tool(
    title=_("사업 신호등"),
    says=[
        "P000003 사업 신호등이 뭐야",
        "이 사업은 왜 빨간불이야",
        "사업이 늦어지고 있는지 계산해줘",
        "사업의 계산한 신호등과 까닭",
        "P000012 사업에 문제가 있어?",
        "사업 상태 신호등 조회",
        "이 사업 소식이 끊긴 지 얼마나 됐어",
        "처음 계획보다 예산이 바뀌었나",
        "why is programme P000003 red?",
        "the traffic light of a programme",
        "is programme P000012 late?",
    ],
    examples=[{"programme": "gwangju-self-driving-test"}],
)
def signal(programme: Programme, context: Context) -> Answer[Lights]:
    """The light of a programme: what a person set, and what is computed with its reasons."""
    return _light_of_programme(programme, context)


def _light_of_programme(code: str, context: Context) -> Answer[Lights]:
    record = register.programme(code.strip())
    statements = register.statements(record.code)
    light = computed(statements, context.today)
    if light.light is None and not record.signal:
        return refused(
            _("'{name}'에 대해 아는 진술이 없어 신호등을 정할 수 없습니다.", name=record.name),
            helps=_("이 사업을 다룬 문서를 읽히거나 이행 보고를 올려 주세요."),
        )
    by_id = {statement.id: statement for statement in statements}
    rests_on = [
        by_id[reason.statement] for reason in light.reasons if reason.statement is not None
    ] or statements[-1:]
    unsure = (
        []
        if all(s.is_settled for s in rests_on)
        else [_("아직 확인되지 않은 진술로 계산했습니다.")]
    )
    return Answer[Lights](
        result=Lights(
            code=record.code,
            name=record.name,
            signal=Signal(record.signal).words if record.signal else NOT_SET,
            computed=light.light.words if light.light else NOT_SET,
            reasons=lights_table(record, statements, context.today),
        ),
        sources=sources_of(rests_on),
        notes=unsure,
    )
