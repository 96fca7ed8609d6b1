"""What stands in a cell of a table, as text, and what keeps a spreadsheet from running it."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

Cell = str | int | float | bool | date | None

#: A spreadsheet takes a text that begins so for a formula.
_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r\n|%]")
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


def text_of(cell: Cell) -> str:
    """A cell as text, the same for a number however the program in between has kept it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    return str(cell).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before it."""
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text before it was ``guarded``."""
    return text[1:] if text.startswith("'") and _LIKE_FORMULA.match(text) else text


def time_text(first: date, last: date) -> str:
    """Days as ISO 8601 writes them: ``2027``, ``2027-03``, ``2027-03-02`` or first/last."""
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04d}"
    if first.day == 1 and last == _month_end(first.year, first.month):
        return f"{first.year:04d}-{first.month:02d}"
    return f"{first.isoformat()}/{last.isoformat()}"


def days_of(text: str) -> tuple[date, date]:
    """The days that a ``time_text`` covers; ``ValueError`` for any other text."""
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if month := _MONTH.fullmatch(text):
        year, number = int(month[1]), int(month[2])
        return date(year, number, 1), _month_end(year, number)
    first, slash, last = text.partition("/")
    begins = date.fromisoformat(first)
    ends = date.fromisoformat(last) if slash else begins
    if ends < begins:
        raise ValueError("the last day is before the first")
    return begins, ends


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError("no such month")
    return date(year, month, calendar.monthrange(year, month)[1])
