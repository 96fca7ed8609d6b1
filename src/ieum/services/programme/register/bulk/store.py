"""Many new programmes at once: what a release ships, what an import brings.

The rows are those that ``register/store.py`` would have made one by one, a few hundred times as
fast. Programmes that are there already are not touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.db import transaction
from django.utils import timezone

from ieum.services.programme.joining.names import forms_of
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists.columns import (
    StatementColumns,
    number_of,
    statement_columns,
    summary_of,
)
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.lists.store import amount_row
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import (
    Programme,
    ProgrammeName,
    ProgrammeRegion,
    Statement,
)
from ieum.services.programme.register.values import ReviewState, StatementValue, plain_of

_BATCH = 500
_Time = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement that is to be put into the register; its fields are those of ``state``."""

    value: StatementValue
    as_of: date
    document: int | None = None
    place: tuple[int, int] | None = None
    quote: str = ""
    source: str = ""
    built_in: str = ""
    state: ReviewState = ReviewState.EXTRACTED


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """A programme that is to be put into the register, with what is stated of it."""

    code: str
    name: str
    name_en: str = ""
    kind: str = "programme"
    area: str = ""
    parent: str = ""
    other_names: tuple[str, ...] = ()
    built_in: str = ""
    statements: Sequence[NewStatement] = field(default=())


def put(programmes: Sequence[NewProgramme]) -> int:
    """Put the programmes whose codes are not there yet; gives how many that were.

    A parent stands before its parts, or is in the register already.
    """
    with transaction.atomic():
        known = dict(
            Programme.objects.filter(
                code__in={p.code for p in programmes} | {p.parent for p in programmes if p.parent}
            ).values_list("code", "pk")
        )
        new = [programme for programme in programmes if programme.code not in known]
        levels = _levels(new)
        holders: dict[int, dict[_Time, int]] = {}
        for level in levels:
            _put_level(level, known, holders)
    return len(new)


def _levels(new: Sequence[NewProgramme]) -> list[list[NewProgramme]]:
    """The programmes by their depth in the tree that they bring along."""
    depth: dict[str, int] = {}
    levels: list[list[NewProgramme]] = []
    for programme in new:
        at = depth.get(programme.parent, -1) + 1
        depth[programme.code] = at
        if at == len(levels):
            levels.append([])
        levels[at].append(programme)
    return levels


def _put_level(
    level: Sequence[NewProgramme], known: dict[str, int], holders: dict[int, dict[_Time, int]]
) -> None:
    rows, columns, amounts, regions = [], [], [], []
    for programme in level:
        row = Programme(
            code=programme.code,
            name=programme.name[:300],
            name_en=programme.name_en[:300],
            kind=programme.kind,
            area=programme.area,
            parent_id=known[programme.parent] if programme.parent else None,
            built_in=programme.built_in,
        )
        # Numbers in the order in which the rows will get theirs.
        numbered = [_record(programme, s, at) for s, at in zip(programme.statements, count(1))]
        summary = summary_of(numbered)
        register.summarise(row, summary)
        rows.append(row)
        columns.append(statement_columns(numbered))
        amounts.append([(summary, record) for record in summary.amounts])
        regions.append(summary.regions)
    Programme.objects.bulk_create(rows, batch_size=_BATCH)
    known.update({row.code: row.pk for row in rows})
    _put_names(level, rows)
    ProgrammeRegion.objects.bulk_create(
        [
            ProgrammeRegion(programme=row, region=name)
            for row, names in zip(rows, regions, strict=True)
            for name in dict.fromkeys(names)
        ],
        batch_size=_BATCH,
    )
    kept = _put_statements(level, rows, columns)
    made: list[ProgrammeAmount] = []
    for row, pairs, statements in zip(rows, amounts, kept, strict=True):
        above = holders.get(row.parent_id, {}) if row.parent_id else {}
        if row.parent_id and row.parent_id not in holders:
            above = _held_in_register(row.parent_id)
        for summary, record in pairs:
            amount = amount_row(row, summary, record)
            amount.statement_id = statements[record.id - 1].pk
            amount.held_by_id = above.get((amount.basis, amount.first_year, amount.last_year))
            made.append(amount)
        holders[row.pk] = above
    ProgrammeAmount.objects.bulk_create(made, batch_size=_BATCH)
    for amount in made:
        time = (amount.basis, amount.first_year, amount.last_year)
        holders[amount.programme_id] = {**holders[amount.programme_id], time: amount.pk}


def _held_in_register(parent: int) -> dict[_Time, int]:
    """The nearest amounts from a programme of the register on upwards."""
    found: dict[_Time, int] = {}
    above: int | None = parent
    while above is not None:
        for amount in ProgrammeAmount.objects.filter(programme=above):
            found.setdefault((amount.basis, amount.first_year, amount.last_year), amount.pk)
        above = Programme.objects.values_list("parent_id", flat=True).get(pk=above)
    return found


def _record(programme: NewProgramme, statement: NewStatement, number: int) -> StatementRecord:
    return StatementRecord(
        id=number,
        programme=programme.code,
        value=statement.value,
        as_of=statement.as_of,
        state=statement.state,
    )


def _put_names(level: Sequence[NewProgramme], rows: Sequence[Programme]) -> None:
    names = []
    for programme, row in zip(level, rows, strict=True):
        keys: dict[str, str] = {}
        for name in (programme.name, programme.name_en, *programme.other_names):
            if key := forms_of(name).letters[:300]:
                keys.setdefault(key, name[:300])
        names += [ProgrammeName(programme=row, name=name, key=key) for key, name in keys.items()]
    ProgrammeName.objects.bulk_create(names, batch_size=_BATCH)


def _put_statements(
    level: Sequence[NewProgramme],
    rows: Sequence[Programme],
    columns: Iterable[dict[int, StatementColumns]],
) -> list[list[Statement]]:
    kept = []
    for programme, row, its_columns in zip(level, rows, columns, strict=True):
        made = []
        for number, new in enumerate(programme.statements, start=1):
            column = its_columns[number]
            made.append(
                Statement(
                    programme=row,
                    subject=str(new.value.subject),
                    value=plain_of(new.value),
                    number=number_of(new.value),
                    as_of=new.as_of,
                    document_id=new.document,
                    start=new.place[0] if new.place else None,
                    end=new.place[1] if new.place else None,
                    quote=new.quote,
                    source=new.source[:300],
                    built_in=new.built_in[:80],
                    state=str(new.state),
                    decided_at=timezone.now() if new.state is not ReviewState.EXTRACTED else None,
                    counts=column.counts,
                    turn=column.turn,
                    due=column.due,
                )
            )
        kept.append(made)
    Statement.objects.bulk_create([s for made in kept for s in made], batch_size=_BATCH)
    return kept
