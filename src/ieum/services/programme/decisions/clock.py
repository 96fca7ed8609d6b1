"""What the days do to tasks by themselves: a word before the deadline, one after it, and, when
nothing helps, the organisation above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ieum.services.programme.decisions.acts import store as acts
from ieum.services.programme.decisions.lifecycle import Act, State
from ieum.services.programme.decisions.lights import GRACE, SOON
from ieum.services.programme.decisions.records import TaskRecord
from ieum.services.programme.decisions.tasks import store
from ieum.services.programme.decisions.telling import DUE_SOON, OVERDUE


@dataclass(frozen=True, slots=True)
class Happening:
    """What the clock did to a task."""

    task: str
    kind: str


def due(task: TaskRecord, today: date) -> list[str]:
    """What a day calls for in a task, whether or not it was done before."""
    late = today - task.deadline
    if not task.is_open:
        return []
    if late.days <= 0:
        close = -late <= SOON and task.standing.finished_by is None
        return [DUE_SOON] if close else []
    past_grace = late > GRACE and task.state is not State.ESCALATED
    return [OVERDUE, *([str(Act.ESCALATE)] if past_grace else [])]


def tick(today: date) -> list[Happening]:
    """Do all that the day calls for; each deadline is told of once, however often this is called."""
    return [
        Happening(task.code, kind)
        for task in store.due_by(today + SOON)
        for kind in due(task, today)
        if acts.clock_notes(task.code, kind, task.deadline)
    ]
