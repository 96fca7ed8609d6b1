"""What citizens report beside numbers and links, sealed and for a short time."""

from __future__ import annotations

from django.db import models


class CitizenReport(models.Model):
    """A report that came with words or pictures."""

    reference = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()
    #: What was said, encrypted.
    said = models.BinaryField()
    #: When it must be gone.
    delete_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.reference


class ReportPicture(models.Model):
    """A screenshot of a report, encrypted."""

    report = models.ForeignKey(CitizenReport, models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=40)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["report", "number"], name="pictures_are_numbered"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"
