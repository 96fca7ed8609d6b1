"""What somebody else's description or reply holds costs bounded time, and is refused in words."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from ieum.kernel.answer import Answer
from ieum.kernel.errors import UpstreamFailed
from ieum.kernel.service import Service
from ieum.remote import description, registration, wire
from ieum.remote.document import MOST_VALUES, WrongDescription
from ieum.remote.reply import DEEPEST, MOST_ROWS, shown
from tests.remote.city_api import CityServer, city

FITTING = {"get": {"parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}]}}
#: A hundred times what each takes; without bounds, most would take hours and all the memory.
SECONDS = 20


@pytest.fixture(autouse=True)
def _in_bounded_time() -> Iterator[None]:
    def too_long(number: int, frame: object) -> None:
        raise TimeoutError(f"not done after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def document(paths: dict[str, Any], schemas: dict[str, Any] | None = None) -> str:
    return json.dumps(
        {"openapi": "3.1.0", "paths": paths, "components": {"schemas": schemas or {}}}
    )


def made(text: str, *only: str) -> tuple[Service, dict[str, str]]:
    registered = registration.Registration("t", "", "http://127.0.0.1:9", only=only)
    found = description.read(text, registered.wants)
    service, left_out = registration.service_of(registered, found)
    return service, {name: reason.text("en") for name, reason in left_out.items()}


def repeated(levels: int, line: str) -> str:
    return "openapi: 3.1.0\n" + "".join(
        line.format(level=level, before=",".join([f"*a{level - 1}"] * 9) if level else "")
        for level in range(levels)
    )


@pytest.mark.parametrize(
    "text",
    [
        repeated(40, "a{level}: &a{level} [1, {before}]\n"),
        repeated(40, "a{level}: &a{level} {{x: 1, <<: [{before}]}}\n"),
        "openapi: 3.1.0\npaths: &p {/a: *p}\n",
        "[" * 100_000,
        "openapi: 3.1.0\nx:\n" + "- a\n" * (MOST_VALUES + 1),
    ],
    ids=["aliases", "merges", "itself", "deep", "long"],
)
def test_yaml_that_grows_without_end_is_refused_before_it_grows(text: str) -> None:
    with pytest.raises(WrongDescription) as error:
        description.read(text)
    assert "300,000" in error.value.message.text("ko")


def test_a_description_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(WrongDescription) as error:
        description.read(" " * (wire.LARGEST_DESCRIPTION + 1))
    assert "10MB" in error.value.message.text("ko")


@pytest.mark.parametrize("text", ["openapi: " + "9" * 10_000, '{"openapi": "\\ud800"}'])
def test_values_that_nothing_can_hold_are_refused(text: str) -> None:
    with pytest.raises(WrongDescription):
        description.read(text)


@pytest.mark.parametrize("levels", [4, 40])
def test_references_that_fan_out_cost_their_operation_alone(levels: int) -> None:
    fields = [f"f{number}" for number in range(20)]
    schemas: dict[str, Any] = {
        f"S{level}": {
            "properties": {one: {"$ref": f"#/components/schemas/S{level + 1}"} for one in fields}
        }
        for level in range(levels)
    }
    schemas[f"S{levels}"] = {"type": "string"}
    wide = {"$ref": "#/components/schemas/S0"}
    post = {"post": {"requestBody": {"content": {"application/json": {"schema": wide}}}}}
    paths = {f"/wide{number}": post for number in range(100)}
    service, left_out = made(document({**paths, "/fits": FITTING}, schemas))
    assert list(service.tools) == ["get_fits"]
    assert len(left_out) == 100
    assert all("schema" in reason for reason in left_out.values())


def test_of_thousands_of_operations_the_wanted_ones_are_to_be_named() -> None:
    paths = {f"/{n}": {"get": {"operationId": f"listThings{n}"}} for n in range(5_000)}
    with pytest.raises(WrongDescription) as error:
        made(document(paths))
    words = error.value.message.text("en")
    assert "5000" in words
    assert "--only listThings0 listThings1" in words
    service, left_out = made(document(paths), "listThings7", "list_things8")
    assert list(service.tools) == ["list_things7", "list_things8"]
    assert left_out == {}


def test_a_wanted_operation_that_is_not_there_is_named() -> None:
    with pytest.raises(WrongDescription) as error:
        made(document({"/a": FITTING}), "get /a", "lostOne")
    assert "lostOne" in error.value.message.text("en")
    assert "get /a" not in error.value.message.text("en")


def test_more_choices_than_a_form_can_offer_cost_their_operation_alone() -> None:
    many = {"type": "string", "enum": [f"v{number}" for number in range(200_000)]}
    paths = {"/many": {"get": {"parameters": [{"name": "q", "in": "query", "schema": many}]}}}
    service, left_out = made(document({**paths, "/fits": FITTING}))
    assert list(service.tools) == ["get_fits"]
    assert "200,000 choices" in left_out["get /many"]


def test_endless_words_are_cut() -> None:
    long = {"get": {**FITTING["get"], "summary": "word " * 100_000}}  # type: ignore[dict-item]
    service, _left_out = made(document({"/a": long}))
    assert len(service.get("get_a").title.text("en")) <= description.LONGEST_WORDS


KEYWORDS = [
    "enum",
    "default",
    "minimum",
    "maxLength",
    "items",
    "properties",
    "required",
    "anyOf",
    "allOf",
    "format",
    "minItems",
    "example",
    "$ref",
    "description",
    "type",
]


@pytest.mark.parametrize("odd", [5, -1, [5], "x", None, {"a": 5}, True], ids=repr)
def test_a_keyword_that_holds_nonsense_costs_at_most_its_operation(odd: Any) -> None:
    paths: dict[str, Any] = {"/fits": FITTING, "/odd": odd}
    for kind in ("string", "integer", "array", "object"):
        for keyword in KEYWORDS:
            schema = {"type": kind, keyword: odd}
            get = {"parameters": [{"name": "q", "in": "query", "schema": schema}]}
            paths[f"/{kind}/{keyword}"] = {"get": get}
    for part in ("parameters", "requestBody", "summary", "operationId"):
        paths[f"/{part}"] = {"post": {part: odd}}
    text = json.dumps({"openapi": "3.0.0", "info": odd, "servers": odd, "paths": paths})
    service, _left_out = made(text)
    assert "get_fits" in service.tools


def test_unquoted_words_of_yaml_are_what_they_are_in_json() -> None:
    text = """
