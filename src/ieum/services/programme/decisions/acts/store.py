"""What people and the clock do to tasks. Every act asks the lifecycle first, in the transaction that
writes it, and leaves an event that is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.messages import Message, _
from ieum.services.programme.decisions import lifecycle, telling
from ieum.services.programme.decisions.kinds import OUTCOMES, Outcome, TaskKind
from ieum.services.programme.decisions.lifecycle import Act, Standing, State
from ieum.services.programme.decisions.people import store as people
from ieum.services.programme.decisions.records import DecisionRecord, TaskRecord
from ieum.services.programme.decisions.roles import Person, Role
from ieum.services.programme.decisions.rows import (
    Decision,
    Task,
    TaskEvent,
    TaskLine,
    TaskRegion,
)
from ieum.services.programme.decisions.tasks.store import (
    decision_of,
    decision_row,
    seen_row,
    standing_of,
    task_code,
    task_number,
    task_record,
)
from ieum.services.programme.document_rows import Document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.regions import kept_region
from ieum.services.programme.register.rows import Programme
from ieum.services.programme.register.values import Measured, ReviewState, Subject

OFFICE = (Role.OFFICE, Role.APPROVER)


@dataclass(frozen=True, slots=True)
class NewTask:
    """What is said when a task is assigned; organisations and programme by name and code."""

    title: str
    lead: str
    deadline: date
    measure: str
    partners: tuple[str, ...] = ()
    kind: TaskKind = TaskKind.GENERAL
    target: float | None = None
    unit: str = ""
    programme: str = ""
    regions: tuple[str, ...] = ()
    retries: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What an organisation says of its line."""

    note: str
    as_of: date
    progress: int | None = None
    measured: float | None = None
    finishes: bool = False
    outcome: Outcome | None = None
    basis: str = ""


def record_decision(
    person: Person,
    organisation: str,
    title: str,
    *,
    meeting: str,
    decided_on: date,
    text: str = "",
    document: int | None = None,
) -> DecisionRecord:
    """Put a decision on record for an organisation whose office the person keeps."""
    body = people.organisation(organisation, "organisation")
    if not person.holds(OFFICE, people.chains()(body.pk)):
        raise NotAllowed(
            _(
                "'{name}'의 결정은 그 기관의 점검 담당이나 결재권자만 기록할 수 있습니다. 맡은 일이면 관리자에게 역할을 요청해 주세요.",
                name=body.name,
            )
        )
    if document is not None and not Document.objects.filter(pk=document).exists():
        raise WrongArgument(
            "document",
            _("{id}번 문서가 없습니다. 문서 목록에서 번호를 확인해 주세요.", id=document),
        )
    row = Decision.objects.create(
        organisation=body,
        title=title,
        meeting=meeting,
        decided_on=decided_on,
        text=text,
        document_id=document,
        recorded_by_id=person.id or None,
    )
    return decision_of(row)


def assign(person: Person, decision: str, new: NewTask) -> TaskRecord:
    """Make a task of a decision. Its deadline becomes the baseline."""
    row = decision_row(decision, person)
    chain = people.chains()(row.organisation_id)
    standing = Standing(State.ASSIGNED, chain, chain)
    allow(Act.ASSIGN, standing, person)
    lead, others = _bodies(new)
    earlier = seen_row(new.retries, person, "retries") if new.retries else None
    if (new.kind is TaskKind.RETRY) != (earlier is not None):
        raise WrongArgument(
            "retries",
            _("재도전 과제에는 앞서 이루지 못한 과제의 번호를 적고, 다른 과제에는 비워 두세요."),
        )
    programme = programme_row(new.programme) if new.programme else None
    with transaction.atomic():
        task = Task.objects.create(
            decision=row,
            title=new.title,
            kind=str(new.kind),
            programme=programme,
            retries=earlier,
            first_deadline=new.deadline,
            deadline=new.deadline,
            measure=new.measure,
            target=new.target,
            unit=new.unit,
            state=str(State.ASSIGNED),
            authority=row.organisation,
        )
        TaskLine.objects.create(task=task, organisation_id=lead, is_lead=True)
        for other in others:
            TaskLine.objects.create(task=task, organisation_id=other, is_lead=False)
        for region in _regions(new.regions, programme):
            TaskRegion.objects.create(task=task, region=region)
        note_event(task, Act.ASSIGN, person, day=new.deadline)
        return _told(task.pk, Act.ASSIGN)


def _bodies(new: NewTask) -> tuple[int, list[int]]:
    lead = people.organisation(new.lead, "lead").pk
    partners = [people.organisation(name, "partners").pk for name in new.partners]
    return lead, [id for id in dict.fromkeys(partners) if id != lead]


