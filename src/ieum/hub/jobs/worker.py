"""Carrying jobs out: a thread of the web process, or ``ieum worker`` on another machine."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import File as StoredFile
from django.core.files.storage import default_storage
from django.db import connections
from django.db.models import F, Q
from django.utils import timezone

from ieum.hub.jobs.models import Job, JobPhase
from ieum.hub.mistakes import unexpected
from ieum.hub.problems import problem
from ieum.kernel.answer import Answer
from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import Cancelled, IeumError, Unexpected
from ieum.kernel.files import Content, File, described_file
from ieum.kernel.messages import Language, Message, _
from ieum.kernel.upload import Upload

log = logging.getLogger("ieum.jobs")

LEASE = timedelta(seconds=30)
#: Seconds between renewals, short enough that two may be missed.
RENEW_EVERY = 8.0
#: Seconds between looks for work that another process queued.
LOOK_EVERY = 1.0
#: Seconds between writes of progress, and between looks for a cancellation.
REPORT_EVERY = 0.5
MOST_ATTEMPTS = 3
KEPT_FOR = timedelta(days=30)
TIDY_EVERY = 3600.0

WORKER = f"{socket.gethostname()}:{os.getpid()}:{os.urandom(3).hex()}"

_awake = threading.Event()


def wake() -> None:
    """Tell this process's worker, where there is one, that there is work."""
    _awake.set()


def run_until(stop: threading.Event) -> None:
    """Carry out jobs as they come, until told to stop."""
    release_abandoned()
    tidied = float("-inf")
    while not stop.is_set():
        try:
            if run_next():
                continue
            if time.monotonic() - tidied > TIDY_EVERY:
                tidy()
                tidied = time.monotonic()
        except Exception:
            # The database may be away for a while; the worker must outlive that.
            log.exception("the worker could not look for jobs; it goes on")
            connections.close_all()
        _awake.wait(LOOK_EVERY)
        _awake.clear()


def run_next() -> bool:
    """Carry out the job that has waited longest; whether there was one."""
    candidates = Job.objects.filter(_free()).order_by("created_at").values_list("pk", flat=True)
    return any(run(id) for id in candidates[:5])


def run(id: str) -> bool:
    """Carry out one job, if no other worker has it."""
    now = timezone.now()
    taken = Job.objects.filter(_free(), pk=id).update(
        phase=JobPhase.RUNNING,
        worker=WORKER,
        lease_until=now + LEASE,
        attempts=F("attempts") + 1,
        started_at=now,
    )
    if not taken:
        return False
    job = Job.objects.get(pk=id)
    if job.cancel_requested:
        _finish(job, JobPhase.CANCELLED)
    elif job.attempts > MOST_ATTEMPTS:
        _finish(job, JobPhase.FAILED, problem=_problems(_stopped_too_often()))
    else:
        with _Renewal(id):
            _carry_out(job)
    return True


def cancel_waiting(id: str) -> None:
    """End a job that no worker has begun."""
    Job.objects.filter(pk=id, phase=JobPhase.QUEUED).update(
        phase=JobPhase.CANCELLED, finished_at=timezone.now()
    )


def release_abandoned() -> None:
    """Free the jobs whose worker ran on this machine and is gone, without waiting for the lease."""
    host = WORKER.partition(":")[0]
    for job in Job.objects.filter(phase=JobPhase.RUNNING, worker__startswith=f"{host}:"):
        process = int(job.worker.split(":")[1])
        # In a container the next worker often has the number of the last one.
        gone = process == os.getpid() or not _lives(process)
        if job.worker != WORKER and gone:
            Job.objects.filter(pk=job.pk, worker=job.worker).update(lease_until=timezone.now())


