"""Single sign-on by OpenID Connect, as the ``IEUM_OIDC_`` variables describe the provider."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from ieum.hub import environment

#: The part of the addresses that stands for the one provider: ``/accounts/oidc/sso/login/``.
PROVIDER = "sso"


def sign_on_is_set() -> bool:
    """Whether the operator named a provider."""
    return environment.OIDC_ISSUER.is_set()


def sign_on_providers() -> dict[str, Any]:
    """django-allauth's settings for the provider; none when the operator named none.

    Raises ``environment.WrongSetting`` when the address is not https: the identity token comes
    straight from it, and is believed because of that (OpenID Connect Core, 3.1.3.7).
    """
    issuer = environment.OIDC_ISSUER.value()
    if not issuer:
        return {}
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not _is_this_machine(parts.hostname or ""):
        raise environment.WrongSetting(environment.OIDC_ISSUER, issuer)
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": PROVIDER,
                    "name": environment.OIDC_NAME.value(),
                    "client_id": environment.OIDC_CLIENT_ID.value(),
                    "secret": environment.OIDC_CLIENT_SECRET.value(),
                    "settings": {"server_url": issuer},
                }
            ],
        }
    }


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
