"""Tasks as the answers that people read: boards by light, one task with its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ieum.kernel.answer import Answer, Source, SourceKind, Step
from ieum.kernel.context import Context
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table, Words
from ieum.services.programme.decisions import lifecycle
from ieum.services.programme.decisions.lifecycle import Act
from ieum.services.programme.decisions.lights import computed_light
from ieum.services.programme.decisions.people import store as people
from ieum.services.programme.decisions.records import DecisionRecord, EventRecord, TaskRecord
from ieum.services.programme.decisions.results import Lights, TaskBoard, TaskView
from ieum.services.programme.decisions.roles import Person
from ieum.services.programme.decisions.tasks import store
from ieum.services.programme.overview.arguments import pages_of
from ieum.services.programme.register.lights import NOT_SET
from ieum.services.programme.register.regions import region_name
from ieum.services.programme.register.signal import Computed
from ieum.services.programme.register.values import Signal

_CLOCK: dict[str, Message] = {
    "due_soon": _("기한이 다가왔음을 알림"),
    "overdue": _("기한이 지났음을 알림"),
}
_BY_ITSELF = _("(저절로)")


def board(
    total: int, tasks: Sequence[TaskRecord], page: int | None, today: date, language: str
) -> Answer[TaskBoard]:
    """A page of tasks under the light that is computed for each; closed ones by themselves."""
    groups: dict[str, list[list[Cell]]] = {"red": [], "yellow": [], "green": [], "closed": []}
    for task in tasks:
        light = computed_light(task, today)
        group = str(light.light) if task.is_open else "closed"
        groups[group].append(_row(task, light, language))
    captions = {
        "red": _("빨강: 기한이 지난 과제"),
        "yellow": _("노랑: 살펴야 할 과제"),
        "green": _("초록: 계획대로인 과제"),
        "closed": _("종결한 과제"),
    }
    return Answer[TaskBoard](
        result=TaskBoard(
            count=total,
            **(pages_of(page, total, store.PAGE_LENGTH) if page else {}),
            **{name: _board_table(captions[name], rows) for name, rows in groups.items() if rows},
        ),
        sources=sources_of(task.decision for task in tasks),
        notes=[]
        if page or total <= len(tasks)
        else [_("기한이 가까운 {shown}개를 먼저 보입니다.", shown=len(tasks))],
    )


def _board_table(caption: Message, rows: list[list[Cell]]) -> Table:
    return Table(
        caption=caption,
        columns=[
            Column(name="task", label=_("번호")),
            Column(name="title", label=_("과제 제목")),
            Column(name="lead", label=_("주관")),
            Column(name="regions", label=_("관련 지역")),
            Column(name="deadline", label=_("기한")),
            Column(name="state", label=_("과제 상태")),
            Column(name="signal", label=_("사람의 신호등")),
            Column(name="why", label=_("계산한 까닭")),
        ],
        rows=rows,
    )


def _row(task: TaskRecord, light: Computed, language: str) -> list[Cell]:
    return [
        task.code,
        task.title,
        named(task.lead.name, task.lead.name_en, language),
        _places(task, language),
        task.deadline,
        task.state.words,
        task.signal.words if task.signal else None,
        light.reasons[0].words if light.reasons else None,
    ]


def view(
    task: TaskRecord,
    events: Sequence[EventRecord],
    person: Person,
    today: date,
    language: str,
    steps: Sequence[Step] = (),
) -> Answer[TaskView]:
    """One task with its lines and all that happened to it."""
    light = computed_light(task, today)
    notes = [reason.words for reason in light.reasons]
    return Answer[TaskView](
        result=TaskView(
            title=task.title,
            task=task.code,
            state=task.state.words,
            signal=task.signal.words if task.signal else NOT_SET,
            computed=light.light.words if light.light else NOT_SET,
            kind=task.kind.words,
            decision=f"{task.decision.code} {task.decision.title}",
            meeting=_(
                "{meeting}, {day}", meeting=task.decision.meeting, day=task.decision.decided_on
            ),
            deadline=_("{day}", day=task.deadline),
            first_deadline=_("{day}", day=task.first_deadline),
            measure=_measure(task),
            authority=named(task.authority, task.authority_en, language),
            programme=f"{task.programme} {task.programme_name}" if task.programme else None,
            regions=_places(task, language),
            retries=task.retries or None,
            may=_may(task, person),
            lines=_lines(task, language),
            history=_history(events, language),
        ),
        steps=[*steps, *_signal_step(task)],
        sources=[decision_source(task.decision, f"/s/programme/task?task={task.code}")],
        notes=notes,
    )


def after_act(task: TaskRecord, context: Context, says: Message) -> Answer[TaskView]:
    """The task as it stands after the caller did something to it; ``says`` what they did."""
    events = store.history(task.code)
    caller = people.person(context.caller)
    return view(task, events, caller, context.today, context.language, [Step(says=says)])


def allowed(task: TaskRecord, person: Person) -> list[Act]:
    """What the person may do to the task now, in the order of the lifecycle."""
    found: list[Act] = []
    for act in Act:
        lines = [line.organisation for line in task.lines] if act is Act.REPORT else [None]
        if act is not Act.ASSIGN and any(
            lifecycle.refusal(act, task.standing, person, line) is None for line in lines
        ):
            found.append(act)
    return found


def _may(task: TaskRecord, person: Person) -> Table | None:
    """What the person may do now, each with the tool that does it."""
    acts = allowed(task, person)
    if not acts:
        return None
    return Table(
        caption=_("지금 할 수 있는 일"),
        columns=[
            Column(name="act", label=_("할 수 있는 일")),
            Column(name="tool", label=_("도구")),
        ],
        rows=[[act.words, act.value] for act in acts],
    )


def _signal_step(task: TaskRecord) -> list[Step]:
    if task.signal is None:
        return []
    return [
        Step(
            says=_(
                "{by:이/가} {day}에 {light:을/를} 정했습니다: {reason}",
                by=task.signal_by or _("관리자"),
                day=task.signal_on,
                light=task.signal.words,
                reason=task.signal_reason,
            )
        )
    ]


def _measure(task: TaskRecord) -> Words:
    if task.target is None:
        return task.measure
    return _(
        "{measure} (목표 {target:,g}{unit})",
        measure=task.measure,
        target=task.target,
        unit=task.unit,
    )


def _lines(task: TaskRecord, language: str) -> Table:
    rows: list[list[Cell]] = []
    for line in task.lines:
        report = line.reported
        rows.append(
            [
                named(line.name, line.name_en, language),
                _("주관") if line.is_lead else _("협력"),
                report.as_of if report else None,
                report.progress if report else None,
                report.measured if report else None,
                report.note if report else None,
            ]
        )
    return Table(
        caption=_("맡은 기관과 마지막 보고"),
        columns=[
            Column(name="organisation", label=_("기관 이름")),
            Column(name="part", label=_("몫")),
            Column(name="as_of", label=_("기준일")),
            Column(name="progress", label=_("진행"), unit="%"),
            Column(name="measured", label=_("잰 효과"), unit=task.unit),
            Column(name="note", label=_("보고")),
        ],
        rows=rows,
    )


def _history(events: Sequence[EventRecord], language: str) -> Table:
    rows: list[list[Cell]] = [
        [
            event.at.date(),
            _CLOCK.get(event.kind) or Act(event.kind).words,
            named(event.line, event.line_en, language) or None,
            event.by_name or _BY_ITSELF,
            event.state.words,
            _said(event),
        ]
        for event in events
    ]
    return Table(
        caption=_("이력"),
        columns=[
            Column(name="at", label=_("날짜")),
            Column(name="act", label=_("한 일")),
            Column(name="line", label=_("맡은 기관")),
            Column(name="by", label=_("한 사람")),
            Column(name="state", label=_("그 뒤 상태")),
            Column(name="note", label=_("내용")),
        ],
        rows=rows,
    )


def _said(event: EventRecord) -> Words | None:
    """What an event says beside its note."""
    match event:
        case EventRecord(signal=Signal() as light):
            return _("{light}: {reason}", light=light.words, reason=event.note)
        case EventRecord(day_before=date() as before, day=date() as day):
            return _("{before}에서 {day:로/으로}: {note}", before=before, day=day, note=event.note)
        case EventRecord(kind="assign" | "due_soon" | "overdue", day=date() as day):
            return _("기한 {day}", day=day)
        case EventRecord(kind="escalate", day=date() as day):
            return _("기한 {day} 뒤에도 끝나지 않음", day=day)
        case EventRecord(kind="ask_report", day=date() as day):
            return _("{day}까지: {note}", day=day, note=event.note)
        case EventRecord(outcome=outcome) if outcome is not None and event.basis:
            return _(
                "{note} · {outcome} · 근거 {basis}",
                note=event.note,
                outcome=outcome.words,
                basis=event.basis,
            )
        case EventRecord(outcome=outcome) if outcome is not None:
            return _("{note} · {outcome}", note=event.note, outcome=outcome.words)
        case EventRecord(finishes=True):
            return _("{note} · 마쳤다고 보고함", note=event.note)
    return event.note or None


def _places(task: TaskRecord, language: str) -> str | None:
    return ", ".join(region_name(region, language) for region in task.regions) or None


def named(name: str, name_en: str, language: str) -> str:
    """A name in the reader's language, where there is one."""
    return name_en if language == "en" and name_en else name


