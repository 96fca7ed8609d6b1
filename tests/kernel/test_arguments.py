"""One arguments model a tool: what it takes, and what it refuses with which fault."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any

import pytest
from pydantic import AwareDatetime, Field

from ieum.kernel.arguments import MOST_FAULTS, Arguments
from ieum.kernel.errors import InvalidArguments, UnreadableRequest
from ieum.kernel.json_values import read_json
from ieum.kernel.quantities import Won
from ieum.kernel.upload import Upload
from tests.services.shapes.model import Colour, Item, Spot


def everything(
    whole: Annotated[int, Field(ge=0, le=10, description="Whole")],
    share: Annotated[float, Field(gt=0, lt=1, description="Share")] = 0.5,
    yes: Annotated[bool, Field(description="Yes")] = False,
    word: Annotated[str, Field(max_length=5, pattern="^[a-z]+$", description="Word")] = "abc",
    colour: Annotated[Colour, Field(description="Colour")] = Colour.RED,
    day: Annotated[date | None, Field(description="Day")] = None,
    moment: Annotated[AwareDatetime | None, Field(description="Moment")] = None,
    price: Annotated[Won, Field(gt=0, description="Price")] = 1,
    items: Annotated[list[Item], Field(max_length=3, description="Items")] = [],  # noqa: B006
    place: Annotated[Spot | None, Field(description="Place")] = None,
    files: Annotated[list[Upload] | None, Field(description="Files")] = None,
) -> None:
    """A function with one argument of each shape."""


ARGUMENTS = Arguments.of_function("Tool test.everything", everything)


def faults_of(values: Any) -> set[tuple[str, str]]:
    with pytest.raises(InvalidArguments) as raised:
        ARGUMENTS.from_json(values)
    return {(fault.path, fault.code) for fault in raised.value.faults}


def faults_of_text(texts: Any) -> set[tuple[str, str]]:
    with pytest.raises(InvalidArguments) as raised:
        ARGUMENTS.from_text(texts)
    return {(fault.path, fault.code) for fault in raised.value.faults}


def test_json_values_of_every_shape_are_read() -> None:
    values = ARGUMENTS.from_json(
        {
            "whole": 3,
            "share": 0.25,
            "yes": True,
            "word": "leek",
            "colour": "blue",
            "day": "2026-03-01",
            "moment": "2026-03-01T09:00:00+09:00",
            "price": "350만원",
            "items": ["leek 2", {"name": "salt", "count": 1}],
            "place": {"latitude": 35.1, "longitude": 126.9},
            "files": [{"name": "a.txt", "text": "가"}],
        }
    )
    assert values["whole"] == 3
    assert values["colour"] is Colour.BLUE
    assert values["day"] == date(2026, 3, 1)
    assert values["moment"] == datetime.fromisoformat("2026-03-01T09:00:00+09:00")
    assert values["price"] == 3_500_000
    assert values["items"] == [Item(name="leek", count=2), Item(name="salt", count=1)]
    assert values["place"] == Spot(latitude=35.1, longitude=126.9)
    assert values["files"][0].read() == "가".encode()


def test_texts_of_every_shape_are_read() -> None:
    values = ARGUMENTS.from_text(
        {
            "whole": " 3 ",
            "share": "0.25",
            "yes": "예",
            "word": "leek",
            "colour": "blue",
            "day": "2026-03-01",
            "price": "1.2억",
            "items": ["leek 2", "salt 1"],
            "place.latitude": "35.1",
            "place.longitude": "126.9",
            "files": [Upload("a.txt", b"x")],
        }
    )
    assert values["whole"] == 3
    assert values["yes"] is True
    assert values["price"] == 120_000_000
    assert [item.name for item in values["items"]] == ["leek", "salt"]
    assert values["place"].longitude == 126.9


def test_a_list_may_come_as_one_text_with_an_item_a_line() -> None:
    values = ARGUMENTS.from_text({"whole": "1", "items": "leek 2\n\nsalt 1\r\n"})
    assert [item.count for item in values["items"]] == [2, 1]


def test_defaults_stand_in_for_what_is_absent() -> None:
    values = ARGUMENTS.from_json({"whole": 0})
    assert values["share"] == 0.5
    assert values["day"] is None
    assert values["items"] == []


@pytest.mark.parametrize("absent", [None, "", "   ", "\n\t"])
def test_blank_and_null_mean_absent(absent: str | None) -> None:
    assert ARGUMENTS.from_json({"whole": 1, "share": absent, "day": absent})["share"] == 0.5
    assert faults_of({"whole": absent}) == {("whole", "missing")}


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"whole": 3.0}, ("whole", "type")),
        ({"whole": 3500000.5}, ("whole", "type")),
        ({"whole": True}, ("whole", "type")),
        ({"whole": "3"}, ("whole", "type")),
        ({"whole": [3]}, ("whole", "type")),
        ({"whole": {"a": 3}}, ("whole", "type")),
        ({"whole": -1}, ("whole", "too-small")),
        ({"whole": 11}, ("whole", "too-large")),
        ({"whole": 2**70}, ("whole", "too-large")),
        ({"whole": -(2**70)}, ("whole", "too-large")),
        ({"whole": float("inf")}, ("whole", "not-finite")),
        ({"whole": float("nan")}, ("whole", "not-finite")),
        ({"whole": 1, "share": 0}, ("share", "too-small")),
        ({"whole": 1, "share": 1}, ("share", "too-large")),
        ({"whole": 1, "share": "0.5"}, ("share", "type")),
        ({"whole": 1, "share": True}, ("share", "type")),
        ({"whole": 1, "share": float("-inf")}, ("share", "not-finite")),
        ({"whole": 1, "yes": 1}, ("yes", "type")),
        ({"whole": 1, "yes": "true"}, ("yes", "type")),
        ({"whole": 1, "word": 5}, ("word", "type")),
        ({"whole": 1, "word": "abcdef"}, ("word", "too-long")),
        ({"whole": 1, "word": "ABC"}, ("word", "pattern")),
        ({"whole": 1, "word": "a\udc80"}, ("word", "text")),
        ({"whole": 1, "colour": "green"}, ("colour", "choice")),
        ({"whole": 1, "colour": 1}, ("colour", "choice")),
        ({"whole": 1, "day": "2026-02-30"}, ("day", "type")),
        ({"whole": 1, "day": "20260301"}, ("day", "type")),
        ({"whole": 1, "day": 20260301}, ("day", "type")),
        ({"whole": 1, "moment": "2026-03-01T09:00:00"}, ("moment", "type")),
        ({"whole": 1, "price": 0}, ("price", "too-small")),
        ({"whole": 1, "price": 1.5}, ("price", "type")),
        ({"whole": 1, "price": "만원어치"}, ("price", "text-form")),
        ({"whole": 1, "items": "leek 2"}, ("items", "type")),
        ({"whole": 1, "items": ["leek"]}, ("items.0", "text-form")),
        ({"whole": 1, "items": ["leek 100"]}, ("items.0.count", "too-large")),
        ({"whole": 1, "items": [{"name": "leek"}]}, ("items.0.count", "missing")),
        ({"whole": 1, "items": ["leek 2", ""]}, ("items.1", "missing")),
        ({"whole": 1, "items": ["leek 2", None]}, ("items.1", "missing")),
        ({"whole": 1, "items": ["a 1", "b 1", "c 1", "d 1"]}, ("items", "too-long")),
        ({"whole": 1, "place": {"latitude": 91, "longitude": 0}}, ("place.latitude", "too-large")),
        ({"whole": 1, "place": {"latitude": 1}}, ("place.longitude", "missing")),
        (
            {"whole": 1, "place": {"latitude": 1, "longitude": 1, "height": 1}},
            ("place.height", "unknown"),
        ),
        ({"whole": 1, "place": "35.1,126.9"}, ("place", "type")),
        ({"whole": 1, "files": ["a.txt"]}, ("files.0", "type")),
        ({"whole": 1, "files": [{"name": "a", "base64": "%"}]}, ("files.0", "type")),
        ({"whole": 1, "hole": 2}, ("hole", "unknown")),
    ],
)
def test_a_wrong_value_is_refused_where_it_stands(values: Any, fault: tuple[str, str]) -> None:
    assert faults_of(values) == {fault}


def test_all_faults_are_told_at_once() -> None:
    assert faults_of({"share": 2, "colour": "green", "nope": 1}) == {
        ("whole", "missing"),
        ("share", "too-large"),
        ("colour", "choice"),
        ("nope", "unknown"),
    }


def test_a_name_with_half_a_character_is_refused() -> None:
    assert ("?", "text") in faults_of({"whole": 1, "\udc80": 1})


def test_an_unknown_name_is_refused_whatever_its_value_holds() -> None:
    assert ("nope", "unknown") in faults_of({"whole": 1, "nope": [1]})
    assert ("nope", "unknown") in faults_of({"whole": 1, "nope": {"a": "b"}})


@pytest.mark.parametrize("absent", [None, "", [], [None], [""], {}])
def test_an_unknown_name_is_refused_even_with_an_empty_value(absent: Any) -> None:
    assert ("nope", "unknown") in faults_of({"whole": 1, "nope": absent})


def test_an_unknown_field_of_a_model_is_refused_even_with_an_empty_value() -> None:
    place = {"latitude": 1, "longitude": 1}
    for absent in (None, "", " "):
        assert faults_of({"whole": 1, "place": {**place, "hight": absent}}) == {
            ("place.hight", "unknown")
        }


@pytest.mark.parametrize("name", ["\udc80", "a\udc80"])
def test_half_a_character_in_the_name_of_a_field_is_refused(name: str) -> None:
    place = {"latitude": 1, "longitude": 1, name: 1}
    assert {code for _path, code in faults_of({"whole": 1, "place": place})} == {"text"}


def test_values_nested_without_end_are_refused() -> None:
    deep: Any = 1
    for _level in range(200):
        deep = [deep]
    codes = {code for _path, code in faults_of({"whole": deep})}
    assert codes == {"type"}


@pytest.mark.parametrize("values", [[1], "x", 5, True, 1.5])
def test_what_is_no_object_cannot_be_read(values: Any) -> None:
    with pytest.raises(UnreadableRequest):
        ARGUMENTS.from_json(values)


def test_nothing_at_all_means_no_arguments() -> None:
    assert faults_of(None) == {("whole", "missing")}


def test_texts_that_do_not_read_meet_the_same_faults_as_json() -> None:
    assert faults_of_text({"whole": "three"}) == faults_of({"whole": "three"})
    assert faults_of_text({"whole": "3500000.5"}) == faults_of({"whole": 3500000.5})
    assert faults_of_text({"whole": "1e999"}) == faults_of({"whole": float("inf")})
    assert faults_of_text({"whole": "9" * 500}) == {("whole", "too-large")}
    assert faults_of_text({"whole": ["1", "2"]}) == faults_of({"whole": [1, 2]})
    assert faults_of_text({"whole": "1", "yes": "maybe"}) == {("yes", "type")}
    assert faults_of_text({"whole": "1", "place.hight": "1"}) >= {("place.hight", "unknown")}
    assert faults_of_text({"whole": "1", "word.inner": "x"}) == {("word.inner", "unknown")}


@pytest.mark.parametrize(
    ("text", "value"), [("1,000", 1000), ("-12", -12), ("1,234,567", 1234567), ("1e2", 100.0)]
)
def test_numbers_in_text_follow_json_or_are_grouped_by_thousands(text: str, value: float) -> None:
    def number(n: Annotated[float, Field(description="N")]) -> None:
        """One number."""

    arguments = Arguments.of_function("Tool test.number", number)
    assert arguments.from_text({"n": text}) == {"n": value}


@pytest.mark.parametrize("text", ["1,00", "01", "+5", "0x10", "1_000", "٣", "１", "Infinity", "5 "])
def test_other_ways_of_writing_numbers_stay_text(text: str) -> None:
    if text == "5 ":
        assert ARGUMENTS.texts_to_json({"whole": text}) == {"whole": 5}
    else:
        assert faults_of_text({"whole": text}) == {("whole", "type")}


def test_a_message_names_the_value_and_what_is_expected_in_both_languages() -> None:
    with pytest.raises(InvalidArguments) as raised:
        ARGUMENTS.from_json({"whole": 11, "colour": "rad"})
    korean = {fault.path: fault.message.text("ko") for fault in raised.value.faults}
    english = {fault.path: fault.message.text("en") for fault in raised.value.faults}
    assert korean["whole"] == "11은 너무 큽니다. 10 이하여야 합니다."
    assert english["whole"] == "11 is too large. It must be at most 10."
    assert "'red'" in korean["colour"]
    assert "'red'" in english["colour"]


def test_a_long_value_is_quoted_in_part() -> None:
    with pytest.raises(InvalidArguments) as raised:
        ARGUMENTS.from_json({"whole": "x" * 5000})
    assert len(raised.value.faults[0].message.text("ko")) < 200


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(InvalidArguments) as raised:
        ARGUMENTS.from_json({"whole": 1, "prise": 5})
    assert "'price'" in raised.value.faults[0].message.text("en")


def test_the_schema_is_described_in_the_language_asked_for() -> None:
    schema = ARGUMENTS.json_schema("ko")
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["whole"]
    assert "title" not in schema["properties"]["whole"]
    assert json.dumps(schema)  # plain values, no messages left in it
    won = ARGUMENTS.json_schema("en")["properties"]["price"]
    assert any("3.5 million won" in str(one.get("description")) for one in won["anyOf"])


@pytest.mark.parametrize("text", ["{", "NaN", "Infinity", '{"a": NaN}', "'x'", "", "[1,]"])
def test_json_that_is_none_cannot_be_read(text: str) -> None:
    with pytest.raises(UnreadableRequest):
        read_json(text)


def test_a_text_form_longer_than_a_few_words_is_refused_unread() -> None:
    assert faults_of({"whole": 1, "price": "만" * 100_000}) == {("price", "too-long")}


def test_a_list_longer_than_allowed_is_refused_without_reading_its_items() -> None:
    assert faults_of({"whole": 1, "items": ["not an item"] * 4}) == {("items", "too-long")}


def test_no_more_faults_are_told_than_anybody_reads() -> None:
    unknown = {f"name{number}": 1 for number in range(1000)}
    assert len(faults_of({"whole": 1, **unknown})) == MOST_FAULTS
    assert len(faults_of({"whole": [[None]] * 1000})) == MOST_FAULTS


def test_json_too_deep_or_not_utf8_cannot_be_read() -> None:
    for body in (b"[" * 200_000, b'{"a": "\xff"}', b"\xff\xfe\x00"):
        with pytest.raises(UnreadableRequest):
            read_json(body)


def test_json_with_a_number_of_very_many_digits_cannot_be_read() -> None:
    with pytest.raises(UnreadableRequest):
        read_json("9" * 5000)
