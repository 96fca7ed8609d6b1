"""Requests that bring too much."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(settings: Settings) -> Client:
    settings.UPLOAD_MEGABYTES = 1
    return Client()


def test_a_request_over_the_limit_is_refused_with_the_limit(small: Client) -> None:
    file = SimpleUploadedFile("plan.txt", b"x" * (2**20 + 1))
    reply = small.post("/api/programme/read", {"file": file})
    assert reply.status_code == 413
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json()["code"] == "too-large"
    assert "1MB" in reply.json()["detail"]


def test_a_person_gets_a_page_rather_than_json(small: Client) -> None:
    reply = small.post("/accounts/login/", {"login": "x" * (2**20 + 1)})
    assert reply.status_code == 413
    assert "json" not in reply.headers["Content-Type"]


def test_a_request_below_the_limit_goes_on(small: Client) -> None:
    reply = small.post("/accounts/login/", {"login": "x"})
    assert reply.status_code == 200


def test_a_length_that_is_no_number_is_not_believed(small: Client) -> None:
    assert small.get("/health", CONTENT_LENGTH="lots").status_code == 200
