"""Keeps what lists and sums read in step with the statements; ``register/store.py`` calls it."""

from __future__ import annotations

from collections.abc import Sequence

from ieum.services.programme.register.lists.columns import Summary, statement_columns
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import Programme, ProgrammeRegion, Statement
from ieum.services.programme.register.values import Amount

_MOST_STEPS_UP = 20
"""A tree of programmes is never deeper; a ring in it must not hang the hub."""


def keep(row: Programme, summary: Summary, statements: Sequence[StatementRecord]) -> None:
    """Write what lists read of a programme whose statements, place or name changed."""
    _keep_statements(row, statements)
    _keep_regions(row, summary.regions)
    _keep_amounts(row, summary)
    _hold_parts(row)


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


def _keep_statements(row: Programme, statements: Sequence[StatementRecord]) -> None:
    wanted = statement_columns(statements)
    changed = []
    for kept in Statement.objects.filter(programme=row).only("counts", "turn", "due"):
        columns = wanted[kept.pk]
        if (kept.counts, kept.turn, kept.due) != (columns.counts, columns.turn, columns.due):
            kept.counts, kept.turn, kept.due = columns.counts, columns.turn, columns.due
            changed.append(kept)
    Statement.objects.bulk_update(changed, ["counts", "turn", "due"], batch_size=200)


def _keep_regions(row: Programme, names: Sequence[str]) -> None:
    ProgrammeRegion.objects.filter(programme=row).exclude(region__in=names).delete()
    known = set(ProgrammeRegion.objects.filter(programme=row).values_list("region", flat=True))
    ProgrammeRegion.objects.bulk_create(
        [ProgrammeRegion(programme=row, region=name) for name in names if name not in known],
        ignore_conflicts=True,
    )


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


def _hold_parts(top: Programme) -> None:
    """Find anew who holds the amounts of a programme and of all its parts."""
    level = [top.pk]
    holders = _holders_above(top)
    by_programme = {top.pk: holders}
    for _step in range(_MOST_STEPS_UP):
        if not level:
            return
        amounts = list(ProgrammeAmount.objects.filter(programme__in=level))
        changed = []
        own: dict[int, dict[_Time, int]] = {}
        for amount in amounts:
            time = _time(amount)
            holder = by_programme[amount.programme_id].get(time)
            if amount.held_by_id != holder:
                amount.held_by_id = holder
                changed.append(amount)
            own.setdefault(amount.programme_id, {})[time] = amount.pk
        ProgrammeAmount.objects.bulk_update(changed, ["held_by"], batch_size=200)
        parts = list(Programme.objects.filter(parent__in=level).values_list("pk", "parent_id"))
        by_programme = {
            part: {**by_programme[parent], **own.get(parent, {})} for part, parent in parts
        }
        level = [part for part, _parent in parts]


_Time = tuple[str, int | None, int | None]


def _time(amount: ProgrammeAmount) -> _Time:
    """What two amounts must share so that one can hold the other."""
    return amount.basis, amount.first_year, amount.last_year


def _holders_above(row: Programme) -> dict[_Time, int]:
    """Of each time the nearest amount above a programme."""
    found: dict[_Time, int] = {}
    above = row.parent
    for _step in range(_MOST_STEPS_UP):
        if above is None:
            break
        for amount in ProgrammeAmount.objects.filter(programme=above):
            found.setdefault(_time(amount), amount.pk)
        above = above.parent
    return found
