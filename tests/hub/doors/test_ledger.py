"""The ledger's addresses give what anybody needs to check it, and nothing of what its entries say."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from ieum.exchange.ledger import sequencer, store
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.ledger.notes import opened, read_public_key
from ieum.exchange.ledger.tree import consistency_holds, inclusion_holds

pytestmark = pytest.mark.django_db
AT = "/api/exchange/ledger"


@pytest.fixture(autouse=True)
def _own_key(home: Path) -> None:
    """A ledger key of the test's own."""


def fill(count: int) -> None:
    store.write_all(
        [Entry(kind="delivery", party="hub", actor="account:7") for _each in range(count)]
    )
    sequencer.integrate_all()


def test_a_proof_holds_under_the_signed_head(client: Client) -> None:
    fill(300)
    head = client.get(f"{AT}/head").json()
    checkpoint = opened(head["note"], [read_public_key(head["key"])])
    assert (checkpoint.size, checkpoint.root.hex()) == (head["size"], head["root"])
    found = client.get(f"{AT}/proof?index=7").json()
    path = [bytes.fromhex(one) for one in found["path"]]
    assert inclusion_holds(bytes.fromhex(found["leaf_hash"]), 7, 300, path, checkpoint.root)
    assert "account" not in str(found)


def test_two_heads_are_shown_to_follow_each_other(client: Client) -> None:
    fill(3)
    first = client.get(f"{AT}/head").json()
    fill(300)
    second = client.get(f"{AT}/head").json()
    path = client.get(f"{AT}/consistency?from=3&to=303").json()["path"]
    roots = bytes.fromhex(first["root"]), bytes.fromhex(second["root"])
    assert consistency_holds(3, 303, *roots, [bytes.fromhex(one) for one in path])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("head", 404),
        ("proof?index=0", 404),
        ("proof", 422),
        ("proof?index=-1", 422),
        ("proof?index=x&size=1", 422),
        ("consistency?from=1", 422),
        ("consistency?from=1&to=2", 404),
    ],
)
def test_what_is_not_there_or_not_said_is_a_problem(
    client: Client, address: str, status: int
) -> None:
    reply = client.get(f"{AT}/{address}")
    assert reply.status_code == status
    assert reply.headers["Content-Type"].startswith("application/problem+json")


def test_the_ledger_is_only_read(client: Client) -> None:
    assert client.post(f"{AT}/head").status_code == 405
