"""The log: one line an event, and nothing in it that belongs to a person."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ieum.hub.log import JsonLines, TextLines
from ieum.hub.personal_data import without_personal_data

# Numbers that no network, bank or register gives out.
PERSONAL = [
    ("call 010-0000-0000 now", "call [phone] now"),
    ("01000000000", "[phone]"),
    ("+82 10-0000-0000", "[phone]"),
    ("(02)000-0000", "[phone]"),
    ("1588-0000", "[phone]"),
    ("000000-1000000", "[resident-number]"),
    ("0000001000000", "[resident-number]"),
    ("0000-0000-0000-0000", "[card]"),
    ("000-000000-00-000", "[account]"),
    ("hong@example.org said", "[e-mail] said"),
    ("GET /find?name=hong&age=3 HTTP", "GET /find[query] HTTP"),
    ("Authorization: Bearer abc.def", "[secret]"),
    ("password=hunter2; x", "[secret]; x"),
    ('{"token": "abc"}', '{"[secret]}'),
]
HARMLESS = [
    "2026-11-21 09:15:00",
    "2026-11-21T09:15:00.123+09:00",
    "3조 1000억 원",
    "page 12-34",
    "1,234,567,890 won",
    "version 10.20.30",
    "12345678",
]


@pytest.mark.parametrize(("text", "expected"), PERSONAL)
def test_personal_data_is_replaced_by_its_kind(text: str, expected: str) -> None:
    assert without_personal_data(text) == expected


@pytest.mark.parametrize("text", HARMLESS)
def test_other_figures_stay(text: str) -> None:
    assert without_personal_data(text) == text


@given(st.text(max_size=50), st.text(max_size=50))
def test_a_phone_number_is_found_in_any_text(before: str, after: str) -> None:
    line = without_personal_data(f"{before} 010-0000-0000 {after}")
    assert "010-0000-0000" not in line


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    found = logging.getLogger("ieum.test").makeRecord(
        "ieum.test", logging.INFO, __file__, 1, message, arguments, None, extra=extra
    )
    return found


def test_a_json_line_holds_what_was_given_without_personal_data() -> None:
    line = json.loads(JsonLines().format(record("call from %s", "010-0000-0000", tool="tax.x")))
    assert line["event"] == "call from [phone]"
    assert line["tool"] == "tax.x"
    assert line["level"] == "info"


def test_a_traceback_is_cleaned_too() -> None:
    try:
        raise ValueError("hong@example.org")
    except ValueError as problem:
        event = record("failed")
        event.exc_info = (type(problem), problem, problem.__traceback__)
    for form in (JsonLines(), TextLines()):
        text = form.format(event)
        assert "ValueError" in text
        assert "hong@example.org" not in text


def test_nested_values_are_cleaned_too() -> None:
    class Person:
        def __str__(self) -> str:
            return "hong@example.org"

    assert "hong@" not in JsonLines().format(record("x", who=Person()))
    assert "hong@" not in JsonLines().format(record("x", who=["hong@example.org"]))


def test_broken_text_does_not_break_the_log() -> None:
    line = json.loads(JsonLines().format(record("read \ud800", file="\udcff", size=2**70)))
    assert line["event"] == "read ?"
    assert line["size"] == str(2**70)
    assert TextLines().format(record("read \ud800")).encode()


@pytest.mark.django_db
def test_a_request_leaves_a_line_with_its_route_and_not_with_what_was_asked(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="ieum.requests"):
        reply = client.get("/health?name=hong")
    line = json.loads(JsonLines().format(caplog.records[-1]))
    assert (line["route"], line["status"], line["method"]) == ("health", 200, "GET")
    assert "hong" not in caplog.text
    assert len(reply.headers["X-Request-ID"]) == 16
