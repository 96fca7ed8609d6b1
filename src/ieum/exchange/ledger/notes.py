"""Signed heads as text: C2SP signed notes and checkpoints, with Ed25519.

A checkpoint is what the ledger promises about itself: its name, how many entries it has, and the
root above them. Whoever keeps one can show later whether the ledger still begins the same.

A public key is given as signed notes write it: ``NAME+KEYID+BASE64``.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from ieum.exchange.ledger.tree import HASH_BYTES
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _

ED25519 = b"\x01"
NAME = re.compile(r"[^\s+]+")
KEY_ID_BYTES = 4
SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class WrongNote(IeumError):
    """A key line or a signed head that cannot be read, or that no known key has signed."""

    code = "wrong-note"
    status = 422


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies: the ledger's name, and 32 bytes."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that tell a note's signatures apart."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:KEY_ID_BYTES]

    def line(self) -> str:
        """The key as a line of text."""
        return f"{self.name}+{self.id.hex()}+{_base64(ED25519 + self.key)}"

    def verifies(self, signature: bytes, text: str) -> bool:
        """Whether the signature is this key's under the text."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs: the ledger's name, and the 32 bytes that must stay secret."""

    name: str
    seed: bytes

    def __repr__(self) -> str:
        return f"PrivateKey({self.name!r})"

    def public(self) -> PublicKey:
        """What verifies its signatures."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        return PublicKey(self.name, key.public_key().public_bytes_raw())

    def sign(self, text: str) -> bytes:
        """The signature under a text."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A ledger's name, its number of entries, and the root above them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def new_key(name: str) -> PrivateKey:
    """A new key for a ledger of that name."""
    return PrivateKey(name, secrets.token_bytes(32))


def read_public_key(line: str) -> PublicKey:
    """A key from its line. Raises ``WrongNote``."""
    name, _plus, rest = line.strip().partition("+")
    content = _decoded(rest.partition("+")[2])
    if NAME.fullmatch(name) and content and content[:1] == ED25519 and len(content) == 33:
        found = PublicKey(name, content[1:])
        if line.strip() == found.line():
            return found
    raise WrongNote(
        _(
            "'{key}'{key:-은/는} 원장 열쇠가 아닙니다. 이름+열쇠번호+base64 꼴로 주세요. "
            "`ieum ledger keys`가 보이는 줄 그대로입니다.",
            key=line.strip()[:120],
        )
    )


def signed_note(text: str, signatures: Iterable[tuple[PublicKey, bytes]]) -> str:
    """A text with the signatures under it; the text ends with a newline."""
    lines = [f"— {key.name} {_base64(key.id + signature)}\n" for key, signature in signatures]
    return text + "\n" + "".join(lines)


def opened(note: str, keys: Iterable[PublicKey]) -> Checkpoint:
    """The checkpoint in a note that one of the keys has signed.

    Signatures by keys that are not known are passed over, as those of witnesses may be. Raises
    ``WrongNote`` where none is known, or where one that claims to be by a known key is not.
    """
    text, blank, below = note.rpartition("\n\n")
    if not blank or not below.endswith("\n"):
        raise _no_checkpoint()
    text += "\n"
    known = {(key.name, key.id): key for key in keys}
    signed = False
    for line in below[:-1].split("\n"):
        name, key_id, signature = _read_signature(line)
        key = known.get((name, key_id))
        if key is None:
            continue
        if not key.verifies(signature, text):
            raise WrongNote(
                _(
                    "원장 머리의 서명이 열쇠 {key}의 것이 아닙니다. 머리나 서명이 바뀌었습니다.",
                    key=key.line(),
                )
            )
        signed = True
    checkpoint = read_checkpoint(text)
    if not signed:
        raise WrongNote(
            _(
                "원장 머리에 아는 열쇠의 서명이 없습니다. 찾은 열쇠: {keys}. 원장 '{origin}'의 공개 열쇠를 "
                "--key로 주세요.",
                keys=", ".join(key.line() for key in known.values()) or "-",
                origin=checkpoint.origin,
            )
        )
    return checkpoint


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's text, its signatures unseen. Raises ``WrongNote``."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not SIZE.fullmatch(lines[1]):
        raise _no_checkpoint()
    root = _decoded(lines[2])
    if root is None or len(root) != HASH_BYTES:
        raise _no_checkpoint()
    return Checkpoint(lines[0], int(lines[1]), root)


def _read_signature(line: str) -> tuple[str, bytes, bytes]:
    words = line.split(" ")
    content = _decoded(words[2]) if len(words) == 3 else None
    if words[0] != "—" or not content or len(content) <= KEY_ID_BYTES:
        raise _no_checkpoint()
    return words[1], content[:KEY_ID_BYTES], content[KEY_ID_BYTES:]


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _decoded(text: str) -> bytes | None:
    """The bytes of a base64 text in its one proper form; None for any other."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if _base64(content) == text else None


def _no_checkpoint() -> WrongNote:
    return WrongNote(
        _(
            "서명된 원장 머리가 아닙니다. 첫 줄은 원장 이름, 둘째 줄은 기록 수, 셋째 줄은 뿌리 해시이고, 빈 줄 "
            "다음에 서명이 와야 합니다. `ieum ledger head`가 쓰는 그대로 두세요."
        )
    )
