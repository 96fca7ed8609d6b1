"""Pseudonyms: what stands for a phone number or an account wherever it need not be known.

There are only some 10⁸ Korean mobile numbers, so a plain hash of one is undone by trying them all. A
pseudonym is therefore keyed (HMAC-SHA-256, RFC 2104): whoever has no key can neither make nor undo
it. Keys change by epochs, and two epochs live at a time, so that lists made under the old key can
still be matched while new ones spread. Who holds which key is written down with the key.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from ieum.services.scamcall.vocabulary import SubjectKind

#: Bits kept of the HMAC: enough that two of 10¹² subjects meet by chance once in 10¹² times.
_BYTES = 20


@dataclass(frozen=True, slots=True)
class EpochKey:
    """The key of one epoch."""

    epoch: int
    key: bytes


def pseudonym(key: EpochKey, kind: SubjectKind, identifier: str) -> str:
    """The pseudonym of an identifier in its normal form: ``kind.epoch.base32``.

    The kind goes into the HMAC, so that an account and a phone number of the same digits differ.
    """
    digest = hmac.digest(key.key, f"{kind}\0{identifier}".encode(), "sha256")[:_BYTES]
    return f"{kind}.{key.epoch}.{base64.b32encode(digest).decode().lower()}"


def pseudonyms(keys: Iterable[EpochKey], kind: SubjectKind, identifier: str) -> list[str]:
    """The pseudonyms of an identifier under some keys, in their order."""
    return [pseudonym(key, kind, identifier) for key in keys]


def epoch_of(text: str) -> int | None:
    """The epoch of a pseudonym; None for what is no pseudonym."""
    parts = text.split(".")
    if len(parts) != 3 or parts[0] not in set(SubjectKind) or not parts[1].isdecimal():
        return None
    return int(parts[1])
