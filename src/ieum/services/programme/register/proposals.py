"""What was found in a document, put before people as statements that nobody has confirmed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ieum.search.figures import FigureKind
from ieum.services.programme.document_rows import Document as DocumentRow
from ieum.services.programme.extraction.findings import Budget, Findings
from ieum.services.programme.register import store as register
from ieum.services.programme.register.earlier import Earlier
from ieum.services.programme.register.incoming import NewStatement
from ieum.services.programme.register.readings import store as readings
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.staging.staged import StagedProgramme
from ieum.services.programme.register.staging.store import Staging
from ieum.services.programme.register.values import (
    Amount,
    Names,
    ReviewState,
    StatementValue,
    Subject,
    Time,
    amount_of,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a document brought: codes of new programmes, of known ones, and how many statements."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    statements: int = 0


def propose(document: int, findings: Findings, added_by: int | None = None) -> Proposal:
    """Put a stored document's findings into the register; doing it again changes nothing.

    A budget whose name the register knows is a statement of that programme, else of a new one. The
    tree of a document becomes the tree of the programmes it brings; known ones keep their place.

    When the document was read before, what was found at the same words belongs to the same
    programme and statement: what a person decided stays as it is, what nobody has decided takes the
    new value, and what is no longer found there goes.
    """
    with register.together():
        # Locked, so that two who have it read at the same time do not bring everything twice.
        row = DocumentRow.objects.select_for_update().get(pk=document)
        return _propose(row, findings, added_by)


def _propose(row: DocumentRow, findings: Findings, added_by: int | None) -> Proposal:
    as_of = row.issued or row.added_at.date()
    earlier = Earlier(readings.kept_of(row.pk, row.title, as_of))
    staging = Staging([budget.name for budget in findings.budgets], earlier.programmes)
    chosen: dict[int, StagedProgramme] = {}
    count = 0
    for at in _parents_first(findings):
        budget = findings.budgets[at]
        amount = amount_of(budget)
        if amount is None:
            continue
        quote = row.text[slice(*budget.amount_at)]
        code = earlier.programme_at(budget.amount_at, quote, budget.won)
        programme = staging.with_code(code) if code else known_programme(budget, staging)
        if programme is None:
            parent = chosen.get(budget.parent) if budget.parent is not None else None
            programme = staging.begin(budget.name, kind=_kind(budget), parent=parent)
        chosen[at] = programme
        stated = _stated(budget, amount)
        _stage(programme, stated, _Reading(row, as_of, added_by, earlier))
        count += len(stated)
    staging.write(added_by)
    if gone := earlier.not_found_again(row.pk):
        readings.withdraw(gone)
    programmes = dict.fromkeys(chosen.values())
    return Proposal(
        tuple(programme.code for programme in programmes if programme.is_new),
        tuple(programme.code for programme in programmes if not programme.is_new),
        count,
    )


def lacks_proposals(document: int) -> bool:
    """Whether a stored document states amounts, and the register holds nothing that it says."""
    return DocumentRow.objects.filter(
        pk=document, statements__isnull=True, passages__mentions__kind=FigureKind.AMOUNT
    ).exists()


def _parents_first(findings: Findings) -> list[int]:
    order: list[int] = []

    def place(at: int) -> None:
        parent = findings.budgets[at].parent
        if parent is not None and parent not in order and parent != at:
            place(parent)
        if at not in order:
            order.append(at)

    for at in range(len(findings.budgets)):
        place(at)
    return order


def known_programme(budget: Budget, staging: Staging) -> StagedProgramme | None:
    """The programme that bears the budget's name, if only one does and neither another lead nor
    other regions speak against it."""
    found = [
        programme
        for programme in staging.with_name(budget.name)
        if may_be_one(
            programme.summary.lead, budget.lead, programme.summary.regions, budget.regions
        )
    ]
    return found[0] if len(found) == 1 else None


def may_be_one(
    lead: str, other_lead: str, regions: Collection[str], other_regions: Collection[str]
) -> bool:
    """Whether neither leads nor regions speak against two programmes being one; what is not stated
    speaks against nothing."""
    if lead and other_lead and lead != other_lead:
        return False
    return not regions or not other_regions or bool(set(regions) & set(other_regions))


def _kind(budget: Budget) -> str:
    return "budget_line" if budget.name.endswith(("예산", "예산안", "국비")) else "programme"


_Stated = tuple[StatementValue, tuple[int, int]]
"""What a document says, and the words that say it."""


def _stated(budget: Budget, amount: Amount) -> list[_Stated]:
    stated: list[_Stated] = [
        (amount, budget.amount_at),
        (Names(subject=Subject.REGIONS, names=budget.regions), budget.name_at),
    ]
    if budget.lead and budget.lead_at:
        stated.append((Names(subject=Subject.LEAD, names=(budget.lead,)), budget.lead_at))
    if budget.partners:
        partners = Names(subject=Subject.PARTNERS, names=budget.partners)
        stated.append((partners, budget.lead_at or budget.amount_at))
    if budget.starts:
        stated.append((_time(Subject.START, budget.starts), budget.amount_at))
    if budget.ends:
        stated.append((_time(Subject.END, budget.ends), budget.amount_at))
    return stated


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document that is being read, and what it said before."""

    row: DocumentRow
    as_of: date
    added_by: int | None
    earlier: Earlier


def _stage(programme: StagedProgramme, stated: Sequence[_Stated], reading: _Reading) -> None:
    row = reading.row
    for value, place in stated:
        quote = row.text[slice(*place)]
        again = reading.earlier.statement_at(programme.code, value, place, quote)
        if again is None:
            programme.say(
                NewStatement(
                    value,
                    reading.as_of,
                    document=row.pk,
                    place=place,
                    quote=quote,
                    added_by=reading.added_by,
                )
            )
        elif (again.document is None or _is_read_anew(again, value, place)) and (
            readings.found_again(again.id, document=row.pk, place=place, quote=quote, value=value)
        ):
            programme.correct(again.id, value)


def _is_read_anew(earlier: StatementRecord, value: StatementValue, place: tuple[int, int]) -> bool:
    """Whether a statement that nobody has decided on is read otherwise now."""
    waits = earlier.state is ReviewState.EXTRACTED
    return waits and (earlier.value, earlier.place) != (value, place)


def _time(subject: Subject, day: date) -> Time:
    """The year that a budget's start or end falls in; documents seldom say more."""
    assert subject in (Subject.START, Subject.END)
    return Time(subject=subject, first=date(day.year, 1, 1), last=date(day.year, 12, 31))
