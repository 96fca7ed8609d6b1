"""Campaigns: what hangs together, and what must not join everything."""

from __future__ import annotations

import random

from ieum.services.scamcall.desk.campaigns import MOST_NEIGHBOURS, campaigns


def test_what_hangs_together_over_several_signals_is_one_campaign() -> None:
    assert campaigns([(1, 2), (2, 3), (7, 8)]) == [frozenset({1, 2, 3}), frozenset({7, 8})]


def test_a_subject_beside_itself_is_no_campaign() -> None:
    assert campaigns([(1, 1)]) == []


def test_what_everything_names_joins_nothing() -> None:
    hub = 0
    pairs = [(hub, number) for number in range(1, MOST_NEIGHBOURS + 2)]
    assert campaigns([*pairs, (1, 500)]) == [frozenset({1, 500})]
    assert len(campaigns(pairs[:MOST_NEIGHBOURS])) == 1


def test_the_same_pair_told_often_makes_no_hub() -> None:
    assert campaigns([(1, 2)] * 500) == [frozenset({1, 2})]


def test_components_are_those_of_a_plain_search() -> None:
    chance = random.Random(7)
    pairs = [(chance.randrange(300), chance.randrange(300)) for _ in range(200)]
    neighbours: dict[int, set[int]] = {}
    for one, other in pairs:
        if one != other:
            neighbours.setdefault(one, set()).add(other)
            neighbours.setdefault(other, set()).add(one)
    left, expected = set(neighbours), set()
    while left:
        group, todo = set(), [left.pop()]
        while todo:
            one = todo.pop()
            group.add(one)
            todo += neighbours[one] - group
        left -= group
        expected.add(frozenset(group))
    assert set(campaigns(pairs)) == expected
