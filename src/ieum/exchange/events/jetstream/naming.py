"""What a NATS server calls things of the exchange, the same at both ends.

Each party has a JetStream stream of its own with one subject, and in it a durable pull consumer for
each of its signing keys, so that two places of one party never take each other's messages.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

#: The prefix byte of a user's public key in text (NATS ADR-14).
_USER = 20 << 3
FIRST_LINE = "ieum events message"
#: The header of a message in which its signature stands, in base64.
SIGNATURE = "Ieum-Signature"


def stream_of(party: str) -> str:
    """The stream of a party."""
    return f"IEUM-{party}"


def subject_of(party: str) -> str:
    """The one subject of that stream."""
    return f"ieum.events.{party}"


def inbox_of(party: str) -> str:
    """Under what the party's programs hear answers, and nobody else."""
    return f"_INBOX_{party}"


def consumer_of(public: bytes) -> str:
    """The consumer that reads for whoever holds a signing key, by its 32 public bytes."""
    return f"key-{sha256(public).hexdigest()[:12]}"


def signed_text(subject: str, payload: bytes) -> str:
    """What the hub signs of a message: for whom it is, and the SHA-256 of what it says."""
    return f"{FIRST_LINE}\n{subject}\n{sha256(payload).hexdigest()}\n"


def signature_in(headers: Mapping[str, str] | None) -> bytes:
    """The signature that stands in the headers of a message; blank where there is none that can be read."""
    try:
        return base64.b64decode((headers or {}).get(SIGNATURE, ""), validate=True)
    except binascii.Error:
        return b""


def public_of(secret: bytes) -> bytes:
    """The public half of a secret Ed25519 key: 32 bytes each."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def user_key(public: bytes) -> str:
    """A public Ed25519 key of 32 bytes as NATS writes that of a user: ``U…``."""
    raw = bytes([_USER]) + public
    checksum = binascii.crc_hqx(raw, 0).to_bytes(2, "little")
    return base64.b32encode(raw + checksum).decode().rstrip("=")
