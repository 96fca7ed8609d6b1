"""Long work, kept as rows so that it survives a restart."""

from __future__ import annotations

import uuid

from django.db import models


class JobPhase(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


def new_id() -> str:
    """An id that nobody can guess: it is what gives an unknown caller back their own job."""
    return uuid.uuid4().hex


class Job(models.Model):
    """One call of a tool with ``job=True``.

    A worker holds a running job by a lease that it renews; a lease that has run out means that the
    worker is gone, and another may take the job.
    """

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    tool = models.CharField(max_length=200)
    #: JSON values by argument name; an upload stands as {"stored": name in the store, "name": …}.
    given = models.JSONField()
    language = models.CharField(max_length=2)
    #: Account of the caller, 0 for the machine's operator; empty for unknown callers and programs.
    caller = models.BigIntegerField(null=True)
    #: The party whose program called; blank for accounts and unknown callers.
    party = models.CharField(max_length=40, blank=True)
    caller_details = models.JSONField(default=dict)

    phase = models.CharField(max_length=10, choices=JobPhase, default=JobPhase.QUEUED)
    share = models.FloatField(default=0.0)
    #: What the job is doing, by language.
    message = models.JSONField(null=True)
    #: The rendered answer, or the problem details, by language.
    answer = models.JSONField(null=True)
    problem = models.JSONField(null=True)
    #: Where in the store the files of the answer are, by their names.
    answer_files = models.JSONField(default=dict)

    cancel_requested = models.BooleanField(default=False)
    worker = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["phase", "created_at"], name="jobs_next"),
            models.Index(fields=["finished_at"], name="jobs_finished"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.tool} {self.phase}"

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.phase in (JobPhase.DONE, JobPhase.FAILED, JobPhase.CANCELLED)
