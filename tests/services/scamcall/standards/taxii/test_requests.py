"""Requests to a TAXII server: what is read of them, and what is refused with which status."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ieum.services.scamcall.standards.taxii.errors import TaxiiError
from ieum.services.scamcall.standards.taxii.requests import (
    check_accept,
    check_content_type,
    check_length,
    cursor_after,
    filters_of,
    limit_of,
    place_of,
)
from ieum.services.scamcall.standards.taxii.values import Filters, Place

PLACE = Place(datetime(2026, 11, 21, 1, 2, 3, 4, UTC), 7)
FIELDS = ("id", "type", "version", "spec_version")


def refused(function: object, *given: object) -> int:
    with pytest.raises(TaxiiError) as caught:
        function(*given)  # type: ignore[operator]
    return caught.value.status


@pytest.mark.parametrize(
    "header",
    ["application/taxii+json;version=2.1", "text/html, application/taxii+json; version=2.1"],
)
def test_taxii_2_1_is_spoken(header: str) -> None:
    check_accept(header)
    check_content_type(header)


@pytest.mark.parametrize(
    "header", ["", "*/*", "application/json", "application/taxii+json;version=2.0"]
)
def test_nothing_else_is_spoken(header: str) -> None:
    assert refused(check_accept, header) == 406
    assert refused(check_content_type, header) == 415


@pytest.mark.parametrize(
    ("length", "status"), [("", 400), ("many", 400), ("0", 413), ("-1", 413), ("101", 413)]
)
def test_a_body_says_its_length_and_is_not_too_long(length: str, status: int) -> None:
    check_length("100", 100)
    assert refused(check_length, length, 100) == status


@pytest.mark.parametrize("text", ["0", "-3", "many", "", "1.5", "9" * 5000])
def test_a_limit_that_is_no_count_is_refused(text: str) -> None:
    assert limit_of({"limit": "7"}, 100) == 7
    assert limit_of({"limit": "700"}, 100) == limit_of({}, 100) == 100
    assert refused(limit_of, {"limit": text}, 100) == 400


@pytest.mark.parametrize(
    "query",
    [
        {"added_after": "yesterday"},
        {"added_after": ""},
        {"added_after": "2026-02-30T00:00:00Z"},
        {"added_after": "2026-11-21T00:00:00+09:00"},
        {"match[version]": "newest"},
        {"match[version]": ""},
        {"match[version]": "last,2026-13-01T00:00:00Z"},
    ],
)
def test_a_time_that_is_none_is_refused(query: dict[str, str]) -> None:
    assert refused(filters_of, query, FIELDS) == 400


def test_filters_are_read_and_those_of_other_resources_passed_over() -> None:
    query = {
        "added_after": "2026-11-21T01:02:03.5Z",
        "match[type]": "indicator,sighting",
        "match[version]": "first,2026-01-01T00:00:00.000Z",
        "match[spec_version]": "2.1",
    }
    assert filters_of(query, FIELDS) == Filters(
        added_after=datetime(2026, 11, 21, 1, 2, 3, 500_000, UTC),
        types=("indicator", "sighting"),
        specs=("2.1",),
        versions=(datetime(2026, 1, 1, tzinfo=UTC),),
        first=True,
        last=False,
    )
    assert filters_of(query, ("spec_version",)).every


def test_a_cursor_leads_back_to_its_place_and_only_with_its_own_query() -> None:
    query = {"limit": "2", "match[type]": "a,b"}
    cursor = cursor_after(PLACE, "root/collection", query)
    again = {"limit": "5", "match[type]": "b,a", "next": cursor}
    assert place_of(again, "root/collection") == PLACE
    assert place_of({}, "root/collection") is None
    assert refused(place_of, again, "root/other") == 400
    assert refused(place_of, {"next": cursor}, "root/collection") == 400


@pytest.mark.parametrize("cursor", ["", "abc", "한글", "OTk5", "\ud800", "A" * 4000])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    assert refused(place_of, {"next": cursor}, "root/collection") == 400
