"""Entries are canonical, bounded, and commit to what may have to be deleted."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

import pytest

from ieum.exchange.ledger.entries import (
    Entry,
    Evidence,
    WrongEntry,
    commitment,
    new_id,
    new_salt,
)

AT = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))


def test_the_leaf_is_what_anybody_computes_from_the_parts() -> None:
    entry = Entry(
        kind="order.issued",
        party="hub",
        actor="account:7",
        at=AT,
        basis="제4조",
        evidence=(Evidence("규칙표", "3", "ab" * 32),),
        rule="rules 3",
        model="",
        body={"minutes": 30, "is_test": True, "rate": 0.5, "note": None},
        id=UUID(int=1),
    )
    assert entry.leaf().decode() == (
        '{"actor":"account:7","at":"2026-03-01T00:00:00.000000Z","basis":"제4조",'
        '"body":{"is_test":true,"minutes":30,"note":null,"rate":0.5},'
        '"evidence":[{"reference":"규칙표","sha256":"' + "ab" * 32 + '","version":"3"}],'
        '"id":"00000000-0000-0000-0000-000000000001","kind":"order.issued","model":"",'
        '"party":"hub","rule":"rules 3"}'
    )


def test_two_entries_that_say_the_same_are_two() -> None:
    first, second = (Entry(kind="delivery", party="hub", actor="x", at=AT) for _each in range(2))
    assert first.leaf() != second.leaf()


def test_identifiers_grow_with_time_and_say_what_they_are() -> None:
    first = new_id()
    assert (first.version, first.variant) == (7, "specified in RFC 4122")
    assert len({new_id() for _each in range(1000)}) == 1000
    # The first 48 bits are milliseconds.
    assert new_id().int >> 80 >= first.int >> 80


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "Order Issued"}, "kind is 'Order Issued'"),
        ({"at": datetime(2026, 3, 1)}, "no time zone"),
        ({"body": {"list": [1]}}, "list in the body"),
        ({"body": {"number": 2**53}}, "beyond"),
        ({"body": {"number": float("nan")}}, "no JSON number"),
        ({"basis": "\ud800"}, "surrogate"),
        ({"basis": "x" * 70_000}, "at most 65535"),
    ],
)
def test_what_cannot_be_an_entry_is_refused(change: dict[str, object], words: str) -> None:
    given = {"kind": "delivery", "party": "hub", "actor": "account:7", **change}
    with pytest.raises(WrongEntry, match=words):
        Entry(**given).leaf()  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{"sha256": "xyz"}, {"sha256": "AB" * 32}, {"version": "3"}])
def test_evidence_that_leads_nowhere_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(WrongEntry):
        Evidence(**given)


def test_a_commitment_says_nothing_without_its_salt() -> None:
    salt = new_salt()
    said = commitment(salt, b"content")
    assert said == sha256(salt + b"content").hexdigest()
    assert commitment(new_salt(), b"content") != said
    with pytest.raises(WrongEntry, match="expected 16"):
        commitment(b"short", b"content")
    assert json.loads(Entry(kind="act", party="hub", actor="x", body={"c": said}).leaf())
