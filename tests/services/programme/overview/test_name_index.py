"""Names found again although they were typed with slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from ieum.services.programme.overview.name_index import NameIndex, best, likeness

NAMES = {
    1: "자율주행 도시 단위 실증",
    2: "누리호 발사 성공률",
    3: "AI 뷰티기기",
    4: "City-scale self-driving test",
}


def index(folder: Path, names: dict[int, str] = NAMES) -> NameIndex:
    made = NameIndex(folder)
    bring(made, names)
    return made


def bring(made: NameIndex, names: dict[int, str]) -> None:
    made.bring_up_to_date(
        max(names), lambda above: [(n, name) for n, name in sorted(names.items()) if n > above]
    )


def found(made: NameIndex, query: str, names: dict[int, str] = NAMES) -> list[int]:
    numbers = made.find(query, 10)
    alike = best(query, ((number, names[number]) for number in numbers))
    return sorted(alike, key=lambda number: -alike[number])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("자율주행", 1),
        ("자율주헹 실증", 1),
        ("누리오", 2),
        ("뷰티 기기", 3),
        ("뷰티기계", 3),
        ("self driving", 4),
        ("광주 자율주행", 1),
    ],
)
def test_a_name_is_found_by_part_of_it_and_with_a_slip(
    tmp_path: Path, query: str, first: int
) -> None:
    assert found(index(tmp_path), query)[:1] == [first]


@pytest.mark.parametrize("query", ["핵융합", "wind farm", "!!", ""])
def test_what_no_name_holds_is_not_found(tmp_path: Path, query: str) -> None:
    assert found(index(tmp_path), query) == []


def test_later_names_are_added_and_earlier_ones_kept(tmp_path: Path) -> None:
    made = index(tmp_path)
    more = {**NAMES, 9: "핵융합 연구"}
    bring(made, more)
    assert found(made, "핵융합", more) == [9]
    assert found(NameIndex(tmp_path), "자율주행", more) == [1]


def test_a_name_that_came_late_under_a_lower_number_is_added_with_the_next(tmp_path: Path) -> None:
    made = index(tmp_path, {1: "가", 5: "나나나"})
    late = {1: "가", 3: "늦게 온 이름", 5: "나나나", 6: "다음 이름"}
    bring(made, late)
    assert found(made, "늦게 온 이름", late)[:1] == [3]


def test_the_index_of_other_rows_is_built_anew(tmp_path: Path) -> None:
    made = index(tmp_path, {100: "옛 이름"})
    bring(made, {2: "새 이름"})
    assert made.find("옛 이름 새 이름", 10) == [2]


def test_likeness_counts_what_is_asked_rather_than_what_else_the_name_holds() -> None:
    assert likeness("자율주행", "자율주행 실증") > likeness("자율주행 실증", "자율주행") > 0.4
