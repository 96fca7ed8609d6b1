"""Rows as lines of JSON: every kind of value comes back as it was."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from ieum.hub.backup.rows import (
    continue_numbering,
    last_of_each,
    read_rows,
    steps_taken,
    write_rows,
)

pytestmark = pytest.mark.django_db(transaction=True)

VALUES: list[dict[str, Any]] = [
    {
        "text": "홍길동 'quoted' \"double\" \\ \n\t\u2028 😀",
        "whole": -(2**63),
        "real": 0.1,
        "yes": True,
        "moment": datetime(2026, 11, 21, 9, 15, 0, 123456, tzinfo=UTC),
        "day": date(1, 1, 1),
        "clock": time(23, 59, 59, 999999),
        "span": -timedelta(days=3, microseconds=7),
        "exact": Decimal("-12345.6700"),
        "key": UUID(int=7),
        "raw": bytes(range(256)),
        "tree": {"a": [1, None, "가", 2.5], "b": {}},
        "maybe": None,
        "changed_at": datetime(2020, 1, 1, tzinfo=UTC),
    },
    {
        "text": "",
        "whole": 2**63 - 1,
        "real": 1e308,
        "yes": False,
        "moment": datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        "day": date(9999, 12, 31),
        "clock": time(0),
        "span": timedelta(days=36500),
        "exact": Decimal("0.0001"),
        "key": UUID(int=2**128 - 1),
        "raw": b"",
        "tree": [],
        "maybe": "null",
        "changed_at": datetime(2021, 1, 1, tzinfo=UTC),
    },
]


@pytest.fixture
def model() -> Any:
    with isolate_apps("ieum.hub.accounts"):

        class Everything(models.Model):
            text = models.TextField()
            whole = models.BigIntegerField()
            real = models.FloatField()
            yes = models.BooleanField()
            moment = models.DateTimeField()
            day = models.DateField()
            clock = models.TimeField()
            span = models.DurationField()
            exact = models.DecimalField(max_digits=20, decimal_places=4)
            key = models.UUIDField()
            raw = models.BinaryField()
            tree = models.JSONField()
            maybe = models.TextField(null=True)
            changed_at = models.DateTimeField(auto_now=True)

            class Meta:
                app_label = "accounts"
                db_table = "everything"

        with connection.schema_editor() as editor:
            editor.create_model(Everything)
        yield Everything
        with connection.schema_editor() as editor:
            editor.delete_model(Everything)


def rows_of(model: Any) -> list[dict[str, Any]]:
    found = list(model.objects.order_by("pk").values())
    return [row | {"raw": bytes(row["raw"])} for row in found]


def test_every_kind_of_value_comes_back_as_it_was(model: Any) -> None:
    for values in VALUES:
        row = model.objects.create(**values)
        # The column is written with today's date on saving; what is restored must keep its own.
        model.objects.filter(pk=row.pk).update(changed_at=values["changed_at"])
    before = rows_of(model)
    file = io.BytesIO()
    assert write_rows(model, "default", file) == 2
    model.objects.all().delete()
    file.seek(0)
    assert read_rows(model, connection, file) == 2
    assert rows_of(model) == before


def test_the_next_row_gets_a_number_that_is_free(model: Any) -> None:
    for number in (5, 700):
        model.objects.create(pk=number, **VALUES[0])
    file = io.BytesIO()
    write_rows(model, "default", file)
    model.objects.all().delete()
    file.seek(0)
    read_rows(model, connection, file)
    continue_numbering({"accounts.Everything": model}, connection)
    assert model.objects.create(**VALUES[0]).pk == 701


def test_many_rows_go_in_pieces(model: Any) -> None:
    model.objects.bulk_create(model(**VALUES[0]) for _ in range(1234))
    file = io.BytesIO()
    assert write_rows(model, "default", file) == 1234
    model.objects.all().delete()
    file.seek(0)
    assert read_rows(model, connection, file) == 1234
    assert model.objects.count() == 1234


def test_a_json_column_that_may_not_be_empty_keeps_the_word_null(model: Any) -> None:
    word = models.Value(None, models.JSONField())
    model.objects.create(**VALUES[0] | {"tree": word})
    file = io.BytesIO()
    write_rows(model, "default", file)
    model.objects.all().delete()
    file.seek(0)
    read_rows(model, connection, file)
    assert rows_of(model)[0]["tree"] is None


def test_the_last_step_of_each_app_stands_for_those_before_it() -> None:
    steps = steps_taken(connection)
    last = last_of_each(connection, steps)
    assert ("accounts", "0001_initial") in steps
    assert ("accounts", "0001_initial") not in last
    assert len({app for app, _step in last}) == len(last)