def _regions(names: Sequence[str], programme: Programme | None) -> list[str]:
    """The regions named, else those of the programme."""
    if names or programme is None:
        found = [people.read_region(name, "regions") for name in names]
    else:
        # Documents name regions in their own ways, and some that are none: 광주, 호남, 해외.
        stated = programme.regions.values_list("region", flat=True)
        found = [kept_region(name) or "" for name in stated]
    return list(dict.fromkeys(filter(None, found)))


def ask_report(person: Person, code: str, due: date, note: str) -> TaskRecord:
    """Ask all lines of a task for a report by a day."""
    with transaction.atomic():
        row, standing = in_hand(code, person)
        allow(Act.ASK, standing, person)
        row.report_due = due
        row.save(update_fields=["report_due"])
        note_event(row, Act.ASK, person, note=note, day=due)
        return _told(row.pk, Act.ASK)


def report(person: Person, code: str, given: Report, line: str = "") -> TaskRecord:
    """Report on the line of the person's own organisation.

    ``line`` names the organisation where they report for several. A measured effect becomes an
    unconfirmed statement on the task's programme: the lead's of the whole, a partner's of its share.
    """
    with transaction.atomic():
        row, standing = in_hand(code, person)
        share = _own_line(row, person, line)
        allow(Act.REPORT, standing, person, share.organisation_id)
        _check_outcome(TaskKind(row.kind), share, given)
        finishes = given.finishes if share.is_lead else None
        standing = lifecycle.after(Act.REPORT, standing, person, finishes=finishes)
        statement = None
        if row.programme and given.measured is not None:
            statement = register.state(
                row.programme.code,
                Measured(
                    subject=Subject.FIGURE,
                    number=given.measured,
                    unit=row.unit,
                    what=row.measure
                    if share.is_lead
                    else f"{row.measure} ({share.organisation.name})",
                ),
                given.as_of,
                source=f"{task_code(row.pk)} {share.organisation.name}",
                added_by=person.id,
            ).id
        if share.is_lead:
            row.report_due = None
        _write(row, standing)
        note_event(
            row,
            Act.REPORT,
            person,
            line=share,
            note=given.note,
            as_of=given.as_of,
            progress=given.progress,
            measured=given.measured,
            finishes=given.finishes,
            outcome=str(given.outcome or ""),
            basis=given.basis,
            statement_id=statement,
        )
        return _told(row.pk, Act.REPORT)


def _own_line(row: Task, person: Person, name: str) -> TaskLine:
    """The line that the person reports on; refused where it is another's."""
    lines = list(row.lines.select_related("organisation"))
    if name:
        body = people.organisation(name, "line")
        found = [line for line in lines if line.organisation_id == body.pk]
        if not found:
            raise WrongArgument(
                "line",
                _("'{name}'{name:-은/는} 이 과제를 맡은 기관이 아닙니다.", name=body.name),
            )
        return found[0]
    own = [line for line in lines if person.holds((Role.REPORTER,), (line.organisation_id,))]
    if len(own) > 1:
        raise WrongArgument(
            "line",
            _(
                "이 과제에서 맡은 기관이 여럿입니다. 어느 기관의 보고인지 적어 주세요: {names}",
                names=", ".join(line.organisation.name for line in own),
            ),
        )
    # Where none is their own, the lifecycle says why they may not report.
    return own[0] if own else lines[0]


def _check_outcome(kind: TaskKind, line: TaskLine, given: Report) -> None:
    """A finishing report of the lead concludes as its kind of task must, and no other does."""
    allowed = OUTCOMES[kind] if line.is_lead and given.finishes else frozenset()
    if (given.outcome is None) == bool(allowed) or (given.outcome and given.outcome not in allowed):
        if not allowed:
            raise WrongArgument(
                "outcome", _("결론은 이를 정해 두는 종류의 과제를 주관 기관이 마칠 때만 적습니다.")
            )
        raise WrongArgument(
            "outcome",
            _(
                "'{kind}'{kind:-을/를} 마칠 때는 결론을 적어야 합니다: {outcomes}",
                kind=kind.words,
                outcomes=_listed([each.words for each in Outcome if each in allowed]),
            ),
        )
    if (given.outcome is Outcome.SANCTION) != bool(given.basis):
        raise WrongArgument(
            "basis", _("제재로 결론지을 때, 그리고 그때만, 근거가 되는 법 조문을 적어 주세요.")
        )


