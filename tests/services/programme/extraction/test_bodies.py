"""Ministries and local governments in a text, under their full names."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.services.programme.extraction.bodies import find_bodies


@pytest.mark.parametrize(
    ("issued", "name"),
    [(date(2025, 9, 30), "산업통상자원부"), (date(2025, 10, 1), "산업통상부")],
)
def test_a_short_name_means_the_ministry_of_that_day(issued: date, name: str) -> None:
    # The Government Organization Act renamed the ministry on 1 October 2025.
    assert [body.name for body in find_bodies("산업부는 24일 발표했다.", issued)] == [name]


def test_a_local_government_governs_its_region_and_a_place_alone_does_not_act() -> None:
    (body,) = find_bodies("광주광역시는 부산에서 협약을 맺었다.", date(2030, 1, 1))
    assert (body.name, body.region) == ("광주광역시", "광주")


def test_a_minister_is_a_person_and_no_body() -> None:
    assert find_bodies("과학기술정보통신부장관은 말했다.", None) == []
