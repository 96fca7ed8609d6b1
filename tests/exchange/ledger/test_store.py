"""The ledger on a real database: written, integrated, proved, and never changed."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from ieum.exchange.ledger import proofs, sequencer, signing, store
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.ledger.notes import opened
from ieum.exchange.ledger.rows import LedgerEntry, LedgerHead, LedgerKey, LedgerTile
from ieum.exchange.ledger.tree import consistency_holds, inclusion_holds, leaf_hash, root_of
from ieum.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


def entry(number: int) -> Entry:
    return Entry(kind="order.issued", party="hub", actor="account:7", body={"number": number})


def filled(count: int) -> list[bytes]:
    """A ledger with so many entries; their leaves."""
    given = [entry(number) for number in range(count)]
    store.write_all(given)
    sequencer.integrate_all()
    return [one.leaf() for one in given]


def newest() -> store.Head:
    head = store.head()
    assert head is not None
    return head


def test_an_entry_that_is_written_gets_the_next_place() -> None:
    references = [store.write(entry(number)) for number in range(3)]
    assert [store.index_of(reference) for reference in references] == [None] * 3
    assert sequencer.integrate() == 3
    assert [store.index_of(reference) for reference in references] == [0, 1, 2]
    assert store.index_of(uuid4()) is None
    assert not store.is_waiting()


def test_an_entry_comes_to_pass_with_the_transaction_it_was_written_in() -> None:
    with transaction.atomic():
        store.write(entry(1))
        transaction.set_rollback(True)
    assert sequencer.integrate_all() == 0
    assert store.head() is None


def test_the_signed_head_is_over_the_leaves_as_anybody_computes_them() -> None:
    leaves = filled(600)
    head = newest()
    assert head.checkpoint.size == 600
    assert head.checkpoint.root == root_of([leaf_hash(leaf) for leaf in leaves])
    assert opened(head.note(), [known.key for known in store.known_keys()]) == head.checkpoint
    said = json.loads(store.leaves(3, 4)[0])
    assert said["kind"] == "order.issued"
    assert said["body"] == {"number": 3}


def test_batches_of_any_size_give_one_order_and_a_head_each() -> None:
    given = [entry(number) for number in range(700)]
    store.write_all(given)
    sizes = [0]
    while count := sequencer.integrate(most=130):
        sizes.append(sizes[-1] + count)
    assert sizes == [0, 130, 260, 390, 520, 650, 700]
    assert store.leaves(0, 700) == [one.leaf() for one in given]
    assert set(LedgerHead.objects.values_list("size", flat=True)) == set(sizes[1:])


def test_proofs_hold_under_the_head_of_any_size() -> None:
    leaves = filled(300)
    filled(417)
    head = newest()
    assert head.checkpoint.size == 717
    old = store.head(300)
    assert old is not None
    proof = proofs.inclusion(299)
    assert (proof.leaf, proof.size) == (leaves[299], 717)
    assert inclusion_holds(proof.leaf_hash, 299, 717, proof.path, head.checkpoint.root)
    under_old = proofs.inclusion(299, 300)
    assert inclusion_holds(under_old.leaf_hash, 299, 300, under_old.path, old.checkpoint.root)
    both = proofs.consistency(300, 717)
    assert consistency_holds(300, 717, old.checkpoint.root, head.checkpoint.root, both.path)


def test_what_is_not_there_is_said_to_be_so() -> None:
    with pytest.raises(NotFound, match="still empty"):
        proofs.inclusion(0)
    filled(3)
    with pytest.raises(NotFound, match="no entry 3"):
        proofs.inclusion(3)
    with pytest.raises(NotFound, match="no entry -1"):
        proofs.inclusion(-1)
    with pytest.raises(NotFound, match="never had 4 entries"):
        proofs.consistency(1, 4)
    with pytest.raises(NotFound, match="smaller number first"):
        proofs.consistency(3, 1)


@pytest.mark.parametrize("model", [LedgerEntry, LedgerHead, LedgerKey, LedgerTile])
def test_the_database_refuses_to_delete_or_to_change(model: type) -> None:
    filled(3)
    table = model._meta.db_table
    column = {"exchange_ledgerhead": "root", "exchange_ledgerkey": "line"}.get(table, "hashes")
    column = "leaf" if model is LedgerEntry else column
    before = list(model.objects.values())
    for statement in (
        f"DELETE FROM {table}",
        f"UPDATE {table} SET {column} = {'NULL' if column == 'line' else column}",
    ):
        if model is LedgerTile and statement.startswith("UPDATE"):
            continue
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute(statement)
    assert list(model.objects.values()) == before


def test_a_tile_may_grow_but_not_change() -> None:
    filled(3)
    tile = LedgerTile.objects.get()
    for hashes in (bytes(tile.hashes)[:-1], b"\x00" * 96, b""):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            LedgerTile.objects.update(hashes=hashes)
    filled(1)
    assert len(bytes(LedgerTile.objects.get().hashes)) == 4 * 32


@pytest.mark.only_on_postgresql
def test_postgresql_refuses_to_empty_a_filled_ledger() -> None:
    filled(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute("TRUNCATE exchange_ledgerentry")


def test_nothing_is_signed_above_a_damaged_tree() -> None:
    filled(3)
    head = newest()
    execute_past_guards(f"UPDATE exchange_ledgertile SET hashes = {blob(96)} WHERE level = 0")
    store.write(entry(9))
    with pytest.raises(sequencer.DamagedLedger, match="does not match"):
        sequencer.integrate()
    assert newest() == head
    assert store.is_waiting()


def test_a_new_key_signs_from_then_on_and_heads_of_the_old_one_still_verify(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled(2)
    old = newest()
    monkeypatch.setenv("IEUM_LEDGER_KEY", "ab" * 32)
    store.write(entry(3))
    with pytest.raises(signing.WrongLedgerKey, match="ieum ledger rotate"):
        sequencer.integrate()
    key = signing.rotate()
    sequencer.integrate_all()
    head = newest()
    assert head.key == key
    assert head.checkpoint.size == 4
    assert [known.since for known in store.known_keys()] == [0, 2]
    assert opened(old.note(), [known.key for known in store.known_keys()]) == old.checkpoint
    written = json.loads(store.leaves(3, 4)[0])
    assert (written["kind"], written["body"]["key"]) == ("ledger.key", key.line())
    with pytest.raises(signing.WrongLedgerKey, match="already used"):
        signing.rotate()


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def blob(length: int) -> str:
    return f"decode('{'00' * length}', 'hex')" if is_postgresql() else f"x'{'00' * length}'"


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def execute_past_guards(statement: str) -> None:
    if is_postgresql():
        execute("ALTER TABLE exchange_ledgertile DISABLE TRIGGER USER")
    else:
        execute("DROP TRIGGER exchange_ledgertile_only_grows")
    execute(statement)