openapi: 3.0.3
paths:
  /a:
    get:
      operationId: a
      parameters:
        - name: day
          in: query
          required: true
          schema: {type: string, format: date, example: 2026-03-01}
        - name: at
          in: query
          schema: {type: string, enum: [yes, no, 12:30, on]}
"""
    service, _left_out = made(text)
    tool = service.get("a")
    assert tool.examples == ({"day": "2026-03-01"},)
    choices = tool.arguments.by_name["at"].shape.choices
    assert [str(choice.value) for choice in choices] == ["yes", "no", "12:30", "on"]


@pytest.fixture(scope="module")
def server() -> Iterator[CityServer]:
    with city() as running:
        yield running


def test_what_the_environment_says_to_other_programs_is_not_used(
    server: CityServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert "paths" in wire.fetch_description(f"{server.address}/openapi.json")


def test_calls_go_through_the_proxy_that_the_operator_names(server: CityServer) -> None:
    # A proxy is asked for the whole address, of a host that only it can reach.
    before = len(server.requests)
    call = wire.Call("GET", "/word")
    wire.send("t", "http://api.invalid/v1", call, {}, proxy=server.address)
    assert server.requests[before][1] == "http://api.invalid/v1/word"


def test_a_reply_that_trickles_in_is_given_up(
    server: CityServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "REPLY_SECONDS", 0.3)
    with pytest.raises(UpstreamFailed) as error:
        wire.send("t", f"{server.address}/v1", wire.Call("GET", "/trickle"), {})
    assert "초 안에" in error.value.message.text("ko")


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        ({"a": 2**64 + 1}, "18446744073709551617"),
        ({"a": 2**53 + 1}, 2**53 + 1),
        ({"a": "half \ud800"}, "half ?"),
    ],
)
def test_a_value_that_json_at_the_doors_cannot_hold_is_shown_as_text(
    content: dict[str, Any], cell: object
) -> None:
    result, _notes = shown(content)
    assert result.values[0].value == cell
    assert Answer(result=result).as_json("ko")


def test_a_deep_or_endless_reply_is_shown_in_part() -> None:
    deep: dict[str, Any] = {}
    for _level in range(900):
        deep = {"a": deep}
    result, _notes = shown(deep)
    assert result.values[0].label == ".".join("a" * DEEPEST)
    result, notes = shown({f"k{number}": number for number in range(MOST_ROWS + 1)})
    assert len(result.values) == MOST_ROWS
    assert str(MOST_ROWS + 1) in notes[0].text("en")
