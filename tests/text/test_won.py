from __future__ import annotations

import pytest

from ieum.text.money import parse_won
from ieum.text.won import won_in_scales, won_in_units


@pytest.mark.parametrize(
    ("won", "written"),
    [
        (1_100_000_000_000, "1.1 trillion won"),
        (163_400_000_000, "163.4 billion won"),
        (600_000_000, "600 million won"),
        (3_949_712_345_678, "3,949,712,345,678 won"),
        (350_000, "350,000 won"),
        (0, "0 won"),
    ],
)
def test_won_are_written_in_english_scales_where_they_are_round(won: int, written: str) -> None:
    assert won_in_scales(won) == written


@pytest.mark.parametrize("won", [1, 350_000, 600_000_000, 163_450_000_000, 9_900_000_000_000])
def test_what_is_written_reads_back_to_the_same_amount(won: int) -> None:
    assert parse_won(won_in_scales(won)) == won
    assert parse_won(won_in_units(won)) == won
