"""The same programme in two lists. Names are made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ieum.services.programme.joining.linking import Listed, link
from ieum.services.programme.joining.names import Likeness

THINGS = ["Harbour", "Orchard", "Lantern", "Copper", "Meadow", "Granite", "Willow", "Saddle"]
TASKS = ["Renewal", "Survey", "Archive", "Licence", "Relief", "Census", "Court", "Health", "Rail"]
#: Seventy-two programmes that begin and end on days of their own.
COMMON = [
    Listed(f"a{y}{n}", f"{thing} {task}", "DX", "ICT", f"203{y}-0{n}-01", f"204{y}-0{n}-01")
    for y, task in enumerate(TASKS)
    for n, thing in enumerate(THINGS, start=1)
]
LATER = [replace(listed, row=listed.row.replace("a", "b")) for listed in COMMON]


def linked(earlier: Listed, later: Listed) -> bool:
    pairs = link([*COMMON, earlier], [*LATER, later])
    return any((p.earlier, p.later) == (earlier, later) for p in pairs)


def listed(row: str, name: str, starts: str = "2030-03-14", ends: str = "2037-08-31") -> Listed:
    return Listed(row, name, "DX", "ICT", starts, ends)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Tide Register (TR) Programme", "Tide Register"),
        ("Her Court's and Registry Services (HCRS) Reform", "HCRS Reform Programme"),
        ("Tide Futures", "Project Heron (formerly Tide Futures)"),
        ("One Hundred Thousand Seeds Project", "100,000 Seeds"),
        ("Tidal Enforcement Phase 1", "Tidal Enforcment Phase I"),
        ("다솜 이음 터 구축 사업", "다솜 이음터 구축"),
    ],
)
def test_a_renamed_programme_with_the_same_start_is_linked(before: str, after: str) -> None:
    assert linked(listed("x", before), listed("y", after, ends="2038-01-31"))


def test_a_wholly_new_name_is_linked_where_start_and_end_are_the_same_odd_days() -> None:
    assert linked(listed("x", "Airfield Growth"), listed("y", "Northern Runway"))


def test_like_names_in_one_department_with_other_dates_are_two_programmes() -> None:
    earlier = listed("x", "Prison Estate Transformation")
    later = listed("y", "Prison Technology Transformation", "2034-05-02", "2041-01-31")
    assert not linked(earlier, later)


def test_each_row_is_linked_once_and_the_surest_pair_wins() -> None:
    earlier = listed("x", "Tide Register")
    twins = [listed("y", "Tide Register"), listed("z", "Tide Register Support")]
    pairs = [(p.earlier.row, p.later.row) for p in link([earlier], twins)]
    assert pairs == [("x", "y")]


def test_linking_a_list_with_itself_links_each_row_to_itself() -> None:
    pairs = link(COMMON, LATER)
    assert {(p.earlier.row, p.later.row) for p in pairs} == {
        (listed.row, listed.row.replace("a", "b")) for listed in COMMON
    }


def test_likeness_is_symmetric_and_whole_for_one_name() -> None:
    names = [
        "Tide Register",
        "Register of Tides",
        "Harbour Renewal",
        "항만 인공지능 전환",
        "항만 AI 전환",
    ]
    likeness = Likeness(names)
    for a in names:
        assert likeness.of(a, a) == 1.0
        for b in names:
            assert abs(likeness.of(a, b) - likeness.of(b, a)) < 1e-9
