"""Tokens of parties' programs: OAuth 2.0 client credentials (RFC 6749, 4.4) at ``POST /oauth/token``.

A program shows the key of its party once and gets a token for ten minutes, with the scopes it asks for
out of those of the key; so the key itself need not travel with every call, nor lie with every program.
The client's name is ``PARTY.NUMBER`` of the key, its secret the key. What ends the key, or suspends the
party, ends its tokens.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import unquote_plus

from django.utils import timezone
from oauth2_provider.models import AccessToken, Application
from oauth2_provider.oauth2_validators import OAuth2Validator

from ieum.exchange.parties import store as parties
from ieum.hub.accounts.caller import TOKEN_PREFIX
from ieum.kernel.context import Caller
from ieum.kernel.errors import NotSignedIn
from ieum.kernel.messages import _


def new_token(request: Any) -> str:
    """A token of 256 random bits, of which the hub keeps the digest alone."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def caller_of_token(token: str) -> Caller:
    """The program behind a token, with the token's scopes as far as its key still has them.

    Raises ``NotSignedIn`` for a token that is over, or whose key or party is.
    """
    row = (
        AccessToken.objects.select_related("application")
        .filter(token_checksum=_digest(token), expires__gt=timezone.now())
        .first()
    )
    caller = _caller_of_client(row.application.client_id) if row is not None else None
    if row is None or caller is None:
        raise NotSignedIn(
            _("보낸 토큰은 없거나 끝난 토큰입니다. /oauth/token에서 새로 받아 주세요.")
        )
    return replace(caller, scopes=caller.scopes & frozenset(row.scope.split()))


def tidy() -> None:
    """Delete the tokens that are over, and the clients whose keys are."""
    AccessToken.objects.filter(expires__lt=timezone.now()).delete()
    for client in Application.objects.all():
        if _caller_of_client(client.client_id) is None:
            client.delete()


class PartyClients(OAuth2Validator):  # type: ignore[misc]
    """Says who is a client, by the keys of parties, and which scopes it may have."""

    def _authenticate_basic_auth(self, request: Any) -> bool:
        """By ``Authorization: Basic``, as RFC 6749 prefers."""
        sent = self._extract_basic_auth(request)
        try:
            text = base64.b64decode(sent or "", validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return False
        name, colon, key = text.partition(":")
        return bool(colon) and self._is_client(request, unquote_plus(name), unquote_plus(key))

    def _authenticate_request_body(self, request: Any) -> bool:
        """By ``client_id`` and ``client_secret`` in the form."""
        name, key = request.client_id, request.client_secret
        return bool(name and key) and self._is_client(request, name, key)

    def _is_client(self, request: Any, name: str, key: str) -> bool:
        try:
            caller = parties.caller_of_key(key)
        except NotSignedIn:
            return False
        if f"{caller.party}.{caller.key}" != name:
            return False
        request.client, _new = Application.objects.get_or_create(
            client_id=name,
            defaults={
                "name": name,
                "client_type": Application.CLIENT_CONFIDENTIAL,
                "authorization_grant_type": Application.GRANT_CLIENT_CREDENTIALS,
                # Nobody can show it: the key is the secret, and only its digest is kept elsewhere.
                "client_secret": secrets.token_urlsafe(32),
                "hash_client_secret": True,
            },
        )
        return True

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Any, *args: Any, **more: Any
    ) -> bool:
        """No other way to a token than a client's own credentials."""
        return grant_type == "client_credentials"

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: Any, request: Any, *args: Any, **more: Any
    ) -> bool:
        """Whether the key has every scope that is asked for."""
        return bool(scopes) and set(scopes) <= self._scopes(client)

    def get_default_scopes(
        self, client_id: str, request: Any, *args: Any, **more: Any
    ) -> list[str]:
        """All that the key has, where no scope is asked for."""
        return sorted(self._scopes(request.client))

    @staticmethod
    def _scopes(client: Any) -> frozenset[str]:
        caller = _caller_of_client(client.client_id)
        return caller.scopes if caller is not None else frozenset()


def _caller_of_client(name: str) -> Caller | None:
    party, _point, number = name.rpartition(".")
    if not number.isdecimal():
        return None
    caller = parties.caller_of_key_number(int(number))
    return caller if caller is not None and caller.party == party else None


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
