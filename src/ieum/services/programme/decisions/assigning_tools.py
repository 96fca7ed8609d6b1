"""Tools by which an office sets work going: record a decision, assign its tasks, ask for reports, move
a deadline. Who may do what is in ``lifecycle.py``; a door can add nothing to it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Step
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _
from ieum.services.programme.decisions import showing
from ieum.services.programme.decisions.acts import store
from ieum.services.programme.decisions.acts.store import NewTask
from ieum.services.programme.decisions.arguments import Note, Organisation, Task, check_day
from ieum.services.programme.decisions.kinds import TaskKind
from ieum.services.programme.decisions.people import store as people
from ieum.services.programme.decisions.results import Decided, TaskView
from ieum.services.programme.decisions.showing import after_act
from ieum.services.programme.service import service


@service.tool(
    title=_("결정 기록"),
    says=[
        "장관회의에서 결정된 것 기록해줘",
        "회의 결정 사항을 올릴게요",
        "새 결정을 등록하고 싶어요",
        "오늘 회의에서 정한 것을 남겨 주세요",
        "관계장관회의 의결 내용 기록",
        "결정 사항 입력",
        "회의 결과로 정해진 일을 적어 두려고",
        "결정문 등록할게",
        "record a decision of the meeting",
        "put a decision on record",
        "enter what the ministers' meeting decided",
        "log a new decision",
    ],
    examples=[
        {
            "organisation": "다솜부",
            "title": "AI 실증도시 착수",
            "meeting": "제3차 점검회의",
            "decided_on": "2026-03-02",
        }
    ],
    access="signed_in",
    effect="act",
)
def record_decision(
    organisation: Organisation,
    title: Annotated[str, Field(min_length=1, max_length=300, description=_("결정의 제목"))],
    meeting: Annotated[str, Field(min_length=1, max_length=200, description=_("결정한 회의"))],
    decided_on: Annotated[date, Field(description=_("결정한 날"))],
    context: Context,
    text: Annotated[str, Field(max_length=4000, description=_("결정한 내용"))] = "",
    document: Annotated[
        int | None, Field(ge=1, le=2**62, description=_("결정이 실린 문서의 번호"))
    ] = None,
) -> Answer[Decided]:
    """Put on record what a meeting decided, so that tasks can be made of it."""
    if decided_on > context.today:
        raise WrongArgument(
            "decided_on",
            _(
                "결정한 날 {day:은/는} 아직 오지 않았습니다. 오늘이나 지난 날을 적어 주세요.",
                day=decided_on,
            ),
        )
    made = store.record_decision(
        people.person(context.caller),
        organisation,
        title,
        meeting=meeting,
        decided_on=decided_on,
        text=text,
        document=document,
    )
    return Answer[Decided](
        result=Decided(decision=made.code, title=made.title, organisation=made.organisation),
        steps=[Step(says=_("결정을 기록했습니다. 이제 과제를 맡길 수 있습니다."))],
        sources=[showing.decision_source(made)],
    )


@service.tool(
    title=_("과제 맡기기"),
    says=[
        "이 결정의 과제를 맡겨줘",
        "D000003 결정에 과제 하나 배정해 주세요",
        "결정 사항을 부처에 배정",
        "주관 기관과 기한을 정해서 과제를 내려보내줘",
        "담당 부처 지정하고 마감일 정하기",
        "새 과제 할당",
        "결정 이행 과제를 만들어 주세요",
        "재도전 과제 맡기기",
        "연구개발 과정 평가 과제를 내려 주세요",
        "assign a task of this decision",
        "give a ministry a task with a deadline",
        "make a task with a lead, partners and a deadline",
        "hand a task to a lead organisation",
    ],
    examples=[
        {
            "decision": "D000001",
            "title": "실증도시 운영 계획 마련",
            "lead": "다솜부",
            "partners": ["한빛도"],
            "deadline": "2026-12-31",
            "measure": "실증 차량 대수",
            "target": 200,
            "unit": "대",
        }
    ],
    access="signed_in",
    effect="act",
)
def assign(
    decision: Annotated[
        str,
        Field(
            min_length=1,
            max_length=20,
            description=_("결정 번호. 결정 목록에 있습니다. 예: D000003"),
        ),
    ],
    title: Annotated[str, Field(min_length=1, max_length=300, description=_("과제의 제목"))],
    lead: Annotated[str, Field(min_length=1, max_length=200, description=_("주관 기관"))],
    deadline: Annotated[date, Field(description=_("기한. 처음 정한 기한은 기준으로 남습니다."))],
    measure: Annotated[
        str, Field(min_length=1, max_length=200, description=_("효과를 무엇으로 재는지"))
    ],
    context: Context,
    partners: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=200)]],
        Field(max_length=30, description=_("협력 기관")),
    ] = [],  # noqa: B006 (read, never changed)
    kind: Annotated[TaskKind, Field(description=_("과제의 종류"))] = TaskKind.GENERAL,
    target: Annotated[
        float | None, Field(ge=-1e15, le=1e15, description=_("이르러야 할 값"))
    ] = None,
    unit: Annotated[str, Field(max_length=20, description=_("값의 단위"))] = "",
    programme: Annotated[str, Field(max_length=40, description=_("관련 사업의 번호"))] = "",
    regions: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=20)]],
        Field(max_length=20, description=_("관련 지역. 비우면 사업의 지역")),
    ] = [],  # noqa: B006
    retries: Annotated[
        str, Field(max_length=20, description=_("재도전이면 앞서 이루지 못한 과제의 번호"))
    ] = "",
) -> Answer[TaskView]:
    """Give an organisation a task of a decision, with a deadline and a measure of its effect."""
    check_day("deadline", deadline)
    new = NewTask(
        title=title,
        lead=lead,
        deadline=deadline,
        measure=measure,
        partners=tuple(partners),
        kind=kind,
        target=target,
        unit=unit,
        programme=programme,
        regions=tuple(regions),
        retries=retries,
    )
    made = store.assign(people.person(context.caller), decision, new)
    return after_act(made, context, _("과제를 맡겼습니다. 맡은 기관이 이제 보고할 수 있습니다."))


@service.tool(
    title=_("보고 요청"),
    says=[
        "T000012 과제 보고 요청해줘",
        "이 과제 진행 상황을 보고하라고 해 주세요",
        "부처에 이행 보고를 요구하고 싶어요",
        "금요일까지 보고해 달라고 요청",
        "과제 보고 독촉해줘",
        "진척 보고 달라고 하기",
        "보고 기한 정해서 요청",
        "이행 상황 보고 요구",
        "ask for a report on task T000012",
        "request a progress report by Friday",
        "ask the ministry to report on its task",
    ],
    examples=[{"task": "T000001", "due": "2026-12-01", "note": "중간 결과를 알려 주세요."}],
    access="signed_in",
    effect="act",
)
def ask_report(
    task: Task,
    due: Annotated[date, Field(description=_("언제까지 보고할지"))],
    note: Note,
    context: Context,
) -> Answer[TaskView]:
    """Ask those who have a task to report on it by a day."""
    check_day("due", due)
    done = store.ask_report(people.person(context.caller), task, due, note)
    return after_act(done, context, _("보고를 요청했습니다."))


@service.tool(
    title=_("기한 변경"),
    says=[
        "T000012 과제 기한을 늦춰줘",
        "과제 마감을 연말로 옮겨 주세요",
        "기한 연장 승인",
        "과제 기한 변경",
        "마감일 바꾸기",
        "이 과제 한 달 연장",
        "기한을 12월 31일로 변경",
        "deadline of task T000012 moves to December",
        "extend the deadline of a task",
        "change the due date of the task",
    ],
    examples=[{"task": "T000001", "deadline": "2027-03-31", "note": "예산 확정이 늦어졌습니다."}],
    access="signed_in",
    effect="act",
)
def move_deadline(
    task: Task,
    deadline: Annotated[date, Field(description=_("새 기한"))],
    note: Note,
    context: Context,
) -> Answer[TaskView]:
    """Give a task another deadline; the first one stays beside it."""
    check_day("deadline", deadline)
    done = store.move_deadline(people.person(context.caller), task, deadline, note)
    return after_act(done, context, _("기한을 바꾸었습니다. 처음 기한은 그대로 남습니다."))
