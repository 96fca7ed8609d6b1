"""Showing what a remote API replied: tables, values and text, whatever its JSON looks like."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ieum.kernel.answer import Result
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, MarkedText, Table, Value

#: What fits on a page and into an assistant's reading; the rest is counted and named in a note.
MOST_ROWS = 500
MOST_COLUMNS = 40
LONGEST_CELL = 2_000


class RemoteReply(Result):
    """A reply as views: the values of an object, its lists as tables, and text."""

    values: Sequence[Value] = ()
    tables: Sequence[Table] = ()
    text: MarkedText | None = None


def shown(content: Any) -> tuple[RemoteReply, list[Message]]:
    """The reply as views, and notes about what was left out."""
    notes: list[Message] = []
    if isinstance(content, list):
        return RemoteReply(tables=[_table("", content, notes)]), notes
    if isinstance(content, dict):
        values, tables = [], []
        for name, value in content.items():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                tables.append(_table(name, value, notes))
            else:
                values += [Value(label=key, value=cell) for key, cell in _flat(name, value)]
        return RemoteReply(values=values, tables=tables), notes
    if isinstance(content, str) and (len(content) > 100 or "\n" in content):
        return RemoteReply(text=MarkedText(text=content)), notes
    return RemoteReply(values=[Value(label=_("답"), value=_cell(content))]), notes


def _table(name: str, rows: list[Any], notes: list[Message]) -> Table:
    if len(rows) > MOST_ROWS:
        notes.append(_("{all}개 가운데 앞의 {shown}개만 보입니다.", all=len(rows), shown=MOST_ROWS))
    flat = [dict(_row(row)) for row in rows[:MOST_ROWS]]
    names = list(dict.fromkeys(key for row in flat for key in row))[:MOST_COLUMNS]
    return Table(
        caption=name,
        columns=[Column(name=key, label=key) for key in names] or [Column(name="value", label="-")],
        rows=[[row.get(key) for key in names] for row in flat] if names else [],
    )


def _row(value: Any) -> list[tuple[str, Cell]]:
    if isinstance(value, dict):
        return [pair for name, one in value.items() for pair in _flat(name, one)]
    return [("value", _cell(value))]


def _flat(name: str, value: Any) -> list[tuple[str, Cell]]:
    if isinstance(value, dict) and value:
        return [pair for key, one in value.items() for pair in _flat(f"{name}.{key}", one)]
    return [(name, _cell(value))]


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"
