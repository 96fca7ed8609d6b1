"""Long work: accepted, carried out, cancelled, and taken up again after a crash."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from ieum.hub.accounts.caller import NOBODY
from ieum.hub.calls import Door, Request, perform
from ieum.hub.jobs import queue, worker
from ieum.hub.jobs.models import Job, JobPhase
from ieum.kernel.context import Caller
from ieum.kernel.errors import NotFound
from ieum.kernel.upload import Upload
from tests.hub import sample_service
from tests.hub.registry_of import let_registry_hold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hub_with_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    let_registry_hold(monkeypatch, {"sample": lambda: sample_service.service})


def submit(*names: str, caller: Caller = NOBODY) -> str:
    outcome = perform(
        Request(
            tool=sample_service.service.get("count"),
            given={"files": [Upload(name, b"12345") for name in names]},
            as_text=True,
            caller=caller,
            language="ko",
            door=Door.PAGE,
        )
    )
    assert outcome.job is not None
    return outcome.job


def test_a_job_answers_in_both_languages_and_leaves_no_file_behind() -> None:
    id = submit("a.txt", "b.txt")
    assert queue.state(id, NOBODY, "ko").phase is JobPhase.QUEUED
    assert default_storage.exists(f"jobs/{id}/0")
    assert worker.run_next()
    state = queue.state(id, NOBODY, "en")
    assert state.phase is JobPhase.DONE
    assert state.answer is not None
    assert state.answer["result"]["rows"] == [["a.txt", 5], ["b.txt", 5]]
    assert not default_storage.exists(f"jobs/{id}/0")
    assert not worker.run_next()


def test_a_job_that_fails_says_so_with_a_reference() -> None:
    id = submit("broken")
    worker.run_next()
    state = queue.state(id, NOBODY, "ko")
    assert state.phase is JobPhase.FAILED
    assert state.problem is not None
    assert state.problem["code"] == "unexpected"


def test_a_waiting_job_is_cancelled_at_once() -> None:
    id = submit("a.txt")
    assert queue.cancel(id, NOBODY, "ko").phase is JobPhase.CANCELLED
    assert not worker.run_next()


def test_a_running_job_stops_at_its_next_step_when_cancelled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "REPORT_EVERY", 0.0)
    id = submit("a.txt", "b.txt")
    reports: list[float] = []
    report = worker._Reporter.report

    def cancel_after_the_first(self: worker._Reporter, share: float, message: object) -> None:
        reports.append(share)
        report(self, share, None)
        queue.cancel(id, NOBODY, "ko")

    monkeypatch.setattr(worker._Reporter, "report", cancel_after_the_first)
    worker.run_next()
    assert reports == [0.0]
    assert queue.state(id, NOBODY, "ko").phase is JobPhase.CANCELLED


def test_a_job_whose_worker_died_is_taken_up_when_its_lease_runs_out() -> None:
    id = submit("a.txt")
    Job.objects.filter(pk=id).update(
        phase=JobPhase.RUNNING,
        worker="elsewhere:1:abc",
        lease_until=timezone.now() + timedelta(seconds=30),
    )
    assert not worker.run_next()
    Job.objects.filter(pk=id).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert worker.run_next()
    assert queue.state(id, NOBODY, "ko").phase is JobPhase.DONE


def test_a_restart_on_the_same_machine_does_not_wait_for_the_lease() -> None:
    id = submit("a.txt")
    host = worker.WORKER.partition(":")[0]
    Job.objects.filter(pk=id).update(
        phase=JobPhase.RUNNING,
        worker=f"{host}:999999999:abc",
        lease_until=timezone.now() + timedelta(seconds=30),
    )
    worker.release_abandoned()
    assert worker.run_next()


def test_a_job_that_keeps_stopping_the_hub_is_given_up() -> None:
    id = submit("a.txt")
    Job.objects.filter(pk=id).update(attempts=worker.MOST_ATTEMPTS)
    worker.run_next()
    assert queue.state(id, NOBODY, "ko").phase is JobPhase.FAILED


def test_a_worker_that_lost_its_job_cannot_write_its_end() -> None:
    id = submit("a.txt")
    job = Job.objects.get(pk=id)
    Job.objects.filter(pk=id).update(phase=JobPhase.RUNNING, worker="another")
    worker._finish(job, JobPhase.DONE)
    assert queue.state(id, NOBODY, "ko").phase is JobPhase.RUNNING


def test_a_job_of_an_account_is_nobody_elses() -> None:
    id = submit("a.txt", caller=Caller(7, "citizen"))
    with pytest.raises(NotFound):
        queue.state(id, NOBODY, "ko")
    with pytest.raises(NotFound):
        queue.cancel(id, Caller(8, "another"), "ko")
    assert queue.state(id, Caller(9, "official", staff=True), "ko").id == id


def test_a_job_of_a_party_is_that_partys_alone() -> None:
    bank = Caller(name="han-bank", key=7, party="han-bank", scopes=frozenset({"sample:submit"}))
    id = submit("a.txt", caller=bank)
    assert worker._context(Job.objects.get(pk=id)).caller == bank
    assert queue.state(id, Caller(name="han-bank", key=8, party="han-bank"), "ko").id == id
    official = Caller(id=3, groups=frozenset({"officials"}), staff=True)
    for other in (Caller(key=9, party="nuri-bank"), official, NOBODY):
        with pytest.raises(NotFound):
            queue.state(id, other, "ko")
        with pytest.raises(NotFound):
            queue.cancel(id, other, "ko")


def test_json_of_a_caller_cannot_name_a_file_of_another_job() -> None:
    other = submit("a.txt")
    job = Job(id="f" * 32, given={"files": [{"stored": f"jobs/{other}/0", "name": "a.txt"}]})
    assert worker._with_uploads(job) == job.given


def test_old_jobs_are_tidied_away() -> None:
    id = submit("a.txt")
    worker.run_next()
    Job.objects.filter(pk=id).update(finished_at=timezone.now() - timedelta(days=31))
    worker.tidy()
    with pytest.raises(NotFound):
        queue.state(id, NOBODY, "ko")


def test_a_worker_that_got_the_number_of_a_dead_one_takes_up_its_job() -> None:
    """As in a container, where the process is number 1 each time."""
    id = submit("a.txt")
    machine, process, _random = worker.WORKER.split(":")
    Job.objects.filter(pk=id).update(
        phase=JobPhase.RUNNING,
        worker=f"{machine}:{process}:another",
        lease_until=timezone.now() + timedelta(seconds=30),
    )
    worker.release_abandoned()
    assert worker.run_next()


def test_the_job_of_another_worker_that_lives_is_left_to_it() -> None:
    id = submit("a.txt")
    machine = worker.WORKER.partition(":")[0]
    Job.objects.filter(pk=id).update(
        phase=JobPhase.RUNNING,
        worker=f"{machine}:{os.getppid()}:abc",
        lease_until=timezone.now() + timedelta(seconds=30),
    )
    worker.release_abandoned()
    assert not worker.run_next()
