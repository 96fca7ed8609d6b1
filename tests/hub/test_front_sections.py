"""What services show on the front page."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest
from django.test import Client

from ieum.hub.front_sections import sections
from ieum.services.programme import front

RUNS = {"programme": SimpleNamespace(name="programme", is_running=True)}
OFF = {"programme": SimpleNamespace(name="programme", is_running=False)}


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "says"), [("ko", "보이스피싱"), ("en", "voice phishing")])
def test_the_front_page_says_what_was_promised_and_what_runs(language: str, says: str) -> None:
    page = Client().get("/", {"lang": language}).content.decode()
    assert says in page
    assert page.index('id="ask"') < page.index('id="promised"')


def test_a_service_that_does_not_run_shows_nothing() -> None:
    assert sections("ko", OFF) == []
    assert sections("ko", {}) == []


def test_a_section_that_fails_is_logged_and_leaves_the_front_page_whole(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(language: str, states: object) -> dict[str, object]:
        raise ZeroDivisionError

    assert [one.template for one in sections("ko", RUNS)] == ["programme/front.html"]
    monkeypatch.setattr(front, "section", fails)
    with caplog.at_level(logging.ERROR):
        assert sections("ko", RUNS) == []
    assert "programme" in caplog.text
