"""An answer holds a result or a refusal, and is written the same way for every door."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from ieum.kernel.answer import Answer, Refusal, Result, Source, SourceKind, Span, Step, refused
from ieum.kernel.messages import _
from ieum.kernel.views import (
    Area,
    Areas,
    Column,
    Line,
    Mark,
    MarkedText,
    Period,
    Place,
    Places,
    Point,
    RegionGroup,
    RegionMap,
    RegionValue,
    Series,
    Table,
    Timeline,
    Value,
)


class Colour(StrEnum):
    RED = "red"


class Found(Result):
    total: Annotated[int, Field(description=_("합계"))]
    colour: Colour = Colour.RED
    day: date = date(2026, 3, 1)
    table: Table | None = None
    names: list[str] = []  # noqa: RUF012


FULL = Answer[Found](
    result=Found(
        total=3,
        table=Table(columns=[Column(name="a", label=_("안전"))], rows=[[_("문화")], [1.5], [None]]),
        names=["가", "나"],
    ),
    steps=[Step(says=_("{n}을 더했습니다.", n=3), basis=_("산업"))],
    sources=[
        Source(
            kind=SourceKind.DOCUMENT,
            title=_("안전"),
            published=date(2026, 1, 2),
            span=Span(start=1, end=2),
        )
    ],
    notes=[_("생활")],
)


def test_an_answer_is_rendered_as_plain_values_in_a_language() -> None:
    rendered = FULL.rendered("en")
    assert rendered["result"]["total"] == 3
    assert rendered["result"]["colour"] == "red"
    assert rendered["result"]["day"] == "2026-03-01"
    assert rendered["result"]["table"]["columns"][0]["label"] == "Safety"
    assert rendered["result"]["table"]["rows"] == [["Culture"], [1.5], [None]]
    assert rendered["steps"][0]["basis"] == "Industry"
    assert rendered["sources"][0]["published"] == "2026-01-02"
    assert rendered["sources"][0]["span"] == {"start": 1, "end": 2}
    assert rendered["notes"] == ["Living"]
    assert rendered["refusal"] is None


@pytest.mark.parametrize("language", ["ko", "en"])
def test_json_text_and_plain_values_are_the_same(language: str) -> None:
    assert json.loads(FULL.as_json(language)) == FULL.rendered(language)


def test_hangul_is_written_as_it_is() -> None:
    assert "가" in FULL.as_json("ko").decode()
    assert "\\u" not in FULL.as_json("ko").decode()


def test_an_answer_comes_back_whole_from_a_round_trip() -> None:
    kept = json.loads(json.dumps(FULL.model_dump(mode="json", round_trip=True)))
    again = Answer[Found].model_validate(kept)
    for language in ("ko", "en"):
        assert again.as_json(language) == FULL.as_json(language)


def test_an_answer_holds_a_result_or_a_refusal_and_never_both() -> None:
    refusal = Refusal(missing=_("없음"))
    for wrong in ({}, {"result": Found(total=1), "refusal": refusal}):
        with pytest.raises(ValueError, match="never both"):
            Answer[Found](**wrong)


def test_a_refusal_says_what_is_missing_what_would_help_and_whom_to_ask() -> None:
    rendered = refused(_("안전"), _("생활"), _("문화")).rendered("en")
    assert rendered["result"] is None
    assert rendered["refusal"] == {"missing": "Safety", "helps": "Living", "ask": "Culture"}


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_an_answer_never_holds_what_json_cannot_write(value: float) -> None:
    with pytest.raises(ValidationError):
        Value(label="a", value=value)
    with pytest.raises(ValidationError):
        Table(columns=[Column(name="a", label="a")], rows=[[value]])
    with pytest.raises(ValidationError):
        Point(x=1.0, y=value)


def test_a_result_is_never_changed() -> None:
    with pytest.raises(ValidationError):
        FULL.result.total = 4  # type: ignore[union-attr, misc]


def test_a_row_is_as_long_as_the_columns_are_many() -> None:
    with pytest.raises(ValidationError, match="row 1 has 2 cells for 1 columns"):
        Table(columns=[Column(name="a", label="a")], rows=[[1], [1, 2]])


@pytest.mark.parametrize(
    "place", [{"latitude": 90.1, "longitude": 0}, {"latitude": 0, "longitude": -180.1}]
)
def test_a_place_lies_on_the_earth(place: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Place(label="a", **place)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Step.model_validate({"says": _("가"), "base": "b"})


VIEWS: list[Any] = [
    Value(label=_("안전"), value=3, unit="원"),
    Table(columns=[Column(name="a", label="a")], rows=[[date(2026, 1, 1)], [True], ["x"]]),
    Series(title="a", lines=[Line(label="b", points=[Point(x=date(2026, 1, 1), y=1.0)])]),
    Places(places=[Place(label="a", latitude=1, longitude=2)]),
    MarkedText(text="가나", marks=[Mark(start=0, end=1, kind="k")]),
    RegionMap(title="a", values=[RegionValue(code="KR-29", label="b", value=1)]),
    Areas(title="a", areas=[Area(label="b", value=1)]),
    Timeline(title="a", today=date(2026, 1, 1), periods=[Period(label="b")]),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.view)
def test_every_view_names_itself_and_fits_its_schema(view: Any) -> None:
    answer = Answer[type(view)](result=view)
    rendered = answer.rendered("ko")["result"]
    assert rendered["view"] == view.view
    schema = type(view).model_json_schema(mode="serialization")
    assert set(rendered) == set(schema["properties"])


@pytest.mark.parametrize(
    ("codes", "says"),
    [(["KR-99"], "no province"), (["KR-1"], "no province"), (["KR-29", "KR-29"], "two values")],
)
def test_a_map_has_each_province_of_korea_once(codes: list[str], says: str) -> None:
    values = [RegionValue(code=code, label="a", value=None) for code in codes]
    with pytest.raises(ValidationError, match=says):
        RegionMap(title="a", values=values)


def test_a_group_of_a_map_holds_provinces_alone() -> None:
    with pytest.raises(ValidationError, match="호남"):
        RegionMap(title="a", values=[], groups=[RegionGroup(label="b", codes=["호남"])])


@pytest.mark.parametrize("value", [0, -1])
def test_an_area_has_a_size(value: int) -> None:
    with pytest.raises(ValidationError):
        Area(label="a", value=value)


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="before it starts"):
        Period(label="a", first=date(2026, 1, 2), last=date(2026, 1, 1))


CELLS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.dates()


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_any_table_is_written_and_read_back(rows: list[list[Any]]) -> None:
    table = Table(columns=[Column(name="a", label="a"), Column(name="b", label="b")], rows=rows)
    written = json.loads(Answer[Table](result=table).as_json("ko"))["result"]["rows"]
    plain = [[one.isoformat() if isinstance(one, date) else one for one in row] for row in rows]
    assert written == plain
