"""Sums that say how exactly they are meant."""

from __future__ import annotations

import pytest

from ieum.services.programme.overview.budget_sums import Part, Sums, merged


@pytest.mark.parametrize(
    ("qualifiers", "sum_is"),
    [
        ((), "exact"),
        (("exact", "exact"), "exact"),
        (("exact", "at_least"), "at_least"),
        (("more_than", "at_least"), "at_least"),
        (("exact", "less_than"), "at_most"),
        (("at_least", "at_most"), "approximately"),
        (("exact", "approximately", "at_least"), "approximately"),
    ],
)
def test_a_sum_is_as_exact_as_its_amounts(qualifiers: tuple[str, ...], sum_is: str) -> None:
    assert merged(qualifiers) == sum_is


def test_groups_are_summed_apart_with_the_largest_first() -> None:
    sums = Sums.of(
        [
            Part("가", "exact", True, 10, 2),
            Part("나", "exact", False, 5, 1),
            Part("가", "at_least", False, 3, 1),
        ],
        {"다": 4},
    )
    told = [(g.group, g.won, g.number, g.confirmed, g.left_out, g.qualifier) for g in sums.groups]
    assert told == [
        ("가", 13, 3, 2, 0, "at_least"),
        ("나", 5, 1, 0, 0, "exact"),
        ("다", 0, 0, 0, 4, "exact"),
    ]
    assert (sums.number, sums.confirmed, sums.left_out) == (4, 2, 4)
