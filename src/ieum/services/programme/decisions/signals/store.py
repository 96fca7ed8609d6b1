"""The lights that people set on tasks and programmes; the computed ones are never stored."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import _
from ieum.services.programme.decisions.acts.store import (
    OFFICE,
    allow,
    in_hand,
    note_event,
    programme_row,
)
from ieum.services.programme.decisions.lifecycle import Act
from ieum.services.programme.decisions.records import TaskRecord
from ieum.services.programme.decisions.roles import Person
from ieum.services.programme.decisions.rows import ProgrammeSignal
from ieum.services.programme.decisions.tasks.store import task_record
from ieum.services.programme.register.rows import Programme
from ieum.services.programme.register.values import Signal


def set_task_signal(person: Person, code: str, signal: Signal, reason: str) -> TaskRecord:
    """The light that a person gives a task, and why."""
    with transaction.atomic():
        row, standing = in_hand(code, person)
        allow(Act.SIGNAL, standing, person)
        row.signal, row.signal_reason = str(signal), reason
        row.signal_at, row.signal_by_id = timezone.now(), person.id or None
        row.save(update_fields=["signal", "signal_reason", "signal_at", "signal_by"])
        note_event(row, Act.SIGNAL, person, note=reason, signal=str(signal))
    return task_record(row.pk)


def set_programme_signal(person: Person, code: str, signal: Signal, reason: str) -> None:
    """The light that a person gives a programme, and why; earlier ones stay in its history."""
    row = programme_row(code)
    if not (person.administers or any(g.role in OFFICE for g in person.grants)):
        raise NotAllowed(
            _(
                "사업의 신호등은 점검 담당이나 결재권자만 정할 수 있습니다. 맡은 일이면 관리자에게 역할을 요청해 주세요."
            )
        )
    with transaction.atomic():
        ProgrammeSignal.objects.create(
            programme=row,
            signal=str(signal),
            reason=reason,
            by_id=person.id or None,
            by_name=person.name,
        )
        Programme.objects.filter(pk=row.pk).update(
            signal=str(signal),
            signal_reason=reason,
            signal_at=timezone.now(),
            signal_by_id=person.id or None,
        )
