"""Each clock of the law gives its day, with its pauses and its extension."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.services.scamcall.due_process.clocks import (
    ClockKind,
    Pause,
    all_clocks,
    clock,
    clocks_on,
)

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2026, 8, 4), date(2040, 12, 31))
#: Clocks that count, begun on Thursday 20 August 2026: what each case must give, counted by hand.
BEGUN_ON_20_AUGUST = {
    "freeze_public_notice": {"": "2026-09-03"},
    "victim_papers": {"": "2026-08-25"},
    "victim_papers_grace": {"": "2026-09-03"},
    "police_papers": {"": "2026-08-25"},
    # 24 and 25 September are Chuseok, 5 October stands for 3 October.
    "police_victim_identify": {"": "2026-10-06"},
    "bank_to_bank_papers": {
        "papers_in_time": "2026-08-25",
        "papers_in_grace": "2026-09-08",
        "police_victims": "2026-10-06",
    },
    "extinction_notice": {"": "2026-10-20"},
    "small_balance": {"": "2026-09-21"},
    "small_balance_auto_end": {"": "2026-11-18"},
    "late_victim": {"": "2026-10-20"},
    "objection": {"": "2026-10-20"},
    "objection_hold": {"": "2026-10-20"},
    "extinction": {"": "2026-10-20"},
    "refund_decision": {"": "2026-09-03"},
    "refund_report": {"": "2026-08-24"},
    "temp_measure_log": {"": "2031-08-20"},
    "phone_stop_period": {"least": "2027-08-20", "most": "2029-08-20"},
    "phone_objection": {"": "2026-09-21"},
    "phone_objection_decision": {"": "2026-09-04"},
    "sharing_retention": {"": "2031-08-20"},
}


def test_all_twenty_seven_clocks_are_in_force_today() -> None:
    assert len(clocks_on(TODAY)) == 27
    assert len({one.id for one in all_clocks()}) == 27


def test_every_clock_that_counts_gives_the_day_counted_by_hand() -> None:
    start = date(2026, 8, 20)
    found = {
        one.id: {case: str(one.last_day(start, case)) for case, _period in one.periods}
        for one in clocks_on(TODAY)
        if one.periods
    }
    assert found == BEGUN_ON_20_AUGUST


def test_clocks_without_a_time_say_so() -> None:
    without = {one.id: one.kind for one in clocks_on(TODAY) if not one.periods}
    assert without == {
        "freeze": ClockKind.AT_ONCE,
        "freeze_notice": ClockKind.WITHOUT_DELAY,
        "partial_release": ClockKind.ALWAYS,
        "phone_notice_before": ClockKind.BEFORE,
        "phone_release": ClockKind.WITHOUT_DELAY,
        "sharing_purpose": ClockKind.ALWAYS,
        "sharing_access": ClockKind.ALWAYS,
    }


def test_the_sharing_of_data_had_no_clock_before_its_law_was_in_force() -> None:
    with pytest.raises(KeyError):
        clock("sharing_retention", date(2026, 8, 3))
    assert clock("sharing_retention", date(2026, 8, 4)).article == "법 제13조의4제7항제2호"


def test_what_ends_by_itself_takes_effect_on_the_day_after() -> None:
    assert clock("extinction", TODAY).over_on(date(2026, 8, 10)) == date(2026, 10, 13)
    assert clock("objection_hold", TODAY).over_on(date(2026, 8, 20)) == date(2026, 10, 21)


@pytest.mark.parametrize(
    ("pauses", "extended", "expected"),
    [
        ([], False, "2026-09-28"),
        # Thirty days from 10 September: the holidays in between count once, at the end alone.
        ([], True, "2026-10-12"),
        ([("2026-09-14", "2026-09-21")], False, "2026-10-02"),
        # Two that overlap are one, one after another are two.
        ([("2026-09-14", "2026-09-18"), ("2026-09-16", "2026-09-21")], False, "2026-10-02"),
        ([("2026-09-11", "2026-09-12"), ("2026-09-14", "2026-09-15")], False, "2026-09-28"),
        # One that began after the period has no part in it.
        ([("2026-10-20", "2026-10-30")], False, "2026-09-28"),
        # The extension goes on from where the period would have ended but for holidays.
        ([("2026-09-14", "2026-09-21")], True, "2026-10-19"),
    ],
)
def test_a_decision_on_a_telephone_waits_for_papers_and_can_be_put_off_once(
    pauses: list[tuple[str, str]], extended: bool, expected: str
) -> None:
    found = clock("phone_objection_decision", TODAY).last_day(
        date(2026, 9, 10),
        pauses=[Pause(date.fromisoformat(one), date.fromisoformat(two)) for one, two in pauses],
        extended=extended,
    )
    assert found == date.fromisoformat(expected)


def test_while_papers_are_awaited_there_is_no_last_day() -> None:
    decision = clock("phone_objection_decision", TODAY)
    assert decision.last_day(date(2026, 9, 10), pauses=[Pause(date(2026, 9, 14))]) is None


@given(DAYS, st.integers(0, 14), st.integers(0, 60), st.booleans())
def test_a_pause_never_makes_a_clock_shorter_and_never_gives_more_than_it_took(
    start: date, after: int, length: int, extended: bool
) -> None:
    decision = clock("phone_objection_decision", TODAY)
    began = start + timedelta(days=after)
    plain = decision.last_day(start, extended=extended)
    paused = decision.last_day(
        start, pauses=[Pause(began, began + timedelta(days=length))], extended=extended
    )
    assert plain is not None
    assert paused is not None
    # A run of days off, the longest of which is that around a feast, may lie at either end.
    assert plain <= paused <= plain + timedelta(days=length + 10)


@pytest.mark.parametrize("id", sorted(BEGUN_ON_20_AUGUST))
def test_a_clock_that_may_not_pause_refuses_to(id: str) -> None:
    found = clock(id, TODAY)
    case = found.periods[0][0]
    if found.pauses:
        return
    with pytest.raises(ValueError, match=id):
        found.last_day(TODAY, case, pauses=[Pause(TODAY, TODAY)])
    with pytest.raises(ValueError, match=id):
        found.last_day(TODAY, case, extended=True)
