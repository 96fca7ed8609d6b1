"""The tools that answer from the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.errors import NotFound, WrongArgument
from ieum.kernel.upload import Upload
from ieum.services.programme import store as documents
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.overview.arguments import Review
from ieum.services.programme.overview.budget_sums import Grouping
from ieum.services.programme.overview.budget_tools import budget
from ieum.services.programme.overview.comparison_tools import compare
from ieum.services.programme.overview.programme_tools import Order, programme, programmes
from ieum.services.programme.overview.results import BudgetSums
from ieum.services.programme.overview.store import _index
from ieum.services.programme.overview.time_tools import Which, changes, milestones
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.proposals import propose
from ieum.services.programme.register.values import (
    Amount,
    Names,
    ReviewState,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("names")]
TODAY = date(2031, 6, 1)
CONTEXT = Context(today=TODAY)
DAY = date(2031, 1, 10)


@pytest.fixture
def names(indexes: Path) -> None:
    """An index of names of this test's own."""
    _index.cache_clear()


def annual(won: int, year: int = 2031, qualifier: str = "exact") -> Amount:
    return Amount(
        won=won,
        qualifier=qualifier,  # type: ignore[arg-type]
        basis=Basis.ANNUAL,
        first_year=year,
        last_year=year,
    )


def made(name: str, *values: StatementValue, parent: str = "", as_of: date = DAY) -> str:
    code = register.add_programme(name, parent=parent).code
    for value in values:
        register.state(code, value, as_of, source="다솜 보도자료")
    return code


def lead(name: str) -> Names:
    return Names(subject=Subject.LEAD, names=(name,))


def regions(*names: str) -> Names:
    return Names(subject=Subject.REGIONS, names=names)


def told(answer: Answer[BudgetSums]) -> dict[str, tuple[object, ...]]:
    assert answer.result is not None, answer.refusal
    rows = answer.rendered("ko")["result"]["sums"]["rows"]
    return {row[0]: (row[2], row[3], row[5]) for row in rows}


def notes(answer: Answer[object]) -> str:
    return " ".join(answer.rendered("ko")["notes"])


# --- lists ---------------------------------------------------------------------------------------


def test_a_programme_is_found_by_its_name_with_a_slip_and_by_its_code() -> None:
    code = made("자율주행 도시 실증")
    made("핵융합 연구")
    for query in ("자율주헹 실증", code):
        answer = programmes(CONTEXT, query=query)
        assert answer.result is not None
        assert [row[0] for row in answer.result.programmes.rows] == [code]


@pytest.mark.parametrize(
    "asked", ["산업부", "산업통상부", "산업통상", "Ministry of Trade, Industry and Resources"]
)
def test_a_lead_is_found_by_its_short_and_its_english_name(asked: str) -> None:
    code = made("로봇 실증", lead("산업통상부"))
    made("하천 정비", lead("다솜부"))
    answer = programmes(CONTEXT, lead=asked)
    assert answer.result is not None
    assert [row[0] for row in answer.result.programmes.rows] == [code]
    (row,) = answer.rendered("en")["result"]["programmes"]["rows"]
    assert row[3] == "Ministry of Trade, Industry and Resources"


def test_honam_gathers_the_programmes_of_all_divisions_and_says_how() -> None:
    inside = {made(f"사업 {name}", regions(name)) for name in ("호남", "전북", "서남", "광주")}
    made("영남 사업", regions("영남"))
    made("전국 사업", regions("전국"))
    answer = programmes(CONTEXT, region="호남")
    assert answer.result is not None
    assert {row[0] for row in answer.result.programmes.rows} == inside
    assert "밝힌 문서는 없어" in notes(answer)


def test_a_list_is_sorted_by_amount_with_unknown_amounts_last_and_has_pages() -> None:
    large, small = made("큰 사업", annual(900)), made("작은 사업", annual(5))
    unknown = made("금액 없는 사업")
    answer = programmes(CONTEXT, sort=Order.AMOUNT)
    assert answer.result is not None
    assert [row[0] for row in answer.result.programmes.rows] == [large, small, unknown]
    assert answer.result.pages is None
    assert programmes(CONTEXT, page=2).refusal is not None


