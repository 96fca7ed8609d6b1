"""A party that signs its requests, by an implementation of RFC 9421 that is not the hub's own."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, MappingKeyResolver, algorithms

from ieum.exchange.parties.signing import store
from ieum.exchange.parties.signing.requests import SignedRequest

ADDRESS = "https://hub.example/api/scamcall/send_signals"


@dataclass
class Message:
    """A request on its way out."""

    method: str
    url: str
    headers: dict[str, str]


@dataclass
class Signer:
    """A key of a party, whose public half the hub knows under ``key``."""

    private: Ed25519PrivateKey
    key: str

    @classmethod
    def of(cls, party: str) -> Signer:
        """Make a key, and let the party register it."""
        private = Ed25519PrivateKey.generate()
        public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
        return cls(private, store.add_signing_key(party, public).id)

    def headers(
        self,
        method: str,
        url: str,
        body: bytes,
        headers: dict[str, str],
        *,
        covers: tuple[str, ...] = ("@method", "@target-uri", "authorization"),
        nonce: str | None = "",
        age: timedelta = timedelta(),
        key: str = "",
        with_body: bool = True,
    ) -> dict[str, str]:
        """The headers of a request with its signature; a new nonce unless one is given."""
        message = Message(method, url, dict(headers))
        resolver = MappingKeyResolver(public_keys={}, private_keys={key or self.key: self.private})
        HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=resolver).sign(
            message,
            key_id=key or self.key,
            created=datetime.now() - age,
            nonce=secrets.token_urlsafe(16) if nonce == "" else nonce,
            covered_component_ids=covers,
            body=(body or None) if with_body else None,
        )
        return message.headers

    def signed(
        self, method: str = "POST", url: str = ADDRESS, body: bytes = b"{}", **given: Any
    ) -> SignedRequest:
        """A signed request as the hub gets it."""
        headers = self.headers(method, url, body, {"Authorization": "Bearer ieump_x"}, **given)
        return SignedRequest(method, url, headers, body)
