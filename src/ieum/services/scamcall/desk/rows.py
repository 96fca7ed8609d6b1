"""Notes that one shift leaves for the next, in rows."""

from __future__ import annotations

from django.db import models


class ShiftNote(models.Model):
    """What somebody wants the next shift of their party to know."""

    party = models.CharField(max_length=40)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    #: The order that it is about; blank for a note on the shift.
    order = models.CharField(max_length=20, blank=True)
    #: What was written, encrypted: it may speak of people.
    sealed = models.BinaryField()
    #: When it must be gone.
    delete_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = (models.Index(fields=["party", "-at"], name="notes_of_party"),)

    def __str__(self) -> str:
        return f"{self.party} {self.at:%Y-%m-%d %H:%M}"
