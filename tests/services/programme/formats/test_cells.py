"""Cells as text: the same however a spreadsheet kept them, and never a formula."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.services.programme.formats.cells import days_of, guarded, text_of, time_text, unguarded


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "true"),
        (2027, "2027"),
        (2027.0, "2027"),
        (12.5, "12.5"),
        (date(2027, 3, 2), "2027-03-02"),
        (datetime(2027, 3, 2, 0, 0), "2027-03-02"),
        (" 가\r\n나 ", "가\n나"),
    ],
)
def test_a_cell_is_the_same_text_however_it_was_kept(cell: object, text: str) -> None:
    assert text_of(cell) == text  # type: ignore[arg-type]


@given(st.text())
def test_a_guarded_text_is_given_back_whole_and_begins_like_no_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), "2027"),
        (date(2028, 2, 1), date(2028, 2, 29), "2028-02"),
        (date(2027, 3, 2), date(2027, 3, 2), "2027-03-02"),
        (date(2027, 1, 1), date(2028, 12, 31), "2027-01-01/2028-12-31"),
    ],
)
def test_a_time_is_written_as_short_as_it_is_exact(first: date, last: date, text: str) -> None:
    assert time_text(first, last) == text
    assert days_of(text) == (first, last)


@given(st.dates(), st.dates())
def test_every_time_is_read_back(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert days_of(time_text(first, last)) == (first, last)


@pytest.mark.parametrize("text", ["", "내년", "2027-13", "2027-02-30", "2027-03-02/2026-01-01"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the text is the caller's)
        days_of(text)
