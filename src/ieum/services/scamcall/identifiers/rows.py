"""Subjects of signals in rows: known by pseudonym, their identifiers sealed."""

from __future__ import annotations

from django.db import models

#: The epoch of subjects whose identifier was erased; no key was ever of it.
ERASED = 0


class PseudonymEpoch(models.Model):
    """The time in which new pseudonyms are made under one key."""

    epoch = models.PositiveIntegerField(primary_key=True)
    starts_at = models.DateTimeField()
    #: When its pseudonyms stop being matched; empty while it is the newest.
    ends_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"epoch {self.epoch}"


class KeyHolder(models.Model):
    """Who was given the key of an epoch, when and by whom: nobody holds one unrecorded."""

    epoch = models.ForeignKey(PseudonymEpoch, models.PROTECT, related_name="holders")
    party = models.CharField(max_length=40)
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["epoch", "party"], name="key_given_once_an_epoch"),
        )

    def __str__(self) -> str:
        return f"{self.party} holds {self.epoch_id}"


class Subject(models.Model):
    """A phone number, account, link or app that signals speak of."""

    kind = models.CharField(max_length=8)
    pseudonym = models.CharField(max_length=60, unique=True)
    epoch = models.PositiveIntegerField(db_index=True)
    #: The identifier, encrypted (AES-256-GCM). Without the hub's secret it cannot be read. Blank once it
    #: was erased.
    sealed = models.BinaryField()
    #: Counts the holders: when a number goes to somebody new, what was said before is not about them.
    holder = models.PositiveIntegerField(default=1)
    holder_since = models.DateTimeField(null=True)
    #: Grows with every event on the subject.
    revision = models.BigIntegerField(default=0)
    first_seen_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(
                fields=["last_seen_at"],
                condition=models.Q(epoch__gt=0),
                name="subjects_with_identifier",
            ),
        )

    def __str__(self) -> str:
        return self.pseudonym
