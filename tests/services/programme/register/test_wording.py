"""What is written in words reads back to the same value, and what people type is read."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Language, _, in_language
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.spelling import read_value
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)
from ieum.services.programme.register.wording import in_words

DAY = date(2030, 5, 1)
AMOUNT = Amount(won=10**9, basis=Basis.ANNUAL, first_year=2031, last_year=2031)
LEAD = Names(subject=Subject.LEAD, names=("환경부",))
REGIONS = Names(subject=Subject.REGIONS, names=("광주",))
START = Time(subject=Subject.START, first=date(2031, 1, 1), last=date(2031, 12, 31))
END = Time(subject=Subject.END, first=date(2031, 1, 1), last=date(2031, 12, 31))
TARGET = Measured(subject=Subject.TARGET, number=10, unit="곳", what="실증")

VALUES: list[StatementValue] = [
    AMOUNT,
    Amount(won=11 * 10**11, qualifier="approximately", basis=Basis.TOTAL),
    Amount(won=123456789, qualifier="at_least", basis=Basis.TOTAL, first_year=2031, last_year=2034),
    Amount(won=5 * 10**8, qualifier="less_than", basis=Basis.TOTAL, last_year=2034),
    Amount(won=5 * 10**8, qualifier="at_most", basis=Basis.TOTAL, first_year=2031),
    Amount(won=5 * 10**8, qualifier="more_than", basis=Basis.ANNUAL),
    LEAD,
    Names(subject=Subject.PARTNERS, names=("환경부", "다솜기업")),
    Names(subject=Subject.REGIONS, names=("광주", "전남", "호남")),
    Names(subject=Subject.REGIONS, names=("전국",)),
    START,
    Time(subject=Subject.END, first=date(2031, 3, 1), last=date(2031, 3, 31)),
    Time(subject=Subject.END, first=date(2031, 3, 5), last=date(2031, 3, 5)),
    TARGET,
    Measured(subject=Subject.FIGURE, number=95.5, unit="%", qualifier="at_least"),
    Measured(subject=Subject.TARGET, number=12000, unit="명", what="인재", by=date(2034, 12, 31)),
    Measured(subject=Subject.TARGET, what="세계 3위"),
    Step(what="실증 착수", due=date(2032, 3, 31)),
    *(Stage(status=status) for status in Status),
]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("value", VALUES)
def test_a_value_in_words_reads_back_to_itself(value: StatementValue, language: Language) -> None:
    assert read_value(in_language(in_words(value), language), value, DAY) == value


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("12억원", {"won": 12 * 10**8}),
        ("1.2조", {"won": 12 * 10**11}),
        ("2,500만원", {"won": 25 * 10**6}),
        ("약 30억 원 이상", {"won": 3 * 10**9, "qualifier": "at_least"}),
        ("1.2 billion won", {"won": 12 * 10**8}),
        ("2026~2029년", {"basis": Basis.TOTAL, "first_year": 2026, "last_year": 2029}),
        ("내년 3억원", {"won": 3 * 10**8}),
        ("2033년 매년 3억원", {"won": 3 * 10**8, "first_year": 2033, "last_year": 2033}),
        (
            "30억원 (2034년까지)",
            {"won": 3 * 10**9, "basis": Basis.TOTAL, "first_year": None, "last_year": 2034},
        ),
        ("총 30억원", {"won": 3 * 10**9, "basis": Basis.TOTAL}),
    ],
)
def test_an_amount_is_corrected_in_the_forms_people_write(
    typed: str, changes: dict[str, object]
) -> None:
    assert read_value(typed, AMOUNT, DAY) == AMOUNT.model_copy(update=changes)


def test_a_range_of_years_gives_a_start_its_first_and_an_end_its_last() -> None:
    start, end = read_value("2026~2029년", START, DAY), read_value("2026~2029", END, DAY)
    assert isinstance(start, Time)
    assert isinstance(end, Time)
    assert (start.first, start.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (end.first, end.last) == (date(2029, 1, 1), date(2029, 12, 31))


def test_names_come_with_commas_and_short_ones_in_full() -> None:
    typed = read_value("산업부, 다솜기업 및 한빛연구원", LEAD, date(2026, 11, 1))
    assert typed == Names(subject=Subject.LEAD, names=("산업통상부", "다솜기업", "한빛연구원"))
    regions = read_value("전라남도·Gwangju", REGIONS, DAY)
    assert regions == Names(subject=Subject.REGIONS, names=("전남", "광주"))


def test_a_bare_number_keeps_the_unit() -> None:
    assert read_value("30", TARGET, DAY) == TARGET.model_copy(update={"number": 30.0})


@pytest.mark.parametrize(
    ("typed", "now"),
    [
        ("많이", AMOUNT),
        ("3억~5억원", AMOUNT),
        ("5달러", AMOUNT),
        ("-5억원", AMOUNT),
        ("12", AMOUNT),
        ("9999999조원", AMOUNT),
        (f"{10**30}곳", TARGET),
        ("달나라", REGIONS),
        ("곧", START),
        ("잘 되는 중", Stage(status=Status.PLANNED)),
        ("언젠가", Step(what="착수", due=DAY)),
    ],
)
def test_what_does_not_read_is_named_with_what_was_expected(
    typed: str, now: StatementValue
) -> None:
    with pytest.raises(WrongArgument) as error:
        read_value(typed, now, DAY)
    assert typed in error.value.message.text("ko")
    assert error.value.faults[0].path == "value"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ministry of Culture, Sports and Tourism", ("문화체육관광부",)),
        ("Ministry of Science and ICT, Gwangju", ("과학기술정보통신부", "광주광역시")),
        ("Ministry of Science and ICT and Gyeonggi", ("과학기술정보통신부", "경기도")),
    ],
)
def test_bodies_are_typed_in_english_and_kept_in_korean(typed: str, names: tuple[str, ...]) -> None:
    leads = Names(subject=Subject.LEAD, names=("행정안전부",))
    read = read_value(typed, leads, DAY)
    assert read == Names(subject=Subject.LEAD, names=names)


def test_bodies_are_called_as_they_call_themselves_in_english() -> None:
    words = in_words(Names(subject=Subject.LEAD, names=("과학기술정보통신부", "다솜연구원")))
    assert in_language(words, "ko") == "과학기술정보통신부, 다솜연구원"
    assert in_language(words, "en") == "Ministry of Science and ICT, 다솜연구원"
    assert in_language(_("{lead:은/는} 맡습니다.", lead=words), "ko").startswith(
        "과학기술정보통신부, 다솜연구원은"
    )
