"""Campaigns: subjects that signals name together, as connected components.

A number that everything names, such as that of a delivery firm, would join the whole country into one
campaign. What has more than ``MOST_NEIGHBOURS`` different neighbours therefore joins nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

MOST_NEIGHBOURS = 100


def campaigns(pairs: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    """The groups of subjects that hang together, the largest first; none of a single subject."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        if one != other:
            neighbours[one].add(other)
            neighbours[other].add(one)
    parents: dict[int, int] = {}

    def root(subject: int) -> int:
        while (parent := parents.setdefault(subject, subject)) != subject:
            # Halving the path keeps later walks short.
            parents[subject] = parents[parent]
            subject = parents[subject]
        return subject

    for one, others in neighbours.items():
        if len(others) > MOST_NEIGHBOURS:
            continue
        for other in others:
            if len(neighbours[other]) <= MOST_NEIGHBOURS:
                parents[root(other)] = root(one)
    groups: dict[int, set[int]] = defaultdict(set)
    for subject in parents:
        groups[root(subject)].add(subject)
    found = [frozenset(group) for group in groups.values() if len(group) > 1]
    return sorted(found, key=lambda group: (-len(group), min(group)))
