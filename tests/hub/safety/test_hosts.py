"""Requests under a name that is not the hub's."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/api/services", "/accounts/login/", "/health"])
def test_a_foreign_name_gets_nothing(client: Client, address: str) -> None:
    assert client.get(address, headers={"host": "rebound.invalid"}).status_code == 400


def test_a_program_is_told_what_to_do(client: Client) -> None:
    reply = client.get("/api/services", headers={"host": "rebound.invalid:8000"})
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert "rebound.invalid" in reply.json()["detail"]
    assert "IEUM_HOSTS" in reply.json()["detail"]


@pytest.mark.parametrize(
    "host", ["", "a b", "x" * 5000, "localhost:no", "[::1", "@", "한글.invalid"]
)
def test_what_is_no_name_at_all_gets_nothing(client: Client, host: str) -> None:
    assert client.get("/api/services", HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:8000", "[::1]:8000", "10.1.2.3:80"],
)
def test_own_names_and_addresses_in_digits_are_answered(client: Client, host: str) -> None:
    assert client.get("/api/services", headers={"host": host}).status_code == 200


def test_a_name_that_the_operator_set_is_answered(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["ieum.example"]
    assert Client().get("/api/services", headers={"host": "ieum.example"}).status_code == 200
    assert Client().get("/api/services", headers={"host": "localhost"}).status_code == 400
