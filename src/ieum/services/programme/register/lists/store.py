"""Keeps what lists and sums read in step with the statements; the stores of the register call it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from ieum.services.programme.register.from_rows import bare_record
from ieum.services.programme.register.incoming import NewStatement
from ieum.services.programme.register.lists.columns import (
    StatementColumns,
    Summary,
    number_of,
    statement_columns,
    summary_of,
)
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import (
    LONGEST_QUOTE,
    Programme,
    ProgrammeRegion,
    Statement,
)
from ieum.services.programme.register.values import Amount, ReviewState, plain_of

Period = tuple[str, int | None, int | None]
"""What two amounts must share so that one can hold the other: basis, first and last year."""

_MOST_STEPS_UP = 20
"""A tree of programmes is never deeper; a ring in it must not hang the hub."""
_COLUMNS = ("value", "as_of", "state", "counts", "turn", "due")


def refresh(row: Programme) -> None:
    """Write what repeats the statements that count, after these, the parent or the kind changed."""
    rows = list(Statement.objects.filter(programme=row).only(*_COLUMNS))
    statements = [bare_record(each, row.code) for each in rows]
    summary = summary_of(statements)
    summarise(row, summary)
    row.save()
    _keep_statements(rows, statements)
    keep_regions(row, summary.regions)
    _keep_amounts(row, summary)
    hold_parts(row)


def summarise(row: Programme, summary: Summary) -> None:
    """Put a summary into a row's columns, without saving it."""
    amount = summary.budget
    row.budget_won = amount.won if amount else None
    row.budget_qualifier = amount.qualifier if amount else ""
    row.budget_basis = str(amount.basis) if amount else ""
    row.budget_first_year = amount.first_year if amount else None
    row.budget_last_year = amount.last_year if amount else None
    row.lead_name = summary.lead[:200]
    row.starts, row.ends = summary.starts, summary.ends
    row.status, row.status_as_of = summary.status, summary.status_as_of
    row.is_confirmed = summary.is_confirmed
    row.last_heard = summary.last_heard


def statement_row(row: Programme, new: NewStatement, columns: StatementColumns) -> Statement:
    """The row of a new statement, not saved yet."""
    return Statement(
        programme=row,
        subject=str(new.value.subject),
        value=plain_of(new.value),
        number=number_of(new.value),
        as_of=new.as_of,
        document_id=new.document,
        start=new.place[0] if new.place else None,
        end=new.place[1] if new.place else None,
        quote=new.quote[:LONGEST_QUOTE],
        source=new.source[:300],
        note=new.note,
        built_in=new.built_in[:80],
        added_by_id=new.added_by or None,
        state=str(new.state),
        decided_at=timezone.now() if new.state is not ReviewState.EXTRACTED else None,
        counts=columns.counts,
        turn=columns.turn,
        due=columns.due,
    )


def amount_row(row: Programme, summary: Summary, statement: StatementRecord) -> ProgrammeAmount:
    """The row of one amount that counts; who holds it is not known yet."""
    value = statement.value
    assert isinstance(value, Amount)
    return ProgrammeAmount(
        programme=row,
        statement_id=statement.id,
        basis=str(value.basis),
        first_year=value.first_year,
        last_year=value.last_year,
        won=value.won,
        qualifier=value.qualifier,
        is_settled=statement.is_settled,
        lead=summary.lead[:200],
        area=row.area,
        kind=row.kind,
        regions="·".join(summary.regions)[:200],
    )


def keep_regions(row: Programme, names: Sequence[str]) -> None:
    """Write the regions that a programme is for."""
    ProgrammeRegion.objects.filter(programme=row).exclude(region__in=names).delete()
    known = set(ProgrammeRegion.objects.filter(programme=row).values_list("region", flat=True))
    ProgrammeRegion.objects.bulk_create(
        [ProgrammeRegion(programme=row, region=name) for name in names if name not in known],
        ignore_conflicts=True,
    )


def hold_parts(top: Programme) -> None:
    """Find anew who holds the amounts of a programme and of all its parts."""
    level = [top.pk]
    by_programme = {top.pk: held_above(top.parent_id)}
    for _step in range(_MOST_STEPS_UP):
        if not level:
            return
        amounts = list(ProgrammeAmount.objects.filter(programme__in=level))
        changed = []
        own: dict[int, dict[Period, int]] = {}
        for amount in amounts:
            period = period_of(amount)
            holder = by_programme[amount.programme_id].get(period)
            if amount.held_by_id != holder:
                amount.held_by_id = holder
                changed.append(amount)
            own.setdefault(amount.programme_id, {})[period] = amount.pk
        ProgrammeAmount.objects.bulk_update(changed, ["held_by"], batch_size=200)
        parts = list(Programme.objects.filter(parent__in=level).values_list("pk", "parent_id"))
        by_programme = {
            part: {**by_programme[parent], **own.get(parent, {})} for part, parent in parts
        }
        level = [part for part, _parent in parts]


def held_above(programme: int | None) -> dict[Period, int]:
    """Of each period the nearest amount from a programme on upwards, by their rows' numbers."""
    found: dict[Period, int] = {}
    for _step in range(_MOST_STEPS_UP):
        if programme is None:
            break
        for amount in ProgrammeAmount.objects.filter(programme=programme):
            found.setdefault(period_of(amount), amount.pk)
        above = Programme.objects.filter(pk=programme).values_list("parent_id", flat=True)
        programme = above.first()
    return found


def period_of(amount: ProgrammeAmount) -> Period:
    """The time that an amount is for."""
    return amount.basis, amount.first_year, amount.last_year


def _keep_statements(rows: Iterable[Statement], statements: Sequence[StatementRecord]) -> None:
    wanted = statement_columns(statements)
    changed = []
    for row in rows:
        columns = wanted[row.pk]
        if (row.counts, row.turn, row.due) != (columns.counts, columns.turn, columns.due):
            row.counts, row.turn, row.due = columns.counts, columns.turn, columns.due
            changed.append(row)
    Statement.objects.bulk_update(changed, ["counts", "turn", "due"], batch_size=200)


def _keep_amounts(row: Programme, summary: Summary) -> None:
    kept = {amount.statement_id: amount for amount in ProgrammeAmount.objects.filter(programme=row)}
    wanted = [amount_row(row, summary, statement) for statement in summary.amounts]
    ids = {amount.statement_id for amount in wanted}
    ProgrammeAmount.objects.filter(programme=row).exclude(statement_id__in=ids).delete()
    for amount in wanted:
        if amount.statement_id in kept:
            # The same row, for those of its parts point at it.
            amount.pk = kept[amount.statement_id].pk
            amount.held_by_id = kept[amount.statement_id].held_by_id
        amount.save()
