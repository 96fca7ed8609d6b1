"""Rows of the programme service: documents that were read, their passages, what is stated there."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Document(models.Model):
    """A document read whole; spans of its passages count in ``text``."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=50)
    encoding = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    issued = models.DateField(null=True)
    text = models.TextField()
    #: The name under which this release ships it; empty for what people brought.
    built_in = models.CharField(max_length=100, blank=True)
    #: Which reading its passages come from (``ieum.search.reading_version``).
    reading = models.CharField(max_length=16, blank=True, default="")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-added_at", "-id")

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A citable stretch of a document: [start, end) in its text."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    ordinal = models.PositiveIntegerField()
    role = models.CharField(max_length=10)
    locator = models.CharField(max_length=50)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    #: Ordinals of the headings and openers that govern it, outermost first.
    path = models.JSONField(default=list)
    text = models.TextField()
    #: Its tokens with their places, as ``ieum.search.tokens.packed`` writes them.
    tokens = models.TextField()

    class Meta:
        ordering = ("document_id", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("document", "ordinal"), name="passage_place"),
        )

    def __str__(self) -> str:
        return f"{self.document_id}:{self.locator}"


class Mention(models.Model):
    """An amount, date, period, count, share or region that a passage states: [start, end) in it."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=10)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=200)
    #: Won or units of a currency, a count, per cent, or a year.
    value = models.DecimalField(max_digits=36, decimal_places=6, null=True)
    #: The currency (ISO 4217), the counter, or how exact a date is.
    unit = models.CharField(max_length=20, blank=True)
    #: The days that a date or period covers.
    first = models.DateField(null=True)
    last = models.DateField(null=True)

    class Meta:
        ordering = ("passage_id", "start")
        indexes = (models.Index(fields=("kind", "value"), name="mention_value"),)

    def __str__(self) -> str:
        return self.text
