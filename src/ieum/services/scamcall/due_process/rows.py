"""Objections, what they freed, and what was switched off, in rows."""

from __future__ import annotations

from django.db import models

from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.orders.rows import Order


class Objection(models.Model):
    """What somebody says against an order."""

    reference = models.CharField(max_length=20, unique=True)
    order = models.ForeignKey(Order, models.CASCADE, related_name="objections")
    ground = models.CharField(max_length=16)
    channel = models.CharField(max_length=8)
    party = models.CharField(max_length=40)
    taken_by = models.CharField(max_length=40, blank=True)
    filed_at = models.DateTimeField()
    #: What they wrote and how to reach them, encrypted.
    statement = models.BinaryField()
    contact = models.BinaryField()
    #: A keyed digest of the word that opens the status page; the word is kept nowhere.
    word_salt = models.BinaryField()
    word = models.BinaryField()
    wrong_words = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=8)
    asked_for = models.CharField(max_length=500, blank=True)
    extended = models.BooleanField(default=False)
    extension_reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    kept_won = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["party", "state", "filed_at"], name="objections_of_party"),
            models.Index(fields=["taken_by", "filed_at"], name="objections_taken_by"),
        )

    def __str__(self) -> str:
        return self.reference


class ObjectionPause(models.Model):
    """A time for which the clock of an objection stood still, waiting for papers."""

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="pauses")
    began = models.DateField()
    ended = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.began} to {self.ended or '…'}"


class ObjectionPaper(models.Model):
    """A paper that was handed in with an objection, encrypted."""

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="papers")
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["objection", "number"], name="papers_are_numbered"),
        )

    def __str__(self) -> str:
        return f"{self.objection_id} {self.number}"


class ReleaseRow(models.Model):
    """An order that an objection ended or narrowed. What had supported it speaks no more of its holder."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="releases")
    objection = models.ForeignKey(Objection, models.CASCADE, related_name="releases")
    subject = models.BigIntegerField(db_index=True)
    holder = models.PositiveIntegerField()
    pseudonym = models.CharField(max_length=60)
    revision = models.BigIntegerField()
    at = models.DateTimeField()
    #: The independent organisations whose signals were found wrong.
    organisations = models.JSONField()
    #: The parties that subscribed to orders then.
    subscribers = models.JSONField()

    def __str__(self) -> str:
        return f"{self.pseudonym} {self.revision}"


class Switch(models.Model):
    """Something switched off or on again. The newest row of a kind and target counts; none is changed."""

    kind = models.CharField(max_length=10)
    target = models.CharField(max_length=60, blank=True)
    is_off = models.BooleanField()
    at = models.DateTimeField()
    #: The party for which it was done, and who did it.
    party = models.CharField(max_length=40, default=HUB)
    by = models.CharField(max_length=100)
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = (models.Index(fields=["kind", "target", "-id"], name="newest_switch"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.target} {'off' if self.is_off else 'on'}"
