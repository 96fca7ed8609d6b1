"""What waits for review, and what was decided: rows read for the people who review."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from ieum.services.programme.joining.names import Likeness
from ieum.services.programme.overview.store import find_names
from ieum.services.programme.register import store as register
from ieum.services.programme.register.moves import store as moves
from ieum.services.programme.register.proposals import may_be_one
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.rows import FormerCode, Programme, Revision, Statement
from ieum.services.programme.register.values import ReviewState, RevisionKind, Subject

#: Names less alike than this are seldom one programme's.
_LEAST_ALIKE = 0.55
_MOST_LOOKED_AT = 20


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


def waiting_in(document: int) -> int:
    """How many statements of a document nobody has decided on."""
    return Statement.objects.filter(document_id=document, state=ReviewState.EXTRACTED).count()


def alike(code: str, most: int = 3) -> list[ProgrammeRecord]:
    """Programmes that may be this one under another name, the likeliest first.

    A suggestion for a person: likeness alone joins nothing. Those that somebody set apart, its own
    parts and what it is a part of are left out.
    """
    row = Programme.objects.get(code=code)
    found: dict[int, set[str]] = {}
    for pk, name in find_names(row.name):
        found.setdefault(pk, set()).add(name)
    likeness = Likeness([row.name, *(name for several in found.values() for name in several)])
    ranked = {
        pk: max(likeness.of(row.name, name) for name in several)
        for pk, several in found.items()
        if pk not in (row.pk, row.parent_id)
    }
    likely = sorted(
        (pk for pk, weight in ranked.items() if weight >= _LEAST_ALIKE), key=lambda pk: -ranked[pk]
    )
    rows = Programme.objects.exclude(parent=row).exclude(code__in=moves.kept_apart(code))
    whole = rows.select_related("parent").prefetch_related("names", "regions")
    by_pk = {one.pk: one for one in whole.filter(pk__in=likely[:_MOST_LOOKED_AT])}
    records = [register.record(by_pk[pk]) for pk in likely if pk in by_pk]
    own = register.record(row)
    # Those that neither lead nor regions speak against come first, else in order of likeness.
    records.sort(key=lambda one: not may_be_one(own.lead, one.lead, own.regions, one.regions))
    return records[:most]


def names(codes: Collection[str]) -> dict[str, str]:
    """The names of programmes by their codes."""
    return dict(Programme.objects.filter(code__in=codes).values_list("code", "name"))


def revisions(
    *, programme: str = "", statement: int | None = None, document: int | None = None, most: int
) -> list[RevisionRecord]:
    """What people changed, the newest first; of a programme also what they changed of those that
    were merged into it."""
    rows = Revision.objects.select_related("by").order_by("-id")
    if programme:
        now = register.programme(programme).code
        merged = FormerCode.objects.filter(programme__code=now).values_list("code", flat=True)
        rows = rows.filter(programme__in=[now, *merged])
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
