"""Confirmations that a party signs, so that years later anybody can check who said that they applied what.

The signature is Ed25519 (RFC 8032) by a key that the party has registered, over a text of five lines.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

from ieum.exchange.parties.values import SigningKey
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _

_HEAD = "ieum confirmation 1"


def signed_text(party: str, kind: str, subject: str, revision: int) -> str:
    """What a party signs: that it has applied a revision of a subject. The revision comes last, so that
    no other subject gives the same text."""
    return f"{_HEAD}\n{party}\n{kind}\n{subject}\n{revision}\n"


def signing_key_of(signature: str, text: str, keys: Iterable[SigningKey]) -> str:
    """The id of the key, of those of a party that sign now, whose signature this is.

    Raises ``WrongArgument`` for a signature that is none of theirs.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        raw = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    live = [key for key in keys if key.revoked_at is None]
    for key in live:
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(raw, text.encode())
        except InvalidSignature:
            continue
        return key.id
    raise WrongArgument(
        "signature",
        _(
            "서명이 이 기관의 살아 있는 서명 키({keys})의 것이 아닙니다. 줄바꿈으로 끝나는 다섯 줄({head}, 기관의 짧은 "
            "이름, 나눈 것, 대상, 판)에 Ed25519로 서명해 base64로 보내거나, 서명을 빼고 보내 주세요.",
            keys=", ".join(key.id for key in live) or "-",
            head=_HEAD,
        ),
    )
