"""Tables there and back again: what nobody changed changes nothing, what was changed is known."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date

import openpyxl
import pytest

from benchmarks.exports import odd_entries
from ieum.kernel.errors import UnsupportedMediaType, WrongArgument
from ieum.kernel.upload import Upload
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.formats.changes import Plan, plan
from ieum.services.programme.formats.csv_file import write_csv
from ieum.services.programme.formats.entries import Entry, Publication
from ieum.services.programme.formats.excel_file import write_excel
from ieum.services.programme.formats.table_reading import rows_of
from ieum.services.programme.formats.tables import PROGRAMMES, STATEMENTS, Table
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    Stage,
    Status,
    Subject,
)

from .examples import DAY, VALUES, entry, publication

Edit = Callable[[dict[str, str]], None]


def csv_of(table: Table, given: Publication) -> bytes:
    out = io.BytesIO()
    write_csv(table, given, out)
    return out.getvalue()


def excel_of(given: Publication) -> bytes:
    out = io.BytesIO()
    write_excel(given, out)
    return out.getvalue()


def planned(content: bytes, *entries: Entry, name: str = "t.csv") -> Plan:
    rows = list(rows_of(Upload(name, content)))
    known = {one.programme.code: one for one in entries}
    return plan(rows, known, lambda name: ["P000009"] if name == "있는 사업" else [], DAY)


def edited(table: Table, one: Entry, edit: Mapping[str, str], row: int = 0) -> Plan:
    """What comes of a table in which one row was edited."""
    read = list(csv.DictReader(io.StringIO(csv_of(table, publication(one)).decode("utf-8-sig"))))
    read[row].update(edit)
    out = io.StringIO()
    writer = csv.DictWriter(out, table.names)
    writer.writeheader()
    writer.writerows(read)
    return planned(out.getvalue().encode(), one)


@pytest.mark.parametrize("table", [PROGRAMMES, STATEMENTS], ids=lambda table: table.name)
def test_a_csv_that_nobody_edited_changes_nothing(table: Table) -> None:
    entries = list(odd_entries(60))
    found = planned(csv_of(table, publication(*entries)), *entries)
    assert (found.changes, found.aside) == ([], [])
    assert found.unchanged > 50


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_workbook_that_nobody_edited_changes_nothing(language: str) -> None:
    entries = list(odd_entries(60))
    content = excel_of(publication(*entries, language=language))
    found = planned(content, *entries, name="t.xlsx")
    assert (found.changes, found.aside) == ([], [])
    assert found.unchanged > 300


def test_a_workbook_that_a_spreadsheet_saved_again_changes_nothing() -> None:
    entries = list(odd_entries(40))
    book = openpyxl.load_workbook(io.BytesIO(excel_of(publication(*entries))))
    out = io.BytesIO()
    book.save(out)
    found = planned(out.getvalue(), *entries, name="t.xlsx")
    assert (found.changes, found.aside) == ([], [])


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel_of(publication(*odd_entries(40)))))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_a_changed_cell_is_one_new_statement_of_today() -> None:
    found = edited(PROGRAMMES, entry(), {"lead": "한빛부"})
    (change,) = found.changes
    assert change.value == Names(subject=Subject.LEAD, names=("한빛부",))
    assert change.before == Names(subject=Subject.LEAD, names=("다솜부",))
    assert (change.programme, change.as_of) == ("P000001", DAY)


def test_names_are_kept_as_documents_have_them() -> None:
    found = edited(PROGRAMMES, entry(), {"lead": "과기정통부", "regions": "전라남도|해외"})
    assert [change.value for change in found.changes] == [
        Names(subject=Subject.LEAD, names=("과학기술정보통신부",)),
        Names(subject=Subject.REGIONS, names=("전남", "해외")),
    ]


def test_an_amount_may_be_typed_as_people_write_it() -> None:
    found = edited(PROGRAMMES, entry(), {"budget_won": "80억원"})
    (change,) = found.changes
    assert isinstance(change.value, Amount)
    assert (change.value.won, change.value.basis) == (8_000_000_000, Basis.TOTAL)


def test_a_changed_statement_says_it_today_and_leaves_what_was_said() -> None:
    status = next(n for n, value in enumerate(VALUES) if isinstance(value, Stage))
    found = edited(STATEMENTS, entry(), {"status": "delayed"}, status)
    (change,) = found.changes
    assert change.value == Stage(status=Status.DELAYED)
    assert change.as_of == DAY


def test_the_day_that_a_person_gives_counts() -> None:
    status = next(n for n, value in enumerate(VALUES) if isinstance(value, Stage))
    found = edited(STATEMENTS, entry(), {"status": "done", "as_of": "2027-04-01"}, status)
    assert [change.as_of for change in found.changes] == [date(2027, 4, 1)]


def test_a_row_without_a_code_is_a_new_programme() -> None:
    found = planned("이름이 아닌 열,사업 이름,주관,예산(원)\nx,새 사업,다솜부,5억원\n".encode())
    assert {change.name for change in found.changes} == {"새 사업"}
    assert all(change.programme == "" for change in found.changes)
    assert {change.value.subject for change in found.changes} == {"lead", "budget"}


@pytest.mark.parametrize(
    ("edit", "column"),
    [
        ({"budget_won": "많이"}, "budget_won"),
        ({"budget_won": "-5"}, "budget_won"),
        ({"budget_won": str(2**63)}, "budget_won"),
        ({"budget_first_year": "27"}, "budget_first_year"),
        ({"budget_first_year": "2031"}, "budget_last_year"),
        ({"budget_qualifier": "대충"}, "budget_qualifier"),
        ({"status": "cancelled"}, "status"),
        ({"starts": "내년"}, "starts"),
        ({"lead": ""}, "lead"),
        ({"regions": "광주|달나라"}, "regions"),
        ({"name": "다른 이름"}, "name"),
        ({"code": "P999999"}, "code"),
        ({"code": "", "name": ""}, "name"),
        ({"code": "", "name": "있는 사업"}, "name"),
    ],
)
def test_a_bad_cell_sets_its_row_aside_and_says_what_was_expected(
    edit: dict[str, str], column: str
) -> None:
    found = edited(PROGRAMMES, entry(), edit)
    (aside,) = found.aside
    assert (found.changes, aside.column) == ([], column)
    assert aside.row.number == 2
    assert aside.expected.text("ko")
    assert aside.expected.text("en")


@pytest.mark.parametrize(
    ("edit", "column"),
    [
        ({"id": "999"}, "id"),
        ({"names": "다솜부"}, "names"),
        ({"state": "confirmed"}, "state"),
        ({"subject": "기타"}, "subject"),
        ({"as_of": "어제", "won": "5"}, "as_of"),
    ],
)
def test_a_statement_that_says_what_it_cannot_is_set_aside(
    edit: dict[str, str], column: str
) -> None:
    found = edited(STATEMENTS, entry(), edit)
    assert [aside.column for aside in found.aside] == [column]


@pytest.mark.parametrize("number", ["nan", "inf", "1e400", "9" * 40, "많이"])
def test_a_number_that_is_none_is_set_aside(number: str) -> None:
    measured = next(n for n, value in enumerate(VALUES) if isinstance(value, Measured))
    found = edited(STATEMENTS, entry(), {"number": number}, measured)
    assert [aside.column for aside in found.aside] == ["number"]


def test_a_column_that_only_follows_from_the_rest_may_be_out_of_date() -> None:
    found = edited(PROGRAMMES, entry(), {"last_heard": "2026-01-01", "documents": ""})
    assert (found.changes, found.aside, found.unchanged) == ([], [], 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_tables_are_read_as_spreadsheets_save_them(encoding: str, divider: str) -> None:
    lines = [["사업 번호", "사업 이름", "주관"], ["P000001", "다솜 실증", "한빛부"]]
    content = "\r\n".join(divider.join(line) for line in lines).encode(encoding)
    assert [change.value.subject for change in planned(content, entry()).changes] == ["lead"]


def test_what_is_no_table_of_programmes_is_refused() -> None:
    with pytest.raises(WrongArgument, match="budget_won"):
        planned("품목,값\n배추,3500\n".encode())
    with pytest.raises(UnsupportedMediaType):
        planned(b"PK\x03\x04 but no workbook", name="t.xlsx")
    with pytest.raises(UnsupportedMediaType):
        planned(b"\x89PNG\0\0")
