"""Decisions and tasks out of the rows: what a person may see, and all of it for the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Case, Prefetch, Q, QuerySet, When

from ieum.kernel.context import SEOUL
from ieum.kernel.errors import NotFound, WrongArgument
from ieum.kernel.messages import _
from ieum.services.programme.decisions.kinds import Outcome, TaskKind
from ieum.services.programme.decisions.lifecycle import Act, Standing, State
from ieum.services.programme.decisions.people import store as people
from ieum.services.programme.decisions.records import (
    DecisionRecord,
    EventRecord,
    LineRecord,
    TaskRecord,
)
from ieum.services.programme.decisions.roles import Person, Role
from ieum.services.programme.decisions.rows import (
    Decision,
    Task,
    TaskEvent,
    TaskLine,
    TaskRegion,
)
from ieum.services.programme.register.regions import touching
from ieum.services.programme.register.values import Signal

Chain = Callable[[int], tuple[int, ...]]
#: Tasks on one page of a board.
PAGE_LENGTH = 60
_OVERSEEING = (Role.OFFICE, Role.APPROVER, Role.OBSERVER)


def tasks(
    person: Person,
    *,
    state: State | None = None,
    region: str = "",
    decision: str = "",
    mine: bool = False,
    page: int = 1,
) -> tuple[int, list[TaskRecord]]:
    """How many tasks the person may see, and a page of them: open ones first, those due first at
    the head. ``mine`` are those that wait for them."""
    rows = _visible(person)
    if state is not None:
        rows = rows.filter(state=str(state))
    if region:
        kept = people.read_region(region, "region")
        keys = TaskRegion.objects.filter(region__in=touching(kept)).values("task")
        rows = rows.filter(pk__in=keys)
    if decision:
        rows = rows.filter(decision=decision_row(decision, person))
    if mine:
        rows = rows.filter(_waits_for(person))
    is_closed = Case(When(state=str(State.SIGNED_OFF), then=1), default=0)
    start = (page - 1) * PAGE_LENGTH
    chain = people.chains()
    found = rows.order_by(is_closed, "deadline", "id")[start : start + PAGE_LENGTH]
    return rows.count(), [_task(row, chain) for row in found]


def _waits_for(person: Person) -> Q:
    """Tasks whose next step is the person's: a report on an own line, or an answer to one."""
    reports = [g.organisation for g in person.grants if g.role is Role.REPORTER]
    answers = people.with_parts(
        g.organisation for g in person.grants if g.role in (Role.OFFICE, Role.APPROVER)
    )
    lines = TaskLine.objects.filter(organisation_id__in=reports).values("task")
    to_do = [str(State.ASSIGNED), str(State.SENT_BACK), str(State.ESCALATED)]
    to_answer = [str(State.REPORTED), str(State.ESCALATED)]
    return Q(state__in=to_do, pk__in=lines) | Q(state__in=to_answer, authority_id__in=answers)


def task(person: Person, code: str) -> tuple[TaskRecord, list[EventRecord]]:
    """A task that the person may see, with its history, the oldest first; raises ``NotFound``."""
    row = seen_row(code, person)
    return _task(row, people.chains()), history(code)


def history(code: str) -> list[EventRecord]:
    """All that happened to a task, the oldest first, whoever asks."""
    events = TaskEvent.objects.filter(task_id=task_number(code))
    return [_event(event) for event in events.select_related("line__organisation")]


def decisions(person: Person) -> list[tuple[DecisionRecord, int, int]]:
    """The decisions that the person may see, the newest first, each with how many tasks of it they
    may see and how many of those are closed."""
    states: dict[int, list[str]] = defaultdict(list)
    for decision, state in _visible(person).values_list("decision_id", "state"):
        states[decision].append(state)
    closed = str(State.SIGNED_OFF)
    return [
        (decision_of(row), len(states[row.pk]), states[row.pk].count(closed))
        for row in _visible_decisions(person)
    ]


def _visible_decisions(person: Person) -> QuerySet[Decision]:
    """Decisions of organisations that they oversee, and those with a task that is theirs to see."""
    rows = Decision.objects.select_related("organisation", "document", "recorded_by")
    rows = rows.defer("document__text")
    if person.administers:
        return rows
    overseen = people.with_parts(g.organisation for g in person.grants if g.role in _OVERSEEING)
    tasks = _visible(person).order_by().values("decision")
    return rows.filter(Q(organisation_id__in=overseen) | Q(pk__in=tasks))


def task_record(pk: int) -> TaskRecord:
    """A task by its number, whoever asks: for the clock, and for one who has just acted on it."""
    return _task(_tasks().get(pk=pk), people.chains())


def due_by(day: date) -> list[TaskRecord]:
    """The open tasks whose deadline is no later than a day, for the clock."""
    chain = people.chains()
    rows = _tasks().exclude(state=str(State.SIGNED_OFF)).filter(deadline__lte=day)
    return [_task(row, chain) for row in rows]


def task_code(pk: int) -> str:
    """What people call a task by: ``T000012``."""
    return f"T{pk:06d}"


def decision_code(pk: int) -> str:
    """What people call a decision by: ``D000003``."""
    return f"D{pk:06d}"