def test_filters_narrow_by_lead_status_year_and_review() -> None:
    code = made("온실", lead("다솜부"), Stage(status=Status.PLANNED), annual(5, 2031))
    made("교량", lead("나루부"), Stage(status=Status.DONE), annual(5, 2035))
    for given in (
        {"lead": "다솜"},
        {"status": Status.PLANNED},
        {"year": 2031},
    ):
        answer = programmes(CONTEXT, **given)  # type: ignore[arg-type]
        assert answer.result is not None
        assert [row[0] for row in answer.result.programmes.rows] == [code]
    assert programmes(CONTEXT, confirmed=Review.CONFIRMED).refusal is not None
    assert "아직 확인되지 않았습니다" in notes(programmes(CONTEXT, confirmed=Review.UNCONFIRMED))


def test_an_unknown_region_is_named() -> None:
    with pytest.raises(WrongArgument) as refused:
        programmes(CONTEXT, region="없는고장")
    assert "없는고장" in refused.value.message.text("ko")


def test_a_programme_shows_now_the_baseline_changes_and_where_documents_disagree() -> None:
    code = made("온실", annual(100))
    first = register.statements(code)[0]
    register.settle(first.id, ReviewState.CONFIRMED, by=None)
    later = register.state(code, annual(150), date(2031, 3, 1), source="둘째 자료")
    register.settle(later.id, ReviewState.CONFIRMED, by=None)
    register.state(code, annual(160), date(2031, 3, 1), source="셋째 자료")
    part = made("온실 1동", parent=code)
    result = programme(code, CONTEXT).rendered("ko")["result"]
    amounts = next(row for row in result["facts"]["rows"] if row[0] == "예산")
    assert (amounts[1], amounts[2]) == ("150원 (2031년, 한 해)", "100원 (2031년, 한 해)")
    assert [row[0] for row in result["parts"]["rows"]] == [part]
    assert ["100원 (2031년, 한 해)", "150원 (2031년, 한 해)"] in [
        row[2:4] for row in result["changes"]["rows"]
    ]
    assert [row[3] for row in result["contradictions"]["rows"]] == ["둘째 자료"]
    with pytest.raises(NotFound, match="P999999"):
        programme("P999999", CONTEXT)


# --- sums ----------------------------------------------------------------------------------------


def test_a_sum_never_holds_a_part_beside_its_whole() -> None:
    whole = made("묶음", annual(100), lead("다솜부"))
    middle = made("중간", parent=whole)
    made("부분", annual(60), lead("다솜부"), parent=middle)
    made("다른 부분", annual(30), lead("나루부"), parent=middle)
    made("따로", annual(7), lead("다솜부"))
    assert told(budget(CONTEXT, Grouping.LEAD, 2031)) == {
        "다솜부": (107, 2, 1),
        "나루부": (30, 1, 0),
    }


def test_parts_count_again_once_the_whole_is_rejected_or_they_are_moved() -> None:
    whole = made("묶음", annual(100), lead("다솜부"))
    made("부분", annual(60), lead("다솜부"), parent=whole)
    stated = next(s for s in register.statements(whole) if isinstance(s.value, Amount))
    register.settle(stated.id, ReviewState.REJECTED, by=None)
    assert told(budget(CONTEXT, Grouping.LEAD, 2031)) == {"다솜부": (60, 1, 0)}


def test_only_annual_amounts_of_the_year_are_summed_and_totals_stand_apart() -> None:
    made("올해", annual(10), lead("다솜부"))
    made("내년", annual(20, 2032), lead("다솜부"))
    total = Amount(won=500, basis=Basis.TOTAL, first_year=2030, last_year=2033)
    made("여러 해", total, lead("다솜부"))
    answer = budget(CONTEXT, Grouping.LEAD, 2031)
    assert told(answer) == {"다솜부": (10, 1, 0)}
    assert answer.result is not None
    assert answer.result.totals is not None
    assert len(answer.result.totals.rows) == 1
    assert "더하지 않았습니다" in notes(answer)


