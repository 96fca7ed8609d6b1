"""What is written to the ledger: one entry an act, an order, a delivery, a deletion, an agreement.

The ledger is never changed and may be read by others, so an entry holds no personal data: no name,
no number of a person, no text that somebody wrote. What an entry must answer for, and what may have
to be deleted one day, stands in it as a **commitment**: ``commitment(salt, content)``, a digest with
16 random bytes that are kept beside the content, outside of the ledger. Who has both can show that
the content is what was committed to; once both are deleted, the digest says nothing any more, even
about content that could be guessed, such as a telephone number. The plain digest of such content
could be found by trying, so it must not stand here.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ieum.exchange.ledger.canonical import canonical

#: The most that one entry may be, as in C2SP tlog-tiles.
LARGEST_BYTES = 65_535
SALT_BYTES = 16
KIND = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*")
DIGEST = re.compile(r"[0-9a-f]{64}")
#: A value of an entry's flat body.
Scalar = str | int | float | bool | None


class WrongEntry(ValueError):
    """An entry that cannot be written; for developers, it says which part and why."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an entry rests on: a reference to look it up by, its version, its SHA-256 digest in hex.

    At least one of ``reference`` and ``sha256`` is given.
    """

    reference: str = ""
    version: str = ""
    sha256: str = ""

    def __post_init__(self) -> None:
        if self.sha256 and not DIGEST.fullmatch(self.sha256):
            raise WrongEntry(f"sha256 is '{self.sha256}'; expected 64 lowercase hex digits")
        if not (self.reference or self.sha256):
            raise WrongEntry("evidence without a reference and without a digest")


def new_id() -> UUID:
    """An identifier that grows with time and cannot be guessed (UUID version 7, RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. See the module for why it holds no personal data.

    ``kind`` is words divided by points (``order.issued``); ``at`` knows its time zone; ``party`` is
    the organisation in whose name it happened and ``actor`` a role or an account (``account:7``),
    never a name; ``basis`` the article or agreement it rests on; ``rule`` and ``model`` the versions
    of what decided; ``body`` further values by name. Raises ``WrongEntry``.
    """

    kind: str
    party: str
    actor: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    basis: str = ""
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    model: str = ""
    body: Mapping[str, Scalar] = field(default_factory=lambda: MappingProxyType({}))
    id: UUID = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if not KIND.fullmatch(self.kind):
            raise WrongEntry(f"kind is '{self.kind}'; expected words such as order.issued")
        if self.at.tzinfo is None:
            raise WrongEntry(f"at is {self.at.isoformat()}, which has no time zone")
        for name, value in self.body.items():
            if not isinstance(value, str | int | float | bool | None):
                raise WrongEntry(f"{name} in the body is no text, number, truth or null")

    def leaf(self) -> bytes:
        """The bytes that the ledger holds: canonical JSON (RFC 8785) in UTF-8, without a newline.

        ``at`` is UTC with microseconds. Raises ``WrongEntry`` where they would be too many.
        """
        try:
            leaf = canonical(self.values())
        except ValueError as problem:
            raise WrongEntry(str(problem)) from None
        if len(leaf) > LARGEST_BYTES:
            raise WrongEntry(f"an entry of {len(leaf)} bytes; at most {LARGEST_BYTES} fit")
        return leaf

    def values(self) -> dict[str, Any]:
        """The entry as JSON values."""
        at = self.at.astimezone(UTC).replace(tzinfo=None)
        return {
            "id": str(self.id),
            "kind": self.kind,
            "at": at.isoformat(timespec="microseconds") + "Z",
            "party": self.party,
            "actor": self.actor,
            "basis": self.basis,
            "evidence": [
                {"reference": one.reference, "version": one.version, "sha256": one.sha256}
                for one in self.evidence
            ],
            "rule": self.rule,
            "model": self.model,
            "body": dict(self.body),
        }


def new_salt() -> bytes:
    """A salt for one commitment; kept beside the content, never in the ledger."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, content: bytes) -> str:
    """The SHA-256 digest, in hex, that stands in the ledger for content that may be deleted.

    Raises ``WrongEntry`` for a salt that is not 16 bytes: shorter ones could be tried out.
    """
    if len(salt) != SALT_BYTES:
        raise WrongEntry(f"a salt of {len(salt)} bytes; expected {SALT_BYTES}")
    return sha256(salt + content).hexdigest()
