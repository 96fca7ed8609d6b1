"""Decisions and tasks as plain values, for every door and test above the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ieum.services.programme.decisions.kinds import Outcome, TaskKind
from ieum.services.programme.decisions.lifecycle import Standing, State
from ieum.services.programme.decisions.roles import Role
from ieum.services.programme.register.values import Signal


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """A body, with the one it is a part of."""

    id: int
    name: str
    name_en: str = ""
    kind: str = ""
    region: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class MembershipRecord:
    """A role that an account holds."""

    account: str
    organisation: str
    role: Role
    region: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What a meeting decided; ``code`` is what people call it by."""

    code: str
    title: str
    meeting: str
    decided_on: date
    organisation: str
    organisation_en: str = ""
    text: str = ""
    document: int | None = None
    document_title: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class LineRecord:
    """The share of one organisation in a task, and the newest report on it."""

    organisation: int
    name: str
    name_en: str = ""
    is_lead: bool = False
    reported: EventRecord | None = None


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One thing that happened to a task; ``kind`` is an act of the lifecycle, ``due_soon`` or
    ``overdue``. ``progress`` is in per cent."""

    id: int
    kind: str
    at: datetime
    state: State
    by: int | None = None
    by_name: str = ""
    line: str = ""
    line_en: str = ""
    note: str = ""
    as_of: date | None = None
    progress: int | None = None
    measured: float | None = None
    finishes: bool | None = None
    outcome: Outcome | None = None
    basis: str = ""
    day_before: date | None = None
    day: date | None = None
    signal: Signal | None = None


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task as it is now. ``first_deadline`` is the baseline and never moves."""

    code: str
    title: str
    kind: TaskKind
    decision: DecisionRecord
    standing: Standing
    first_deadline: date
    deadline: date
    measure: str
    assigned_on: date
    target: float | None = None
    unit: str = ""
    programme: str = ""
    programme_name: str = ""
    retries: str = ""
    report_due: date | None = None
    authority: str = ""
    authority_en: str = ""
    regions: tuple[str, ...] = ()
    lines: tuple[LineRecord, ...] = ()
    signal: Signal | None = None
    signal_reason: str = ""
    signal_on: date | None = None
    signal_by: str = ""

    @property
    def state(self) -> State:
        """How far it is."""
        return self.standing.state

    @property
    def is_open(self) -> bool:
        """Whether there is anything left to do."""
        return self.state is not State.SIGNED_OFF

    @property
    def lead(self) -> LineRecord:
        """The line that answers for the whole."""
        return next(line for line in self.lines if line.is_lead)
