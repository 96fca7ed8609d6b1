"""Fingerprints: what stands for a number in the lists that handsets keep.

They are made under a key of their own and not under that of pseudonyms: a key that lies in millions of
handsets must be taken for known, and it must open nothing but the list it belongs to.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ieum.services.scamcall.vocabulary import SubjectKind

#: Bytes of a fingerprint (HMAC-SHA-256, RFC 2104).
FINGERPRINT_BYTES = 32
#: The first bytes of a fingerprint, which a filter is asked for.
KEY_BYTES = 8
#: Bits of a prefix in a list, and of one that is sent to be confirmed.
PREFIX_BITS = 32
ASKED_BITS = 16

Keys = NDArray[np.uint64]
Prefixes = NDArray[np.uint32]


def list_key(secret: bytes, epoch: int) -> bytes:
    """The key of the lists of an epoch, derived from the hub's secret."""
    return hmac.digest(secret, f"scamcall handset list, epoch {epoch}".encode(), "sha256")


def fingerprint(key: bytes, identifier: str) -> bytes:
    """The fingerprint of a phone number in its normal form (E.164)."""
    return hmac.digest(key, f"{SubjectKind.PHONE}\0{identifier}".encode(), "sha256")


def keys_of(fingerprints: Iterable[bytes]) -> Keys:
    """The first eight bytes of each fingerprint as a number, the highest byte first."""
    joined = b"".join(one[:KEY_BYTES] for one in fingerprints)
    return np.frombuffer(joined, dtype=">u8").astype(np.uint64)


def prefix_of(fingerprint: bytes) -> int:
    """The first four bytes of a fingerprint as a number, the highest byte first."""
    return int.from_bytes(fingerprint[: PREFIX_BITS // 8], "big")


def as_prefixes(found: Iterable[tuple[int]]) -> Prefixes:
    """Prefixes as a table gives them, each once, in order."""
    return np.unique(np.fromiter((prefix for (prefix,) in found), dtype=np.uint32))


def prefixes_of(keys: Keys) -> Prefixes:
    """The prefixes of some keys, in their order."""
    return (keys >> np.uint64(8 * KEY_BYTES - PREFIX_BITS)).astype(np.uint32)
