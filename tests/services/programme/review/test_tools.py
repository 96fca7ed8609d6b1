"""Reviewing a document: what waits, who may decide, and what becomes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import NotAllowed, NotFound, WrongArgument
from ieum.kernel.upload import Upload
from ieum.services.programme import reading_tools
from ieum.services.programme import store as library
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import Amount, Names, ReviewState, Subject
from ieum.services.programme.review import (
    deciding_tools,
    moving_tools,
    propose_tools,
    review_tools,
)
from tests.services.programme.extraction.documents import CITY_BUDGET

pytestmark = pytest.mark.django_db
DAY = date(2030, 5, 1)
TEXT = """다솜시 온실 계획

다솜시는 2031년 온실 보급에 80억원을 쓴다.

한빛군은 2031년 등대 정비에 7억원을 쓴다.
"""


def amount(won: int) -> Amount:
    return Amount(won=won, basis=Basis.ANNUAL, first_year=2031, last_year=2031)


@pytest.fixture
def analyst(django_user_model: Any) -> Context:
    user = django_user_model.objects.create_user("analyst@example.invalid")
    return Context(caller=Caller(user.pk, "분석가", frozenset({"analysts"})), today=DAY)


@pytest.fixture
def stated(indexes: Path) -> tuple[int, list[StatementRecord]]:
    """A stored document with the statements of two programmes at their places."""
    kept, _ = library.add(read_document(Upload("a.txt", TEXT.encode()), today=DAY))
    found = library.find(kept.id)
    assert found is not None
    text = found[2]
    made = []
    for name, words, won in (
        ("등대 정비", "7억원", 7 * 10**8),
        ("온실 보급", "80억원", 8 * 10**9),
    ):
        code = register.add_programme(name).code
        start = text.index(words)
        at = (start, start + len(words))
        made.append(register.state(code, amount(won), DAY, document=kept.id, place=at, quote=words))
        named = text.index(name)
        lead = Names(subject=Subject.LEAD, names=("다솜시",))
        place = (named, named + len(name))
        made.append(register.state(code, lead, DAY, document=kept.id, place=place, quote=name))
    return kept.id, made


Stated = tuple[int, list[StatementRecord]]


def test_who_is_neither_analyst_nor_official_may_not_review(stated: Stated) -> None:
    document, (first, *_rest) = stated
    citizen = Context(caller=Caller(5, "시민"))
    for call in (
        lambda: review_tools.statements(citizen),
        lambda: review_tools.review(citizen, document),
        lambda: deciding_tools.confirm([first.id], citizen),
        lambda: deciding_tools.correct(first.id, "8억원", citizen),
        lambda: deciding_tools.reject([first.id], citizen),
        lambda: deciding_tools.undo([first.id], citizen),
        lambda: review_tools.review_history(citizen),
    ):
        with pytest.raises(NotAllowed, match="analysts"):
            call()
    assert register.statement(first.id).state is ReviewState.EXTRACTED


def test_what_waits_comes_in_the_order_of_the_document(stated: Stated, analyst: Context) -> None:
    document, _made = stated
    result = review_tools.statements(analyst, document=document).result
    assert result is not None
    quotes = [row[4] for row in result.statements.rows]
    assert quotes == ["온실 보급", "80억원", "등대 정비", "7억원"]
    only = review_tools.statements(analyst, subject=Subject.BUDGET).result
    assert only is not None
    assert only.count == 2
    assert review_tools.statements(analyst, state=ReviewState.REJECTED).refusal is not None


def test_a_review_goes_from_programme_to_programme(stated: Stated, analyst: Context) -> None:
    document, made = stated
    lighthouse, greenhouse = made[0].programme, made[2].programme
    first = review_tools.review(analyst, document).result
    assert first is not None
    assert (first.left, first.of, first.current) == (4, 4, greenhouse)
    marked = [first.text.text[m.start : m.end] for m in first.text.marks]
    assert marked == ["온실 보급", "80억원", "등대 정비", "7억원"]
    assert [m.name for m in first.text.marks] == ["", greenhouse, "", lighthouse]
    deciding_tools.confirm([s.id for s in made[2:]], analyst)
    second = review_tools.review(analyst, document, at=greenhouse).result
    assert second is not None
    assert (second.left, second.current) == (2, lighthouse)
    deciding_tools.reject([s.id for s in made[:2]], analyst)
    last = review_tools.review(analyst, document, at=lighthouse).result
    assert last is not None
    assert (last.left, last.current) == (0, None)


def test_several_are_decided_at_once_or_none(stated: Stated, analyst: Context) -> None:
    _document, made = stated
    with pytest.raises(NotFound, match="99999"):
        deciding_tools.confirm([made[0].id, 99999], analyst)
    assert register.statement(made[0].id).state is ReviewState.EXTRACTED
    done = deciding_tools.confirm([made[0].id, made[1].id, made[0].id], analyst).result
    assert done is not None
    assert done.count == 2
    assert register.programme(made[0].programme).is_confirmed


def test_a_correction_keeps_what_was_read(stated: Stated, analyst: Context) -> None:
    _document, made = stated
    deciding_tools.correct(made[0].id, "9억원", analyst)
    now = register.statement(made[0].id)
    assert (now.state, now.value, now.extracted_value) == (
        ReviewState.CORRECTED,
        amount(9 * 10**8),
        amount(7 * 10**8),
    )
    assert register.programme(made[0].programme).budget == amount(9 * 10**8)


def test_a_correction_to_what_was_read_is_a_confirmation(stated: Stated, analyst: Context) -> None:
    _document, made = stated
    deciding_tools.correct(made[0].id, "9억원", analyst)
    deciding_tools.correct(made[0].id, "7억 원 (2031년, 한 해)", analyst)
    now = register.statement(made[0].id)
    assert (now.state, now.extracted_value) == (ReviewState.CONFIRMED, None)


def test_a_value_that_does_not_read_changes_nothing(stated: Stated, analyst: Context) -> None:
    _document, made = stated
    with pytest.raises(WrongArgument, match="많이"):
        deciding_tools.correct(made[0].id, "많이", analyst)
    assert register.statement(made[0].id) == made[0]


def test_each_decision_stays_in_the_history(stated: Stated, analyst: Context) -> None:
    _document, made = stated
    id = made[0].id
    deciding_tools.confirm([id], analyst)
    deciding_tools.confirm([id], analyst)
    deciding_tools.correct(id, "9억원", analyst, note="추경 반영")
    deciding_tools.undo([id], analyst)
    result = review_tools.review_history(analyst, statement=id).result
    assert result is not None
    kinds = [str(row[2]) for row in result.revisions.rows]
    assert kinds == ["되돌림", "고침", "확인"]
    assert {row[1] for row in result.revisions.rows} == {"analyst@example.invalid"}
    corrected = result.revisions.rows[1]
    assert "9억" in corrected[6].text("ko")  # type: ignore[union-attr]
    assert "7억" in corrected[5].text("ko")  # type: ignore[union-attr]
    now = register.statement(id)
    assert (now.state, now.value, now.decided_by) == (ReviewState.EXTRACTED, made[0].value, "")


def test_another_document_that_says_otherwise_stands_beside(
    stated: Stated, analyst: Context
) -> None:
    document, made = stated
    register.state(made[0].programme, amount(9 * 10**8), DAY, source="다른 발표")
    result = review_tools.review(analyst, document).result
    assert result is not None
    (against,) = [s.against for s in result.statements if s.against]
    assert against.text("ko") == "다른 발표: 9억 원 (2031년, 한 해)"  # type: ignore[union-attr]


def test_a_like_name_is_suggested_until_somebody_says_otherwise(
    stated: Stated, analyst: Context
) -> None:
    document, made = stated
    greenhouse = made[2].programme
    known = register.add_programme("다솜시 온실 보급 사업", other_names=["온실 보급 지원"]).code
    register.add_programme("항만 하역 자동화")
    first = review_tools.review(analyst, document).result
    assert first is not None
    assert first.current == greenhouse
    assert [one.programme for one in first.maybe_same] == [known]
    moving_tools.keep_apart(greenhouse, known, analyst)
    again = review_tools.review(analyst, document).result
    assert again is not None
    assert again.maybe_same == []
    moving_tools.merge(greenhouse, known, analyst)
    merged = review_tools.review(analyst, document, at=known).result
    assert merged is not None
    assert (merged.current, merged.left) == (known, 4)


def test_a_like_name_with_the_same_lead_is_suggested_before_a_liker_one(
    stated: Stated, analyst: Context
) -> None:
    document, made = stated
    foreign = register.add_programme("온실 보급").code
    own = register.add_programme("다솜시 온실 보급").code
    for code, lead in ((foreign, "한빛군"), (own, "다솜시")):
        register.state(code, Names(subject=Subject.LEAD, names=(lead,)), DAY)
    result = review_tools.review(analyst, document).result
    assert result is not None
    assert result.current == made[2].programme
    assert [one.programme for one in result.maybe_same] == [own, foreign]


def test_moving_programmes_is_for_reviewers_and_stays_in_the_history(
    stated: Stated, analyst: Context
) -> None:
    _document, made = stated
    code = made[0].programme
    citizen = Context(caller=Caller(5, "시민"))
    for call in (
        lambda: moving_tools.merge(code, made[2].programme, citizen),
        lambda: moving_tools.split_off([made[0].id], citizen, name="다른 이름"),
        lambda: moving_tools.rename(code, "다른 이름", citizen),
        lambda: moving_tools.also_called(code, "다른 이름", citizen),
        lambda: moving_tools.put_under(code, citizen, made[2].programme),
        lambda: moving_tools.keep_apart(code, made[2].programme, citizen),
        lambda: propose_tools.propose(citizen),
    ):
        with pytest.raises(NotAllowed, match="analysts"):
            call()
    moving_tools.rename(code, "등대 손보기", analyst)
    result = review_tools.review_history(analyst, programme=code).result
    assert result is not None
    assert [str(row[2]) for row in result.revisions.rows] == ["이름 바꿈"]


def test_a_split_names_a_new_programme_or_one_that_is_there(
    stated: Stated, analyst: Context
) -> None:
    _document, made = stated
    for name, into in (("", ""), ("새 사업", made[2].programme)):
        with pytest.raises(WrongArgument):
            moving_tools.split_off([made[0].id], analyst, name=name, into=into)


def test_documents_in_the_library_are_proposed_again_without_a_change(
    indexes: Path, analyst: Context
) -> None:
    kept, _ = library.add(read_document(Upload("b.txt", CITY_BUDGET.encode()), today=DAY))
    first = propose_tools.propose(analyst).result
    assert first is not None
    assert first.programmes > 3
    assert first.statements > first.programmes
    second = propose_tools.propose(analyst, kept.id).result
    assert second is not None
    assert (second.documents, second.programmes, second.statements) == (1, 0, 0)
    with pytest.raises(NotFound, match="99999"):
        propose_tools.propose(analyst, 99999)


def test_who_reads_documents_and_may_review_goes_on_to_the_review(
    indexes: Path, analyst: Context
) -> None:
    file = Upload("b.txt", CITY_BUDGET.encode())
    *_more, source = reading_tools.read([file], analyst).sources
    assert source.page.startswith("/s/programme/review?document=")
    library.remove(int(source.page.rpartition("=")[2]))
    citizen = Context(caller=Caller(analyst.caller.id, "시민"), today=DAY)
    *_more, source = reading_tools.read([file], citizen).sources
    assert source.page.startswith("/s/programme/document?id=")


def test_nobody_decides_over_what_somebody_else_decided_before_it_is_taken_back(
    stated: Stated, analyst: Context, django_user_model: Any
) -> None:
    _document, made = stated
    user = django_user_model.objects.create_user("second@example.invalid")
    second = Context(caller=Caller(user.pk, "다른 분석가", frozenset({"analysts"})), today=DAY)
    ids = [one.id for one in made[:2]]
    deciding_tools.correct(ids[0], "9억원", analyst)
    # The second person still has the page of before, where both statements wait.
    with pytest.raises(NotAllowed, match="analyst@example"):
        deciding_tools.confirm(ids, second)
    assert register.statement(ids[0]).value == amount(9 * 10**8)
    assert register.statement(ids[1]).state is ReviewState.EXTRACTED
    deciding_tools.undo([ids[0]], second)
    deciding_tools.confirm(ids, second)
    assert register.statement(ids[0]).decided_by == "second@example.invalid"


def test_two_who_confirm_the_same_confirm_it_once(
    stated: Stated, analyst: Context, django_user_model: Any
) -> None:
    _document, made = stated
    user = django_user_model.objects.create_user("second@example.invalid")
    second = Context(caller=Caller(user.pk, "다른 분석가", frozenset({"analysts"})), today=DAY)
    for one in (analyst, second):
        deciding_tools.confirm([made[0].id], one)
    assert register.statement(made[0].id).decided_by == "analyst@example.invalid"


def test_the_history_of_a_merged_programme_holds_what_was_decided_of_it_before(
    stated: Stated, analyst: Context
) -> None:
    _document, made = stated
    gone, stays = made[0].programme, made[2].programme
    moving_tools.rename(gone, "등대 손보기", analyst)
    moving_tools.merge(gone, stays, analyst)
    for code in (gone, stays):
        result = review_tools.review_history(analyst, programme=code).result
        assert result is not None
        assert [str(row[2]) for row in result.revisions.rows] == ["사업 합침", "이름 바꿈"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_was_done_to_a_programme_is_told_in_words(
    stated: Stated, analyst: Context, language: str
) -> None:
    _document, made = stated
    one, other = made[0].programme, made[2].programme
    for answer in (
        moving_tools.also_called(one, "등대 손질", analyst),
        moving_tools.rename(one, "등대 손보기", analyst),
        moving_tools.keep_apart(one, other, analyst),
        moving_tools.put_under(one, analyst, other),
        moving_tools.put_under(one, analyst),
        moving_tools.split_off([made[0].id], analyst, name="새 등대"),
        moving_tools.merge(one, other, analyst),
    ):
        assert answer.rendered(language)["result"]["done"]
