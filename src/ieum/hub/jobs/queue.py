"""Submitting jobs, and asking how they stand: what doors call."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from ieum.hub.jobs import worker
from ieum.hub.jobs.models import Job, JobPhase, new_id
from ieum.kernel.context import Caller
from ieum.kernel.errors import NotAllowed, NotFound
from ieum.kernel.files import described_files
from ieum.kernel.messages import _
from ieum.kernel.shapes import Kind
from ieum.kernel.tool import Tool
from ieum.kernel.upload import Upload

#: Seconds between two looks at a job that somebody waits for.
LOOK_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class JobState:
    """How a job stands, in the language of the one who asks.

    ``share`` runs from 0 to 1. ``answer`` is the rendered answer once it is done, ``problem`` the
    problem details once it has failed.
    """

    id: str
    tool: str
    phase: JobPhase
    share: float
    message: str
    answer: dict[str, Any] | None
    problem: dict[str, Any] | None
    created_at: datetime
    finished_at: datetime | None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.phase in (JobPhase.DONE, JobPhase.FAILED, JobPhase.CANCELLED)


def submit(
    tool: Tool,
    given: Mapping[str, Any],
    values: Mapping[str, Any],
    caller: Caller,
    language: str,
) -> str:
    """Accept a call as a job; its id.

    ``given`` are the JSON values, ``values`` the same validated. Uploads go into the store before
    the row is written, so that a job is never there without its files.
    """
    id = new_id()
    kept = {
        name: _stored(id, values[name]) if _holds_uploads(tool, name) else value
        for name, value in given.items()
    }
    Job.objects.create(
        id=id,
        tool=tool.full_name,
        given=kept,
        language=language,
        caller=caller.id,
        party=caller.party or "" if caller.id is None else "",
        caller_details={
            "name": caller.name,
            "groups": sorted(caller.groups),
            "staff": caller.staff,
            "key": caller.key,
            "reads_only": caller.reads_only,
            "party": caller.party,
            "scopes": sorted(caller.scopes),
        },
    )
    worker.wake()
    return id


def state(id: str, caller: Caller, language: str) -> JobState:
    """How a job of this caller stands; ``NotFound`` for anybody else's."""
    return _state(_job(id, caller), language)


def cancel(id: str, caller: Caller, language: str) -> JobState:
    """Ask for a job to end. A waiting one ends at once, a running one at its next step."""
    job = _job(id, caller)
    if caller.reads_only:
        raise NotAllowed(_("이 접근 키로는 읽기만 할 수 있어 작업을 취소할 수 없습니다."))
    Job.objects.filter(pk=id).update(cancel_requested=True)
    worker.cancel_waiting(id)
    job.refresh_from_db()
    return _state(job, language)


def wait(id: str, caller: Caller, language: str, seconds: float) -> JobState:
    """Wait for a job to end, but no longer than so many seconds."""
    until = time.monotonic() + seconds
    while True:
        found = state(id, caller, language)
        if found.finished or time.monotonic() >= until:
            return found
        time.sleep(LOOK_EVERY)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a finished job's answer."""

    media_type: str
    size: int
    stored: str

    def blocks(self) -> Iterator[bytes]:
        """Its bytes, in blocks."""
        with default_storage.open(self.stored) as content:
            yield from content.chunks()


def file(id: str, name: str, caller: Caller, language: str) -> KeptFile:
    """A file of the answer of this caller's job; ``NotFound`` where there is none."""
    job = _job(id, caller)
    for details in described_files((job.answer or {}).get(language)):
        if details["name"] == name and default_storage.exists(job.answer_files.get(name, "-")):
            return KeptFile(details["media_type"], details["size"], job.answer_files[name])
    raise NotFound(_("'{id}' 작업의 답에는 '{name}' 파일이 없습니다.", id=id[:40], name=name[:80]))


def _job(id: str, caller: Caller) -> Job:
    # No other text is an id, and PostgreSQL would stumble over a null in it.
    job = Job.objects.filter(pk=id).first() if id.isalnum() else None
    if job is None or not _may_see(job, caller):
        raise NotFound(_("'{id}' 작업이 없습니다. 끝난 작업은 30일 뒤에 지워집니다.", id=id[:40]))
    return job


def _may_see(job: Job, caller: Caller) -> bool:
    """Whether a job is the caller's to see.

    A party's job is that party's alone: what it holds is not for the officials of the hub. An account's
    job is its own; an unknown caller's belongs to whoever holds its unguessable id.
    """
    if job.party:
        return job.party == caller.party
    return job.caller is None or job.caller == caller.id or caller.staff


def _state(job: Job, language: str) -> JobState:
    return JobState(
        id=job.id,
        tool=job.tool,
        phase=JobPhase(job.phase),
        share=job.share,
        message=(job.message or {}).get(language, ""),
        answer=(job.answer or {}).get(language),
        problem=(job.problem or {}).get(language),
        created_at=job.created_at,
        finished_at=job.finished_at,
    )


def _holds_uploads(tool: Tool, name: str) -> bool:
    shape = tool.arguments.by_name[name].shape
    return (shape.item or shape).kind is Kind.UPLOAD


def _stored(id: str, value: Upload | list[Upload] | None) -> Any:
    if isinstance(value, list):
        return [_stored_one(id, number, upload) for number, upload in enumerate(value)]
    return None if value is None else _stored_one(id, 0, value)


def _stored_one(id: str, number: int, upload: Upload) -> dict[str, str]:
    with upload.open() as content:
        stored = default_storage.save(f"jobs/{id}/{number}", File(content))
    return {"stored": stored, "name": upload.name}
