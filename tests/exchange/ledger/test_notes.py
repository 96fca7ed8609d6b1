"""Signed heads are C2SP signed notes and checkpoints, and nothing changed passes for one."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.exchange.ledger.notes import (
    Checkpoint,
    PrivateKey,
    WrongNote,
    new_key,
    opened,
    read_public_key,
    signed_note,
)

#: The example of the reference implementation of signed notes, golang.org/x/mod/sumdb/note.
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
NOTE = TEXT + (
    "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZ"
    "b6KE6RyyBwJnAM=\n"
)

KEY = PrivateKey("ledger.example/one", bytes(range(32)))
HEAD = Checkpoint("ledger.example/one", 20852163, bytes(range(32)))
SIGNED = signed_note(HEAD.text(), [(KEY.public(), KEY.sign(HEAD.text()))])


def test_keys_and_signatures_are_those_of_the_reference_implementation() -> None:
    key = PrivateKey("PeterNeumann", SEED)
    assert key.public() == read_public_key(PUBLIC)
    assert key.public().line() == PUBLIC
    assert signed_note(TEXT, [(key.public(), key.sign(TEXT))]) == NOTE


def test_a_signed_head_reads_back() -> None:
    assert SIGNED.startswith("ledger.example/one\n20852163\nAAEC")
    assert opened(SIGNED, [KEY.public()]) == HEAD


@settings(max_examples=300)
@given(st.integers(0, len(SIGNED.encode()) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(place: int, by: int) -> None:
    content = SIGNED.encode()
    changed = content[:place] + bytes([content[place] ^ by]) + content[place + 1 :]
    try:
        note = changed.decode()
    except UnicodeDecodeError:
        return
    with pytest.raises(WrongNote):
        opened(note, [KEY.public()])


def test_signatures_of_others_are_passed_over() -> None:
    other = new_key("witness.example")
    both = [(other.public(), other.sign(HEAD.text())), (KEY.public(), KEY.sign(HEAD.text()))]
    assert opened(signed_note(HEAD.text(), both), [KEY.public()]) == HEAD


def test_a_head_that_no_known_key_signed_is_refused() -> None:
    with pytest.raises(WrongNote, match="no signature of a known key"):
        opened(SIGNED, [new_key("ledger.example/one").public()])


@pytest.mark.parametrize(
    "line",
    [
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3",
        "",
        "PRIVATE+KEY+" + PUBLIC,
    ],
)
def test_what_is_no_key_is_refused(line: str) -> None:
    with pytest.raises(WrongNote, match="not a ledger key"):
        read_public_key(line)


def test_a_private_key_does_not_show_itself() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert str(KEY.seed) not in repr(KEY)
