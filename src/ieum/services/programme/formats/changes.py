"""What an edited table changes: each changed row against what the register would write there.

A row is compared as text with the row that the same table would have now, so a program in between
that reformats numbers and days changes nothing. What differs becomes a statement of its day; the
register itself is never overwritten. A row that cannot be taken is set aside with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Words
from ieum.services.programme.formats.cells import days_of, text_of
from ieum.services.programme.formats.entries import Entry
from ieum.services.programme.formats.tables import (
    BETWEEN,
    PROGRAMMES,
    STATEMENTS,
    VALUE_COLUMNS,
    Table,
    programme_row,
    statement_row,
)
from ieum.services.programme.register.spelling import names_as_kept
from ieum.services.programme.register.values import (
    MOST_NUMBER,
    MOST_WON,
    Amount,
    Measured,
    Names,
    ReviewState,
    Stage,
    StatementValue,
    Step,
    Subject,
    Time,
)
from ieum.text.money import parse_won

_VALUE: TypeAdapter[StatementValue] = TypeAdapter(StatementValue)
#: Which columns of the table of programmes make up a value, by subject.
_STATED: Mapping[Subject, Mapping[str, str]] = {
    Subject.LEAD: {"names": "lead"},
    Subject.PARTNERS: {"names": "partners"},
    Subject.REGIONS: {"names": "regions"},
    Subject.BUDGET: {
        "won": "budget_won",
        "qualifier": "budget_qualifier",
        "basis": "budget_basis",
        "first_year": "budget_first_year",
        "last_year": "budget_last_year",
    },
    Subject.START: {"time": "starts"},
    Subject.END: {"time": "ends"},
    Subject.STATUS: {"status": "status"},
}
_COLUMNS_OF: Mapping[Subject, tuple[str, ...]] = {
    Subject.BUDGET: ("won", "qualifier", "basis", "first_year", "last_year"),
    Subject.LEAD: ("names",),
    Subject.PARTNERS: ("names",),
    Subject.REGIONS: ("names",),
    Subject.START: ("time",),
    Subject.END: ("time",),
    Subject.FIGURE: ("number", "unit", "what", "qualifier", "due"),
    Subject.TARGET: ("number", "unit", "what", "qualifier", "due"),
    Subject.STATUS: ("status",),
    Subject.MILESTONE: ("what", "due", "met"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: where it stands, and its texts by the names of the columns."""

    table: Table
    sheet: str
    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that a row brings. ``programme`` is empty for the new one called ``name``."""

    row: Row
    programme: str
    name: str
    value: StatementValue
    before: StatementValue | None
    as_of: date


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that was not taken: the column, what stood there, what was expected."""

    row: Row
    column: str
    value: str
    expected: Message


class _Wrong(Exception):
    """A cell that does not say what its column is for."""

    def __init__(self, column: str, value: str, expected: Message) -> None:
        super().__init__(column)
        self.column, self.value, self.expected = column, value, expected


@dataclass
class Plan:
    """What a portion of rows comes to."""

    changes: list[Change] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    unchanged: int = 0


def plan(
    rows: Sequence[Row],
    entries: Mapping[str, Entry],
    codes_with_name: Callable[[str], list[str]],
    today: date,
) -> Plan:
    """What the rows change of the programmes, which ``entries`` has by their codes."""
    found = Plan()
    for row in rows:
        try:
            if row.table is PROGRAMMES:
                changes = list(_of_programme(row, entries, codes_with_name, today))
            else:
                changes = list(_of_statement(row, entries, today))
        except _Wrong as wrong:
            found.aside.append(Aside(row, wrong.column, wrong.value, wrong.expected))
            continue
        found.changes += changes
        found.unchanged += not changes
    return found


def codes_in(rows: Iterable[Row]) -> set[str]:
    """The codes of the programmes that rows speak of."""
    key = {PROGRAMMES.name: "code", STATEMENTS.name: "programme"}
    return {code for row in rows if (code := row.cells.get(key[row.table.name], ""))}


def _of_programme(
    row: Row,
    entries: Mapping[str, Entry],
    codes_with_name: Callable[[str], list[str]],
    today: date,
) -> Iterator[Change]:
    code, name = row.cells.get("code", ""), row.cells.get("name", "")
    if not code:
        yield from _of_new(row, name, codes_with_name, today)
        return
    entry = _entry(entries, "code", code)
    now = _texts(PROGRAMMES, programme_row(entry))
    _only_stated(row, now)
    for subject, columns in _STATED.items():
        given = {part: row.cells.get(column, now[column]) for part, column in columns.items()}
        if given == {part: now[column] for part, column in columns.items()}:
            continue
        value = _value(subject, given, columns, today)
        before = [one.value for one in entry.of(subject)]
        if value not in before and not _is_waiting(entry, value):
            yield Change(
                row, code, entry.programme.name, value, before[-1] if before else None, today
            )