def test_qualifiers_and_unstated_leads_are_kept() -> None:
    made("하나", annual(10))
    made("둘", annual(20, qualifier="at_least"))
    rows = budget(CONTEXT, Grouping.LEAD, 2031).rendered("ko")["result"]["sums"]["rows"]
    assert rows[0][:3] == ["문서가 밝히지 않음", "30원 이상", 30]


def test_an_amount_that_reaches_beyond_the_region_is_not_added() -> None:
    made("안", annual(10), regions("전북"))
    made("걸친", annual(500), regions("전북", "영남"))
    answer = budget(CONTEXT, Grouping.AREA, 2031, region="호남")
    assert told(answer) == {"문서가 밝히지 않음": (10, 1, 0)}
    assert "걸친 금액 1개" in notes(answer)


def test_in_a_narrowed_list_a_part_counts_where_its_whole_is_not_in_it() -> None:
    whole = made("전국 묶음", annual(100), regions("전북", "영남"))
    made("전북 몫", annual(60), regions("전북"), parent=whole)
    assert told(budget(CONTEXT, Grouping.REGION, 2031, region="전북")) == {"전북": (60, 1, 0)}


def test_a_confirmed_amount_counts_before_a_later_unconfirmed_one() -> None:
    code = made("온실", annual(100), lead("다솜부"))
    stated = next(s for s in register.statements(code) if isinstance(s.value, Amount))
    register.settle(stated.id, ReviewState.CONFIRMED, by=None)
    register.state(code, annual(900), date(2031, 5, 1))
    answer = budget(CONTEXT, Grouping.LEAD, 2031)
    assert told(answer) == {"다솜부": (100, 1, 0)}
    assert "확인되지 않았습니다" not in notes(answer)


def test_a_year_without_amounts_is_refused_with_those_that_have_some() -> None:
    made("온실", annual(100, 2031))
    answer = budget(CONTEXT, Grouping.LEAD, 2040)
    assert answer.refusal is not None
    assert answer.refusal.helps is not None
    assert "2031" in answer.refusal.helps.text("ko")


# --- time ----------------------------------------------------------------------------------------


def test_deadlines_are_coming_past_or_met_and_a_finished_programme_has_none() -> None:
    def step(due: date, met: date | None = None) -> Step:
        return Step(what="시제품", due=due, met=met)

    coming = made("다가옴", step(date(2031, 12, 31)))
    passed = made("지남", step(date(2031, 2, 1)))
    met = made("이룸", step(date(2031, 2, 1), met=date(2031, 1, 20)))
    end = Time(subject=Subject.END, first=date(2031, 3, 1), last=date(2031, 3, 31))
    made("끝남", end, Stage(status=Status.DONE))
    made("멀리", step(date(2040, 1, 1)))
    answer = milestones(CONTEXT, until=date(2031, 12, 31))
    assert answer.result is not None
    result = answer.rendered("ko")["result"]
    told = {key: [row[0] for row in result[key]["rows"]] for key in ("coming", "passed", "reached")}
    assert told == {"coming": [coming], "passed": [passed], "reached": [met]}
    assert (answer.result.upcoming, answer.result.overdue) == (1, 1)


