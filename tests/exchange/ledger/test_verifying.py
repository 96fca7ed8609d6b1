"""An exported ledger is verified anywhere: any change is found, and the first entry named."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from ieum.exchange.ledger import export, sequencer, store
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.ledger.export_format import end_line
from ieum.exchange.ledger.notes import WrongNote, new_key
from ieum.exchange.ledger.verifying import ChangedLedger, verified
from ieum.kernel.errors import IeumError, NotFound

pytestmark = pytest.mark.django_db
#: Two full tiles, so that there is a line of hashes of entries 256 to 511, and 88 entries behind.
SIZE = 600
#: Lines before the first entry: the header, and the hashes of the first tile.
BEFORE = 2


@pytest.fixture(autouse=True)
def one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_LEDGER_KEY", "5a" * 32)


def fill(count: int, kind: str = "delivery") -> store.Head:
    store.write_all(
        [Entry(kind=kind, party="hub", actor="account:7", body={"n": n}) for n in range(count)]
    )
    sequencer.integrate_all()
    head = store.head()
    assert head is not None
    return head


def exported(tmp_path: Path, size: int = SIZE) -> Path:
    fill(size)
    path = tmp_path / "ledger.jsonl"
    export.export(path)
    return path


def changed(path: Path, change: Callable[[list[bytes]], None], *, with_digest: bool = True) -> Path:
    """A copy with its lines changed, and the digest at the end made to fit."""
    lines = path.read_bytes().splitlines(keepends=True)
    change(lines)
    if with_digest:
        from hashlib import sha256

        lines[-1] = end_line(sha256(b"".join(lines[:-1])).hexdigest())
    copy = path.with_name("changed.jsonl")
    copy.write_bytes(b"".join(lines))
    return copy


def line_of(index: int) -> int:
    """Which line an entry is in, from 0."""
    return BEFORE + index + min(index // 256, SIZE // 256 - 1)


def test_a_whole_file_verifies_with_the_public_key_alone(tmp_path: Path) -> None:
    path = exported(tmp_path)
    head = store.head()
    assert head is not None
    found = verified(path, [head.key])
    assert found.head == head.checkpoint
    assert verified(path).keys == (head.key,)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 512, 513])
def test_a_ledger_of_any_size_verifies_against_every_head_before(tmp_path: Path, size: int) -> None:
    heads = [fill(1)]
    for step in (size // 3, size // 2):
        if step:
            heads.append(fill(step))
    path = exported(tmp_path, size)
    heads.append(fill(3))
    for head in heads[:-1]:
        assert verified(path, [head.key], head.note()).kept == head.checkpoint
    with pytest.raises(ChangedLedger, match="removed, or the file was exported before"):
        verified(path, [head.key], heads[-1].note())


def test_three_levels_of_tiles_verify(tmp_path: Path) -> None:
    kept = fill(300)
    for _each in range(33):
        fill(2000)
    path = tmp_path / "ledger.jsonl"
    export.export(path)
    assert verified(path, [kept.key], kept.note()).head.size == 66_300


def test_any_changed_byte_is_found(tmp_path: Path) -> None:
    path = exported(tmp_path)
    whole = path.read_bytes()
    chance = random.Random(7)
    for _each in range(300):
        place = chance.randrange(len(whole))
        content = bytearray(whole)
        content[place] ^= chance.randrange(1, 256)
        path.write_bytes(content)
        with pytest.raises(IeumError):
            verified(path)


@pytest.mark.parametrize("index", [0, 1, 255, 256, 511, 512, 599])
def test_the_first_entry_that_differs_is_named(tmp_path: Path, index: int) -> None:
    path = exported(tmp_path)
    line = line_of(index)

    def alter(lines: list[bytes]) -> None:
        lines[line] = lines[line].replace(b"account:7", b"account:8")

    def remove(lines: list[bytes]) -> None:
        del lines[line]

    def insert(lines: list[bytes]) -> None:
        lines.insert(line, lines[line_of(3)].replace(b"account:7", b"account:8"))

    for change, words in (
        (alter, f"Entry {index} was changed"),
        (remove, f"Entry {index} was removed"),
        (insert, f"inserted in the place of entry {index} "),
    ):
        with pytest.raises(ChangedLedger, match=words):
            verified(changed(path, change))


def test_an_entry_behind_the_last_is_named(tmp_path: Path) -> None:
    path = exported(tmp_path)
    for index in (256, SIZE):

        def insert(lines: list[bytes], index: int = index) -> None:
            lines.insert(line_of(index - 1) + 1, lines[line_of(3)])

        with pytest.raises(ChangedLedger, match=f"inserted in the place of entry {index} "):
            verified(changed(path, insert))


def test_an_entry_changed_together_with_its_hash_is_found(tmp_path: Path) -> None:
    path = exported(tmp_path)

    def alter(lines: list[bytes]) -> None:
        lines[line_of(300)] = lines[line_of(300)].replace(b"account:7", b"account:8")
        lines[line_of(256) - 1] = lines[line_of(256) - 1].replace(b"A", b"B", 1)

    with pytest.raises(ChangedLedger, match="one of the entries 256 to 511 was changed"):
        verified(changed(path, alter))


def test_changed_hashes_over_whole_entries_are_told_apart(tmp_path: Path) -> None:
    path = exported(tmp_path)

    def alter(lines: list[bytes]) -> None:
        lines[line_of(256) - 1] = lines[line_of(256) - 1].replace(b"A", b"B", 1)

    with pytest.raises(ChangedLedger, match="hashes of entries 256 to 511"):
        verified(changed(path, alter))


@pytest.mark.parametrize("kept", [1, 2, 100, 300, 500, 602])
def test_a_file_that_is_cut_says_where_it_ends(tmp_path: Path, kept: int) -> None:
    path = exported(tmp_path)

    def cut(lines: list[bytes]) -> None:
        del lines[kept:]

    with pytest.raises(ChangedLedger, match="ends before entry"):
        verified(changed(path, cut, with_digest=False))


def test_history_that_was_written_anew_is_found_with_a_head_from_before(tmp_path: Path) -> None:
    with transaction.atomic():
        kept = fill(300)
        transaction.set_rollback(True)
    path = exported(tmp_path)
    assert verified(path, [kept.key]).head.size == SIZE
    with pytest.raises(ChangedLedger, match="written anew"):
        verified(path, [kept.key], kept.note())


def test_a_head_of_another_ledger_is_told_from_a_changed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        monkeypatch.setenv("IEUM_LEDGER_KEY", "77" * 32)
        other = fill(3)
        transaction.set_rollback(True)
    monkeypatch.setenv("IEUM_LEDGER_KEY", "5a" * 32)
    path = exported(tmp_path)
    own = [known.key for known in store.known_keys()]
    with pytest.raises(ChangedLedger, match="of the same ledger"):
        verified(path, [*own, other.key], other.note())
    with pytest.raises(WrongNote, match="no signature of a known key"):
        verified(path, own, other.note())


def test_a_file_that_another_key_signed_is_refused(tmp_path: Path) -> None:
    path = exported(tmp_path)
    with pytest.raises(WrongNote, match="no signature of a known key"):
        verified(path, [new_key("ledger.example").public()])


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"\xff\x00", b"[1]\n", b'{"head":1}\n'])
def test_what_is_no_exported_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(ChangedLedger, match="first line"):
        verified(path)


def test_an_empty_ledger_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="still empty"):
        export.export(tmp_path / "ledger.jsonl")
    assert not list(tmp_path.glob("*ledger*"))
