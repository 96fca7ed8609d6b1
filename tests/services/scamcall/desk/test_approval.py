"""When one person may act alone, and when what they did lapses."""

from __future__ import annotations

from datetime import datetime

import pytest

from ieum.kernel.context import SEOUL
from ieum.services.scamcall.desk.approval import rule_at


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("moment", "alone"),
    [
        (at(20, 19, 59), False),
        (at(20, 20), True),
        (at(21, 2), True),
        (at(21, 7, 59), True),
        (at(21, 8), False),
    ],
)
def test_one_person_acts_alone_only_at_night_in_korea(moment: datetime, alone: bool) -> None:
    assert rule_at(moment).is_alone(moment) is alone


@pytest.mark.parametrize(
    ("moment", "lapses"),
    [
        (at(20, 20), at(21, 8)),
        (at(20, 23), at(21, 10)),
        (at(21, 2), at(21, 10)),
        (at(21, 7, 59), at(21, 10)),
    ],
)
def test_what_is_done_alone_lapses_after_twelve_hours_or_at_ten(
    moment: datetime, lapses: datetime
) -> None:
    assert rule_at(moment).lapses_at(moment) == lapses
