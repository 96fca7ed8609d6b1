"""Programmes that the tests of the formats write."""

from __future__ import annotations

from datetime import date

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.formats.entries import Entry, Publication, SourceDocument
from ieum.services.programme.register.lists.columns import summary_of
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    ReviewState,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)

DAY = date(2027, 5, 1)
YEAR = Amount(won=1_200_000_000, basis=Basis.ANNUAL, first_year=2027, last_year=2027)
WHOLE = Amount(
    won=7_000_000_000,
    qualifier="at_least",
    basis=Basis.TOTAL,
    first_year=2027,
    last_year=2030,
)
VALUES: tuple[StatementValue, ...] = (
    YEAR,
    WHOLE,
    Names(subject=Subject.LEAD, names=("다솜부",)),
    Names(subject=Subject.PARTNERS, names=("한빛원", "누리원")),
    Names(subject=Subject.REGIONS, names=("광주", "호남")),
    Time(subject=Subject.START, first=date(2027, 1, 1), last=date(2027, 12, 31)),
    Time(subject=Subject.END, first=date(2030, 12, 31), last=date(2030, 12, 31)),
    Stage(status=Status.IN_PROGRESS),
    Measured(subject=Subject.TARGET, number=30, unit="곳", what="실증"),
    Step(what="착수", due=date(2027, 9, 30)),
)


def entry(
    code: str = "P000001",
    name: str = "다솜 실증",
    values: tuple[StatementValue, ...] = VALUES,
    *,
    parent: str = "",
    parts: tuple[str, ...] = (),
    held: frozenset[int] = frozenset(),
    states: tuple[ReviewState, ...] = (ReviewState.EXTRACTED,),
    first_id: int = 1,
) -> Entry:
    """A programme of which a document states values; ``states`` go round."""
    statements = tuple(
        StatementRecord(
            id=first_id + number,
            programme=code,
            value=value,
            as_of=date(2027, 3, 2),
            state=states[number % len(states)],
            document=7,
            document_title="다솜 발표",
            place=(number, number + 5),
            quote="원문",
        )
        for number, value in enumerate(values)
    )
    summary = summary_of(statements)
    record = ProgrammeRecord(
        code=code,
        name=name,
        area="모빌리티",
        parent=parent,
        budget=summary.budget,
        status=summary.status,
        is_confirmed=summary.is_confirmed,
        last_heard=summary.last_heard,
    )
    return Entry(record, statements, parts, held)


def publication(*entries: Entry, language: str = "ko") -> Publication:
    """The programmes, with the one document they rest on."""
    document = SourceDocument(7, "다솜 발표", "다솜부", date(2027, 3, 2), "ko", "a.txt", "0" * 64)
    return Publication(
        entries=lambda: iter(entries),
        documents=lambda: iter((document,)),
        day=DAY,
        language=language,
        address="https://hub.example.invalid",
    )
