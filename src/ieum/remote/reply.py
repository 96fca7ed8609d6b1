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
#: Objects within objects are taken apart so far; deeper ones are shown as JSON.
DEEPEST = 5
#: JSON at the doors holds whole numbers of 64 bits; longer ones are shown as text, digit by digit.
WHOLE_NUMBERS = range(-(2**63), 2**63)


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
        if len(values) > MOST_ROWS:
            notes.append(_cut(len(values)))
        return RemoteReply(values=values[:MOST_ROWS], tables=tables), notes
    if isinstance(content, str) and (len(content) > 100 or "\n" in content):
        return RemoteReply(text=MarkedText(text=_clean(content))), notes
    return RemoteReply(values=[Value(label=_("답"), value=_cell(content))]), notes


def _table(name: str, rows: list[Any], notes: list[Message]) -> Table:
    if len(rows) > MOST_ROWS:
        notes.append(_cut(len(rows)))
    flat = [dict(_row(row)) for row in rows[:MOST_ROWS]]
    names = list(dict.fromkeys(key for row in flat for key in row))[:MOST_COLUMNS]
    return Table(
        caption=_clean(name),
        columns=[Column(name=key, label=key) for key in names] or [Column(name="value", label="-")],
        rows=[[row.get(key) for key in names] for row in flat] if names else [],
    )


def _cut(count: int) -> Message:
    return _("{all}개 가운데 앞의 {shown}개만 보입니다.", all=count, shown=MOST_ROWS)


def _row(value: Any) -> list[tuple[str, Cell]]:
    if isinstance(value, dict):
        return [pair for name, one in value.items() for pair in _flat(name, one)]
    return [("value", _cell(value))]


def _flat(name: str, value: Any, depth: int = 1) -> list[tuple[str, Cell]]:
    if isinstance(value, dict) and value and depth < DEEPEST:
        return [
            pair for key, one in value.items() for pair in _flat(f"{name}.{key}", one, depth + 1)
        ]
    return [(_clean(name), _cell(value))]


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if value in WHOLE_NUMBERS else str(value)
    text = _clean(value if isinstance(value, str) else _as_json(value))
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"


def _as_json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _clean(text: str) -> str:
    """Text without halves of characters, which JSON can name and nobody can show."""
    return text.encode("utf-8", "replace").decode("utf-8")