def _listed(messages: Sequence[Message]) -> Message:
    """Messages one after the other, in whatever language they will be read."""
    values = {f"word{number}": message for number, message in enumerate(messages)}
    return Message(", ".join(f"{{{name}}}" for name in values), values)


def send_back(person: Person, code: str, note: str) -> TaskRecord:
    """Ask for more than was reported; the report that the work is done no longer stands."""
    return _simple(Act.SEND_BACK, person, code, note)


def escalate(person: Person, code: str, note: str) -> TaskRecord:
    """Put a task before the organisation above."""
    return _simple(Act.ESCALATE, person, code, note)


def sign_off(person: Person, code: str, note: str) -> TaskRecord:
    """Close a task. The effect that the lead reported last is thereby confirmed by this person,
    unless somebody has decided on it before."""
    with transaction.atomic():
        record = _simple(Act.SIGN_OFF, person, code, note)
        events = TaskEvent.objects.filter(
            task_id=task_number(code), kind=str(Act.REPORT), statement__isnull=False
        )
        latest = events.filter(line__is_lead=True).order_by("-id").first()
        if latest is not None and _waits(latest.statement_id):
            # Without the note: the register is open to all, what is said of a task to few.
            register.settle(latest.statement_id, ReviewState.CONFIRMED, by=person.id)
    return record


def _waits(statement: int) -> bool:
    """Whether nobody has decided on a statement: what a reviewer corrected stays corrected."""
    return register.statement(statement).state is ReviewState.EXTRACTED


def _simple(act: Act, person: Person, code: str, note: str) -> TaskRecord:
    with transaction.atomic():
        row, standing = in_hand(code, person)
        allow(act, standing, person)
        _write(row, lifecycle.after(act, standing, person))
        note_event(row, act, person, note=note)
        return _told(row.pk, act)


def move_deadline(person: Person, code: str, day: date, note: str) -> TaskRecord:
    """Give a task another deadline. The first one stays beside it."""
    with transaction.atomic():
        row, standing = in_hand(code, person)
        allow(Act.MOVE, standing, person)
        before, row.deadline = row.deadline, day
        row.save(update_fields=["deadline"])
        note_event(row, Act.MOVE, person, note=note, day_before=before, day=day)
        return _told(row.pk, Act.MOVE)


def clock_notes(code: str, kind: str, day: date) -> bool:
    """What the clock does to a task because of a deadline: tells of it, or puts the task before the
    organisation above. False where it has done so for this deadline, or no longer needs to."""
    nobody = Person(None)
    with transaction.atomic():
        row = Task.objects.select_for_update().get(pk=task_number(code))
        if row.events.filter(kind=kind, day=day, by_name="").exists():
            return False
        if row.deadline != day or row.state == str(State.SIGNED_OFF):
            return False
        if kind == str(Act.ESCALATE):
            _write(row, lifecycle.after(Act.ESCALATE, standing_of(row, people.chains()), nobody))
        note_event(row, kind, nobody, day=day)
        _told(row.pk, kind)
    return True


def _told(pk: int, kind: str) -> TaskRecord:
    """The task as it is now, when those whom it concerns have been told."""
    record = task_record(pk)
    telling.tell_of(record, str(kind))
    return record


def in_hand(code: str, person: Person) -> tuple[Task, Standing]:
    """A task that the person sees, locked until the act is done."""
    seen = seen_row(code, person)
    Task.objects.select_for_update().get(pk=seen.pk)
    seen.refresh_from_db(fields=["state", "authority", "finished_by", "deadline", "report_due"])
    return seen, standing_of(seen, people.chains())


def _write(row: Task, standing: Standing) -> None:
    row.state = str(standing.state)
    row.authority_id = standing.authority[0]
    row.finished_by_id = standing.finished_by
    row.save(update_fields=["state", "authority", "finished_by", "report_due"])


def allow(act: Act, standing: Standing, person: Person, line: int | None = None) -> None:
    """Refuse what the lifecycle does not let this person do; raises ``NotAllowed``."""
    why = lifecycle.refusal(act, standing, person, line)
    if why is not None:
        raise NotAllowed(why)


def note_event(row: Task, kind: str, person: Person, **more: object) -> None:
    """Leave an event of what was done to a task; ``more`` are further columns of it."""
    TaskEvent.objects.create(
        task=row,
        kind=str(kind),
        by_id=person.id or None,
        by_name=person.name[:150],
        state=row.state,
        **more,
    )


def programme_row(code: str) -> Programme:
    """A programme by its code, a former one included; raises ``NotFound``."""
    return Programme.objects.get(code=register.programme(code.strip()).code)
