"""What was found in a document, put before people as statements that nobody has confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ieum.services.programme.document_rows import Document as DocumentRow
from ieum.services.programme.extraction.findings import Budget, Findings
from ieum.services.programme.joining.names import forms_of
from ieum.services.programme.register import store as register
from ieum.services.programme.register.records import ProgrammeRecord
from ieum.services.programme.register.values import Amount, Names, StatementValue, Subject, Time


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
    """
    row = DocumentRow.objects.get(pk=document)
    as_of = row.issued or row.added_at.date()
    codes: dict[int, str] = {}
    new: list[str] = []
    count = 0
    for at in _parents_first(findings):
        budget = findings.budgets[at]
        known = _known(budget)
        if known is None:
            parent = codes.get(budget.parent, "") if budget.parent is not None else ""
            known = register.add_programme(
                budget.name, kind=_kind(budget), parent=parent, added_by=added_by
            )
            new.append(known.code)
        codes[at] = known.code
        count += _state_all(known.code, budget, row, as_of, added_by)
    old = tuple(dict.fromkeys(code for code in codes.values() if code not in new))
    return Proposal(tuple(new), old, count)


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


def _known(budget: Budget) -> ProgrammeRecord | None:
    """The programme in the register that bears the budget's name, if only one does and no other
    lead speaks against it."""
    if not forms_of(budget.name).letters:
        return None
    found = [
        programme
        for programme in register.with_name(budget.name)
        if not (programme.lead and budget.lead) or programme.lead == budget.lead
    ]
    return found[0] if len(found) == 1 else None


def _kind(budget: Budget) -> str:
    return "budget_line" if budget.name.endswith(("예산", "예산안", "국비")) else "programme"


def _state_all(
    code: str, budget: Budget, row: DocumentRow, as_of: date, added_by: int | None
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
    if budget.starts:
        stated.append((_time(Subject.START, budget.starts), budget.amount_at))
    if budget.ends:
        stated.append((_time(Subject.END, budget.ends), budget.amount_at))
    register.state_all(
        code,
        [register.Said(value, (start, end), row.text[start:end]) for value, (start, end) in stated],
        as_of,
        document=row.pk,
        added_by=added_by,
    )
    return len(stated)


def _time(subject: Subject, day: date) -> Time:
    """The year that a budget's start or end falls in; documents seldom say more."""
    assert subject in (Subject.START, Subject.END)
    return Time(subject=subject, first=date(day.year, 1, 1), last=date(day.year, 12, 31))
