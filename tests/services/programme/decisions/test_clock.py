"""What the days do to tasks, and who is told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ieum.kernel.context import today_in_korea
from tests.services.programme.decisions.conftest import Cast
from tests.services.programme.decisions.test_lifecycle_at_the_doors import assigned

pytestmark = pytest.mark.django_db
TODAY = today_in_korea()


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail server is named; nothing is sent in these tests, only put into the outbox."""
    monkeypatch.setenv("IEUM_MAIL_URL", "smtp://127.0.0.1:9")


def told() -> dict[str, set[str]]:
    """The accounts told, by kind of event."""
    from ieum.hub.notices.models import Notice

    found: dict[str, set[str]] = {}
    for event, address in Notice.objects.values_list("event", "address"):
        found.setdefault(event, set()).add(address.partition("@")[0])
    return found


def test_those_who_must_act_next_are_told(cast: Cast, mail: None) -> None:
    task = assigned(cast, deadline=str(TODAY + timedelta(days=5)))
    assert told() == {"task-assign": {"lead", "region"}}
    cast.lead.does("report", task=task, note="진행 중")
    assert told()["task-report"] == {"office"}


def test_a_deadline_is_told_of_before_and_after_once(cast: Cast, mail: None) -> None:
    from ieum.services.programme.decisions import clock

    assigned(cast, deadline=str(TODAY + timedelta(days=5)))
    for day in range(-2, 8):
        clock.tick(TODAY + timedelta(days=day))
        clock.tick(TODAY + timedelta(days=day))
    found = told()
    assert found["task-due-soon"] == {"lead", "region"}
    assert found["task-overdue"] == {"lead", "region", "office"}
    assert "task-escalate" not in found
    clock.tick(TODAY + timedelta(days=13))
    assert found != told()
    assert told()["task-escalate"] == {"lead", "region", "office", "minister"}
    from ieum.hub.notices.models import Notice

    assert Notice.objects.filter(event="task-overdue").count() == 3


def test_a_moved_deadline_is_told_of_anew(cast: Cast) -> None:
    from ieum.services.programme.decisions import clock

    task = assigned(cast, deadline=str(TODAY + timedelta(days=5)))
    assert [one.kind for one in clock.tick(TODAY)] == ["due_soon"]
    new = TODAY + timedelta(days=6)
    cast.minister.does("move_deadline", task=task, deadline=str(new), note="하루 더")
    assert [one.kind for one in clock.tick(TODAY)] == ["due_soon"]
    assert clock.tick(TODAY) == []


def test_the_clock_leaves_finished_and_closed_tasks_alone(cast: Cast) -> None:
    from ieum.services.programme.decisions import clock

    task = assigned(cast, deadline=str(TODAY + timedelta(days=5)))
    cast.lead.does("report", task=task, note="마침", measured=200, done=True)
    assert clock.tick(TODAY) == []
    # It waits for a sign-off now: past the deadline that is late too.
    assert [one.kind for one in clock.tick(TODAY + timedelta(days=6))] == ["overdue"]
    cast.minister.does("sign_off", task=task, note="확인")
    assert clock.tick(TODAY + timedelta(days=60)) == []


def test_a_report_that_was_asked_for_and_did_not_come_shows(cast: Cast) -> None:
    from ieum.services.programme.decisions.lights import computed_light
    from ieum.services.programme.decisions.tasks.store import task_number, task_record
    from ieum.services.programme.register.values import Signal

    task = assigned(cast, deadline=str(TODAY + timedelta(days=90)))
    cast.office.does("ask_report", task=task, due=str(TODAY + timedelta(days=1)), note="보고")
    record = task_record(task_number(task))
    assert computed_light(record, TODAY).light is Signal.GREEN
    assert computed_light(record, TODAY + timedelta(days=2)).light is Signal.YELLOW
    cast.lead.does("report", task=task, note="보고함")
    record = task_record(task_number(task))
    assert computed_light(record, TODAY + timedelta(days=2)).light is Signal.GREEN
