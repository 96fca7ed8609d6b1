"""Rows of the register as the plain values that every room above works on."""

from __future__ import annotations

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.rows import Programme, Statement
from ieum.services.programme.register.values import Amount, ReviewState, value_of


def record(row: Programme) -> ProgrammeRecord:
    """A row as a plain value; ``names`` and ``regions`` are best prefetched."""
    budget = None
    if row.budget_won is not None:
        budget = Amount(
            won=row.budget_won,
            qualifier=row.budget_qualifier,  # type: ignore[arg-type]
            basis=Basis(row.budget_basis),
            first_year=row.budget_first_year,
            last_year=row.budget_last_year,
        )
    return ProgrammeRecord(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        kind=row.kind,
        area=row.area,
        parent=row.parent.code if row.parent else "",
        other_names=tuple(n.name for n in row.names.all() if n.name not in (row.name, row.name_en)),
        lead=row.lead_name,
        regions=tuple(r.region for r in row.regions.all()),
        budget=budget,
        starts=row.starts,
        ends=row.ends,
        status=row.status,
        status_as_of=row.status_as_of,
        is_confirmed=row.is_confirmed,
        last_heard=row.last_heard,
        signal=row.signal,
        signal_reason=row.signal_reason,
        signal_at=row.signal_at,
        built_in=row.built_in,
    )


def statement_record(row: Statement) -> StatementRecord:
    """A row as a plain value; programme, document and people are best read with it."""
    return StatementRecord(
        id=row.pk,
        programme=row.programme.code,
        value=value_of(row.value),
        as_of=row.as_of,
        state=ReviewState(row.state),
        document=row.document_id,
        document_title=row.document.title if row.document else "",
        document_publisher=row.document.publisher if row.document else "",
        document_issued=row.document.issued if row.document else None,
        place=(row.start, row.end) if row.start is not None and row.end is not None else None,
        quote=row.quote,
        source=row.source,
        extracted_value=(value_of(row.extracted_value) if row.extracted_value else None),
        note=row.note,
        built_in=row.built_in,
        added_at=row.added_at,
        added_by=str(row.added_by or ""),
        decided_at=row.decided_at,
        decided_by=str(row.decided_by or ""),
    )


def bare_record(row: Statement, programme: str) -> StatementRecord:
    """What a statement says, as of when, and whether people decided on it: all that it takes to tell
    what counts of a programme."""
    return StatementRecord(
        id=row.pk,
        programme=programme,
        value=value_of(row.value),
        as_of=row.as_of,
        state=ReviewState(row.state),
    )
