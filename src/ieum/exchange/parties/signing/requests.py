"""Requests that a party signs, by HTTP Message Signatures (RFC 9421) with Ed25519.

A signature covers the method, the whole address, the ``Authorization`` that was sent and, by
``Content-Digest`` (RFC 9530), the body; it names its key, when it was made, and a nonce that is used
once. So nobody who sees a request can send another one, or the same again, in the name of the party.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ieum.kernel.errors import NotSignedIn
from ieum.kernel.messages import Message, _

#: How old a signature may be when it arrives, and how far the party's clock may run ahead.
WINDOW = timedelta(minutes=5)
CLOCKS_DIFFER = timedelta(seconds=30)
#: Characters of a nonce: enough that two never meet, few enough to keep.
SHORTEST_NONCE, LONGEST_NONCE = 16, 100
_ALWAYS = ("@method", "@target-uri")


class WrongSignature(NotSignedIn):
    """A signature that is missing, wrong, too old or used before."""

    code = "wrong-signature"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request as the hub got it; ``url`` is the whole address, ``headers`` by their names."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """What a signature has shown: which key signed, when, and the nonce that is now used up."""

    key: str
    nonce: str
    created: datetime

    @property
    def until(self) -> datetime:
        """When the signature is too old by itself, and its nonce need not be remembered."""
        return self.created + WINDOW + 2 * CLOCKS_DIFFER


def proof_of(request: SignedRequest, public: Callable[[str], bytes | None]) -> Proof:
    """What the signature of a request shows. ``public`` gives the 32 bytes of a key that signs now.

    Raises ``WrongSignature``. Whether the nonce was used before is for the caller to see.
    """
    # Loaded by the first party that signs.
    from http_message_signatures import (
        HTTPMessageSignaturesException,
        HTTPMessageVerifier,
        HTTPSignatureKeyResolver,
        algorithms,
    )

    class Keys(HTTPSignatureKeyResolver):  # type: ignore[misc]
        def resolve_public_key(self, key_id: str) -> Any:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

            found = public(key_id)
            return None if found is None else Ed25519PublicKey.from_public_bytes(found)

    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=Keys())
    verifier.max_clock_skew = CLOCKS_DIFFER
    has_authorization = any(name.lower() == "authorization" for name in request.headers)
    required = (*_ALWAYS, "authorization") if has_authorization else _ALWAYS
    try:
        (found,) = verifier.verify(
            request, max_age=WINDOW, require_components=required, body=request.body
        )
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise WrongSignature(_wrong(request.url)) from error
    nonce = found.nonce or ""
    if not SHORTEST_NONCE <= len(nonce) <= LONGEST_NONCE:
        raise WrongSignature(
            _(
                "서명의 nonce는 요청마다 새로 만든 {shortest}자에서 {longest}자까지의 글이어야 합니다.",
                shortest=SHORTEST_NONCE,
                longest=LONGEST_NONCE,
            )
        )
    created = datetime.fromtimestamp(int(found.parameters["created"]), UTC)
    return Proof(str(found.parameters["keyid"]), nonce, created)


def _wrong(url: str) -> Message:
    return _(
        "요청의 서명을 확인하지 못했습니다. 살아 있는 서명 키로 Ed25519 서명을 하나만 하고, @method, "
        "@target-uri, (보냈다면) authorization, (본문이 있으면) content-digest를 덮고, {minutes}분이 지나지 "
        "않은 created와 nonce, keyid를 적어 주세요. 허브가 본 주소: {url}",
        minutes=int(WINDOW.total_seconds()) // 60,
        url=url[:200],
    )
