"""The JSON door: tools over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ieum.hub.accounts.models import User
from ieum.hub.jobs import worker
from tests.hub import sample_service
from tests.hub.registry_of import let_registry_hold

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def hub_with_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise ImportError("no such module")

    services = {"sample": lambda: sample_service.service, "broken": broken}
    let_registry_hold(monkeypatch, services)


def post(client: Client, tool: str, body: Any, **headers: str) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(
        f"/api/sample/{tool}", text, content_type="application/json", headers=headers
    )


def test_a_tool_answers_json_with_hangul_as_it_is(client: Client) -> None:
    reply = post(client, "add", {"a": 1, "b": "350만원"})
    assert reply.status_code == 200
    assert reply.json()["result"] == {"total": 3_500_001}
    assert "원" in reply.content.decode()


def test_a_reading_tool_answers_a_query_too(client: Client) -> None:
    assert client.get("/api/sample/add?a=5&b=만").json()["result"] == {"total": 10_005}


def test_a_list_in_a_query_is_given_by_repeating_its_name(client: Client) -> None:
    faults = client.get("/api/sample/add?a=5&a=6").json()["faults"]
    assert [(fault["path"], fault["code"]) for fault in faults] == [("a", "type")]


def test_wrong_arguments_are_problem_details_in_the_readers_language(client: Client) -> None:
    reply = post(client, "add", {"a": -1}, **{"Accept-Language": "en"})
    assert reply.status_code == 422
    assert reply["Content-Type"] == PROBLEM
    assert reply["Content-Language"] == "en"
    assert reply.json()["faults"][0]["path"] == "a"
    assert reply.json()["instance"].endswith(reply["X-Request-ID"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[1]", 400),
        ('{"a": NaN}', 400),
        ('{"a": 1e999}', 422),
        ('{"a": 9223372036854775808}', 422),
        (b'{"a": "\xff"}', 400),
        ('{"\\ud800": 1}', 422),
        ("[" * 100_000, 400),
        ("", 422),
    ],
)
def test_broken_json_is_a_problem_and_never_a_fault_of_ours(
    client: Client, body: str | bytes, status: int
) -> None:
    reply = post(client, "add", body)
    assert (reply.status_code, reply["Content-Type"]) == (status, PROBLEM)


def test_a_body_of_another_kind_is_refused(client: Client) -> None:
    reply = client.post("/api/sample/add", "a: 1", content_type="application/yaml")
    assert reply.status_code == 415


def test_other_methods_are_refused_and_the_right_ones_named(client: Client) -> None:
    reply = client.put("/api/sample/add")
    assert reply.status_code == 405
    assert "POST" in reply["Allow"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/sample/nothing", 404),
        ("/api/nothing/add", 404),
        ("/api/", 404),
        ("/api/a/b/c", 404),
        ("/api/broken/add", 503),
        ("/api/jobs/none", 404),
        ("/api/jobs/%00", 404),
    ],
)
def test_what_is_not_there_is_a_problem(client: Client, address: str, status: int) -> None:
    reply = client.get(address)
    assert (reply.status_code, reply["Content-Type"]) == (status, PROBLEM)


def test_a_failing_tool_is_a_problem_without_its_detail(client: Client) -> None:
    reply = post(client, "fail", {})
    assert reply.status_code == 500
    assert b"secret" not in reply.content


def test_too_many_calls_say_when_to_come_again(client: Client) -> None:
    statuses = {post(client, "seldom", {}).status_code for _call in range(4)}
    assert statuses == {200, 429}
    assert int(post(client, "seldom", {})["Retry-After"]) >= 1


def test_a_job_is_accepted_with_its_address_and_followed_there(client: Client) -> None:
    file = SimpleUploadedFile("a.txt", b"12345")
    reply = client.post("/api/sample/count", {"files": file})
    assert reply.status_code == 202
    assert client.get(reply["Location"]).json()["state"] == "queued"
    worker.run_next()
    done = client.get(reply["Location"]).json()
    assert done["state"] == "done"
    assert done["answer"]["result"]["rows"] == [["a.txt", 5]]


def test_a_job_is_cancelled_by_deleting_it(client: Client) -> None:
    reply = client.post("/api/sample/count", {"files": SimpleUploadedFile("a.txt", b"1")})
    assert client.delete(reply["Location"]).json()["state"] == "cancelled"


def test_an_act_takes_its_key_from_the_header_and_nothing_from_another_site(
    client: Client,
) -> None:
    client.force_login(User.objects.create_superuser("admin@ieum.example", "x"))
    key = {"Idempotency-Key": "one"}
    assert post(client, "block", {"number": 1}).status_code == 422
    assert post(client, "block", {"number": 1}, **key).status_code == 200
    other = post(client, "block", {"number": 2}, **{"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 403


def test_the_description_names_every_tool_and_leads_nowhere_wrong(client: Client) -> None:
    description = client.get("/api/openapi.json").json()
    assert description["openapi"] == "3.1.0"
    assert set(description["paths"]) == {
        "/api/jobs/{id}",
        "/api/jobs/{id}/files/{name}",
        *(f"/api/sample/{name}" for name in sample_service.service.tools),
    }
    names = set(description["components"]["schemas"])
    for reference in _references(description):
        assert reference.removeprefix("#/components/schemas/") in names


def test_the_list_of_services_leaves_the_broken_one_out(client: Client) -> None:
    assert [service["name"] for service in client.get("/api/services").json()] == ["sample"]


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [one for value in node.values() for one in _references(value)]
    return [one for value in node for one in _references(value)] if isinstance(node, list) else []
