"""The computed light of a task, beside the one that a person sets; never stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ieum.kernel.messages import _
from ieum.services.programme.decisions.records import TaskRecord
from ieum.services.programme.register.signal import Computed, Reason, worst
from ieum.services.programme.register.values import Signal

#: A deadline so close makes an unfinished task yellow.
SOON = timedelta(days=7)
#: So long after its deadline a task is put before the organisation above by itself.
GRACE = timedelta(days=7)
#: An open task without a report for so long is yellow.
QUIET = timedelta(days=60)


def computed_light(task: TaskRecord, today: date) -> Computed:
    """The light of a task as of a day, each reason in words."""
    reasons = tuple(_reasons(task, today)) if task.is_open else ()
    return Computed(worst(reasons), reasons)


def _reasons(task: TaskRecord, today: date) -> Iterator[Reason]:
    finished = task.standing.finished_by is not None
    late = (today - task.deadline).days
    if late > 0:
        yield Reason(
            Signal.RED,
            _("기한 {day:이/가} {days:,}일 지났습니다.", day=task.deadline, days=late),
        )
    elif task.deadline - today <= SOON and not finished:
        yield Reason(Signal.YELLOW, _("기한 {day:이/가} 다가왔습니다.", day=task.deadline))
    if task.report_due is not None and task.report_due < today:
        yield Reason(
            Signal.YELLOW, _("{day}까지 달라고 한 보고가 오지 않았습니다.", day=task.report_due)
        )
    if task.deadline > task.first_deadline:
        yield Reason(
            Signal.YELLOW,
            _(
                "기한이 처음 {before}에서 {after:로/으로} 늦춰졌습니다.",
                before=task.first_deadline,
                after=task.deadline,
            ),
        )
    latest = task.lead.reported
    heard = latest.at.date() if latest else task.assigned_on
    if not finished and today - heard > QUIET:
        yield Reason(
            Signal.YELLOW,
            _("{day} 뒤로 {days:,}일째 새 소식이 없습니다.", day=heard, days=(today - heard).days),
        )
    measured = latest.measured if latest else None
    if finished and task.target is not None and (measured is None or measured < task.target):
        yield Reason(
            Signal.YELLOW,
            _("마쳤다고 보고했지만 '{measure}' 목표에 이르지 못했습니다.", measure=task.measure)
            if measured is not None
            else _("마쳤다고 보고했지만 '{measure}'의 잰 값이 없습니다.", measure=task.measure),
        )