def sources_of(decisions: Iterable[DecisionRecord]) -> list[Source]:
    """The decisions once each; where there is none, the record that holds none."""
    found = {decision.code: decision_source(decision) for decision in decisions}
    return list(found.values()) or [_OUR_RECORD]


_OUR_RECORD = Source(kind=SourceKind.DATASET, title=_("이 허브의 결정과 과제 기록"))


def decision_source(decision: DecisionRecord, page: str = "/s/programme/decisions") -> Source:
    """The decision that a task rests on; its document where one is kept, else ``page``."""
    return Source(
        kind=SourceKind.DOCUMENT,
        title=decision.document_title or f"{decision.code} {decision.title}",
        publisher=decision.organisation,
        published=decision.decided_on,
        locator=decision.meeting,
        page=(f"/s/programme/document?id={decision.document}" if decision.document else page),
    )


def light_of_task(task: TaskRecord, today: date) -> Lights:
    """The two lights of a task."""
    light = computed_light(task, today)
    return Lights(
        code=task.code,
        name=task.title,
        signal=task.signal.words if task.signal else NOT_SET,
        computed=light.light.words if light.light else NOT_SET,
        reasons=reasons_table(light),
    )


def reasons_table(light: Computed) -> Table:
    """Why a computed light is not green, the gravest first."""
    return Table(
        caption=_("계산한 까닭"),
        columns=[Column(name="light", label=_("신호등")), Column(name="why", label=_("까닭"))],
        rows=[[reason.light.words, reason.words] for reason in light.reasons],
    )