def _lives(process: int) -> bool:
    """Whether a process of that number runs on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # It lives, under another account.
        return True
    return True


def tidy() -> None:
    """Delete the rows of jobs that ended long ago, and the files of their answers."""
    old = Job.objects.filter(finished_at__lt=timezone.now() - KEPT_FOR)
    for id, files in old.exclude(answer_files={}).values_list("pk", "answer_files"):
        for stored in (*files.values(), f"jobs/{id}/files"):
            default_storage.delete(stored)
    old.delete()


def _free() -> Q:
    return Q(phase=JobPhase.QUEUED) | Q(phase=JobPhase.RUNNING, lease_until__lte=timezone.now())


def _carry_out(job: Job) -> None:
    from ieum.hub.registry import registry

    service, _dot, name = job.tool.partition(".")
    try:
        tool = registry().tool(service, name)
        values = tool.arguments.from_json(_with_uploads(job))
        answer = tool.run(values, _context(job))
    except Cancelled:
        _finish(job, JobPhase.CANCELLED)
    except IeumError as error:
        _finish(job, JobPhase.FAILED, problem=_problems(error))
    except Exception as error:
        _finish(job, JobPhase.FAILED, problem=_problems(unexpected(error, f"job of {job.tool}")))
    else:
        _finish(job, JobPhase.DONE, **_answers(job, answer))


def _finish(job: Job, phase: JobPhase, **fields: Any) -> None:
    """Write how a job ended, unless another worker has taken it meanwhile."""
    Job.objects.filter(pk=job.pk, worker=WORKER, phase=JobPhase.RUNNING).update(
        phase=phase,
        share=1.0 if phase is JobPhase.DONE else F("share"),
        finished_at=timezone.now(),
        lease_until=None,
        **fields,
    )
    for stored in _stored_names(job):
        default_storage.delete(stored)


def _context(job: Job) -> Context:
    reporter = _Reporter(job.pk)
    details = job.caller_details
    return Context(
        caller=Caller(
            job.caller,
            details["name"],
            frozenset(details["groups"]),
            staff=details["staff"],
            # A job that was queued before parties were kept with it has none of these.
            key=details.get("key"),
            reads_only=details.get("reads_only", False),
            party=details.get("party"),
            scopes=frozenset(details.get("scopes", ())),
        ),
        language=job.language,
        report=reporter.report,
        is_cancelled=reporter.is_cancelled,
    )


class _Reporter:
    """Writes progress and looks for a cancellation, but not at every step."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.reported = self.looked = float("-inf")
        self.cancelled = False

    def report(self, share: float, message: Message | None) -> None:
        now = time.monotonic()
        if now - self.reported < REPORT_EVERY:
            return
        self.reported = now
        words = None if message is None else {code: message.text(code) for code in Language}
        Job.objects.filter(pk=self.id, worker=WORKER).update(share=share, message=words)

    def is_cancelled(self) -> bool:
        """Whether the caller cancelled it, or another worker has taken it over."""
        now = time.monotonic()
        if now - self.looked >= REPORT_EVERY:
            self.looked = now
            self.cancelled = not Job.objects.filter(
                pk=self.id, worker=WORKER, cancel_requested=False
            ).exists()
        return self.cancelled


class _Renewal(threading.Thread):
    """Renews the lease of a running job, also while the tool reports nothing."""

    def __init__(self, id: str) -> None:
        super().__init__(name=f"lease {id}", daemon=True)
        self.id = id
        self.over = threading.Event()

    def __enter__(self) -> _Renewal:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.join()

    def run(self) -> None:
        while not self.over.wait(RENEW_EVERY):
            try:
                Job.objects.filter(pk=self.id, worker=WORKER).update(
                    lease_until=timezone.now() + LEASE
                )
            except Exception:
                log.exception("the lease of job %s could not be renewed; trying again", self.id)
        connections.close_all()


def _stopped_too_often() -> Unexpected:
    return Unexpected(
        _(
            "이 작업을 하다가 허브가 {times}번 멈춰 그만두었습니다. 나누어 다시 해 보세요.",
            times=MOST_ATTEMPTS,
        )
    )


def _problems(error: IeumError) -> dict[str, Any]:
    return {str(code): problem(error, code) for code in Language}


def _answers(job: Job, answer: Answer[Any]) -> dict[str, Any]:
    """The rendered answer by language; its files go into the store, and the answer names where they
    are to be had."""
    stored: dict[str, str] = {}

    def kept(file: File) -> dict[str, Any]:
        if file.name not in stored:
            content = FileOfBlocks(file.content)
            stored[file.name] = default_storage.save(f"jobs/{job.pk}/files/{file.name}", content)
        return described_file(file, address=f"/api/jobs/{job.pk}/files/{file.name}")

    return {
        "answer": {str(code): answer.rendered(code, kept) for code in Language},
        "answer_files": stored,
    }


class FileOfBlocks(StoredFile):
    """A content as Django's store takes it: block by block."""

    def __init__(self, content: Content) -> None:
        super().__init__(None)
        self._content = content

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The blocks of the content."""
        return self._content.blocks()


def _with_uploads(job: Job) -> dict[str, Any]:
    """The JSON values, with the stored files in the place of their names."""

    def restored(value: Any) -> Any:
        if _is_stored(job, value):
            return Upload(value["name"], _content(value["stored"]))
        return [restored(one) for one in value] if isinstance(value, list) else value

    return {name: restored(value) for name, value in job.given.items()}


def _content(stored: str) -> Path | bytes:
    try:
        return Path(default_storage.path(stored))
    except NotImplementedError:  # a store that is no file system, such as an object store
        with default_storage.open(stored) as file:
            content: bytes = file.read()
            return content


def _stored_names(job: Job) -> list[str]:
    values = [one for v in job.given.values() for one in (v if isinstance(v, list) else [v])]
    return [value["stored"] for value in values if _is_stored(job, value)]


def _is_stored(job: Job, value: Any) -> bool:
    """Whether a value stands for a file of this job; a caller's own JSON cannot name another's."""
    return (
        isinstance(value, dict)
        and set(value) == {"stored", "name"}
        and str(value["stored"]).startswith(f"jobs/{job.pk}/")
    )
