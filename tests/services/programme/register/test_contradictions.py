"""What cannot all be right, and what only looks so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.contradictions import contradictions, disagree
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.shipped import shipped
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    ReviewState,
    StatementValue,
    Subject,
    Time,
)
from ieum.text.qualifiers import Qualifier

EOK = 10**8


def amount(eok: float, qualifier: Qualifier = "exact", year: int | None = 2031) -> Amount:
    return Amount(
        won=round(eok * EOK),
        qualifier=qualifier,
        basis=Basis.ANNUAL,
        first_year=year,
        last_year=year,
    )


def said(
    id: int, value: StatementValue, month: int = 1, publisher: str = "", **more: object
) -> StatementRecord:
    day = date(2030, month, 1)
    read = StatementRecord(
        id, "P1", value, day, document=id, document_publisher=publisher, place=(0, 1)
    )
    return replace(read, **more)  # type: ignore[arg-type]


def numbers(*statements: StatementRecord) -> list[tuple[int, int]]:
    return [(one.id, other.id) for one, other in contradictions(statements)]


def test_two_values_of_one_day_contradict_each_other_and_a_later_one_is_a_change() -> None:
    assert numbers(said(1, amount(100)), said(2, amount(120)), said(3, amount(150), 2)) == [(1, 2)]


def test_amounts_of_two_years_are_two_matters() -> None:
    assert numbers(said(1, amount(100)), said(2, amount(120, year=2032))) == []


def test_what_was_rejected_contradicts_nothing() -> None:
    wrong = said(1, amount(100), state=ReviewState.REJECTED)
    assert numbers(wrong, said(2, amount(120))) == []


def test_two_bodies_that_name_different_amounts_disagree_whatever_the_day() -> None:
    ministry = said(1, amount(100), 1, "과학기술정보통신부")
    city = said(2, amount(120), 6, "광주광역시")
    assert numbers(ministry, city) == [(1, 2)]


def test_a_body_that_revises_its_own_words_changes_them() -> None:
    first = said(1, amount(100), 1, "과기정통부")
    later = said(2, amount(120), 6, "과학기술정보통신부")
    assert numbers(first, later) == []
    renamed = said(3, amount(90), 1, "산업통상자원부"), said(4, amount(80), 6, "산업통상부")
    assert numbers(*renamed) == []


def test_of_a_body_that_revised_its_words_the_newest_ones_count() -> None:
    ministry = said(1, amount(100), 1, "환경부"), said(2, amount(120), 3, "환경부")
    assert numbers(*ministry, said(3, amount(120), 6, "광주광역시")) == []


@pytest.mark.parametrize("publisher", ["", "다솜일보", "환경부·광주광역시"])
def test_who_is_no_single_public_body_disagrees_with_nobody_on_another_day(publisher: str) -> None:
    assert numbers(said(1, amount(100), 1, publisher), said(2, amount(120), 6, "환경부")) == []


def test_amounts_for_no_stated_year_are_not_set_against_each_other_over_time() -> None:
    one = said(1, amount(100, year=None), 1, "환경부")
    assert numbers(one, said(2, amount(120, year=None), 6, "광주광역시")) == []


def test_a_report_sent_again_on_the_same_day_corrects_the_first() -> None:
    effect = {
        number: Measured(subject=Subject.FIGURE, number=number, unit="대", what="차량")
        for number in (20.0, 30.0)
    }
    first = said(1, effect[20.0], document=None, place=None, source="T000001 다솜부")
    again = said(2, effect[30.0], document=None, place=None, source="T000001 다솜부")
    other = said(3, effect[20.0], document=None, place=None, source="T000002 다솜부")
    assert numbers(first, again) == []
    assert numbers(again, other) == [(2, 3)]


def test_figures_that_do_not_say_of_what_they_are_contradict_nothing() -> None:
    bare = [Measured(subject=Subject.TARGET, number=n, unit="곳") for n in (20.0, 30.0)]
    assert numbers(*(said(id, value) for id, value in enumerate(bare))) == []


def year(first: int, last: int | None = None) -> Time:
    return Time(subject=Subject.END, first=date(first, 1, 1), last=date(last or first, 12, 31))


def target(number: float, by: int, qualifier: Qualifier = "exact") -> Measured:
    return Measured(
        subject=Subject.TARGET,
        number=number,
        unit="곳",
        what="실증",
        qualifier=qualifier,
        by=date(by, 12, 31),
    )


def names(subject: Subject, *given: str) -> Names:
    return Names.model_validate({"subject": subject, "names": given})


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        (amount(1634), amount(1635), True),
        (amount(31000), amount(31024), False),  # 3.1조 for 3조 1,024억
        (amount(100), amount(104), True),
        (amount(100, "approximately"), amount(104), False),
        (amount(100, "approximately"), amount(300), True),
        (amount(7000, "at_least"), amount(7262), False),
        (amount(7000, "at_least"), amount(6000), True),
        (amount(100, "at_most"), amount(120), True),
        (target(30, 2027), target(100, 2030), False),
        (target(30, 2030), target(100, 2030), True),
        (target(100, 2030, "more_than"), target(120, 2030), False),
        (year(2030), year(2029, 2030), False),
        (year(2030), year(2031), True),
        (names(Subject.REGIONS, "광주", "전남"), names(Subject.REGIONS, "전남", "광주"), False),
        (names(Subject.LEAD, "환경부"), names(Subject.LEAD, "교육부"), True),
        (names(Subject.PARTNERS, "기상청"), names(Subject.PARTNERS, "산림청", "기상청"), False),
        (names(Subject.PARTNERS, "기상청"), names(Subject.PARTNERS, "산림청"), True),
    ],
)
def test_two_values_disagree_only_where_both_cannot_be_right(
    one: StatementValue, other: StatementValue, against: bool
) -> None:
    assert disagree(one, other) is against
    assert disagree(other, one) is against


def test_what_this_release_ships_contradicts_itself_nowhere() -> None:
    stated = [
        StatementRecord(id, new.code, each.value, each.as_of, source=each.source)
        for new in shipped()
        for id, each in enumerate(new.statements)
    ]
    assert contradictions(stated) == []
