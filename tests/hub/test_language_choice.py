"""Which language a request is answered in."""

from __future__ import annotations

import pytest
from django.test import Client

from ieum.hub.language_choice import preferred

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ko"),
        ("en-US,en;q=0.9", "en"),
        ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
        ("fr-FR,en;q=0.3", "en"),
        ("fr", "ko"),
        ("en;q=0.2,ko;q=0.7", "ko"),
        ("en;q=0", "ko"),
        ("en;q=abc, ko;q=0.1", "ko"),
        (";;,,q=1", "ko"),
    ],
)
def test_the_browsers_wish_is_followed(header: str, language: str) -> None:
    assert preferred(header) == language


def test_korean_is_the_default(client: Client) -> None:
    assert client.get("/health").headers["Content-Language"] == "ko"


def test_the_address_counts_more_than_the_cookie_and_the_cookie_more_than_the_browser(
    client: Client,
) -> None:
    wish = {"Accept-Language": "ko"}
    reply = client.get("/health?lang=en", headers=wish)
    assert reply.headers["Content-Language"] == "en"
    assert reply.cookies["ieum_language"].value == "en"
    reply = client.get("/health", headers=wish)
    assert reply.headers["Content-Language"] == "en"
    reply = client.get("/health?lang=ko", headers={"Accept-Language": "en"})
    assert reply.headers["Content-Language"] == "ko"


def test_a_language_the_hub_lacks_is_passed_over(client: Client) -> None:
    reply = client.get("/health?lang=xx", headers={"Accept-Language": "en"})
    assert reply.headers["Content-Language"] == "en"
    assert "ieum_language" not in reply.cookies
