"""A programme and its statements as plain values, for every room above the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ieum.services.programme.register.values import (
    SETTLED,
    Amount,
    ReviewState,
    StatementValue,
    Subject,
)


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """What a document or report says of a programme, on one subject, as of one day.

    ``place`` is [start, end) in the document's text; ``source`` says where it was stated if no
    document is kept.
    """

    id: int
    programme: str
    value: StatementValue
    as_of: date
    state: ReviewState = ReviewState.EXTRACTED
    document: int | None = None
    document_title: str = ""
    document_publisher: str = ""
    document_issued: date | None = None
    place: tuple[int, int] | None = None
    quote: str = ""
    source: str = ""
    extracted_value: StatementValue | None = None
    note: str = ""
    built_in: str = ""
    """The name under which this release ships it; empty for what documents and people brought."""
    added_at: datetime | None = None
    added_by: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return Subject(self.value.subject)

    @property
    def is_settled(self) -> bool:
        """Whether a person stands behind it."""
        return self.state in SETTLED


@dataclass(frozen=True, slots=True)
class ProgrammeRecord:
    """A programme with what counts of it now: per subject its newest settled statement, and where
    there is none, the newest extracted one (then ``is_confirmed`` is False)."""

    code: str
    name: str
    name_en: str = ""
    kind: str = "programme"
    area: str = ""
    parent: str = ""
    """Code of the programme that it is a part of."""
    other_names: tuple[str, ...] = ()
    lead: str = ""
    partners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    budget: Amount | None = None
    starts: date | None = None
    ends: date | None = None
    status: str = ""
    status_as_of: date | None = None
    is_confirmed: bool = False
    last_heard: date | None = None
    signal: str = ""
    signal_reason: str = ""
    signal_at: datetime | None = None
    built_in: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that differs from what was stated before it on the same subject."""

    before: StatementRecord | None
    after: StatementRecord