def test_changes_tell_what_was_stated_before_and_leave_out_what_was_repeated() -> None:
    code = made("온실", annual(100), as_of=date(2031, 1, 1))
    register.state(code, annual(100), date(2031, 2, 1), source="되풀이")
    register.state(code, annual(150), date(2031, 5, 20), source="바뀜")
    answer = changes(CONTEXT, since=date(2031, 5, 1))
    assert answer.result is not None
    rows = answer.rendered("ko")["result"]["changes"]["rows"]
    assert [row[4:6] for row in rows] == [["100원 (2031년, 한 해)", "150원 (2031년, 한 해)"]]
    assert changes(CONTEXT, since=date(2031, 5, 21)).refusal is not None
    first = changes(CONTEXT, since=date(2031, 1, 1), which=Which.FIRST)
    assert first.result is not None
    assert (first.result.first, first.result.changed) == (1, 1)


def test_the_last_day_must_not_come_before_the_first() -> None:
    with pytest.raises(WrongArgument):
        changes(CONTEXT, since=date(2031, 5, 1), until=date(2031, 4, 1))


# --- comparisons ---------------------------------------------------------------------------------

RELEASE = (
    "다솜시 AI 예산\n\n다솜시는 2031년 AI 온실 구축에 120억원, AI 교량 점검에 30억원을 투입한다.\n"
)


def kept(text: str, name: str) -> int:
    record, _new = documents.add(
        read_document(Upload(name, text.encode()), today=date(2030, 12, 1))
    )
    found = documents.find(record.id)
    assert found is not None
    propose(record.id, extract(found[1]))
    return record.id


def test_an_amount_that_was_edited_is_told_as_what_differs_between_two_documents() -> None:
    a, b = kept(RELEASE, "a.txt"), kept(RELEASE.replace("120억원", "150억원"), "b.txt")
    result = compare(f"문서 {a}", f"{b}번", CONTEXT).rendered("ko")["result"]
    assert len(result["differing"]["rows"]) == 1
    row = result["differing"]["rows"][0]
    assert (row[1][:5], row[2][:5], row[3]) == ("120억 ", "150억 ", "30억 원 많음")
    assert (result["only_a"], result["only_b"]) == (None, None)


def test_two_programmes_and_two_days_are_compared() -> None:
    one = made("온실", annual(100), lead("다솜부"))
    other = made("교량", annual(70), lead("다솜부"))
    result = compare(one, other, CONTEXT).rendered("ko")["result"]
    assert [row[0] for row in result["differing"]["rows"]] == ["예산"]
    register.state(one, annual(130), date(2031, 4, 1))
    register.state(one, annual(140), date(2031, 5, 1))
    days = compare("2031-06-01", "2031-02-01", CONTEXT).rendered("ko")["result"]
    assert [row[4:6] for row in days["differing"]["rows"]] == [
        ["100원 (2031년, 한 해)", "140원 (2031년, 한 해)"]
    ]


@pytest.mark.parametrize(("a", "b"), [("1", "2031-01-01"), ("P000001", "2"), ("2031-02-30",) * 2])
def test_what_cannot_be_compared_is_named(a: str, b: str) -> None:
    with pytest.raises(WrongArgument) as refused:
        compare(a, b, CONTEXT)
    assert f"'{b}'" in refused.value.message.text("ko")


@pytest.mark.parametrize("day", ["2031-03-01", "9999-12-31"])
def test_a_day_is_not_compared_with_itself(day: str) -> None:
    with pytest.raises(WrongArgument) as refused:
        compare(day, day, CONTEXT)
    assert refused.value.faults[0].path == "b"


def test_the_whole_country_is_no_region_to_narrow_to() -> None:
    with pytest.raises(WrongArgument, match="Leave the region empty"):
        programmes(CONTEXT, region="전국")


def test_shares_that_the_amounts_of_a_document_do_not_make_are_told() -> None:
    words = "다솜시 예산\n\n다솜시는 2031년 온실 구축에 300억원(국비 180억원(60%), 시비 120억원({share}))을 쓴다.\n"
    right, wrong = (kept(words.format(share=share), f"{share}.txt") for share in ("40%", "45%"))
    result = compare(str(right), str(wrong), CONTEXT).rendered("ko")["result"]
    assert [row[2:] for row in result["shares"]["rows"]] == [["시비", "45%", "40%"]]
