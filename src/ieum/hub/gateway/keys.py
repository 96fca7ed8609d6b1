"""Keys for services and parties elsewhere that use the gateway. A key is shown once, when made."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.utils import timezone

from ieum.hub.gateway.accounting import Payer
from ieum.hub.gateway.models import GatewayKey

PREFIX = "ieum-"


def make_key(service: str, party: str) -> str:
    """A new key, whose calls are charged to a service and a party."""
    key = PREFIX + secrets.token_urlsafe(32)
    GatewayKey.objects.create(digest=_digest(key), service=service, party=party)
    return key


def revoke_keys(service: str, party: str) -> int:
    """End every key of a service of a party; how many there were."""
    keys = GatewayKey.objects.filter(service=service, party=party, revoked_at=None)
    return keys.update(revoked_at=timezone.now())


def payer_of(key: str) -> Payer | None:
    """Whom the calls of a key are charged to; None when it is unknown or revoked."""
    row = GatewayKey.objects.filter(digest=_digest(key), revoked_at=None).first()
    return Payer(row.service, row.party) if row else None


def _digest(key: str) -> str:
    # A key of 256 random bits needs no slow hash.
    return sha256(key.encode()).hexdigest()
