"""The headers that keep a browser from being used against its owner."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from ieum.hub.safety.headers import CONTENT_SECURITY_POLICY

pytestmark = pytest.mark.django_db


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {name: sources for name, *sources in parts}


def test_the_policy_starts_from_nothing_and_has_no_unsafe_source() -> None:
    found = directives(CONTENT_SECURITY_POLICY)
    assert found["default-src"] == ["'none'"]
    for sources in found.values():
        assert set(sources) <= {"'self'", "'none'"}


@pytest.mark.parametrize("path", ["/health", "/nothing-here", "/accounts/login/", "/api/nothing"])
def test_every_reply_carries_the_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    if not path.startswith("/api/"):
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_behind_https_browsers_are_told_to_stay_on_it(settings: Settings) -> None:
    settings.HTTPS = True
    reply = Client().get("/health")
    assert reply.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    reply = client.get("/accounts/login/", headers={"Host": "evil.example.org"})
    assert reply.status_code == 400


def test_the_length_of_a_whole_reply_is_said(client: Client) -> None:
    reply = client.get("/health")
    assert reply.headers["Content-Length"] == str(len(reply.content))
