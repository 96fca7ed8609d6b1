from __future__ import annotations

import pytest

from ieum.services.programme.decisions.reach import provinces_in, read_region, touching


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("호남", "호남권"),
        ("전라북도", "KR-45"),
        ("광주", "KR-29"),
        ("KR-29", "KR-29"),
        ("전국", "KR"),
        ("수원시", "KR-41"),
        (" 서남 ", "서남권"),
        ("달나라", None),
    ],
)
def test_a_region_is_kept_under_one_name(name: str, kept: str | None) -> None:
    assert read_region(name) == kept


def test_honam_touches_its_parts_in_every_division() -> None:
    found = touching("호남권")
    assert {"KR-29", "KR-45", "KR-46", "서남권", "호남권", "KR"} <= found
    assert not found & {"영남권", "KR-42", "수도권", "강원권"}


def test_to_touch_is_mutual() -> None:
    for one in touching("호남권"):
        assert "호남권" in touching(one)


def test_an_unknown_region_touches_nothing() -> None:
    assert provinces_in("달나라") == frozenset()
    assert touching("달나라") == frozenset()
