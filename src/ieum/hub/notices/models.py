"""Notices to administrators, kept until they have been sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Channel(models.TextChoices):
    """By which way a notice goes."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class Notice(models.Model):
    """One notice to one address.

    It is written in the transaction that it tells about, so that it is sent if and only if that
    came to pass, and stays due until it is sent or given up.
    """

    #: What kind of thing happened, such as ``service-broken``.
    event = models.CharField(max_length=50)
    #: What it happened to. The same event about the same thing is told once a day at most.
    about = models.CharField(max_length=200)
    #: The same on every channel: a receiver knows by it what it has had already.
    reference = models.CharField(max_length=40)
    #: Sentences by language.
    subject = models.JSONField()
    detail = models.JSONField()

    channel = models.CharField(max_length=10, choices=Channel)
    address = models.CharField(max_length=500)

    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    #: When it is tried next; empty once it is sent or given up.
    due_at = models.DateTimeField(null=True, default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    #: Why the last attempt failed.
    problem = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], name="notice_due"),
            models.Index(fields=["event", "about", "created_at"], name="notice_about"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.about} by {self.channel}"
