"""The map of provinces, areas and timelines as pages and terminals draw them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from ieum.hub.doors import terminal_pictures
from ieum.hub.look import korea
from ieum.hub.look.areas import Box, areas_of, ems, fitting, squarified, wrapped
from ieum.hub.look.region_maps import region_map_of, shade_limits, shade_of
from ieum.hub.look.timelines import WIDTH, timeline_of
from ieum.kernel.answer import Answer
from ieum.kernel.views import (
    Area,
    Areas,
    Period,
    RegionGroup,
    RegionMap,
    RegionValue,
    Timeline,
)
from ieum.text.regions import provinces


def rendered(view: Any, language: str = "ko") -> dict[str, Any]:
    result: dict[str, Any] = Answer[type(view)](result=view).rendered(language)["result"]
    return result


MAP = RegionMap(
    title="사업",
    unit="개",
    values=[
        RegionValue(code="KR-29", label="광주", value=27),
        RegionValue(code="KR-46", label="전남", value=0),
        RegionValue(code="KR-11", label="서울", value=None),
    ],
    groups=[RegionGroup(label="호남", codes=["KR-29", "KR-46"])],
)


# --- the country --------------------------------------------------------------------------------


def test_every_province_has_a_shape_within_the_picture() -> None:
    left, top, width, height = korea.VIEW_BOX
    assert {shape.code for shape in korea.shapes()} == {one.code for one in provinces()}
    for shape in korea.shapes():
        for ring in re.findall(r"M([-\d.]+) ([-\d.]+)l([^z]*)z", shape.path):
            x, y = float(ring[0]), float(ring[1])
            steps = [float(number) for number in ring[2].split()]
            for dx, dy in zip(steps[::2], steps[1::2], strict=True):
                x, y = x + dx, y + dy
                assert left <= x <= left + width, shape.code
                assert top <= y <= top + height, shape.code


def test_the_shapes_are_light_enough_for_a_page() -> None:
    assert sum(len(shape.path) for shape in korea.shapes()) < 30_000


def test_dokdo_lies_southeast_of_ulleungdo_inside_the_frame() -> None:
    x, y = korea.dokdo()
    left, top, width, height = korea.EAST_SEA_FRAME
    assert left < x < left + width
    assert top < y < top + height
    east = next(shape.path for shape in korea.shapes() if shape.code == "KR-47")
    starts = [(float(a), float(b)) for a, b in re.findall(r"M([-\d.]+) ([-\d.]+)", east)]
    (ulleungdo,) = [(a, b) for a, b in starts if left < a < left + width and top < b < top + height]
    assert x > ulleungdo[0] + 50
    assert y > ulleungdo[1] + 20


def test_a_straight_line_keeps_its_ends_alone_and_a_corner_stays() -> None:
    assert korea.simplified([(0, 0), (1, 0.1), (2, 0)], 0.5) == [(0, 0), (2, 0)]
    assert korea.simplified([(0, 0), (1, 5), (2, 0)], 0.5) == [(0, 0), (1, 5), (2, 0)]


def test_what_is_not_known_is_no_zero() -> None:
    shown = region_map_of(rendered(MAP), "ko")
    shades = {one.name: one.shade for one in shown.provinces}
    assert shades["서울"] == shades["부산"] == 0
    assert shades["전남"] > 0
    assert shades["광주"] > shades["전남"]
    assert "서울" in shown.unknown
    assert "전남" not in shown.unknown


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=17))
def test_a_greater_value_is_never_lighter(values: list[int]) -> None:
    limits = shade_limits(values)
    shades = [shade_of(value, limits) for value in sorted(values)]
    assert shades == sorted(shades)
    assert all(1 <= shade <= 5 for shade in shades)


@pytest.mark.parametrize(("language", "name"), [("ko", "전북"), ("en", "Jeonbuk")])
def test_the_map_names_provinces_in_the_readers_language(language: str, name: str) -> None:
    html = render_to_string(
        "look/region_map.html", {"block": region_map_of(rendered(MAP), language)}
    )
    assert f">{name}<" in html
    assert (
        html.count('class="province ') == 17 + 3
    )  # two known values and the unknown in the legend


# --- areas --------------------------------------------------------------------------------------

VALUES = st.lists(st.floats(1, 1e13), min_size=1, max_size=30)


@given(VALUES)
def test_areas_fill_the_rectangle_in_proportion(values: list[float]) -> None:
    values = sorted(values, reverse=True)
    boxes = squarified(values, Box(0, 0, 400, 300))
    assert len(boxes) == len(values)
    for value, box in zip(values, boxes, strict=True):
        share = 400 * 300 * value / sum(values)
        # Corners are rounded to a tenth.
        assert box.width * box.height == pytest.approx(
            share, abs=0.1 * (box.width + box.height) + 0.1
        )
        assert box.x >= -0.1
        assert box.y >= -0.1
        assert box.x + box.width <= 400.3
        assert box.y + box.height <= 300.3


def test_areas_are_nearer_to_squares_than_strips_would_be() -> None:
    boxes = squarified([6, 6, 4, 3, 2, 2, 1], Box(0, 0, 600, 400))
    worst = max(max(box.width / box.height, box.height / box.width) for box in boxes)
    assert worst < 3


@given(
    st.text("가나다라 abc", max_size=40),
    st.floats(5, 400),
    st.floats(5, 300),
)
def test_a_label_stays_inside_its_area(label: str, width: float, height: float) -> None:
    box = Box(0, 0, width, height)
    for line in fitting(label, "1,634억 원", box, 15.0):
        assert ems(line.text) * 15 <= width
        assert line.y <= height


def test_a_long_korean_word_goes_on_in_the_next_line_and_a_latin_one_does_not() -> None:
    assert wrapped("광주인공지능사관학교", 6) == ["광주인공지능", "사관학교"]
    assert wrapped("semiconductors", 6) == []


MANY = Areas(
    title="예산",
    in_won=True,
    areas=[Area(label=f"사업 {n}", value=10**8 * (n + 1), is_firm=n > 0) for n in range(50)],
)


def test_the_smallest_of_many_go_together_in_the_picture_and_not_in_the_table() -> None:
    shown = areas_of(rendered(MANY), "ko")
    assert len(shown.tiles) == 30
    assert len(shown.rows) == 50
    assert shown.total == "1,275억 원"
    assert shown.has_loose


def test_amounts_that_may_not_be_added_have_neither_sum_nor_shares() -> None:
    beside = MANY.model_copy(update={"adds_up": False})
    html = render_to_string("look/areas.html", {"block": areas_of(rendered(beside), "ko")})
    assert "%" not in re.sub(r'"[^"]*"', "", html)
    assert "모두" not in "\n".join(terminal_pictures.draw(rendered(beside), "ko", 80))


# --- time ---------------------------------------------------------------------------------------

COURSE = Timeline(
    title="일정",
    today=date(2026, 7, 1),
    periods=[
        Period(label="가", first=date(2026, 1, 1), last=date(2027, 12, 31)),
        Period(label="나", last=date(2030, 12, 31)),
        Period(label="다", first=date(2025, 1, 1)),
        Period(label="라"),
        Period(
            label="마",
            first=date(2027, 1, 1),
            last=date(2029, 1, 1),
            baseline_first=date(2026, 1, 1),
            baseline_last=date(2028, 1, 1),
        ),
    ],
)


def test_a_side_that_nobody_stated_is_open() -> None:
    shown = timeline_of(rendered(COURSE), "ko")
    whole, until, since, never, moved = shown.tracks
    assert whole.bar
    assert whole.bar.opens == ""
    assert until.bar
    assert until.bar.opens == "left"
    assert until.bar.x > shown.today
    assert since.bar
    assert since.bar.opens == "right"
    assert since.bar.x < shown.today < since.bar.x + since.bar.width < WIDTH
    assert never.bar is None
    assert never.when == "때가 적혀 있지 않음"
    assert moved.baseline
    assert moved.bar
    assert moved.baseline.x < moved.bar.x


def test_a_timeline_without_any_time_is_drawn() -> None:
    shown = timeline_of(rendered(Timeline(title="a", today=date(2026, 1, 1), periods=[])), "en")
    assert 0 <= shown.today <= WIDTH
    assert terminal_pictures.draw(
        rendered(Timeline(title="a", today=date(9999, 12, 31), periods=[])), "en", 40
    )


@pytest.mark.parametrize("view", [MAP, MANY, COURSE], ids=lambda view: view.view)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_terminal_draws_within_its_width(view: Any, language: str) -> None:
    from ieum.hub.doors.terminal_tables import width

    lines = terminal_pictures.draw(rendered(view, language), language, 60)
    assert lines
    assert max(map(width, lines)) <= 60