def task_number(code: str) -> int:
    """The key behind a code; 0 for one that is none."""
    return _number("T", code)


def _number(letter: str, code: str) -> int:
    digits = code.strip().upper().removeprefix(letter)
    return int(digits) if digits.isdecimal() and len(digits) < 18 else 0


def _visible(person: Person) -> QuerySet[Task]:
    """What is theirs: of organisations they oversee, with a line of their own, or of their region."""
    rows = _tasks()
    if person.administers:
        return rows
    overseen = people.with_parts(g.organisation for g in person.grants if g.role in _OVERSEEING)
    own = {grant.organisation for grant in person.grants}
    regions = frozenset().union(*(touching(g.region) for g in person.grants if g.region))
    keys = Task.objects.filter(
        Q(decision__organisation_id__in=overseen)
        | Q(authority_id__in=overseen)
        | Q(lines__organisation_id__in=own | overseen)
        | Q(regions__region__in=regions)
    )
    return rows.filter(pk__in=keys.values("pk"))


def _tasks() -> QuerySet[Task]:
    reports = TaskEvent.objects.filter(kind=str(Act.REPORT)).order_by("id")
    return Task.objects.select_related(
        "decision__organisation",
        "decision__document",
        "decision__recorded_by",
        "programme",
        "authority",
        "signal_by",
    ).prefetch_related(
        "regions",
        Prefetch("lines", TaskLine.objects.select_related("organisation")),
        Prefetch("lines__events", reports, to_attr="reports"),
    )


def seen_row(code: str, person: Person, argument: str = "") -> Task:
    row = _visible(person).filter(pk=task_number(code)).first()
    if row is None:
        words = _(
            "'{code}'인 과제가 없거나 볼 수 있는 과제가 아닙니다. 과제 목록에서 확인해 주세요.",
            code=code,
        )
        raise WrongArgument(argument, words) if argument else NotFound(words)
    return row


def decision_row(code: str, person: Person) -> Decision:
    """A decision that the person may see; raises ``NotFound``."""
    row = _visible_decisions(person).filter(pk=_number("D", code)).first()
    if row is None:
        raise NotFound(
            _(
                "'{code}'인 결정이 없거나 볼 수 있는 결정이 아닙니다. 결정 목록에서 확인해 주세요.",
                code=code,
            )
        )
    return row


def standing_of(row: Task, chain: Chain) -> Standing:
    return Standing(
        State(row.state),
        chain(row.decision.organisation_id),
        chain(row.authority_id),
        row.finished_by_id,
    )


def decision_of(row: Decision) -> DecisionRecord:
    return DecisionRecord(
        code=decision_code(row.pk),
        title=row.title,
        meeting=row.meeting,
        decided_on=row.decided_on,
        organisation=row.organisation.name,
        organisation_en=row.organisation.name_en,
        text=row.text,
        document=row.document_id,
        document_title=row.document.title if row.document else "",
        recorded_by=str(row.recorded_by or ""),
    )


def _task(row: Task, chain: Chain) -> TaskRecord:
    return TaskRecord(
        code=task_code(row.pk),
        title=row.title,
        kind=TaskKind(row.kind),
        decision=decision_of(row.decision),
        standing=standing_of(row, chain),
        first_deadline=row.first_deadline,
        deadline=row.deadline,
        measure=row.measure,
        assigned_on=row.assigned_at.astimezone(SEOUL).date(),
        target=row.target,
        unit=row.unit,
        programme=row.programme.code if row.programme else "",
        programme_name=row.programme.name if row.programme else "",
        retries=task_code(row.retries_id) if row.retries_id else "",
        report_due=row.report_due,
        authority=row.authority.name,
        authority_en=row.authority.name_en,
        regions=tuple(each.region for each in row.regions.all()),
        lines=tuple(_line(line) for line in row.lines.all()),
        signal=Signal(row.signal) if row.signal else None,
        signal_reason=row.signal_reason,
        signal_on=row.signal_at.astimezone(SEOUL).date() if row.signal_at else None,
        signal_by=str(row.signal_by or ""),
    )


def _line(row: TaskLine) -> LineRecord:
    reports: Iterable[TaskEvent] = row.reports  # type: ignore[attr-defined]
    latest = list(reports)[-1:]
    return LineRecord(
        row.organisation_id,
        row.organisation.name,
        row.organisation.name_en,
        row.is_lead,
        _event(latest[0], row) if latest else None,
    )


def _event(row: TaskEvent, line: TaskLine | None = None) -> EventRecord:
    share = line or row.line
    body = share.organisation if share else None
    return EventRecord(
        id=row.pk,
        kind=row.kind,
        at=row.at.astimezone(SEOUL),
        state=State(row.state),
        by=row.by_id,
        by_name=row.by_name,
        line=body.name if body else "",
        line_en=body.name_en if body else "",
        note=row.note,
        as_of=row.as_of,
        progress=row.progress,
        measured=row.measured,
        finishes=row.finishes,
        outcome=Outcome(row.outcome) if row.outcome else None,
        basis=row.basis,
        day_before=row.day_before,
        day=row.day,
        signal=Signal(row.signal) if row.signal else None,
    )
