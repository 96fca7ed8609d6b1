"""The files that handsets get: a whole list, or what changed since the one they have; signed.

Layout, little-endian:

     0  8 bytes   ``ieumlist``
     8  2 bytes   layout, 1
    10  1 byte    content: 1 filter, 2 prefixes, 3 changes
    11  1 byte    zero
    12  4 bytes   epoch of the list key
    16  16 bytes  version
    32  16 bytes  version that changes start from; zeros before a whole list
    48  8 bytes   made at, seconds since 1970 UTC
    56  8 bytes   valid until, likewise; after it the handset blocks nothing
    64  4 bytes   seconds to wait before asking again
    68  4 bytes   how many different prefixes are listed in this version
    72  8 bytes   their sum modulo 2⁶⁴
    80  4 bytes   length of the content
    84  4 bytes   number of the hub's key, as the line of the public key names it
    88            content: a filter (``fuse``), a list of prefixes, or two lists (``rice``): those that
                  came and those that went
    then 64 bytes Ed25519 signature (RFC 8032) under the text ``ieum handset list 1``, a newline, the
                  SHA-256 of all bytes before it in 64 small hexadecimal digits, and a newline
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from hashlib import sha256
from uuid import UUID

from ieum.exchange.ledger.notes import PublicKey
from ieum.services.scamcall.handset.values import WAIT, Edition

_HEAD = struct.Struct("<8sHBBI16s16sqqIIQI4s")
_MAGIC = b"ieumlist"
_LAYOUT = 1
SIGNATURE_BYTES = 64
#: What a file costs beyond its content, in bytes.
OVERHEAD = _HEAD.size + SIGNATURE_BYTES
_NO_VERSION = UUID(int=0)

#: Signs a text as the hub: its key, and the signature.
Sign = Callable[[str], tuple[PublicKey, bytes]]


class WrongListFile(ValueError):
    """A file that is no list, is damaged, or that no known key has signed."""


class Content(IntEnum):
    """What a file holds."""

    FILTER = 1
    PREFIXES = 2
    CHANGES = 3


@dataclass(frozen=True, slots=True)
class ListFile:
    """What a file says, its signature checked."""

    content: Content
    epoch: int
    version: UUID
    since: UUID | None
    made_at: datetime
    valid_until: datetime
    wait_seconds: int
    prefixes: int
    prefix_sum: int
    body: bytes


def written(
    edition: Edition, content: Content, body: bytes, since: UUID | None, sign: Sign
) -> bytes:
    """A signed file. ``since``: the version that changes start from, None for a whole list."""
    # The key's number is under the signature too, so it must be known before.
    key, _signature = sign(_signed_text(b""))
    head = _HEAD.pack(
        _MAGIC,
        _LAYOUT,
        content,
        0,
        edition.epoch,
        edition.version.bytes,
        (since or _NO_VERSION).bytes,
        int(edition.made_at.timestamp()),
        int(edition.valid_until.timestamp()),
        int(WAIT.total_seconds()),
        edition.prefixes,
        edition.prefix_sum,
        len(body),
        key.id,
    )
    return head + body + sign(_signed_text(head + body))[1]


def read(file: bytes, keys: Iterable[PublicKey]) -> ListFile:
    """What a file says that one of the hub's public keys has signed. Raises ``WrongListFile``."""
    if len(file) < OVERHEAD:
        raise WrongListFile("the file is shorter than its head and signature")
    (
        magic,
        layout,
        content,
        _zero,
        epoch,
        version,
        since,
        made,
        until,
        wait,
        count,
        total,
        length,
        id,
    ) = _HEAD.unpack_from(file)
    if (magic, layout) != (_MAGIC, _LAYOUT):
        raise WrongListFile("the file is no handset list of layout 1")
    if len(file) != OVERHEAD + length:
        raise WrongListFile("the file has another length than its head says")
    key = next((one for one in keys if one.id == id), None)
    if key is None:
        raise WrongListFile(f"the file is signed with the unknown key {id.hex()}")
    if not key.verifies(file[-SIGNATURE_BYTES:], _signed_text(file[:-SIGNATURE_BYTES])):
        raise WrongListFile("the file was changed after it was signed")
    return ListFile(
        Content(content),
        epoch,
        UUID(bytes=version),
        UUID(bytes=since) if any(since) else None,
        datetime.fromtimestamp(made, UTC),
        datetime.fromtimestamp(until, UTC),
        wait,
        count,
        total,
        file[_HEAD.size : -SIGNATURE_BYTES],
    )


def _signed_text(content: bytes) -> str:
    return f"ieum handset list 1\n{sha256(content).hexdigest()}\n"
