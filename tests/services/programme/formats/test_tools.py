"""The register out as files and back, through the tools and the rows."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import NotAllowed, NotFound, WrongArgument
from ieum.kernel.upload import Upload
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.formats import store, tools
from ieum.services.programme.formats.files import Format
from ieum.services.programme.register import store as register
from ieum.services.programme.register.values import Amount, Names, ReviewState, Subject

pytestmark = pytest.mark.django_db
CONTEXT = Context(Caller(staff=True), today=date(2027, 5, 1))


@pytest.fixture(autouse=True)
def programmes() -> None:
    whole = register.add_programme("다솜 실증", code="whole")
    part = register.add_programme("다솜 차량", code="part", parent="whole")
    other = register.add_programme("한빛 교육", code="other")
    for programme, won, region in ((whole, 900, "호남"), (part, 400, "광주"), (other, 50, "강원")):
        value = Amount(won=won, basis=Basis.ANNUAL, first_year=2027, last_year=2027)
        register.state(programme.code, value, date(2027, 3, 2), source="시험")
        regions = Names(subject=Subject.REGIONS, names=(region,))
        register.state(programme.code, regions, date(2027, 3, 2), source="시험")


def exported(format: Format = Format.EXCEL, **asked: object) -> bytes:
    answer = tools.export(CONTEXT, format, **asked)  # type: ignore[arg-type]
    assert answer.result is not None
    return answer.result.files[0].content.read()


def codes(**asked: object) -> list[str]:
    lines = exported(Format.CSV, **asked).decode("utf-8-sig").splitlines()[1:]
    return [line.split(",")[0] for line in lines]


def test_all_or_some_programmes_are_given_out() -> None:
    assert codes() == ["whole", "part", "other"]
    assert codes(about="차량") == ["part"]
    assert codes(code="whole") == ["whole", "part"]
    assert codes(code="part") == ["part"]
    assert codes(region="호남") == ["whole", "part"]
    assert codes(region="광주") == ["part"]


def test_a_region_is_found_by_any_of_its_names_and_one_that_is_none_is_named() -> None:
    for name in ("호남권", "호남지역", "Honam", "서남권"):
        assert "part" in codes(region=name), name
    assert tools.export(CONTEXT, Format.CSV, region="전국").refusal is not None
    with pytest.raises(WrongArgument, match="달나라"):
        tools.export(CONTEXT, Format.CSV, region="달나라")


def test_a_code_that_is_nobodys_is_not_found() -> None:
    with pytest.raises(NotFound):
        tools.export(CONTEXT, Format.CSV, code="nobody")


def test_nothing_to_give_out_is_a_refusal() -> None:
    assert tools.export(CONTEXT, Format.CSV, about="없는 것").refusal is not None
    assert tools.export(CONTEXT, Format.CSV, only_confirmed=True).refusal is not None


def test_only_confirmed_gives_out_nothing_else() -> None:
    for statement in register.statements("other"):
        register.settle(statement.id, ReviewState.CONFIRMED, by=None)
    assert codes(only_confirmed=True) == ["other"]


def test_the_amount_of_a_part_is_held_by_the_programme_above() -> None:
    held = {one.programme.code: len(one.held) for one in store.entries(store.Selection())}
    assert held == {"whole": 0, "part": 1, "other": 0}


def test_programmes_are_read_a_portion_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PORTION", 2)
    assert [one.programme.code for one in store.entries(store.Selection())] == [
        "whole",
        "part",
        "other",
    ]


def test_a_table_without_a_change_changes_nothing() -> None:
    answer = tools.import_table(Upload("a.xlsx", exported()), CONTEXT, apply=True)
    assert answer.result is not None
    assert (answer.result.changed, answer.result.new, answer.result.set_aside) == (0, 0, 0)


def edited() -> Upload:
    book = openpyxl.load_workbook(io.BytesIO(exported()))
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("예산(원)") + 1).value = 950
    sheet.cell(3, headings.index("상태") + 1).value = "그냥"
    sheet.append(["", "누리 쉼터", *[""] * 4, "누리시"])
    out = io.BytesIO()
    book.save(out)
    return Upload("edited.xlsx", out.getvalue())


def test_a_look_beforehand_shows_what_would_change_and_changes_nothing() -> None:
    answer = tools.import_table(edited(), CONTEXT)
    assert answer.result is not None
    assert (answer.result.changed, answer.result.new, answer.result.set_aside) == (2, 1, 1)
    assert register.programme("whole").budget.won == 900  # type: ignore[union-attr]
    assert register.with_name("누리 쉼터") == []


def test_a_change_is_a_new_statement_that_nobody_has_confirmed(
    django_user_model: type,
) -> None:
    user = django_user_model.objects.create_user("analyst@example.invalid")  # type: ignore[attr-defined]
    groups = frozenset({"analysts"})
    context = Context(Caller(user.pk, groups=groups), today=CONTEXT.today)
    tools.import_table(edited(), context, apply=True)
    budgets = [s for s in register.statements("whole") if s.subject is Subject.BUDGET]
    old, new = budgets
    assert (old.value.won, new.value.won) == (900, 950)  # type: ignore[union-attr]
    assert (new.state, new.as_of) == (ReviewState.EXTRACTED, CONTEXT.today)
    assert new.source == "edited.xlsx 사업 2"
    assert new.added_by
    assert register.with_name("누리 쉼터")[0].lead == "누리시"


def test_who_may_not_review_sees_what_a_table_would_change_and_changes_nothing() -> None:
    citizen = Context(Caller(5, "시민"), today=CONTEXT.today)
    looked = tools.import_table(edited(), citizen).result
    assert looked is not None
    assert looked.changed == 2
    with pytest.raises(NotAllowed, match="analysts"):
        tools.import_table(edited(), citizen, apply=True)
    assert register.with_name("누리 쉼터") == []


def test_a_table_brought_twice_changes_once() -> None:
    tools.import_table(edited(), CONTEXT, apply=True)
    again = tools.import_table(
        edited(), Context(CONTEXT.caller, today=date(2027, 5, 9)), apply=True
    )
    assert again.result is not None
    assert (again.result.changed, again.result.new) == (0, 0)


def test_a_confirmed_value_stays_until_a_person_decides() -> None:
    for statement in register.statements("whole"):
        register.settle(statement.id, ReviewState.CONFIRMED, by=None)
    tools.import_table(edited(), CONTEXT, apply=True)
    assert register.programme("whole").budget.won == 900  # type: ignore[union-attr]


def test_a_job_tells_how_far_it_is() -> None:
    told: list[float] = []
    context = Context(today=CONTEXT.today, report=lambda share, message: told.append(share))
    answer = tools.export_all(context, Format.CSV)
    assert answer.result is not None
    assert answer.result.programmes == 3