def _of_new(
    row: Row, name: str, codes_with_name: Callable[[str], list[str]], today: date
) -> Iterator[Change]:
    if not name:
        raise _Wrong("name", "", _("새 사업이면 이름, 있는 사업이면 사업 번호를 적어 주세요."))
    if len(name) > 300:
        raise _Wrong("name", name[:40], _("사업 이름은 300자까지 됩니다."))
    if codes := codes_with_name(name):
        known = _(
            "이 이름의 사업이 이미 있습니다. 사업 번호 {codes:을/를} 적어 주세요.", codes=codes[0]
        )
        raise _Wrong("name", name, known)
    values = []
    for subject, columns in _STATED.items():
        given = {part: row.cells.get(column, "") for part, column in columns.items()}
        if any(given.values()):
            values.append(_value(subject, given, columns, today))
    if not values:
        raise _Wrong("name", name, _("새 사업에는 예산이나 주관 같은 값이 하나는 있어야 합니다."))
    for value in values:
        yield Change(row, "", name, value, None, today)


def _of_statement(row: Row, entries: Mapping[str, Entry], today: date) -> Iterator[Change]:
    entry = _entry(entries, "programme", row.cells.get("programme", ""))
    id = row.cells.get("id", "")
    statement = next((one for one in entry.statements if str(one.id) == id), None)
    if id and statement is None:
        said = _("이 사업에 있는 진술 번호를 적거나, 새 진술이면 비워 주세요.")
        raise _Wrong("id", id, said)
    now = _texts(STATEMENTS, statement_row(statement, entry.programme.name)) if statement else {}
    if now:
        _only_stated(row, now, also=("as_of",))
    subject = _subject(row.cells.get("subject", now.get("subject", "")))
    given = {part: row.cells.get(part, now.get(part, "")) for part in VALUE_COLUMNS}
    as_of = _day("as_of", row.cells.get("as_of", now.get("as_of", "")), today)
    if statement is not None and as_of == statement.as_of:
        if given == {part: now[part] for part in VALUE_COLUMNS}:
            return
        # What was said on its day stays said; what is said now is said today.
        as_of = today
    stray = [part for part in VALUE_COLUMNS if given[part] and part not in _COLUMNS_OF[subject]]
    if stray:
        said = _("'{subject}' 항목에는 이 칸을 비워 주세요.", subject=str(subject))
        raise _Wrong(stray[0], given[stray[0]], said)
    value = _value(subject, given, {part: part for part in _COLUMNS_OF[subject]}, today)
    if _is_waiting(entry, value) or any(
        one.value == value and one.as_of == as_of for one in entry.standing
    ):
        return
    before = statement.value if statement else None
    yield Change(row, entry.programme.code, entry.programme.name, value, before, as_of)


def _entry(entries: Mapping[str, Entry], column: str, code: str) -> Entry:
    if code not in entries:
        raise _Wrong(column, code, _("사업 목록에 있는 사업 번호를 적어 주세요."))
    return entries[code]


def _texts(table: Table, row: Sequence[Any]) -> dict[str, str]:
    return dict(zip(table.names, map(text_of, row), strict=True))


def _only_stated(row: Row, now: Mapping[str, str], also: Sequence[str] = ()) -> None:
    """Refuse a change of a column that only tells."""
    for column in row.table.columns:
        given = row.cells.get(column.name)
        if given is None or column.is_stated or column.is_derived or column.name in also:
            continue
        if given != now[column.name]:
            said = _(
                "이 칸은 여기서 바꿀 수 없습니다. 원래 값: {now}", now=now[column.name][:60] or "-"
            )
            raise _Wrong(column.name, given, said)


def _is_waiting(entry: Entry, value: StatementValue) -> bool:
    """Whether a table brought the same value before, and it still waits for a person."""
    return any(
        one.value == value and one.document is None and one.state is ReviewState.EXTRACTED
        for one in entry.statements
    )


