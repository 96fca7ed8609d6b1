"""Rows inserted by one statement are the rows that the models would have made."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ieum.exchange import many_rows
from ieum.exchange.events.rows import ExchangeEvent

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 9, 30, 0, 123456, tzinfo=UTC)


def a_row(number: int) -> dict[str, Any]:
    return {
        "lane": 1,
        "kind": "test.kind",
        "giver": "기관 '하나' \\ \"둘\"",
        "subject": f"subject {number}",
        "revision": 2**62 + number,
        "body": bytes(range(256)),
        "audience": "",
        "at": AT,
        "retracts": None,
        "first_told_at": None,
    }


def test_what_is_read_back_is_what_was_given_byte_for_byte() -> None:
    many_rows.insert(ExchangeEvent, [a_row(1)])
    found = ExchangeEvent.objects.get(subject="subject 1")
    given = a_row(1)
    assert bytes(found.body) == given.pop("body")
    assert {name: getattr(found, name) for name in given} == given


def test_the_numbers_given_back_are_in_the_order_of_the_rows() -> None:
    numbers = many_rows.insert(ExchangeEvent, [a_row(n) for n in range(300)], returning="id")
    assert numbers == sorted(numbers)
    by_number = dict(ExchangeEvent.objects.values_list("id", "subject"))
    assert [by_number[number] for number in numbers] == [f"subject {n}" for n in range(300)]


def test_what_the_database_fills_is_as_if_the_model_had_been_saved() -> None:
    saved = ExchangeEvent.objects.create(**a_row(1))
    saved.refresh_from_db()
    many_rows.insert(ExchangeEvent, [a_row(2)])
    # One transaction wrote both, and what names it is the database's to say.
    assert ExchangeEvent.objects.get(subject="subject 2").transaction == saved.transaction


def test_no_rows_are_no_statement() -> None:
    assert many_rows.insert(ExchangeEvent, [], returning="id") == []
