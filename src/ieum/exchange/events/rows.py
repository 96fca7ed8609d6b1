"""The outbox: events written in the transaction that made them happen."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func


class CurrentTransaction(Func):
    """The number of the transaction that writes: on PostgreSQL its 64-bit id; on SQLite, where one
    writer follows the other and numbers are in order of commit, always 0."""

    output_field = models.BigIntegerField()
    arity = 0

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        return "0", []

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        return "(pg_current_xact_id()::text::bigint)", []


class ExchangeEvent(models.Model):
    """One event."""

    transaction = models.BigIntegerField(db_default=CurrentTransaction())
    lane = models.SmallIntegerField()
    kind = models.CharField(max_length=100)
    giver = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    revision = models.BigIntegerField()
    #: The body as JSON in UTF-8: it is sent far more often than it is looked into.
    body = models.BinaryField()
    #: Parties with blanks between; blank for all who have agreed.
    audience = models.TextField(blank=True)
    at = models.DateTimeField()
    #: The revision of the event on the same subject that this one takes back.
    retracts = models.BigIntegerField(null=True)
    #: When what this event ends was first told.
    first_told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["lane", "transaction", "id"], name="event_order"),
            models.Index(fields=["at"], name="event_age"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.revision}"


class Outbox(models.Model):
    """What is known of the outbox as a whole: one row."""

    #: Eight random hexadecimal digits, new with every restore.
    name = models.CharField(max_length=8, unique=True)
    #: The last place of each lane that has been tidied away.
    tidied_release_transaction = models.BigIntegerField(default=0)
    tidied_release_id = models.BigIntegerField(default=0)
    tidied_ordinary_transaction = models.BigIntegerField(default=0)
    tidied_ordinary_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Confirmation(models.Model):
    """A party says that it has applied a revision of a subject: so the end of a block is proven.

    It outlives the event, which is tidied away.
    """

    kind = models.CharField(max_length=100)
    subject = models.CharField(max_length=120)
    revision = models.BigIntegerField()
    party = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)
    #: Its signature, in base64, and the id of its key, where the party signs; blank otherwise.
    signature = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "subject", "revision", "party"], name="one_confirmation_a_party"
            ),
        )

    def __str__(self) -> str:
        return f"{self.party} applied {self.subject} {self.revision}"