def _value(
    subject: Subject, given: Mapping[str, str], columns: Mapping[str, str], today: date
) -> StatementValue:
    """The value that cells say; ``columns`` are their names in the table, for what is wrong."""
    if not any(given.get(part) for part in columns):
        first = next(iter(columns.values()))
        said = _("비워서 지울 수는 없습니다. 틀린 진술은 검토 화면에서 아니라고 해 주세요.")
        raise _Wrong(first, "", said)
    match subject:
        case Subject.BUDGET:
            return _amount(given, columns)
        case Subject.LEAD | Subject.PARTNERS | Subject.REGIONS:
            return _names(subject, given["names"], columns["names"], today)
        case Subject.START | Subject.END:
            return _time(subject, given["time"], columns["time"])
        case Subject.STATUS:
            return _checked(Stage, {"status": given["status"]}, columns)
        case Subject.MILESTONE:
            return _checked(Step, _step(given, columns), columns)
        case Subject.FIGURE | Subject.TARGET:
            return _checked(Measured, _measured(subject, given, columns), columns)


def _amount(given: Mapping[str, str], columns: Mapping[str, str]) -> StatementValue:
    text = given["won"]
    try:
        won = int(text) if text.isdecimal() else parse_won(text)
        if not 0 <= won <= MOST_WON:
            raise ValueError("out of range")
    except ValueError:
        said = _("원 단위의 금액. 예: 1200000000, 12억원")
        raise _Wrong(columns["won"], text, said) from None
    years = {
        part: _year(columns[part], given[part]) if given[part] else None
        for part in ("first_year", "last_year")
    }
    if years["first_year"] and years["last_year"] and years["last_year"] < years["first_year"]:
        said = _("첫 회계연도({year})와 같거나 늦은 해", year=years["first_year"])
        raise _Wrong(columns["last_year"], given["last_year"], said)
    values = {"won": won, "qualifier": given["qualifier"] or "exact", **years}
    return _checked(Amount, {**values, "basis": given["basis"] or "total"}, columns)


def _year(column: str, text: str) -> int:
    if not (text.isdecimal() and 1900 <= int(text) <= 2200):
        raise _Wrong(column, text, _("네 자리 해. 예: 2027"))
    return int(text)


def _names(subject: Subject, text: str, column: str, today: date) -> StatementValue:
    names = [name.strip() for name in text.split(BETWEEN) if name.strip()]
    if not names or any(len(name) > 200 for name in names):
        raise _Wrong(column, text, _("이름. 여럿이면 '|'로 나눕니다. 예: 광주|전남"))
    try:
        kept = names_as_kept(subject, names, today)
    except WrongArgument as wrong:
        raise _Wrong(column, text, wrong.message) from None
    return Names.model_validate({"subject": subject, "names": kept})


def _time(subject: Subject, text: str, column: str) -> StatementValue:
    try:
        first, last = days_of(text)
    except ValueError:
        raise _Wrong(column, text, _("때. 예: 2027, 2027-03, 2027-03-02")) from None
    return Time.model_validate({"subject": subject, "first": first, "last": last})


def _step(given: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, Any]:
    met = _day(columns["met"], given["met"], None) if given["met"] else None
    if not given["what"]:
        raise _Wrong(columns["what"], "", _("무엇을 이루는지"))
    return {"what": given["what"], "due": _day(columns["due"], given["due"], None), "met": met}


def _measured(
    subject: Subject, given: Mapping[str, str], columns: Mapping[str, str]
) -> dict[str, Any]:
    number = None
    if given["number"]:
        try:
            number = float(given["number"].replace(",", ""))
            if not -MOST_NUMBER <= number <= MOST_NUMBER:
                raise ValueError("out of range")
        except ValueError:
            raise _Wrong(columns["number"], given["number"], _("수. 예: 30, 12.5")) from None
    return {
        "subject": subject,
        "number": number,
        "unit": given["unit"],
        "what": given["what"],
        "qualifier": given["qualifier"] or "exact",
        "by": _day(columns["due"], given["due"], None) if given["due"] else None,
    }


def _checked(
    model: type[Amount] | type[Stage] | type[Step] | type[Measured],
    values: Mapping[str, Any],
    columns: Mapping[str, str],
) -> StatementValue:
    """The value, or what the first field that does not fit expects."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        part = str(fault["loc"][0]) if fault["loc"] else next(iter(columns))
        column = columns.get(part, part)
        choices = next(
            (c.choices for t in (PROGRAMMES, STATEMENTS) for c in t.columns if c.name == column), ()
        )
        expected: Words = ", ".join(choices) or str(fault["msg"])
        said = _("다음 가운데 하나: {choices}", choices=expected)
        raise _Wrong(column, str(values.get(part, "")), said) from None


def _subject(text: str) -> Subject:
    try:
        return Subject(text)
    except ValueError:
        said = _("다음 가운데 하나: {choices}", choices=", ".join(Subject))
        raise _Wrong("subject", text, said) from None


def _day(column: str, text: str, default: date | None) -> date:
    if not text and default is not None:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Wrong(column, text, _("날. 예: 2027-03-02")) from None
