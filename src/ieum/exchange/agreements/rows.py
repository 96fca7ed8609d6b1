"""Offers, what was agreed, and when nothing new was given under it, in rows.

Nothing is ever changed in an offer: a new one replaces it.
"""

from __future__ import annotations

from django.db import models

from ieum.exchange.parties.rows import Party


class Offer(models.Model):
    """What one party offers to others."""

    giver = models.ForeignKey(Party, models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=100)
    purpose = models.CharField(max_length=20)
    #: Names of fields, sorted, with blanks between; kinds of parties alike.
    fields = models.TextField()
    audience = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    retention_days = models.PositiveIntegerField()
    basis = models.CharField(max_length=300)
    offered_at = models.DateTimeField(auto_now_add=True)
    #: Who did it: ``account 5``.
    offered_by = models.CharField(max_length=40, blank=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["giver", "kind"], name="offer_by_giver"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.giver_id}"


class Agreement(models.Model):
    """A party's acceptance of an offer."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="agreements")
    taker = models.ForeignKey(Party, models.PROTECT, related_name="agreements")
    accepted_at = models.DateTimeField(auto_now_add=True)
    accepted_by = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["offer", "taker"],
                condition=models.Q(ended_at=None),
                name="one_live_agreement",
            ),
        )

    def __str__(self) -> str:
        return f"{self.taker_id} takes {self.offer_id}"


class Pause(models.Model):
    """A time in which a party was given nothing new of what a service shares."""

    taker = models.ForeignKey(Party, models.PROTECT, related_name="pauses")
    service = models.CharField(max_length=60)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["taker", "service"],
                condition=models.Q(ended_at=None),
                name="one_pause_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.taker_id} gets nothing new of {self.service}"
