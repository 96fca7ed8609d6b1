"""Posting to another system, signed (https://www.standardwebhooks.com)."""

from __future__ import annotations

import base64
import hmac
import time
from hashlib import sha256
from urllib.parse import urlsplit

import httpx

from ieum.hub import environment
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _

TIMEOUT_SECONDS = 10.0
PREFIX = "whsec_"


class HostNotAllowed(IeumError):
    """An address on a host that the operator did not allow."""

    code = "host-not-allowed"


class WebhookFailed(IeumError):
    """The receiver did not take it."""

    code = "webhook-failed"


def check_allowed(address: str) -> None:
    """Raise ``HostNotAllowed`` unless the operator allowed the address's host."""
    host = _host(address)
    allowed = environment.WEBHOOK_HOSTS.value() or [
        _host(known) for known in environment.NOTICE_WEBHOOKS.value()
    ]
    if host not in allowed:
        raise HostNotAllowed(
            _(
                "The hub may not post to {host}. The operator allows hosts by IEUM_WEBHOOK_HOSTS.",
                host=host,
            )
        )


def _host(address: str) -> str:
    """Host and port, the port only where it is not the usual one."""
    parts = urlsplit(address)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    name = (parts.hostname or "").lower()
    return name if parts.port in (None, usual) else f"{name}:{parts.port}"


def post(address: str, reference: str, body: bytes) -> None:
    """Post a JSON body once. Raises ``HostNotAllowed`` or ``WebhookFailed``.

    Redirects are not followed: they could lead to a host that nobody allowed.
    """
    check_allowed(address)
    moment = str(int(time.time()))
    headers = {
        "content-type": "application/json",
        "user-agent": "Ieum",
        "webhook-id": reference,
        "webhook-timestamp": moment,
        "webhook-signature": signature(environment.WEBHOOK_SECRET.value(), reference, moment, body),
    }
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
            reply = client.post(address, content=body, headers=headers)
    except httpx.HTTPError as problem:
        raise WebhookFailed(
            _("{host} did not answer: {reason}", host=_host(address), reason=str(problem))
        ) from None
    if not reply.is_success:
        raise WebhookFailed(
            _(
                "{host} answered {status} instead of 2xx.",
                host=_host(address),
                status=reply.status_code,
            )
        )


def signature(secret: str, reference: str, moment: str, body: bytes) -> str:
    """The ``webhook-signature`` header: HMAC-SHA256 over reference, moment and body.

    A secret that begins with ``whsec_`` is base64 behind that; any other counts as its own bytes.
    """
    if secret.startswith(PREFIX):
        key = base64.b64decode(secret.removeprefix(PREFIX))
    else:
        key = secret.encode()
    signed = f"{reference}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, sha256)).decode()
