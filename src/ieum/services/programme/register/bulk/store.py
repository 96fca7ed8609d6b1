"""Many new programmes at once: what a release ships, what an import brings.

The rows are those that ``register/store.py`` would have made one by one, a few hundred times as
fast. Programmes that are there already are not touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import count

from django.db import transaction

from ieum.services.programme.joining.names import forms_of
from ieum.services.programme.register.incoming import NewProgramme, NewStatement
from ieum.services.programme.register.lists import store as lists
from ieum.services.programme.register.lists.columns import (
    StatementColumns,
    statement_columns,
    summary_of,
)
from ieum.services.programme.register.lists.rows import ProgrammeAmount
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import (
    LONGEST_NAME,
    Programme,
    ProgrammeName,
    ProgrammeRegion,
    Statement,
)

_BATCH = 500


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
        holders: dict[int, dict[lists.Period, int]] = {}
        for level in levels:
            _put_level(level, known, holders)
    return len(new)


def number(placeholders: Collection[str]) -> dict[str, str]:
    """Give the next codes to programmes that were put in under placeholders; by placeholder."""
    rows = list(Programme.objects.filter(code__in=placeholders).only("code"))
    codes = {row.code: row.next_code for row in rows}
    for row in rows:
        row.code = row.next_code
    Programme.objects.bulk_update(rows, ["code"], batch_size=_BATCH)
    return codes


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
    level: Sequence[NewProgramme],
    known: dict[str, int],
    holders: dict[int, dict[lists.Period, int]],
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
            added_by_id=programme.added_by or None,
        )
        # Numbers in the order in which the rows will get theirs.
        numbered = [_record(programme, s, at) for s, at in zip(programme.statements, count(1))]
        summary = summary_of(numbered)
        lists.summarise(row, summary)
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
        if row.parent_id and row.parent_id not in holders:
            holders[row.parent_id] = lists.held_above(row.parent_id)
        above = holders[row.parent_id] if row.parent_id else {}
        for summary, record in pairs:
            amount = lists.amount_row(row, summary, record)
            amount.statement_id = statements[record.id - 1].pk
            amount.held_by_id = above.get(lists.period_of(amount))
            made.append(amount)
        holders[row.pk] = above
    ProgrammeAmount.objects.bulk_create(made, batch_size=_BATCH)
    for amount in made:
        held = holders[amount.programme_id]
        holders[amount.programme_id] = {**held, lists.period_of(amount): amount.pk}


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
            if key := forms_of(name).letters[:LONGEST_NAME]:
                keys.setdefault(key, name[:LONGEST_NAME])
        names += [ProgrammeName(programme=row, name=name, key=key) for key, name in keys.items()]
    ProgrammeName.objects.bulk_create(names, batch_size=_BATCH)


def _put_statements(
    level: Sequence[NewProgramme],
    rows: Sequence[Programme],
    columns: Iterable[dict[int, StatementColumns]],
) -> list[list[Statement]]:
    kept = []
    for programme, row, its_columns in zip(level, rows, columns, strict=True):
        made = [
            lists.statement_row(row, new, its_columns[number])
            for number, new in enumerate(programme.statements, start=1)
        ]
        kept.append(made)
    Statement.objects.bulk_create([s for made in kept for s in made], batch_size=_BATCH)
    return kept
