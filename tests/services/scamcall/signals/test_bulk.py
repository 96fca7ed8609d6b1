"""Of one party, one large call at a time."""

from __future__ import annotations

import pytest

from ieum.kernel.errors import TooManyCalls
from ieum.services.scamcall.signals.bulk import OneAtATime


def test_a_second_one_of_the_same_party_is_refused_while_the_first_is_under_way() -> None:
    bulk = OneAtATime()
    with (
        bulk.of("flood"),
        pytest.raises(TooManyCalls, match="still being taken in") as refused,
        bulk.of("flood"),
    ):
        raise AssertionError("both were under way")
    assert refused.value.retry_after == 1


def test_another_party_is_not_held_up() -> None:
    bulk = OneAtATime()
    reached = []
    with bulk.of("flood"), bulk.of("han-bank"):
        reached.append("both")
    assert reached == ["both"]


def test_the_next_one_follows_once_the_first_is_over_even_if_it_failed() -> None:
    bulk = OneAtATime()
    with pytest.raises(ZeroDivisionError), bulk.of("flood"):
        1 / 0  # noqa: B018
    with bulk.of("flood"):
        pass
    with bulk.of("flood"):
        pass
