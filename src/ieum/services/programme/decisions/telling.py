"""Who is told of what happened to a task; how it reaches them is the hub's."""

from __future__ import annotations

from ieum.kernel.messages import Message, _
from ieum.kernel.notices import tell
from ieum.services.programme.decisions.lifecycle import Act
from ieum.services.programme.decisions.people import store as people
from ieum.services.programme.decisions.records import TaskRecord
from ieum.services.programme.decisions.roles import Role

DUE_SOON, OVERDUE = "due_soon", "overdue"

_DETAIL = _("{code} {title}: 기한 {deadline}, 주관 {lead}. 자세히: /s/programme/task?task={code}")
_SUBJECTS: dict[str, Message] = {
    Act.ASSIGN: _("새 과제를 맡았습니다: {title}"),
    Act.ASK: _("이행 보고를 요청받았습니다: {title}"),
    Act.REPORT: _("이행 보고가 왔습니다: {title}"),
    Act.SEND_BACK: _("보완을 요구받았습니다: {title}"),
    Act.ESCALATE: _("과제가 올라왔습니다: {title}"),
    Act.SIGN_OFF: _("과제가 종결되었습니다: {title}"),
    Act.MOVE: _("과제의 기한이 바뀌었습니다: {title}"),
    DUE_SOON: _("과제의 기한이 다가왔습니다: {title}"),
    OVERDUE: _("과제의 기한이 지났습니다: {title}"),
}
_OFFICE = (Role.OFFICE, Role.APPROVER)


def tell_of(task: TaskRecord, kind: str) -> bool:
    """Have those told whom an act or a deadline concerns; False if there is nobody."""
    subject = _SUBJECTS.get(kind)
    accounts = _concerned(task, kind)
    if subject is None or not accounts:
        return False
    values = {
        "code": task.code,
        "title": task.title,
        "deadline": task.deadline,
        "lead": task.lead.name,
    }
    return tell(
        f"task-{kind.replace('_', '-')}",
        task.code,
        Message(str(subject), {"title": task.title}),
        Message(str(_DETAIL), values),
        accounts,
    )


def _concerned(task: TaskRecord, kind: str) -> list[int]:
    """The accounts an act is for: those who have to do something next."""
    lines = people.accounts_of((Role.REPORTER,), [line.organisation for line in task.lines])
    here = people.accounts_of(_OFFICE, task.standing.authority[:1])
    deciding = people.accounts_of(_OFFICE, task.standing.deciding[:1])
    match kind:
        case Act.REPORT:
            return here
        case Act.ESCALATE | "overdue":
            return sorted({*lines, *here, *deciding})
    return lines
