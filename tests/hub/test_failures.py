"""What people and programs get when something goes wrong outside of a tool."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from ieum.hub import failures, health, log
from ieum.hub.mistakes import unexpected

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("ko", "아무것도 없습니다"), ("en", "nothing")])
def test_an_unknown_address_is_told_in_the_readers_language(
    client: Client, language: str, words: str
) -> None:
    reply = client.get("/no/such?lang=" + language, headers={"Accept": "application/json"})
    assert reply.status_code == 404
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert words in reply.json()["detail"]
    assert "/no/such" in reply.json()["detail"]
    assert reply.json()["instance"].endswith(reply.headers["X-Request-ID"])


def test_a_person_gets_a_page(client: Client) -> None:
    reply = client.get("/no/such", headers={"Accept": "text/html,application/json;q=0.9"})
    assert reply.status_code == 404
    assert "json" not in reply.headers["Content-Type"]
    assert "아무것도 없습니다" in reply.text


def test_a_path_cannot_bring_markup_into_the_page(client: Client) -> None:
    reply = client.get("/<script>alert(1)</script>", headers={"Accept": "text/html"})
    if "html" in reply.headers["Content-Type"]:
        assert "<script>alert" not in reply.text


def test_our_own_fault_gives_a_reference_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(health, "findings", fail)
    client = Client(raise_request_exception=False)
    reply = client.get("/health/ready", headers={"Accept": "application/json"})
    assert reply.status_code == 500
    assert reply.json()["code"] == "unexpected"
    assert reply.headers["X-Request-ID"] in reply.json()["detail"]
    assert "secret detail" not in reply.text
    assert "ZeroDivisionError" in caplog.text


def test_a_page_names_a_number_to_report_only_for_faults_of_ours(client: Client) -> None:
    reply = client.get("/no/such", headers={"Accept": "text/html"})
    assert reply.headers["X-Request-ID"] not in reply.text


def test_the_number_to_report_is_the_one_that_the_log_has() -> None:
    mark = log.request_id.set("0123456789abcdef")
    error = unexpected(ZeroDivisionError(), "a test")
    log.request_id.reset(mark)
    assert "0123456789abcdef" in error.message.text("ko")


def test_a_form_from_elsewhere_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    reply = client.post("/accounts/login/", {"login": "a@example.org", "password": "x"})
    assert reply.status_code == 403
    assert "새로 고쳐" in reply.text


@pytest.mark.parametrize(
    ("path", "accept", "json"),
    [
        ("/api/x", "text/html", True),
        ("/x", "application/json", True),
        ("/x", "application/problem+json, */*", True),
        ("/x", "text/html, application/json", False),
        ("/x", "*/*", False),
        ("/x", "", False),
    ],
)
def test_who_gets_json(path: str, accept: str, json: bool) -> None:
    request = RequestFactory().get(path, headers={"Accept": accept})
    assert failures.wants_json(request) is json
