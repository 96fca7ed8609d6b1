"""Rows of decisions: who may do what for whom, what was decided, the tasks of it, their history."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from ieum.services.programme.decisions.roles import Role
from ieum.services.programme.document_rows import Document
from ieum.services.programme.register.regions import kept_region
from ieum.services.programme.register.rows import Organisation, Programme, Statement

_ROLES = [(role.value, role.value) for role in Role]


class Membership(models.Model):
    """A role of an account at an organisation."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=_ROLES)
    #: Sees beside the organisation's own whatever concerns this region; empty for none.
    region = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("account", "organisation", "role"), name="one_role_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} of {self.organisation_id}"

    def clean(self) -> None:
        """Keep the region under its one name; the administration pages call this."""
        region = kept_region(self.region) if self.region else ""
        if region is None:
            raise ValidationError(
                {"region": f"{self.region}: a province or a region such as 호남권"}
            )
        self.region = region


class Decision(models.Model):
    """What a meeting decided."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="decisions"
    )
    title = models.CharField(max_length=300)
    meeting = models.CharField(max_length=200)
    decided_on = models.DateField()
    #: What was decided, in words.
    text = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-decided_on", "-id")

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """What somebody has to do by a day, because it was decided."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    programme = models.ForeignKey(
        Programme, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    #: For a second attempt: the task that did not succeed.
    retries = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    #: The first deadline is the baseline: it stays when the deadline is moved.
    first_deadline = models.DateField()
    deadline = models.DateField()
    #: How its effect is measured, and what is to be reached.
    measure = models.CharField(max_length=200)
    target = models.FloatField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    #: The day until which a report was asked for; empty when none is outstanding.
    report_due = models.DateField(null=True)

    state = models.CharField(max_length=12)
    #: Which organisation has it in hand.
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    #: Whose report that the work is done still stands.
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    assigned_at = models.DateTimeField(auto_now_add=True)

    #: The light that a person set, and why; the computed one is never stored.
    signal = models.CharField(max_length=10, blank=True)
    signal_reason = models.TextField(blank=True)
    signal_at = models.DateTimeField(null=True)
    signal_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("deadline", "id")
        indexes = (models.Index(fields=("state", "deadline"), name="task_due"),)

    def __str__(self) -> str:
        return self.title


class TaskLine(models.Model):
    """The share of one organisation in a task; it alone reports on it."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="lines")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="lines")
    is_lead = models.BooleanField()

    class Meta:
        ordering = ("-is_lead", "id")
        constraints = (
            models.UniqueConstraint(fields=("task", "organisation"), name="one_line_a_body"),
            models.UniqueConstraint(
                fields=("task",), condition=models.Q(is_lead=True), name="one_lead_a_task"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.organisation_id}"


class TaskRegion(models.Model):
    """A region that a task concerns: an ISO 3166-2 code, ``KR``, or a customary region's name."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="regions")
    region = models.CharField(max_length=20, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("task", "region"), name="one_task_region_once"),
        )

    def __str__(self) -> str:
        return self.region


class TaskEvent(models.Model):
    """One thing that happened to a task. Nothing is ever changed or taken out here."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    #: An act of ``lifecycle.Act``, or what the clock did: ``due_soon``, ``overdue``.
    kind = models.CharField(max_length=15)
    #: Empty for the clock, and for an account that is gone.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=12)
    line = models.ForeignKey(TaskLine, on_delete=models.PROTECT, null=True, related_name="events")
    note = models.TextField(blank=True)
    #: Of a report: the day it is as of, the share done in per cent, the effect measured so far,
    #: whether the work is done, and what it concludes.
    as_of = models.DateField(null=True)
    progress = models.PositiveSmallIntegerField(null=True)
    measured = models.FloatField(null=True)
    finishes = models.BooleanField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    #: The law that a sanction rests on.
    basis = models.CharField(max_length=200, blank=True)
    statement = models.ForeignKey(Statement, on_delete=models.SET_NULL, null=True)
    #: Of a deadline that was moved, a report that was asked for, a deadline that passed.
    day_before = models.DateField(null=True)
    day = models.DateField(null=True)
    signal = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("task", "kind"), name="task_event_kind"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"


class ProgrammeSignal(models.Model):
    """A light that a person set on a programme; the newest is repeated on the programme itself."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="signals")
    signal = models.CharField(max_length=10)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.programme_id} {self.signal}"
