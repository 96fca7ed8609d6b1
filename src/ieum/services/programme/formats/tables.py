"""The three tables of the register: programmes, statements, documents; their columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ieum.kernel.messages import Message, _
from ieum.services.programme.formats.cells import Cell, time_text
from ieum.services.programme.formats.entries import Entry, Publication, SourceDocument
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    Stage,
    StatementValue,
    Step,
    Subject,
    Time,
)

Type = Literal["string", "integer", "number", "date", "boolean"]
#: Between names in one cell, as the data of the register's documents has it.
BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name that programs use, the label that people read, and the type of its cells.

    What people change in a column ``is_stated`` becomes a statement; the others only tell. One that
    ``is_derived`` follows from the rest and may be out of date when a table comes back.
    """

    name: str
    label: Message
    type: Type = "string"
    is_stated: bool = False
    is_required: bool = False
    is_derived: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its title, its columns, and its rows."""

    name: str
    title: Message
    columns: tuple[Column, ...]
    rows: Callable[[Publication], Iterator[Sequence[Cell]]]

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


_QUALIFIERS = ("exact", "approximately", "at_least", "at_most", "more_than", "less_than")
_BASES = ("annual", "total")
_STATUSES = (
    "named_only",
    "tentative",
    "under_review",
    "announced",
    "planned",
    "enacted",
    "in_progress",
    "in_operation",
    "done",
    "delayed",
    "stopped",
)
AMOUNT_COLUMNS = ("won", "qualifier", "basis", "first_year", "last_year")


def programme_row(entry: Entry) -> list[Cell]:
    """A programme with what counts of it now."""
    programme = entry.programme
    starts = [one.value for one in entry.of(Subject.START)]
    ends = [one.value for one in entry.of(Subject.END)]
    return [
        programme.code,
        programme.name,
        programme.name_en,
        programme.kind,
        programme.area,
        programme.parent,
        BETWEEN.join(entry.names(Subject.LEAD)),
        BETWEEN.join(entry.names(Subject.PARTNERS)),
        BETWEEN.join(entry.names(Subject.REGIONS)),
        *_amount_cells(programme.budget),
        _time_cell(starts[-1]) if starts else None,
        _time_cell(ends[-1]) if ends else None,
        programme.status or None,
        programme.last_heard,
        programme.is_confirmed,
        BETWEEN.join(dict.fromkeys(s.document_title for s in entry.counting if s.document_title)),
    ]


def statement_row(statement: StatementRecord, name: str) -> list[Cell]:
    """A statement, each part of its value in a column of its own."""
    place = statement.place or (None, None)
    return [
        statement.id,
        statement.programme,
        name,
        str(statement.subject),
        *value_cells(statement.value),
        statement.as_of,
        str(statement.state),
        statement.document,
        statement.document_title,
        *place,
        statement.quote,
        statement.source,
        statement.note,
    ]


def value_cells(value: StatementValue) -> list[Cell]:
    """The columns of a value, from ``won`` to ``met``."""
    cells: dict[str, Cell] = dict.fromkeys(VALUE_COLUMNS)
    match value:
        case Amount():
            cells.update(zip(AMOUNT_COLUMNS, _amount_cells(value), strict=True))
        case Names():
            cells["names"] = BETWEEN.join(value.names)
        case Time():
            cells["time"] = _time_cell(value)
        case Measured():
            cells["number"], cells["unit"], cells["what"] = value.number, value.unit, value.what
            cells["qualifier"], cells["due"] = value.qualifier, value.by
        case Stage():
            cells["status"] = str(value.status)
        case Step():
            cells["what"], cells["due"], cells["met"] = value.what, value.due, value.met
    return list(cells.values())


def _amount_cells(amount: Amount | None) -> list[Cell]:
    if amount is None:
        return [None] * len(AMOUNT_COLUMNS)
    years = (amount.first_year, amount.last_year)
    return [amount.won, amount.qualifier, str(amount.basis), *years]


def _time_cell(value: StatementValue) -> str:
    assert isinstance(value, Time)
    return time_text(value.first, value.last)


def _document_row(document: SourceDocument) -> list[Cell]:
    return [
        document.id,
        document.title,
        document.publisher,
        document.issued,
        document.language,
        document.name,
        document.sha256,
    ]


def _programme_rows(publication: Publication) -> Iterator[Sequence[Cell]]:
    return map(programme_row, publication.entries())


def _statement_rows(publication: Publication) -> Iterator[Sequence[Cell]]:
    for entry in publication.entries():
        for statement in entry.statements:
            yield statement_row(statement, entry.programme.name)


def _document_rows(publication: Publication) -> Iterator[Sequence[Cell]]:
    return map(_document_row, publication.documents())


PROGRAMMES = Table(
    "programmes",
    _("사업"),
    (
        Column("code", _("사업 번호"), is_required=True),
        Column("name", _("사업 이름"), is_required=True),
        Column("name_en", _("영어 이름")),
        Column("kind", _("종류")),
        Column("area", _("분야")),
        Column("parent", _("상위 사업 번호")),
        Column("lead", _("주관"), is_stated=True),
        Column("partners", _("참여"), is_stated=True),
        Column("regions", _("지역"), is_stated=True),
        Column("budget_won", _("예산(원)"), "integer", is_stated=True),
        Column("budget_qualifier", _("예산의 정확도"), is_stated=True, choices=_QUALIFIERS),
        Column("budget_basis", _("예산의 기준(한 해, 전체)"), is_stated=True, choices=_BASES),
        Column("budget_first_year", _("예산의 첫 회계연도"), "integer", is_stated=True),
        Column("budget_last_year", _("예산의 끝 회계연도"), "integer", is_stated=True),
        Column("starts", _("시작"), is_stated=True),
        Column("ends", _("끝"), is_stated=True),
        Column("status", _("상태"), is_stated=True, choices=_STATUSES),
        Column("last_heard", _("마지막 소식"), "date", is_derived=True),
        Column("is_confirmed", _("확인됨"), "boolean", is_required=True, is_derived=True),
        Column("documents", _("근거 문서"), is_derived=True),
    ),
    _programme_rows,
)
STATEMENTS = Table(
    "statements",
    _("진술"),
    (
        Column("id", _("진술 번호"), "integer", is_required=True),
        Column("programme", _("사업 번호"), is_required=True),
        Column("programme_name", _("사업 이름"), is_derived=True),
        Column("subject", _("항목"), is_required=True, choices=tuple(map(str, Subject))),
        Column("won", _("금액(원)"), "integer", is_stated=True),
        Column("qualifier", _("정확도"), is_stated=True, choices=_QUALIFIERS),
        Column("basis", _("기준(한 해, 전체)"), is_stated=True, choices=_BASES),
        Column("first_year", _("첫 회계연도"), "integer", is_stated=True),
        Column("last_year", _("끝 회계연도"), "integer", is_stated=True),
        Column("names", _("이름들"), is_stated=True),
        Column("time", _("때"), is_stated=True),
        Column("number", _("수"), "number", is_stated=True),
        Column("unit", _("단위"), is_stated=True),
        Column("what", _("내용"), is_stated=True),
        Column("status", _("상태"), is_stated=True, choices=_STATUSES),
        Column("due", _("기한"), "date", is_stated=True),
        Column("met", _("이룬 날"), "date", is_stated=True),
        Column("as_of", _("기준일"), "date", is_required=True),
        Column("state", _("검토"), is_required=True),
        Column("document", _("문서 번호"), "integer"),
        Column("document_title", _("문서 제목"), is_derived=True),
        Column("start", _("문서의 시작 글자"), "integer"),
        Column("end", _("문서의 끝 글자"), "integer"),
        Column("quote", _("원문")),
        Column("source", _("출처")),
        Column("note", _("메모")),
    ),
    _statement_rows,
)
DOCUMENTS = Table(
    "documents",
    _("문서"),
    (
        Column("id", _("문서 번호"), "integer", is_required=True),
        Column("title", _("문서 제목"), is_required=True),
        Column("publisher", _("낸 곳")),
        Column("issued", _("날짜"), "date"),
        Column("language", _("언어")),
        Column("file", _("파일")),
        Column("sha256", _("내용의 지문(SHA-256)")),
    ),
    _document_rows,
)
TABLES = (PROGRAMMES, STATEMENTS, DOCUMENTS)
VALUE_COLUMNS = tuple(column.name for column in STATEMENTS.columns if column.is_stated)
