"""Rows of the register: organisations, programmes, and what is stated of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ieum.services.programme.document_rows import Document

#: So many characters of a document are repeated beside what it states.
LONGEST_QUOTE = 2000
#: Letters of a name, and of what it is found by, that are kept.
LONGEST_NAME = 300


class Organisation(models.Model):
    """A body that leads, takes part or reports."""

    name = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200, blank=True)
    #: ministry, province, municipality, agency, company, other.
    kind = models.CharField(max_length=20)
    #: ISO 3166-2 code of the province it belongs to; empty for the state.
    region = models.CharField(max_length=10, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """Something that a state promises to do.

    The columns from ``lead_name`` on repeat the newest statement that counts on each subject, so
    that lists need not read them all; only ``register/lists/store.py`` writes them.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20)
    area = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    #: The name under which this release ships it; empty for what people brought.
    built_in = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    lead = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="led"
    )
    #: As stated; empty where no document names a lead.
    lead_name = models.CharField(max_length=200, blank=True)
    budget_won = models.BigIntegerField(null=True)
    budget_qualifier = models.CharField(max_length=20, blank=True)
    budget_basis = models.CharField(max_length=10, blank=True)
    budget_first_year = models.PositiveSmallIntegerField(null=True)
    budget_last_year = models.PositiveSmallIntegerField(null=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    status = models.CharField(max_length=20, blank=True)
    status_as_of = models.DateField(null=True)
    #: Whether a person stands behind every statement that the columns above repeat.
    is_confirmed = models.BooleanField(default=False)
    #: The newest day that any statement of it is as of.
    last_heard = models.DateField(null=True)

    #: The light that a person set, and why; the computed one is never stored.
    signal = models.CharField(max_length=10, blank=True)
    signal_reason = models.TextField(blank=True)
    signal_at = models.DateTimeField(null=True)
    signal_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("code",)
        indexes = (
            models.Index(fields=("budget_won",), name="programme_budget"),
            models.Index(fields=("ends",), name="programme_end"),
            models.Index(fields=("last_heard",), name="programme_heard"),
            models.Index(fields=("lead_name",), name="programme_lead"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def next_code(self) -> str:
        """The code that it gets where nobody gives it one."""
        return f"P{self.pk:06d}"


class ProgrammeName(models.Model):
    """A name under which documents speak of a programme, its own first name included."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=LONGEST_NAME)
    #: Its letters and figures alone, as ``joining/names.py`` has them: equal for one name respelt.
    key = models.CharField(max_length=LONGEST_NAME, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("programme", "key"), name="one_name_once"),)

    def __str__(self) -> str:
        return self.name


class ProgrammeRegion(models.Model):
    """A region that a programme is for: an ISO 3166-2 code, or a customary region's name."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="regions")
    region = models.CharField(max_length=20, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "region"), name="one_region_once"),
        )

    def __str__(self) -> str:
        return self.region


class Statement(models.Model):
    """What a document or a report says of a programme, on one subject, as of one day."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="statements")
    subject = models.CharField(max_length=20)
    #: As ``register/values.py`` writes it: what counts now, corrected or not.
    value = models.JSONField()
    #: Won, the number of a figure, or a day as its ordinal: what lists filter and sort by.
    number = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    as_of = models.DateField()
    document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    #: [start, end) in the document's text, and the words there.
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    quote = models.TextField(blank=True)
    #: Where it was stated if no document is kept: a title and a place in it.
    source = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, default="extracted")
    #: What was extracted, where a person corrected it.
    extracted_value = models.JSONField(null=True)
    note = models.TextField(blank=True)
    #: The name under which this release ships it; empty for what documents and people brought.
    built_in = models.CharField(max_length=80, blank=True)
    #: What lists read, written by ``register/lists/store.py``: whether it is the one that counts of
    #: its matter, what it is to the one before (``Turn``), and the day something is due by it.
    counts = models.BooleanField(default=False)
    turn = models.CharField(max_length=10, blank=True)
    due = models.DateField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("programme_id", "subject", "as_of", "id")
        indexes = (
            models.Index(fields=("programme", "subject", "as_of"), name="statement_order"),
            models.Index(fields=("state", "id"), name="statement_review"),
            models.Index(fields=("subject", "number"), name="statement_number"),
            models.Index(fields=("added_at",), name="statement_added"),
            # What was decided in a document that is gone, for when it comes back.
            models.Index(
                fields=("source", "as_of"),
                condition=models.Q(document__isnull=True),
                name="statement_of_gone_document",
            ),
            models.Index(fields=("turn", "as_of", "id"), name="statement_turn"),
            models.Index(
                fields=("due", "id"), condition=models.Q(counts=True), name="statement_due"
            ),
            # Milestones that were met, the last first.
            models.Index(
                fields=("subject", "as_of", "id"),
                condition=models.Q(counts=True, due__isnull=True),
                name="statement_met",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.subject} {self.as_of}"


class Revision(models.Model):
    """What a person changed in the register, and when: a decision on a statement, or a programme
    that was merged, divided, renamed or put elsewhere. Rows are only ever added."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    #: As ``register/values.py`` names it: ``confirmed``, ``merged`` and so on.
    kind = models.CharField(max_length=20)
    #: Its code at that time, which outlives the programme.
    programme = models.CharField(max_length=40)
    statement = models.ForeignKey(
        Statement, on_delete=models.SET_NULL, null=True, related_name="revisions"
    )
    #: State and value, name, or code: what stood there before and after.
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("programme", "id"), name="revision_of_programme"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.programme}"


class FormerCode(models.Model):
    """The code of a programme that became part of another, so that links to it still lead there."""

    code = models.CharField(max_length=40, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="former_codes")

    def __str__(self) -> str:
        return self.code
