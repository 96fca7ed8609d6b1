"""A REST API that exists already becomes a service: its operations are tools."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.errors import InvalidArguments, UpstreamFailed
from ieum.kernel.registry import BrokenService, Registry
from ieum.kernel.service import Service
from ieum.kernel.shapes import Kind
from ieum.kernel.tool import Access, Effect
from ieum.remote import description, registration, wire
from ieum.remote.operation import identifier
from tests.remote.city_api import DESCRIPTION, CityServer, city


@pytest.fixture(scope="module")
def server() -> Iterator[CityServer]:
    with city() as running:
        yield running


@pytest.fixture
def service(server: CityServer, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setenv("IEUM_API_CITY_KEY", "not-a-real-key")
    registered = registration.Registration(
        name="city", source="", base=f"{server.address}/v1", key_header="X-API-Key"
    )
    return registration.service_of(registered, description.read(json.dumps(DESCRIPTION)))[0]


def call(service: Service, name: str, /, **given: Any) -> Answer[Any]:
    tool = service.get(name)
    return tool.run(tool.arguments.from_json(given), Context())


def test_operations_become_tools_and_what_cannot_says_why(server: CityServer) -> None:
    text = wire.fetch_description(f"{server.address}/openapi.json")
    registered = registration.Registration(name="city", source="", base=server.address)
    service, left_out = registration.service_of(registered, description.read(text))
    assert list(service.tools)[:3] == ["list_parks", "add_park", "get_park"]
    assert "image/png" in left_out["uploadPhoto"].text("en")
    assert "refers to itself" in left_out["plantTree"].text("en")


def test_arguments_take_their_shapes_from_the_schema(service: Service) -> None:
    district, area = service.get("list_parks").arguments.arguments
    assert (district.shape.kind, district.required) == (Kind.CHOICE, True)
    assert [str(choice.value) for choice in district.shape.choices] == ["동구", "서구"]
    assert (area.name, area.shape.at_least, area.required) == ("min_area", 0, False)
    kinds = [one.shape.kind for one in service.get("add_park").arguments.arguments]
    assert kinds == [Kind.TEXT, Kind.NUMBER, Kind.DATE]


def test_what_reads_is_open_and_what_changes_something_is_for_staff(service: Service) -> None:
    assert service.get("list_parks").public_read
    add = service.get("add_park")
    assert (add.effect, add.access) == (Effect.WRITE, Access.STAFF)


def test_a_list_comes_as_a_table_with_its_source(service: Service, server: CityServer) -> None:
    answer = call(service, "list_parks", district="동구", min_area=500)
    table = answer.result.tables[0]
    assert [column.name for column in table.columns] == [
        "id",
        "name",
        "area",
        "where.lat",
        "where.lon",
    ]
    assert table.rows == [["가/나", "샘물공원", 1200.5, 35.1, 126.9]]
    source = answer.sources[0]
    assert (source.title, source.version) == ("가람시 공공자료", "2.1")
    assert source.address == f"{server.address}/v1/parks"
    method, path, headers, _body = server.requests[-1]
    assert method == "GET"
    assert "min-area=500" in path
    assert headers["X-Api-Key" if "X-Api-Key" in headers else "X-API-Key"] == "not-a-real-key"


def test_a_value_stays_in_its_place_of_the_path(service: Service, server: CityServer) -> None:
    answer = call(service, "get_park", park_id="가/나")
    assert {value.label: value.value for value in answer.result.values}["name"] == "샘물공원"
    for attempt in ("../admin", "..", "a?b=c", "a#b"):
        assert call(service, "get_park", park_id=attempt).refusal is not None
        assert server.requests[-1][1].count("/") == 3
        assert "?" not in server.requests[-1][1]


def test_what_the_remote_does_not_have_is_a_refusal(service: Service) -> None:
    assert call(service, "get_park", park_id="z").refusal is not None


def test_a_body_is_sent_as_json_and_its_refusal_names_the_reason(
    service: Service, server: CityServer
) -> None:
    call(service, "add_park", name="새공원", area=3.5, opened="2026-03-01")
    assert json.loads(server.requests[-1][3]) == {
        "name": "새공원",
        "area": 3.5,
        "opened": "2026-03-01",
    }
    with pytest.raises(InvalidArguments) as error:
        call(service, "add_park", name="금지", area=1)
    assert "쓸 수 없는 이름" in error.value.message.text("ko")


@pytest.mark.parametrize(
    ("operation", "says"),
    [
        ("teapot", "418"),
        ("huge", "5MB"),
        ("nonsense", "JSON"),
        ("elsewhere", "302"),
        ("slow", "초 안에"),
    ],
)
def test_a_remote_that_misbehaves_is_named_and_nothing_of_it_is_believed(
    service: Service, operation: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "REPLY_SECONDS", 0.3)
    with pytest.raises(UpstreamFailed) as error:
        call(service, operation)
    text = error.value.message.text("ko")
    assert "가람시 공공자료" in text
    assert says in text
    assert "not-a-real-key" not in text


@pytest.mark.parametrize("value", ["이음", "a\r\nX-Admin: yes", "a\nb"])
def test_a_value_that_would_spoil_a_header_is_refused(
    service: Service, server: CityServer, value: str
) -> None:
    before = len(server.requests)
    with pytest.raises(InvalidArguments):
        call(service, "greeting", x_name=value)
    assert len(server.requests) == before
    assert call(service, "greeting", x_name="ieum").result is not None


def test_a_remote_that_is_gone_says_what_to_check() -> None:
    registered = registration.Registration(name="city", source="", base="http://127.0.0.1:9")
    service, _left = registration.service_of(registered, description.read(json.dumps(DESCRIPTION)))
    with pytest.raises(UpstreamFailed):
        call(service, "word")


def test_plain_text_is_shown_as_it_is(service: Service) -> None:
    assert call(service, "word").result.values[0].value == "한마디"


def test_a_kept_api_is_a_service_of_the_registry_and_a_spoilt_one_is_shown_as_broken(
    tmp_path: Path,
) -> None:
    registered = registration.Registration(name="city", source="x", base="http://127.0.0.1:9")
    registration.keep(tmp_path / "city", registered, json.dumps(DESCRIPTION))
    registration.keep(tmp_path / "spoilt", registered, "{}")
    registry = Registry(tmp_path, loaders=[registration.remote_services])
    assert {"city", "spoilt"} <= set(registry.names())
    assert isinstance(registry.load("city"), Service)
    spoilt = registry.load("spoilt")
    assert isinstance(spoilt, BrokenService)
    assert "WrongDescription" in spoilt.error


def test_yaml_and_openapi_3_1_read_as_well() -> None:
    text = """
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /a:
    get:
      parameters:
        - {name: since, in: query, schema: {type: [string, "null"], format: date}}
