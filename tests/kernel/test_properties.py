"""Laws of the arguments model: text and JSON say the same, and nothing else than a fault is raised."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.kernel.errors import Fault, InvalidArguments, UnreadableRequest
from ieum.kernel.json_values import read_json
from ieum.kernel.quantities import MOST_WON
from tests.kernel.test_arguments import ARGUMENTS, Colour, Item

#: Letters that a form, a command line and a database all hold.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
WORDS = st.text(LETTERS, min_size=1, max_size=20).filter(str.strip)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
NAMES = st.text("가나다abc", min_size=1, max_size=6)

VALUES = st.fixed_dictionaries(
    {"whole": st.integers(0, 10)},
    optional={
        "share": st.floats(0, 1, exclude_min=True, exclude_max=True, allow_subnormal=False),
        "yes": st.booleans(),
        "word": st.from_regex(r"[a-z]{1,5}", fullmatch=True),
        "colour": st.sampled_from([colour.value for colour in Colour]),
        "day": st.dates().map(date.isoformat),
        "moment": st.datetimes(
            min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29), timezones=ZONES
        ).map(datetime.isoformat),
        "price": st.integers(1, MOST_WON),
        "items": st.lists(
            st.builds(
                lambda name, count: {"name": name, "count": count}, NAMES, st.integers(1, 99)
            ),
            min_size=1,
            max_size=3,
        ),
        "place": st.fixed_dictionaries(
            {"latitude": st.floats(-90, 90), "longitude": st.floats(-180, 180)}
        ),
    },
)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.text(st.characters(categories=["Cs"]), max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
NAMES_OF_ARGUMENTS = st.sampled_from([*ARGUMENTS.by_name, "nope", "", "place.x"])


@given(VALUES)
def test_what_a_form_shows_reads_back_to_the_same_values(values: dict[str, Any]) -> None:
    read = ARGUMENTS.from_json(values)
    assert ARGUMENTS.from_text(ARGUMENTS.as_text(values)) == read
    given_values = {name: read[name] for name in values}
    assert ARGUMENTS.from_text(ARGUMENTS.as_text(given_values)) == read


@given(VALUES)
def test_values_that_went_over_the_wire_are_the_same(values: dict[str, Any]) -> None:
    assert ARGUMENTS.from_json(read_json(json.dumps(values))) == ARGUMENTS.from_json(values)


@given(st.dictionaries(NAMES_OF_ARGUMENTS, JSON, max_size=4))
@settings(max_examples=300)
def test_any_json_is_taken_or_refused_with_faults(values: dict[str, Any]) -> None:
    for fault in faults(ARGUMENTS.from_json, values):
        assert fault.code
        for language in ("ko", "en"):
            fault.message.text(language).encode()


@given(
    st.dictionaries(
        NAMES_OF_ARGUMENTS, st.text(max_size=8) | st.lists(st.text(max_size=8), max_size=3)
    )
)
@settings(max_examples=300)
def test_any_text_is_taken_or_refused_with_faults(texts: dict[str, Any]) -> None:
    for fault in faults(ARGUMENTS.from_text, texts):
        fault.message.text("ko").encode()


@given(VALUES, NAMES_OF_ARGUMENTS, JSON)
def test_any_value_can_be_shown_in_a_form(values: dict[str, Any], name: str, value: Any) -> None:
    for text in ARGUMENTS.as_text({**values, name: value}).values():
        assert isinstance(text, str) or all(isinstance(one, str) for one in text)


@given(st.integers(), st.floats(allow_nan=False), WORDS)
def test_a_wrong_value_meets_the_same_fault_as_text_and_as_json(
    whole: int, share: float, day: str
) -> None:
    values = {"whole": whole, "share": share, "day": day}
    texts = {"whole": str(whole), "share": repr(share), "day": day}
    if share in (float("inf"), float("-inf")):
        texts["share"] = "1e999" if share > 0 else "-1e999"
    assert outcome(ARGUMENTS.from_json, values) == outcome(ARGUMENTS.from_text, texts)


def outcome(read: Any, given_values: Any) -> Any:
    found = faults(read, given_values)
    return {(fault.path, fault.code) for fault in found} or read(given_values)


def faults(read: Any, given_values: Any) -> tuple[Fault, ...]:
    """What is refused; nothing where the values are taken."""
    try:
        read(given_values)
    except InvalidArguments as error:
        return error.faults
    return ()


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_any_bytes_are_json_or_cannot_be_read(body: Any) -> None:
    try:
        read_json(body)
    except UnreadableRequest as error:
        error.message.text("ko")


@given(NAMES, st.integers(1, 99))
def test_the_text_form_of_a_model_is_one_of_its_json_forms(name: str, count: int) -> None:
    as_object = ARGUMENTS.from_json({"whole": 1, "items": [{"name": name, "count": count}]})
    as_text = ARGUMENTS.from_json({"whole": 1, "items": [f"{name} {count}"]})
    assert as_object == as_text
    assert as_object["items"] == [Item(name=name, count=count)]


@pytest.mark.parametrize(
    "moment", [datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, 9, 30, 15, 250000, UTC)]
)
def test_a_moment_keeps_its_zone(moment: datetime) -> None:
    read = ARGUMENTS.from_json({"whole": 1, "moment": moment.isoformat()})["moment"]
    assert read == moment
    assert read.tzinfo is not None
