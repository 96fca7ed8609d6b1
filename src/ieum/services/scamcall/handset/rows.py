"""The handset list in rows: who was listed from which edition to which."""

from __future__ import annotations

from django.db import models


class HandsetEdition(models.Model):
    """The list as it was at a time. Its number is taken by one process alone."""

    number = models.PositiveBigIntegerField(primary_key=True)
    #: What handsets know it by; nobody can tell from it how many there were.
    version = models.UUIDField(unique=True)
    epoch = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    #: When it was last seen that nothing had changed since.
    checked_at = models.DateTimeField()
    numbers = models.PositiveBigIntegerField(default=0)
    prefixes = models.PositiveBigIntegerField(default=0)
    #: The sum of the prefixes: less than 2⁶³ while there are fewer than 2³¹.
    prefix_sum = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"edition {self.number}"


class HandsetEntry(models.Model):
    """A number on the list, by its fingerprint under the key of the newest edition's epoch.

    The subject is no foreign key: when it is deleted, the next edition must still take the entry out.
    """

    subject = models.BigIntegerField()
    fingerprint = models.BinaryField(max_length=32)
    prefix = models.BigIntegerField(db_index=True)
    added_in = models.PositiveBigIntegerField(db_index=True)
    removed_in = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "removed_in"], name="handset_entry_of_subject"),
            # Without those still listed, which are nearly all: an index of them would mislead the database.
            models.Index(
                fields=["removed_in"],
                condition=models.Q(removed_in__isnull=False),
                name="handset_entry_removed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix:08x}"


class HandsetKeyHolder(models.Model):
    """Who was given the list key of an epoch, when and by whom: nobody holds one unrecorded."""

    epoch = models.PositiveIntegerField()
    party = models.CharField(max_length=40)
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["epoch", "party"], name="handset_key_given_once_an_epoch"
            ),
        )

    def __str__(self) -> str:
        return f"{self.party} holds {self.epoch}"
