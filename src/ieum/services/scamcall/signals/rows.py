"""Signals in rows."""

from __future__ import annotations

from django.db import models

from ieum.services.scamcall.identifiers.rows import Subject


class Signal(models.Model):
    """One signal of one party."""

    party = models.CharField(max_length=40)
    #: The party's kind when it sent the signal.
    party_kind = models.CharField(max_length=10)
    #: The party, or the group that it belonged to then.
    organisation = models.CharField(max_length=40)
    event_id = models.CharField(max_length=100)
    type = models.CharField(max_length=20)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="signals")
    holder = models.PositiveIntegerField(default=1)
    counterpart = models.ForeignKey(
        Subject, models.SET_NULL, null=True, related_name="counterpart_signals"
    )
    seen_at = models.DateTimeField()
    received_at = models.DateTimeField()
    #: The subject's revision under which others were told, and the epoch of its pseudonym then; none
    #: for what nobody was told, or is told any more.
    revision = models.BigIntegerField(null=True)
    epoch = models.PositiveIntegerField(null=True)
    confidence = models.PositiveSmallIntegerField()
    manoeuvre = models.CharField(max_length=12)
    caller_id = models.CharField(max_length=10)
    amount_won = models.BigIntegerField(null=True)
    case = models.CharField(max_length=40, blank=True)
    #: Sent on trial: it counts for nobody.
    is_trial = models.BooleanField(default=False)
    retracted_at = models.DateTimeField(null=True)
    #: When it must be gone.
    delete_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["party", "event_id"], name="one_signal_an_event_id"),
        )
        indexes = (
            models.Index(fields=["subject", "-seen_at"], name="signals_of_subject"),
            models.Index(
                fields=["retracted_at"],
                condition=models.Q(retracted_at__isnull=False, revision__isnull=False),
                name="signals_to_withdraw",
            ),
        )

    def __str__(self) -> str:
        return f"{self.party} {self.event_id}"
