"""Figures, days and units as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.hub.look.charts import nice_levels
from ieum.hub.look.wording import cell_text, language_written, number_text, unit_suffix


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1234567, "", "1,234,567"),
        (2026, "", "2026"),
        (2026, "년", "2026"),
        (3500, "원", "3,500"),
        (0.1 + 0.2, "", "0.3"),
        (12345.5, "", "12,345.5"),
        (0.00002, "", "2e-05"),
        (-20000, "원", "-20,000"),
    ],
)
def test_digits_are_grouped_where_they_are_an_amount(value: float, unit: str, text: str) -> None:
    assert number_text(value, unit) == text


@pytest.mark.parametrize(
    ("value", "korean", "english"),
    [
        (True, "예", "Yes"),
        (None, "없음", "None"),
        (date(2026, 3, 1), "2026년 3월 1일", "1 March 2026"),
        ("2026-03-01", "2026년 3월 1일", "1 March 2026"),
        ("2026-13-01", "2026-13-01", "2026-13-01"),
        ("배추", "배추", "배추"),
    ],
)
def test_a_value_is_said_in_both_languages(value: object, korean: str, english: str) -> None:
    assert cell_text(value, "ko") == korean
    assert cell_text(value, "en") == english


@pytest.mark.parametrize(
    ("text", "unit", "whole"),
    [
        ("3,500", "원", "3,500원"),
        ("12", "%", "12%"),
        ("12", "km", "12 km"),
        ("2026년 5월 3일", "일요일", "2026년 5월 3일 일요일"),
        ("12", "", "12"),
    ],
)
def test_a_unit_stands_as_its_language_writes_it(text: str, unit: str, whole: str) -> None:
    assert text + unit_suffix(unit, text) == whole


@pytest.mark.parametrize(("least", "most"), [(0, 1), (3.2, 3.3), (-5, 12345), (7, 7), (0, 0)])
def test_levels_of_a_chart_are_round_few_and_enclose_the_values(least: float, most: float) -> None:
    levels = nice_levels(least, most)
    assert levels[0] <= least <= most <= levels[-1]
    assert 2 <= len(levels) <= 8


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("광주 AI 예산은 얼마인가?", "ko"),
        ("AI 예산", "ko"),
        ("M.AX Alliance, GPU 확보했나요", "ko"),
        ("How much is the AI budget of Gwangju (광주)?", "en"),
        ("GPU", ""),
        ("AI Hub", ""),
        ("2026-03-01", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_is_that_of_most_of_its_words(text: str, language: str) -> None:
    assert language_written(text) == language
