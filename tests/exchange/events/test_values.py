"""Cursors: what readers keep, and what they cannot make up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.exchange.events.values import Cursor, Lane, Position, WrongCursor

number = st.integers(0, 2**62)
position = st.builds(Position, number, number)
cursor = st.builds(
    Cursor, st.just("0123abcd"), position, position, pauses=st.integers(0, 10**9 - 1)
)


@given(cursor)
def test_a_cursor_reads_back_from_its_text(one: Cursor) -> None:
    assert Cursor.read(str(one)) == one


@given(cursor, cursor)
def test_two_cursors_joined_cover_both(one: Cursor, other: Cursor) -> None:
    joined = one.joined(other)
    assert joined.covers(one)
    assert joined.covers(other)
    for lane in Lane:
        assert joined.of(lane) in {one.of(lane), other.of(lane)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "0123abcd-1.2",
        "0123abcd-1.2-3.4 ",
        "0123ABCD-1.2-3.4",
        "0123abcd-1.-3.4",
        "0123abcd-١.2-3.4",
        "0123abcd-1.2-3.4-",
        "x" * 5000,
    ],
)
def test_a_text_that_is_no_cursor_is_refused_by_name(text: str) -> None:
    with pytest.raises(WrongCursor) as error:
        Cursor.read(text)
    assert text[:80] in error.value.message.text("en")
