"""The computed light of a programme: each reason in words, resting on its statement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.signal import computed
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    ReviewState,
    Signal,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)

TODAY = date(2030, 6, 15)
CONFIRMED = ReviewState.CONFIRMED


def said(
    id: int,
    value: StatementValue,
    days_ago: int = 10,
    state: ReviewState = ReviewState.EXTRACTED,
) -> StatementRecord:
    return StatementRecord(id, "P1", value, TODAY - timedelta(days=days_ago), state)


def ends(last: date) -> Time:
    return Time(subject=Subject.END, first=last, last=last)


def won(amount: int) -> Amount:
    return Amount(won=amount, basis=Basis.TOTAL)


def lights(*statements: StatementRecord) -> tuple[Signal | None, list[int | None]]:
    found = computed(statements, TODAY)
    return found.light, [reason.statement for reason in found.reasons]


def test_nothing_known_is_no_light_and_not_a_green_one() -> None:
    assert computed([], TODAY).light is None
    assert computed([said(1, won(1), state=ReviewState.REJECTED)], TODAY).light is None


def test_a_programme_heard_of_lately_is_green() -> None:
    assert lights(said(1, won(100))) == (Signal.GREEN, [])


@pytest.mark.parametrize(
    ("days", "light"),
    [(180, Signal.GREEN), (181, Signal.YELLOW), (365, Signal.YELLOW), (366, Signal.RED)],
)
def test_silence_turns_it_yellow_then_red(days: int, light: Signal) -> None:
    assert lights(said(1, won(100), days_ago=days))[0] is light


def test_a_finished_programme_may_be_silent() -> None:
    assert lights(said(1, Stage(status=Status.DONE), days_ago=900))[0] is Signal.GREEN


@pytest.mark.parametrize(
    ("days", "light"), [(0, Signal.GREEN), (1, Signal.YELLOW), (31, Signal.RED)]
)
def test_an_unmet_milestone_counts_from_the_day_after(days: int, light: Signal) -> None:
    due = TODAY - timedelta(days=days)
    assert lights(said(7, Step(what="착공", due=due)))[0] is light
    assert lights(said(7, Step(what="착공", due=due, met=due)))[0] is Signal.GREEN


def test_an_end_is_held_against_the_first_confirmed_one_only() -> None:
    first, later = date(2031, 1, 1), date(2031, 3, 1)
    unsure = [said(1, ends(first), 40), said(2, ends(later), 20)]
    assert lights(*unsure)[0] is Signal.GREEN
    sure = [said(1, ends(first), 40, CONFIRMED), said(2, ends(later), 20, CONFIRMED)]
    assert lights(*sure) == (Signal.YELLOW, [2])
    much_later = said(3, ends(date(2032, 1, 1)), 10, CONFIRMED)
    # Against the baseline, not against the end before it.
    assert lights(*sure, much_later) == (Signal.RED, [3])


def test_an_end_that_passed_is_red_until_it_is_said_to_be_done() -> None:
    passed = said(1, ends(TODAY - timedelta(days=1)))
    assert lights(passed) == (Signal.RED, [1])
    assert lights(passed, said(2, Stage(status=Status.DONE)))[0] is Signal.GREEN


@pytest.mark.parametrize(
    ("after", "light"),
    [(109, Signal.GREEN), (110, Signal.YELLOW), (90, Signal.YELLOW), (130, Signal.RED)],
)
def test_a_changed_budget_counts_either_way(after: int, light: Signal) -> None:
    both = [said(1, won(100), 40, CONFIRMED), said(2, won(after), 20, CONFIRMED)]
    assert lights(*both)[0] is light


def test_a_target_whose_day_passed_needs_a_figure_that_reaches_it() -> None:
    target = said(
        1,
        Measured(
            subject=Subject.TARGET,
            number=200,
            unit="대",
            what="차량",
            by=TODAY - timedelta(days=1),
        ),
    )

    def measured(number: float, unit: str = "대") -> StatementRecord:
        return said(2, Measured(subject=Subject.FIGURE, number=number, unit=unit, what="차량"))

    assert lights(target) == (Signal.RED, [1])
    assert lights(target, measured(199))[0] is Signal.RED
    assert lights(target, measured(200, unit="명"))[0] is Signal.RED
    assert lights(target, measured(200))[0] is Signal.GREEN


def test_two_sources_that_differ_on_one_day_make_it_yellow() -> None:
    assert lights(said(1, won(100)), said(2, won(300)))[0] is Signal.YELLOW


def test_every_reason_is_told_in_both_languages() -> None:
    found = computed(
        [
            said(1, Step(what="착공", due=date(2030, 1, 1)), 400),
            said(2, Stage(status=Status.DELAYED), 400),
            said(3, ends(date(2030, 2, 1)), 400),
        ],
        TODAY,
    )
    assert len(found.reasons) == 4
    for reason in found.reasons:
        assert "{" not in reason.words.text("ko") + reason.words.text("en")
        assert reason.words.text("ko") != reason.words.text("en")
