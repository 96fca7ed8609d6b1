"""What waits for review, and what was decided: rows read for the people who review."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from ieum.services.programme.register import store as register
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import Programme, Revision, Statement
from ieum.services.programme.register.values import ReviewState, RevisionKind, Subject


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """What a person changed, as ``register.rows.Revision`` keeps it."""

    at: datetime
    by: str
    kind: RevisionKind
    programme: str
    statement: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    note: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document, how many statements it brought, and how many of them wait."""

    document: int
    title: str
    waits: int
    of: int


def statements(
    *,
    document: int | None = None,
    programme: str = "",
    subject: Subject | None = None,
    state: ReviewState | None = None,
    first: int = 0,
    most: int = 100,
) -> tuple[list[StatementRecord], int]:
    """Statements that fit, the newest document's first and then in the order of its text; and how
    many fit in all."""
    rows = _fitting(document, programme, subject, state)
    return register.read(rows[first : first + most]), rows.count()


def _fitting(
    document: int | None, programme: str, subject: Subject | None, state: ReviewState | None
) -> QuerySet[Statement]:
    rows = Statement.objects.order_by(
        F("document_id").desc(nulls_last=True), F("start").asc(nulls_last=True), "id"
    )
    if document is not None:
        rows = rows.filter(document_id=document)
    if programme:
        rows = rows.filter(programme__code=register.programme(programme).code)
    if subject is not None:
        rows = rows.filter(subject=str(subject))
    if state is not None:
        rows = rows.filter(state=str(state))
    return rows


def waiting_documents(most: int = 100) -> list[Waiting]:
    """The documents in which something waits, the newest first."""
    waits = Count("id", filter=Q(state=ReviewState.EXTRACTED))
    rows = (
        Statement.objects.filter(document__isnull=False)
        .values("document_id", "document__title")
        .annotate(waits=waits, of=Count("id"))
        .filter(waits__gt=0)
        .order_by("-document_id")
    )
    return [
        Waiting(row["document_id"], row["document__title"], row["waits"], row["of"])
        for row in rows[:most]
    ]


def names(codes: Collection[str]) -> dict[str, str]:
    """The names of programmes by their codes."""
    return dict(Programme.objects.filter(code__in=codes).values_list("code", "name"))


def revisions(
    *, programme: str = "", statement: int | None = None, document: int | None = None, most: int
) -> list[RevisionRecord]:
    """What people changed, the newest first."""
    rows = Revision.objects.select_related("by").order_by("-id")
    if programme:
        now = register.programme(programme)
        rows = rows.filter(programme__in=[programme, now.code])
    if statement is not None:
        rows = rows.filter(statement_id=statement)
    if document is not None:
        rows = rows.filter(statement__document_id=document)
    return [
        RevisionRecord(
            at=row.at,
            by=str(row.by or ""),
            kind=RevisionKind(row.kind),
            programme=row.programme,
            statement=row.statement_id,
            before=row.before,
            after=row.after,
            note=row.note,
        )
        for row in rows[:most]
    ]
