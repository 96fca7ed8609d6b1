"""Identifiers sealed for storage, and the keys of all epochs, from one secret of the hub."""

from __future__ import annotations

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ieum.services.scamcall.identifiers.pseudonyms import EpochKey

_NONCE_BYTES = 12


class Unsealable(Exception):
    """Sealed under another secret, or changed since."""


def epoch_key(secret: bytes, epoch: int) -> EpochKey:
    """The key of an epoch, derived from the hub's secret."""
    return EpochKey(
        epoch, hmac.digest(secret, f"scamcall pseudonyms, epoch {epoch}".encode(), "sha256")
    )


def seal(secret: bytes, pseudonym: str, identifier: str) -> bytes:
    """The identifier encrypted, bound to its pseudonym so that two cannot be exchanged."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _cipher(secret).encrypt(nonce, identifier.encode(), pseudonym.encode())


def unseal(secret: bytes, pseudonym: str, sealed: bytes) -> str:
    """The identifier again. Raises ``Unsealable``."""
    try:
        plain = _cipher(secret).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], pseudonym.encode()
        )
    except (InvalidTag, ValueError) as error:
        raise Unsealable from error
    return plain.decode()


def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(hmac.digest(secret, b"scamcall sealed identifiers", "sha256"))
