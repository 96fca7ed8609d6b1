"""What judgement keeps: how far rules are let, who was right, what is never acted on."""

from __future__ import annotations

from django.db import models


class RuleLet(models.Model):
    """How far a rule has been let, and why. The newest row of a rule counts; none is changed."""

    rule = models.CharField(max_length=40)
    stage = models.CharField(max_length=8)
    canary_percent = models.PositiveSmallIntegerField(default=100)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=100)
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = (models.Index(fields=["rule", "-id"], name="newest_let_of_rule"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.stage}"


class TrackRecordRow(models.Model):
    """How often an organisation's signals turned out right and wrong."""

    organisation = models.CharField(primary_key=True, max_length=40)
    confirmed = models.PositiveIntegerField(default=0)
    refuted = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.organisation


class AllowedIdentifier(models.Model):
    """A number, account or link that is never acted on, beside those that ship with the release."""

    kind = models.CharField(max_length=8)
    #: In its normal form: what is allowed is public.
    identifier = models.CharField(max_length=300, db_index=True)
    #: Whether all that begins so is meant.
    is_beginning = models.BooleanField(default=False)
    holder = models.CharField(max_length=10, default="agency")
    who = models.CharField(max_length=100)
    basis = models.CharField(max_length=300, blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=100)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=100, blank=True)
    removed_because = models.CharField(max_length=300, blank=True)
    #: When the open orders against it were looked for, after it had come into force.
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "identifier", "is_beginning"],
                condition=models.Q(removed_at=None),
                name="allowed_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.who}"