"""
    read = description.read(text)
    service, _left = registration.service_of(
        registration.Registration("t", "", "http://127.0.0.1:9"), read
    )
    tool = service.get("get_a")
    assert tool.arguments.by_name["since"].shape.kind is Kind.DATE
    assert tool.arguments.by_name["since"].nullable


@pytest.mark.parametrize(
    "text", ["", "[]", "openapi: 2.0", '{"openapi": "3.0.0"}', "\x00", "a: [", '{"swagger": "2.0"}']
)
def test_what_is_no_description_is_refused(text: str) -> None:
    with pytest.raises(description.WrongDescription):
        description.read(text)


def test_an_allof_is_merged_and_a_broken_reference_named() -> None:
    document = copy.deepcopy(DESCRIPTION)
    document["components"]["schemas"]["Park"] = {
        "allOf": [
            {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
            {"properties": {"area": {"type": "integer"}}},
        ]
    }
    document["components"]["schemas"]["Tree"] = {"$ref": "#/nowhere"}
    read = description.read(json.dumps(document))
    add = next(one for one in read.operations if one.name == "addPark")
    assert {(one.name, one.required) for one in add.parameters} == {("name", True), ("area", False)}
    assert "leads nowhere" in read.left_out["plantTree"].text("en")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("listParks", "list_parks"),
        ("min-area", "min_area"),
        ("class", "class_"),
        ("9lives", "value_9lives"),
        ("이름", "이름"),
    ],
)
def test_names_become_identifiers(name: str, expected: str) -> None:
    assert identifier(name) == expected
    assert identifier(name).isidentifier()
