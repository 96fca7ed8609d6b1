"""What was found in a document, put before people as statements that nobody has confirmed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ieum.search.figures import FigureKind
from ieum.services.programme.document_rows import Document as DocumentRow
from ieum.services.programme.extraction.findings import Budget, Findings
from ieum.services.programme.joining.names import forms_of
from ieum.services.programme.register import store as register
from ieum.services.programme.register.earlier import Earlier
from ieum.services.programme.register.readings import store as readings
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.values import (
    Amount,
    Names,
    ReviewState,
    StatementValue,
    Subject,
    Time,
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
        return _propose(DocumentRow.objects.get(pk=document), findings, added_by)


def _propose(row: DocumentRow, findings: Findings, added_by: int | None) -> Proposal:
    as_of = row.issued or row.added_at.date()
    earlier = Earlier(readings.kept_of(row.pk, row.title, as_of))
    codes: dict[int, str] = {}
    new: list[str] = []
    count = 0
    for at in _parents_first(findings):
        budget = findings.budgets[at]
        quote = row.text[slice(*budget.amount_at)]
        code = earlier.programme_at(budget.amount_at, quote, budget.won)
        if not code:
            known = known_programme(budget)
            code = known.code if known else ""
        if not code:
            parent = codes.get(budget.parent, "") if budget.parent is not None else ""
            code = register.add_programme(
                budget.name, kind=_kind(budget), parent=parent, added_by=added_by
            ).code
            new.append(code)
        codes[at] = code
        count += _state_all(code, budget, row, as_of, added_by, earlier)
    readings.withdraw(earlier.not_found_again(row.pk))
    old = tuple(dict.fromkeys(code for code in codes.values() if code not in new))
    return Proposal(tuple(new), old, count)


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


def known_programme(budget: Budget) -> ProgrammeRecord | None:
    """The programme in the register that bears the budget's name, if only one does and neither
    another lead nor other regions speak against it."""
    if not forms_of(budget.name).letters:
        return None
    found = [
        programme
        for programme in register.with_name(budget.name)
        if may_be_one(programme.lead, budget.lead, programme.regions, budget.regions)
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


def _state_all(
    code: str,
    budget: Budget,
    row: DocumentRow,
    as_of: date,
    added_by: int | None,
    earlier: Earlier,
) -> int:
    stated: list[tuple[StatementValue, tuple[int, int]]] = [
        (
            Amount(
                won=budget.won,
                qualifier=budget.qualifier,
                basis=budget.basis,
                first_year=budget.years.first,
                last_year=budget.years.last,
            ),
            budget.amount_at,
        ),
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
    said = []
    for value, place in stated:
        quote = row.text[slice(*place)]
        again = earlier.statement_at(code, value, place, quote)
        if again is None:
            said.append(register.Said(value, place, quote))
        elif again.document is None or _is_read_anew(again, value, place):
            readings.found_again(again.id, document=row.pk, place=place, quote=quote, value=value)
    register.state_all(code, said, as_of, document=row.pk, added_by=added_by)
    return len(stated)


def _is_read_anew(earlier: StatementRecord, value: StatementValue, place: tuple[int, int]) -> bool:
    """Whether a statement that nobody has decided on is read otherwise now."""
    waits = earlier.state is ReviewState.EXTRACTED
    return waits and (earlier.value, earlier.place) != (value, place)


def _time(subject: Subject, day: date) -> Time:
    """The year that a budget's start or end falls in; documents seldom say more."""
    assert subject in (Subject.START, Subject.END)
    return Time(subject=subject, first=date(day.year, 1, 1), last=date(day.year, 12, 31))
